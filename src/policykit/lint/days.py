"""Days as policies and records write them, for rules that judge what has passed."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from policykit.model.length import YEAR_MONTHS
from policykit.model.quantity.dates import parse_date, parse_date_range
from policykit.model.quantity.mistake import Mistake


def day_of(text: str) -> date | None:
    """The day a text names, None where it names none (the schemas say so)."""
    found = parse_date(text) if text else None
    return None if isinstance(found, Mistake) else found


def last_day_of(text: str) -> date | None:
    """The last day of a range of dates, or the one day there is."""
    if not text:
        return None
    found = parse_date_range(text)
    return day_of(text) if isinstance(found, Mistake) else found.last


def months_before(day: date, months: int) -> date:
    """The same day so many months ago, or the last of that month where it has no such day."""
    return months_after(day, -months)


def months_after(day: date, months: int) -> date:
    """The same day so many months on, or the last of that month where it has no such day.

    Days before the first of the calendar, or behind its last, are that one.
    """
    year, month = divmod(day.year * YEAR_MONTHS + day.month - 1 + months, YEAR_MONTHS)
    if year < date.min.year:
        return date.min
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
