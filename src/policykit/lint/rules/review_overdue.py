"""LIF002: policies in force are looked at again in time."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from policykit.library import read
from policykit.library.calendars import BusinessTime
from policykit.library.files import FileKind
from policykit.lint.rule import Options, Overview, Rule
from policykit.model.calendar import BusinessTimeError
from policykit.model.facts import Facts
from policykit.model.finding import Place, Problem, Severity
from policykit.model.length import DAY, YEAR_MONTHS, bounds
from policykit.model.page import Page
from policykit.model.quantity.duration import Clock, Duration, Unit, exact_duration

_MONTHS: Final = {Unit.MONTH: 1, Unit.YEAR: YEAR_MONTHS}


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    organisation = overview.surroundings.organisation
    default = read.text(read.section(organisation.defaults, "review"), "every")
    for facts in overview.judged:
        if facts.status != "active":
            continue
        every = exact_duration(facts.review_every or default)
        last = _last_looked_at(facts, overview.today)
        if every is None or last is None:
            continue
        due = _after(last[1], every, overview)
        if due is not None and due < overview.today:
            yield _problem(facts, every, last, due)


def _last_looked_at(facts: Facts, today: date) -> tuple[str, date] | None:
    """The last review or the day the policy took effect, and which of them it is."""
    days = [("took effect", facts.effective)]
    if facts.record is not None:
        days += [("was reviewed", stamp.date) for stamp in facts.record.reviews]
    known = [(day, what) for what, text in days if (day := _day(text)) is not None and day <= today]
    if not known:
        return None
    day, what = max(known)
    return what, day


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _after(day: date, every: Duration, overview: Overview) -> date | None:
    """The day a duration ends; None where that is beyond the calendar or needs one we lack."""
    try:
        if every.unit in _MONTHS:
            return _months_after(day, every.amount * _MONTHS[every.unit])
        if every.clock is Clock.CALENDAR:
            return day + timedelta(days=bounds(every, None, day).most // DAY)
        time = BusinessTime(overview.surroundings.organisation, day, overview.holidays)
        calendar = time.calendar(time.calendar_of(None, None))
        if calendar is None or every.unit is not Unit.DAY:
            return None
        return calendar.business_days_end(day, every.amount)
    except (OverflowError, ValueError, BusinessTimeError):
        return None


def _months_after(day: date, months: int) -> date:
    """The same day so many months on, or the last of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, YEAR_MONTHS)
    year = day.year + years
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _problem(facts: Facts, every: Duration, last: tuple[str, date], due: date) -> Problem:
    what, day = last
    pointer = ("review", "every") if facts.review_every else ("status",)
    return Problem(
        place=Place(facts.path, pointer),
        message=f"This policy was to be reviewed by {due}: {every} after it {what} on {day}.",
        hint="Read it with those who work by it, change what is out of date, and note the day "
        f"under reviews in {facts.id}.record.yaml.",
        value=str(due),
    )


RULE = Rule(
    page=Page(
        code="LIF002",
        name="review-overdue",
        category="lifecycle",
        severity=Severity.WARNING,
        summary="The day for the next review has passed.",
        why="Laws, systems and customers change. A policy nobody has looked at for longer than "
        "agreed is followed with doubt, or no longer.",
        bad="""\
status: active
effective: 2025-03-01
review: {every: 1 year}
""",
        good="""\
status: active
effective: 2025-03-01
review: {every: 1 year}
---
# policies/phone-manners.record.yaml
reviews:
  - {date: 2026-03-12, by: a-17}
""",
        how="Review it and note the day under reviews in its record. How often stands under "
        "review in the policy, or for all under defaults in organisation.yaml.",
    ),
    across=_check,
    reads=frozenset({FileKind.ORGANISATION, FileKind.RECORD}),
)
