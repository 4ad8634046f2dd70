"""How long a duration lasts: its least and most length, in seconds.

Every length is measured from the event itself. A day is 24 hours, whatever summer time does:
days end at the same hour they began at, so `1 day` and `24 hours` are one length. That the
last day may run on to its midnight adds the same to both sides of a comparison of days, and
is left out; only `same day`, which has no other meaning, runs from 0 to 24 hours.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from typing import Final, TypeAlias

from policykit.model.calendar import BusinessCalendar, BusinessTimeError
from policykit.model.quantity.duration import Clock, Duration, DurationSum, Unit
from policykit.model.quantity.time_of_day import DAY_MINUTES, HOUR_MINUTES
from policykit.model.value import dataclass

MINUTE: Final = 60
HOUR: Final = 3_600
DAY: Final = 86_400

START_DAYS: Final = 1_096
"""Start days over which business time is measured: three years, one of them a leap year."""

YEAR_MONTHS: Final = 12

_FIXED: Final = {
    Unit.SECOND: 1,
    Unit.MINUTE: MINUTE,
    Unit.HOUR: HOUR,
    Unit.DAY: DAY,
    Unit.WEEK: 7 * DAY,
}
_CYCLE_MONTHS: Final = 4_800
"""The Gregorian calendar repeats after 400 years."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The least and the most length of a duration, in seconds."""

    least: int
    most: int

    def plus(self, other: Interval) -> Interval:
        """The lengths of two durations one behind the other."""
        return Interval(self.least + other.least, self.most + other.most)


Measure: TypeAlias = Callable[[Duration | DurationSum], Interval]
"""Measures durations with a calendar and a first start day of its own."""


def measure(calendar: BusinessCalendar | None, since: date) -> Measure:
    """`bounds` with calendar and first start day filled in, which measures a duration once.

    Without a calendar it raises BusinessTimeError for business time.
    """

    @cache
    def measured(duration: Duration | DurationSum) -> Interval:
        return bounds(duration, calendar, since)

    return measured


def bounds(
    duration: Duration | DurationSum, calendar: BusinessCalendar | None, since: date
) -> Interval:
    """The least and most length of a duration.

    Months and years are measured from every day of the 400 years after which the calendar
    repeats (a month is 28 to 31 days, three are 89 to 92), business time from every moment
    of the three years from `since`; business days count whole days from the day of the event.

    Raises:
        BusinessTimeError: for business time without a calendar or with one hardly ever open.
    """
    if isinstance(duration, DurationSum):
        total = Interval(0, 0)
        for part in duration.parts:
            total = total.plus(bounds(part, calendar, since))
        return total
    if duration.is_same_day:
        return Interval(0, DAY)
    if duration.clock is Clock.BUSINESS:
        if calendar is None:
            raise BusinessTimeError(f"No calendar says how long {duration} can last.")
        if duration.unit is Unit.DAY:
            return _business_days(duration.amount, calendar, since)
        return _business_minutes(duration.amount * HOUR_MINUTES, calendar, since)
    if duration.unit in _FIXED:
        seconds = duration.amount * _FIXED[duration.unit]
        return Interval(seconds, seconds)
    return _months(duration.amount * (YEAR_MONTHS if duration.unit is Unit.YEAR else 1))


@cache
def _months(months: int) -> Interval:
    """The shortest and longest row of so many calendar months.

    A period whose last day is missing in its last month ends with that month, and so is never
    shorter than the months that follow its start.
    """
    cycles, rest = divmod(months, _CYCLE_MONTHS)
    begins = _month_begins()
    whole = begins[_CYCLE_MONTHS]
    rows = [
        begins[end] - begins[start]
        if (end := start + rest) <= _CYCLE_MONTHS
        else whole - begins[start] + begins[end - _CYCLE_MONTHS]
        for start in range(_CYCLE_MONTHS)
    ]
    return Interval((cycles * whole + min(rows)) * DAY, (cycles * whole + max(rows)) * DAY)


@cache
def _month_begins() -> tuple[int, ...]:
    """Days before each of the 4,800 months of a cycle, and before the next cycle."""
    firsts = [
        date(2000 + month // YEAR_MONTHS, month % YEAR_MONTHS + 1, 1)
        for month in range(_CYCLE_MONTHS + 1)
    ]
    return tuple((first - firsts[0]).days for first in firsts)


def _business_days(days: int, calendar: BusinessCalendar, since: date) -> Interval:
    first = since.toordinal()
    ends: list[int] = []
    passed = 0
    lengths: list[int] = []
    upcoming = calendar.business_days(since + timedelta(days=1))
    for start in range(first, first + START_DAYS):
        while passed < len(ends) and ends[passed] <= start:
            passed += 1
        while len(ends) < passed + days:
            end = next(upcoming, None)
            if end is None:
                raise BusinessTimeError(f"{days} business days do not end within a hundred years.")
            ends.append(end)
        lengths.append(ends[passed + days - 1] - start)
    return Interval(min(lengths) * DAY, max(lengths) * DAY)


def _business_minutes(minutes: int, calendar: BusinessCalendar, since: date) -> Interval:
    """Least and most length over every moment of the start years, to the minute.

    The length only turns where a stretch opens or closes, at the start or at the end.
    """
    last_start = START_DAYS * DAY_MINUTES
    opens, closes, run = _opening(minutes, calendar, since, last_start)
    before = [0, *run]
    lengths: list[int] = []

    def note(start: int, begun: int) -> None:
        """Take down the length from a moment by which `begun` business minutes have run."""
        if start <= last_start:
            end = bisect_left(run, begun + minutes)
            lengths.append(closes[end] - (run[end] - begun - minutes) - start)

    def note_just_after(start: int, begun: int) -> None:
        """The same for the moments right behind one from which business time runs."""
        if start < last_start:
            end = bisect_right(run, begun + minutes)
            lengths.append(opens[end] + (begun + minutes - before[end]) - start)

    note(0, 0)
    for index, begun in enumerate(run):
        note(opens[index], before[index])
        note_just_after(opens[index], before[index])
        note(closes[index], begun)
        if begun >= minutes:
            stretch = bisect_right(run, begun - minutes)
            start = opens[stretch] + (begun - minutes - before[stretch])
            note(start, begun - minutes)
            note_just_after(start, begun - minutes)
    return Interval(min(lengths) * MINUTE, max(lengths) * MINUTE)


def _opening(
    minutes: int, calendar: BusinessCalendar, since: date, last_start: int
) -> tuple[list[int], list[int], list[int]]:
    """Opening and closing times since midnight of `since`, and minutes open by each closing.

    They reach so far that the minutes asked for end within them from every start.
    """
    opens: list[int] = []
    closes: list[int] = []
    left = minutes
    for opening, closing in calendar.stretches(since):
        opens.append(opening)
        closes.append(closing)
        if opening > last_start:
            left -= closing - opening
            if left < 0:
                run = accumulate(end - start for start, end in zip(opens, closes, strict=True))
                return opens, closes, list(run)
    raise BusinessTimeError(
        f"{minutes // HOUR_MINUTES} business hours do not end within a hundred years."
    )
