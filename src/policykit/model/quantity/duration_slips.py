"""Durations as people write them, and what they meant."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from policykit.model.quantity.duration import (
    DURATION_FORM,
    MOST,
    MOST_BUSINESS,
    Clock,
    Duration,
    Unit,
    exact_duration,
    no_duration,
)
from policykit.model.quantity.mistake import Mistake, respelled, shown, tidy
from policykit.model.quantity.number import LOOSE_NUMBER, WORDS, read_number
from policykit.model.value import dataclass

_FORM: Final = f"Write {DURATION_FORM}."

_SAME_DAY = frozenset(
    {
        "same-day",
        "sameday",
        "the same day",
        "on the same day",
        "within the same day",
        "same calendar day",
        "0 days",
        "0 day",
        "today",
    }
)

_SPELLINGS: Final[dict[Unit, str]] = {
    Unit.SECOND: "s sec secs second seconds",
    Unit.MINUTE: "min mins minute minutes",
    Unit.HOUR: "h hr hrs hour hours",
    Unit.DAY: "d day days",
    Unit.WEEK: "w wk wks week weeks",
    Unit.MONTH: "mo mos mth mths month months",
    Unit.YEAR: "y yr yrs year years",
}
_MULTIPLES: Final = {
    "fortnight": (2, Unit.WEEK),
    "fortnights": (2, Unit.WEEK),
    "quarter": (3, Unit.MONTH),
    "quarters": (3, Unit.MONTH),
}
_UNITS: Final[dict[str, tuple[int, Unit]]] = {
    word: (1, unit) for unit, words in _SPELLINGS.items() for word in words.split()
} | _MULTIPLES
_BUSINESS_DAYS = frozenset(
    {"workday", "workdays", "weekday", "weekdays", "businessday", "businessdays"}
)

TIME_WORDS: Final = frozenset(_UNITS) | _BUSINESS_DAYS | {"m", "business", "same", "working"}
"""Words that speak of time and so are no units of counts."""

_PART = re.compile(
    rf"(?P<number>{LOOSE_NUMBER}|half an?|[a-z]+(?:-[a-z]+)?)(?: |-)?"
    r"(?:(?P<clock>business|working|work|office|opening|calendar)(?: |-))?"
    r"(?P<unit>[a-z]+)"
)
_FROM_TO = re.compile(r"[0-9]+ ?(?:-|to|or) ?[0-9]+ (?:[a-z]+ )?(?P<unit>[a-z]+)")
_BETWEEN = re.compile(r"(?:,? and |, | \+ |[ +])?")
_ISO = re.compile(
    r"P(?:(?P<year>[0-9]+)Y)?(?:(?P<month>[0-9]+)M)?(?:(?P<week>[0-9]+)W)?(?:(?P<day>[0-9]+)D)?"
    r"(?:T(?:(?P<hour>[0-9]+)H)?(?:(?P<minute>[0-9]+)M)?(?:(?P<second>[0-9]+)S)?)?"
)
_SECONDS: Final = {
    Unit.WEEK: 604_800,
    Unit.DAY: 86_400,
    Unit.HOUR: 3_600,
    Unit.MINUTE: 60,
    Unit.SECOND: 1,
}
_MONTHS: Final = {Unit.YEAR: 12, Unit.MONTH: 1}
_ALIKE = ({Unit.SECOND, Unit.MINUTE, Unit.HOUR}, {Unit.DAY, Unit.WEEK}, {Unit.MONTH, Unit.YEAR})


@dataclass(frozen=True, slots=True)
class _Part:
    amount: Decimal
    unit: Unit
    clock: Clock = Clock.CALENDAR
    sure: bool = True


def parse_duration(text: str) -> Duration | Mistake:
    """The duration a text stands for, or what is wrong with it."""
    return exact_duration(text) or duration_slip(text) or no_duration(text)


def duration_slip(text: str) -> Mistake | None:
    """What is wrong with a text that speaks of time; None when it does not seem to."""
    plain = tidy(text).rstrip(".").casefold().removeprefix("within ")
    if exact_duration(plain):
        return respelled(text, plain, _FORM)
    if plain in _SAME_DAY:
        return respelled(text, "same day", _FORM)
    parts = _iso_parts(plain) or _worded_parts(plain)
    if parts:
        return _answer(text, parts)
    if (found := _FROM_TO.fullmatch(plain)) and found["unit"] in TIME_WORDS:
        return Mistake(
            f"{shown(text)} names two lengths of time; write the one you promise.", _FORM
        )
    return None


def _answer(text: str, parts: tuple[_Part, ...]) -> Mistake:
    for part in parts:
        if part.clock is Clock.BUSINESS and part.unit not in {Unit.HOUR, Unit.DAY}:
            return Mistake(
                f"{shown(text)} cannot be counted: business time has hours and days only.", _FORM
            )
    if not any(part.amount for part in parts):
        return Mistake(f"{shown(text)} is no time at all; the shortest is 1 second.", _FORM)
    meant = _joined(parts)
    if meant is None:
        return Mistake(f"{shown(text)} is not a whole number of one unit, or is too long.", _FORM)
    if all(part.sure for part in parts) and _one_family(parts, meant):
        return respelled(text, str(meant), _FORM)
    return Mistake(
        f"{shown(text)} can be read in two ways; if you mean {meant}, write that.",
        _FORM,
        str(meant),
    )


def _one_family(parts: tuple[_Part, ...], meant: Duration) -> bool:
    units = {meant.unit, *(part.unit for part in parts)}
    return any(units <= alike for alike in _ALIKE)


def _joined(parts: tuple[_Part, ...]) -> Duration | None:
    """All parts as one duration in the largest unit, not above the smallest named, that fits."""
    clocks = {part.clock for part in parts}
    if len(clocks) > 1:
        return None
    clock = clocks.pop()
    units = {part.unit for part in parts}
    if clock is Clock.BUSINESS:
        return _whole(sum((part.amount for part in parts), Decimal()), units, clock)
    for sizes in (_SECONDS, _MONTHS):
        if units <= set(sizes):
            total = sum((part.amount * sizes[part.unit] for part in parts), Decimal())
            smallest = min(sizes[unit] for unit in units)
            if total > MOST * smallest:  # what is far too large cannot even be divided
                return None
            for unit, size in sizes.items():
                if size <= smallest and total % size == 0:
                    return _whole(total / size, {unit}, clock)
    return None


def _whole(amount: Decimal, units: set[Unit], clock: Clock) -> Duration | None:
    most = MOST_BUSINESS if clock is Clock.BUSINESS else MOST
    if len(units) != 1 or not 1 <= amount <= most or amount % 1:
        return None
    return Duration(int(amount), min(units), clock)


def _iso_parts(plain: str) -> tuple[_Part, ...]:
    found = _ISO.fullmatch(plain.upper())
    if not found:
        return ()
    return tuple(
        _Part(Decimal(amount), Unit(unit)) for unit, amount in found.groupdict().items() if amount
    )


def _worded_parts(plain: str) -> tuple[_Part, ...]:
    parts: list[_Part] = []
    at = 0
    while at < len(plain):
        gap = _BETWEEN.match(plain, at) if parts else None
        found = _PART.match(plain, gap.end() if gap else at)
        part = _part(found) if found else None
        if found is None or part is None:
            return ()
        parts.append(part)
        at = found.end()
    return tuple(parts)


def _part(found: re.Match[str]) -> _Part | None:
    number, word = found["number"], found["unit"]
    if number.startswith("half"):
        amount, sure = Decimal("0.5"), True
    elif number[0].isdigit() or number in WORDS:
        reading = read_number(number)
        if reading is None:
            return None
        amount, sure = reading.value, reading.sure
    else:
        return None
    clock = Clock.CALENDAR
    if found["clock"] not in {None, "calendar"} or word in _BUSINESS_DAYS:
        clock = Clock.BUSINESS
    if word in _BUSINESS_DAYS:
        return _Part(amount, Unit.DAY, clock, sure and not word.startswith("week"))
    if word == "m":
        return _Part(amount, Unit.MINUTE, clock, sure=False)
    if word not in _UNITS:
        return None
    factor, unit = _UNITS[word]
    return _Part(amount * factor, unit, clock, sure)
