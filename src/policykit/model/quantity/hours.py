"""Weekly opening hours."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final, TypeAlias

from policykit.model.quantity.mistake import Mistake, respelled, shown, tidy
from policykit.model.quantity.time_of_day import (
    DAY_MINUTES,
    clock_text,
    exact_minutes,
    loose_minutes,
)
from policykit.model.value import dataclass

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The days of the week as they are written, Monday first."""

Opening: TypeAlias = tuple[int, int, int]
"""A day of the week (0 is Monday) with opening and closing time in minutes since midnight."""

_DAY: Final = f"({'|'.join(DAYS)})"
_ENTRY: Final = (
    f"{_DAY}(-{_DAY})? ([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)"
)

HOURS_PATTERN: Final = f"^{_ENTRY}(, {_ENTRY})*$"
"""Weekly hours, for ECMA-262, Rust and Python alike.

The reader also refuses hours that end before they start, overlap, or run past Sunday.
"""

_FORM: Final = (
    "Write days and times such as mon-fri 08:00-20:00, sat 10:00-16:00; always open is "
    "mon-sun 00:00-24:00."
)
_EXACT = re.compile(HOURS_PATTERN[1:-1])
_GROUPS: Final = {
    "daily": "mon-sun",
    "every day": "mon-sun",
    "all week": "mon-sun",
    "weekdays": "mon-fri",
    "weekends": "sat-sun",
}
_PIECE = re.compile(
    r"(?P<first>[a-z]{3,10})?\.?(?: ?- ?(?P<last>[a-z]{3,10})\.?)?:? ?"
    r"(?:(?P<opens>[0-9][0-9:.hapm ]*?) ?- ?(?P<closes>[0-9][0-9:.hapm ]*))?"
)
_ALWAYS = frozenset({"24/7", "24-7", "24 / 7", "always", "always open", "around the clock"})


@dataclass(frozen=True, slots=True)
class Hours:
    """When we are open in an ordinary week.

    `week` holds for each day, Monday first, the stretches (opens, closes) in minutes since
    midnight, in order and parted from one another; 1440 is midnight at the end of the day.
    """

    week: tuple[tuple[tuple[int, int], ...], ...]

    def __post_init__(self) -> None:
        if len(self.week) != len(DAYS) or not any(self.week):
            raise ValueError("opening hours cover seven days and open on one at least")
        for day in self.week:
            if any(not 0 <= opens < closes <= DAY_MINUTES for opens, closes in day):
                raise ValueError("opening hours close after they open, within a day")
            if any(after[0] <= before[1] for before, after in pairwise(day)):
                raise ValueError("the stretches of a day are in order and apart")

    def __str__(self) -> str:
        stretches = sorted({stretch for day in self.week for stretch in day})
        entries = [
            (first, stretch, last)
            for stretch in stretches
            for first, last in _runs([stretch in day for day in self.week])
        ]
        return ", ".join(
            f"{_days(first, last)} {clock_text(opens)}-{clock_text(closes)}"
            for first, (opens, closes), last in sorted(entries)
        )

    @property
    def weekly_minutes(self) -> int:
        """Minutes open in a week."""
        return sum(closes - opens for day in self.week for opens, closes in day)


def hours_of(openings: Iterable[Opening]) -> Hours | None:
    """Hours from openings in any order, touching ones joined; None when two overlap."""
    week: list[list[tuple[int, int]]] = [[] for _ in DAYS]
    for day, opens, closes in sorted(openings):
        stretches = week[day]
        if stretches and opens < stretches[-1][1]:
            return None
        if stretches and opens == stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], closes)
        else:
            stretches.append((opens, closes))
    return Hours(tuple(tuple(day) for day in week))


