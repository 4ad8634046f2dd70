"""Business time: weekly hours in a time zone, less the days closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Final

from policykit.model.quantity.dates import DateRange
from policykit.model.quantity.hours import Hours
from policykit.model.quantity.time_of_day import DAY_MINUTES, HOUR_MINUTES
from policykit.model.value import dataclass

LONGEST_DAYS: Final = 36_525
"""Days beyond which no business time is followed: a hundred years."""

_WEEK: Final = 7


class BusinessTimeError(ValueError):
    """Business time cannot be measured: no calendar, or one that is hardly ever open."""


@dataclass(frozen=True, slots=True)
class BusinessCalendar:
    """When business time runs.

    `time_zone` is an IANA name; all dates and times here are those of its clocks, and an hour
    that summer time adds or takes is not counted. `closed` are holidays and own closed days.
    """

    time_zone: str
    hours: Hours
    closed: frozenset[date] = frozenset()

    @classmethod
    def of(
        cls, time_zone: str, hours: Hours, closed: Iterable[date | DateRange]
    ) -> BusinessCalendar:
        """A calendar whose closed days are given as days and ranges of days."""
        days: set[date] = set()
        for entry in closed:
            days.update(entry.days() if isinstance(entry, DateRange) else (entry,))
        return cls(time_zone, hours, frozenset(days))

    def is_business_day(self, day: date) -> bool:
        """Whether we open at all on a day."""
        return bool(self.hours.week[day.weekday()]) and day not in self.closed

    def business_days_end(self, start: date, days: int) -> date:
        """The last of so many business days; the day of the event, `start`, is day 0.

        Raises:
            BusinessTimeError: when that is more than a hundred years away.
        """
        if days < 1:
            return start
        ends = islice(self.business_days(start + timedelta(days=1)), days - 1, days)
        found = next(ends, None)
        if found is None:
            raise _hardly_open()
        return date.fromordinal(found)

    def add_business_time(self, start: datetime, minutes: int) -> datetime:
        """The moment at which so many minutes of business time have run since `start`.

        `start` is a moment of the calendar's own clocks, without a time zone; its seconds are
        dropped. Time that ends with the opening hours ends at closing, not at the next opening.

        Raises:
            BusinessTimeError: when that is more than a hundred years away.
        """
        midnight = datetime.combine(start.date(), time())
        begun = start.hour * HOUR_MINUTES + start.minute
        if minutes < 1:
            return midnight + timedelta(minutes=begun)
        left = minutes
        for opens, closes in self.stretches(start.date()):
            from_here = max(opens, begun)
            if closes - from_here >= left:
                return midnight + timedelta(minutes=from_here + left)
            left -= max(0, closes - from_here)
        raise _hardly_open()

    def business_days(self, first: date) -> Iterator[int]:
        """The business days from a day on, as ordinals, for a hundred years."""
        closed = {day.toordinal() for day in self.closed}
        is_open = [bool(day) for day in self.hours.week]
        start = first.toordinal()
        end = min(start + LONGEST_DAYS, date.max.toordinal())
        for ordinal in range(start, end):
            if is_open[(ordinal - 1) % _WEEK] and ordinal not in closed:
                yield ordinal

    def stretches(self, first: date) -> Iterator[tuple[int, int]]:
        """The stretches open from a day on, in minutes since its midnight, for a hundred years.

        No stretch runs over midnight: one that goes on there meets the next one.
        """
        start = first.toordinal()
        for ordinal in self.business_days(first):
            midnight = (ordinal - start) * DAY_MINUTES
            for opens, closes in self.hours.week[(ordinal - 1) % _WEEK]:
                yield midnight + opens, midnight + closes


def _hardly_open() -> BusinessTimeError:
    return BusinessTimeError(
        "This business time does not end within a hundred years: the calendar is hardly ever open."
    )
