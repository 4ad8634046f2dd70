"""Whether a promise keeps a limit by the calendars it can run by, in the worst of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from policykit.library.calendars import BusinessTime
from policykit.library.promises import runs_on_business_time
from policykit.model.calendar import BusinessCalendar
from policykit.model.order import Limit, Verdict, within_floor
from policykit.model.quantity.duration import Clock, Duration, Unit
from policykit.model.quantity.parse import Amount
from policykit.model.quantity.time_of_day import HOUR_MINUTES

_WORST: Final = (
    Verdict.KEPT,
    Verdict.UNMEASURED,
    Verdict.INCOMPARABLE,
    Verdict.SOMETIMES,
    Verdict.BROKEN,
)


def worst_verdict(
    ours: Amount, law: Amount, limit: Limit, time: BusinessTime, calendars: Iterable[str]
) -> tuple[Verdict, str]:
    """The worst verdict over some calendars, and the calendar it was found on ('' for none).

    Args:
        ours: the number that is promised.
        law: the number it is held to.
        limit: which side of it is allowed.
        time: measures business time.
        calendars: those the promise can run by; without business time none counts.
    """
    is_business = runs_on_business_time(ours) or runs_on_business_time(law)
    names = sorted(set(calendars)) if is_business else []
    verdicts = {
        name: _verdict(ours, law, limit, time, name if is_business else "")
        for name in names or [""]
    }
    worst = max(verdicts, key=lambda name: _WORST.index(verdicts[name]))
    return verdicts[worst], worst


def _verdict(ours: Amount, law: Amount, limit: Limit, time: BusinessTime, name: str) -> Verdict:
    verdict = within_floor(ours, law, limit, time.measure(name))
    calendar = time.calendar(name) if name else None
    if verdict is Verdict.SOMETIMES and calendar is not None:
        short, long = (ours, law) if limit is Limit.AT_MOST else (law, ours)
        if _always_inside(short, long, calendar):
            return Verdict.KEPT
    return verdict


def _always_inside(hours: Amount, days: Amount, calendar: BusinessCalendar) -> bool:
    """Whether business hours are over before business days that begin at the same moment.

    Both run by one calendar, so a holiday that holds up one holds up the other: their longest and
    shortest lengths never meet, and only days with all their opening hours are sure to count.
    """
    if not isinstance(hours, Duration) or not isinstance(days, Duration):
        return False
    if hours.clock is not Clock.BUSINESS or days.clock is not Clock.BUSINESS:
        return False
    if hours.unit is not Unit.HOUR or days.unit is not Unit.DAY:
        return False
    opened = [sum(closes - opens for opens, closes in day) for day in calendar.hours.week if day]
    return hours.amount * HOUR_MINUTES <= days.amount * min(opened)
