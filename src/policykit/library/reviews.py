"""When a policy is to be looked at again."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from policykit.model.calendar import BusinessCalendar, BusinessTimeError
from policykit.model.length import DAY, YEAR_MONTHS, bounds
from policykit.model.quantity.duration import Clock, Duration, Unit, exact_duration

_MONTHS: Final = {Unit.MONTH: 1, Unit.YEAR: YEAR_MONTHS}


def due_day(
    last: date, every: str, calendar: Callable[[date], BusinessCalendar | None] | None = None
) -> date | None:
    """The day a review is due, so many months or days after the last one.

    Args:
        last: the day of the last review, or the first day in force.
        every: how often, as written.
        calendar: gives what measures business days from a day on, None where there is none.

    Returns:
        The day, or None where `every` is no duration, leads beyond the calendar or needs
        business time that nobody can measure.
    """
    duration = exact_duration(every)
    return None if duration is None else day_after(last, duration, calendar)


def day_after(
    day: date,
    every: Duration,
    calendar: Callable[[date], BusinessCalendar | None] | None = None,
) -> date | None:
    """The day a duration ends; None where that is beyond the calendar or needs one we lack."""
    try:
        if every.unit in _MONTHS:
            return _months_after(day, every.amount * _MONTHS[every.unit])
        if every.clock is Clock.CALENDAR:
            return day + timedelta(days=bounds(every, None, day).most // DAY)
        hours = calendar(day) if calendar is not None else None
        if hours is None or every.unit is not Unit.DAY:
            return None
        return hours.business_days_end(day, every.amount)
    except (OverflowError, ValueError, BusinessTimeError):
        return None


def _months_after(day: date, months: int) -> date:
    """The same day so many months on, or the last of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, YEAR_MONTHS)
    year = day.year + years
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
