"""PRA003: practice is assessed on a day that has come."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.lint.assessed import to_come
from policykit.lint.rule import Options, Overview, Rule
from policykit.model.finding import Problem, Severity
from policykit.model.page import Page


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    for each in overview.surroundings.assessments:
        yield from to_come(each.location.path, each.date, overview.today)


RULE = Rule(
    page=Page(
        code="PRA003",
        name="assessed-in-future",
        category="practice",
        severity=Severity.WARNING,
        summary="The day of an assessment is still to come.",
        why="What was found counts from its day on. An assessment of a day to come stays unseen "
        "until then, and its trend shows an order that never was.",
        bad="""\
# policies/assessments/2027-01-15-returns.yaml
date: 2027-01-15
""",
        good="""\
# policies/assessments/2026-01-15-returns.yaml
date: 2026-01-15
""",
        how="Write the day on which you looked at it; the name of the file begins with it.",
    ),
    across=_check,
)
