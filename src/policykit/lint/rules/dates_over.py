"""SCP002: what held for some days that are over can go."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policykit.library import read
from policykit.lint.days import last_day_of
from policykit.lint.names import with_coming
from policykit.lint.rule import Options, Overview, Rule
from policykit.lint.standing import RETIRED, starts
from policykit.model.facts import Facts
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.position import Pointer


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    for each in overview.judged:
        for facts in with_coming(each):
            if facts.status == RETIRED:
                continue
            day = starts(facts, overview.today)
            for what, pointer, last in _dated(facts):
                if last < day:
                    yield Problem(
                        place=Place(facts.path, pointer),
                        message=f"The days of {what} ended on {last}: it never holds again."
                        if last < overview.today
                        else f"The days of {what} end on {last}, before this text holds.",
                        hint="Take it out, or write the days on which it holds next.",
                        value=f"{what} {last}",
                    )


def _dated(facts: Facts) -> Iterator[tuple[str, Pointer, date]]:
    """What is narrowed to days: how it is called, where they stand, and the last one."""
    for item in facts.items:
        if item.narrowing.dates:
            last = last_day_of(item.narrowing.dates)
            if last is not None:
                yield item.id, (*item.pointer, "dates"), last
    for term, data in facts.terms:
        if isinstance(data, dict):
            for pointer, row in read.items(data, "varies", ("terms", term)):
                days = [last_day_of(text) for text in read.names(row, "dates")]
                known = [day for day in days if day is not None]
                if known and len(known) == len(days):
                    yield f"this variant of {term}", (*pointer, "dates"), max(known)


RULE = Rule(
    page=Page(
        code="SCP002",
        name="dates-over",
        category="scope",
        severity=Severity.INFO,
        summary="Something holds only on days that are over.",
        why="A policy that is full of past campaigns is longer than it needs to be, and readers "
        "stop believing that its dates mean anything.",
        bad="""\
terms:
  answer-in:
    deadline: 20 seconds
    from: call-offered
    varies:
      - {dates: 2025-11-15 to 2025-12-24, value: 40 seconds}
""",
        good="""\
terms:
  answer-in:
    deadline: 20 seconds
    from: call-offered
    varies:
      - {dates: 2026-11-15 to 2026-12-24, value: 40 seconds}
""",
        how="Take it out; what held then stays in the history of the file. If it comes every year, "
        "write the days of this year.",
    ),
    across=_check,
)