def parse_hours(text: str) -> Hours | Mistake:
    """The opening hours a text stands for, or what is wrong with it."""
    plain = tidy(text).casefold()
    if plain in _ALWAYS:
        return respelled(text, "mon-sun 00:00-24:00", _FORM)
    exact = _EXACT.fullmatch(text)
    openings, straight = _exact_openings(text) if exact else _loose_openings(plain)
    if not openings:
        return Mistake(f"{shown(text)} is not a list of opening hours.", _FORM)
    hours = hours_of(openings)
    if hours is None:
        return Mistake(f"{shown(text)} is open twice at the same time.", _FORM)
    if straight:
        return hours if exact else respelled(text, str(hours), _FORM)
    return Mistake(
        f"{shown(text)} runs backwards; if it goes on into the next day or week, write {hours}.",
        _FORM,
        str(hours),
    )


def _exact_openings(text: str) -> tuple[list[Opening], bool]:
    """The openings of a text in form; False when days or times in it run backwards; none when one never opens."""
    openings: list[Opening] = []
    straight = True
    for entry in text.split(", "):
        days, times = entry.split(" ")
        first, _, last = days.partition("-")
        opens, closes = (exact_minutes(time) for time in times.split("-"))
        start, end = DAYS.index(first), DAYS.index(last or first)
        if opens == closes:
            return [], False
        straight = straight and start <= end and opens < closes
        openings += _spread(start, end, opens, closes)
    return openings, straight


def _spread(first: int, last: int, opens: int, closes: int) -> list[Opening]:
    """One entry's openings; past Sunday goes on with Monday, past midnight with the next day."""
    count = (last - first) % len(DAYS) + 1
    days = [(first + number) % len(DAYS) for number in range(count)]
    if opens < closes:
        return [(day, opens, closes) for day in days]
    late = [(day, opens, DAY_MINUTES) for day in days]
    early = [((day + 1) % len(DAYS), 0, closes) for day in days] if closes else []
    return late + early


def _loose_openings(plain: str) -> tuple[list[Opening], bool]:
    """The openings of any usual writing, as `_exact_openings`; none when it is unreadable."""
    nothing: tuple[list[Opening], bool] = ([], False)
    for words, days in _GROUPS.items():
        plain = plain.replace(words, days)
    plain = re.sub(r"(?<=\S) (?:to|until) (?=\S)", "-", plain)
    openings: list[Opening] = []
    straight = True
    days_waiting: list[tuple[int, int]] = []
    days_last: list[tuple[int, int]] = []
    for piece in re.split(r" ?[,;&+] ?| and ", plain.rstrip(".,; ")):
        found = _PIECE.fullmatch(piece)
        if found is None or not piece:
            return nothing
        if found["first"]:
            first, last = _day(found["first"]), _day(found["last"] or found["first"])
            if first is None or last is None:
                return nothing
            straight = straight and first <= last
            days_waiting.append((first, last))
        elif found["last"]:
            return nothing
        if found["opens"] is None:
            continue
        opens, closes = loose_minutes(found["opens"]), loose_minutes(found["closes"])
        if opens is None or closes is None or opens in {closes, DAY_MINUTES}:
            return nothing
        straight = straight and (opens < closes or closes == 0)
        days_last = days_waiting or days_last
        days_waiting = []
        for first, last in days_last:
            openings += _spread(first, last, opens, closes)
    return nothing if days_waiting else (openings, straight)


def _day(word: str) -> int | None:
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    spellings = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
    for index, name in enumerate(names):
        if word in {name, name[:3], f"{name}s"}:
            return index
    return spellings.get(word)


def _runs(open_days: list[bool]) -> list[tuple[int, int]]:
    """The first and last day of each row of open days."""
    runs: list[tuple[int, int]] = []
    for day, is_open in enumerate(open_days):
        if is_open and runs and runs[-1][1] == day - 1:
            runs[-1] = (runs[-1][0], day)
        elif is_open:
            runs.append((day, day))
    return runs


def _days(first: int, last: int) -> str:
    return DAYS[first] if first == last else f"{DAYS[first]}-{DAYS[last]}"
