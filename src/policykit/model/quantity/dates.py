"""Dates and ranges of dates."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from policykit.model.quantity.mistake import Mistake, respelled, shown, tidy
from policykit.model.value import dataclass

_DATE: Final = "(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"

DATE_PATTERN: Final = f"^{_DATE}$"
"""Every date, for ECMA-262, Rust and Python alike; the reader also refuses 31 February."""

DATE_RANGE_PATTERN: Final = f"^{_DATE} to {_DATE}$"
"""Every range of dates; the reader also refuses one whose end is before its start."""

_MONTHS: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_DATE_FORM: Final = "Write year, month and day, such as 2026-07-01."
_RANGE_FORM: Final = "Write the first and the last day, such as 2026-11-23 to 2026-11-30."
_EXACT = re.compile(DATE_PATTERN[1:-1])
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/. ]?)([0-9]{1,2})\2([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
_DAY_NAMED = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]{3,9})\.?,? ([0-9]{4})")
_MONTH_NAMED = re.compile(r"([a-z]{3,9})\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})")
_BETWEEN = re.compile(r" ?(?:\.\.\.?|…) ?| (?:to|until|till|through|and) | - |/(?=[0-9]{4}-)")
_MOST_MONTHS: Final = 12


@dataclass(frozen=True, slots=True, order=True)
class DateRange:
    """Days from `first` to `last`, both included.

    Raises:
        ValueError: when the last day is before the first.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("the last day is before the first")

    def __str__(self) -> str:
        return f"{self.first} to {self.last}"

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def common(self, other: DateRange) -> DateRange | None:
        """The days in both ranges, None when there are none."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return DateRange(first, last) if first <= last else None

    def days(self) -> tuple[date, ...]:
        """Every day of the range."""
        length = (self.last - self.first).days + 1
        return tuple(self.first + timedelta(days=number) for number in range(length))


def parse_date(text: str) -> date | Mistake:
    """The date a text stands for, or what is wrong with it."""
    if _EXACT.fullmatch(text):
        found = _date(text[:4], text[5:7], text[8:])
        if found is not None:
            return found
        return Mistake(f"{shown(text)} is not in the calendar: that month is shorter.", _DATE_FORM)
    meant = _loose_date(tidy(text).casefold())
    if meant is None:
        return Mistake(f"{shown(text)} is not a date.", _DATE_FORM)
    day, sure = meant
    if sure:
        return respelled(text, str(day), _DATE_FORM)
    return Mistake(
        f"{shown(text)} can be read with the day or the month first; if you mean {day}, write "
        "that.",
        _DATE_FORM,
        str(day),
    )


def parse_date_range(text: str) -> DateRange | Mistake:
    """The range of dates a text stands for, or what is wrong with it."""
    exact = text.split(" to ")
    if len(exact) == 2 and all(_EXACT.fullmatch(part) for part in exact):  # noqa: PLR2004 - two ends
        return _range(text, exact)
    halves = _BETWEEN.split(tidy(text).casefold())
    days = [_loose_date(half) for half in halves]
    if len(days) == 1 and days[0]:
        day, sure = days[0]
        return Mistake(
            f"{shown(text)} is one day; a range needs its first and its last day.",
            _RANGE_FORM,
            f"{day} to {day}",
            safe=sure,
        )
    if len(days) != 2 or days[0] is None or days[1] is None:  # noqa: PLR2004 - two ends
        return Mistake(f"{shown(text)} is not a range of dates.", _RANGE_FORM)
    (first, first_sure), (last, last_sure) = days[0], days[1]
    meant = _range(text, [str(first), str(last)])
    if isinstance(meant, Mistake):
        return meant
    if first_sure and last_sure:
        return respelled(text, str(meant), _RANGE_FORM)
    return Mistake(
        f"{shown(text)} can be read with the day or the month first; if you mean {meant}, write "
        "that.",
        _RANGE_FORM,
        str(meant),
    )


def _range(text: str, halves: list[str]) -> DateRange | Mistake:
    first, last = (parse_date(half) for half in halves)
    if isinstance(first, Mistake):
        return Mistake(first.message, _RANGE_FORM)
    if isinstance(last, Mistake):
        return Mistake(last.message, _RANGE_FORM)
    if last < first:
        return Mistake(
            f"{shown(text)} ends before it starts.", _RANGE_FORM, str(DateRange(last, first))
        )
    return DateRange(first, last)


def _date(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if _EXACT.fullmatch(str(found)) else None


def _loose_date(plain: str) -> tuple[date, bool] | None:
    """A date in any usual writing, and whether it can be no other."""
    if found := _YEAR_FIRST.fullmatch(plain):
        return _sure(_date(found[1], found[3], found[4]))
    if found := _DAY_FIRST.fullmatch(plain):
        day, mark, month, year = found.groups()
        if int(month) > _MOST_MONTHS:
            return _sure(_date(year, day, month))
        meant = _date(year, month, day)
        doubt = mark != "." and int(day) <= _MOST_MONTHS and day != month
        return None if meant is None else (meant, not doubt)
    if found := _DAY_NAMED.fullmatch(plain):
        return _sure(_date(found[3], _month(found[2]), found[1]))
    if found := _MONTH_NAMED.fullmatch(plain):
        return _sure(_date(found[3], _month(found[1]), found[2]))
    return None


def _sure(day: date | None) -> tuple[date, bool] | None:
    return None if day is None else (day, True)


def _month(word: str) -> str:
    matches = [str(n) for n, name in enumerate(_MONTHS, 1) if name.startswith(word)]
    return matches[0] if len(matches) == 1 else "0"
