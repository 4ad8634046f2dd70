"""PRA002: a question that does not apply has a reason."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library.load import Surrounded
from policykit.lint.assessed import assessments, without_reason
from policykit.lint.rule import Options, Rule
from policykit.model.finding import Problem, Severity
from policykit.model.page import Page


def _check(surrounded: Surrounded, _options: Options) -> Iterator[Problem]:
    for document in assessments(surrounded):
        yield from without_reason(document)


RULE = Rule(
    page=Page(
        code="PRA002",
        name="answer-without-reason",
        category="practice",
        severity=Severity.WARNING,
        summary="An assessment says that a question does not apply, and not why.",
        why="What does not apply counts in no score. Without a reason it looks like a question "
        "somebody would rather not answer, and next time nobody knows whether it still holds.",
        bad="""\
# policies/assessments/2026-11-returns.yaml
answers:
  - {requirement: eu-consumer.refund, score: none}
""",
        good="""\
# policies/assessments/2026-11-returns.yaml
answers:
  - requirement: eu-consumer.refund
    score: none
    because: We sell in our shops alone, so there are no distance orders.
""",
        how="Write because: with the reason, or give a score from 0 to 4.",
    ),
    around=_check,
)
