"""PRA001: an assessment answers each question once."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library.load import Surrounded
from policykit.lint.assessed import answered_twice, assessments
from policykit.lint.rule import Options, Rule
from policykit.model.finding import Problem, Severity
from policykit.model.page import Page


def _check(surrounded: Surrounded, _options: Options) -> Iterator[Problem]:
    for document in assessments(surrounded):
        yield from answered_twice(document)


RULE = Rule(
    page=Page(
        code="PRA001",
        name="question-answered-twice",
        category="practice",
        severity=Severity.ERROR,
        preset="minimal",
        summary="An assessment answers the question of one requirement twice.",
        why="Nobody can tell which of the two scores holds, and both count in the share of the "
        "area.",
        bad="""\
# policies/assessments/2026-11-returns.yaml
answers:
  - {requirement: eu-consumer.refund, score: 2}
  - {requirement: eu-consumer.refund, score: 3}
""",
        good="""\
# policies/assessments/2026-11-returns.yaml
answers:
  - {requirement: eu-consumer.refund, score: 3}
  - {requirement: eu-consumer.withdrawal, score: 2}
""",
        how="Keep the answer you agreed on, and tell in because: where you saw it differently.",
    ),
    around=_check,
)
