"""LIF002: policies in force are looked at again in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from policykit.approvals.commands import review_command
from policykit.approvals.reviews import Looked, cycle, last_looked_at
from policykit.library import read
from policykit.library.calendars import BusinessTime
from policykit.library.files import FileKind
from policykit.library.reviews import day_after
from policykit.lint.rule import Options, Overview, Rule
from policykit.model.calendar import BusinessCalendar
from policykit.model.facts import Facts
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.quantity.duration import Duration


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    organisation = overview.surroundings.organisation
    default = read.text(read.section(organisation.defaults, "review"), "every")
    for facts in overview.judged:
        if facts.status != "active":
            continue
        every, last = cycle(facts, default), last_looked_at(facts, overview.today)
        if every is None or last is None:
            continue
        due = day_after(last.day, every, partial(_calendar, overview))
        if due is not None and due < overview.today:
            yield _problem(facts, every, last, due)


def _calendar(overview: Overview, since: date) -> BusinessCalendar | None:
    time = BusinessTime(overview.surroundings.organisation, since, overview.holidays)
    return time.calendar(time.calendar_of(None, None))


def _problem(facts: Facts, every: Duration, last: Looked, due: date) -> Problem:
    pointer = ("review", "every") if facts.review_every else ("status",)
    return Problem(
        place=Place(facts.path, pointer),
        message=f"This policy was to be reviewed by {due}: {every} after it {last.what} on {last.day}.",
        hint="Read it with those who work by it, change what is out of date, then "
        f"{review_command(facts)}.",
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
        how="Review it and note it with `policykit review mark`. How often stands under "
        "review in the policy, or for all under defaults in organisation.yaml.",
    ),
    across=_check,
    reads=frozenset({FileKind.ORGANISATION, FileKind.RECORD}),
)
