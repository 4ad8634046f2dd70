"""LIF015: a draft holds from no day."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.lint.rule import Examined, Options, Rule
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    facts = examined.facts
    if facts.status == "draft" and facts.effective:
        yield Problem(
            place=Place(facts.path, ("effective",)),
            message=f"This is a draft, so {facts.effective} has no effect: a draft never holds.",
            hint="Leave the day out until the text is decided, or move its status on.",
        )


RULE = Rule(
    page=Page(
        code="LIF015",
        name="draft-with-effective",
        category="lifecycle",
        severity=Severity.INFO,
        summary="A draft names a day from which it holds.",
        why="Only an active text takes effect. Somebody may count on the day and find that nothing "
        "has changed.",
        bad="""\
status: draft
effective: 2027-01-01
""",
        good="""\
status: approved
effective: 2027-01-01
""",
        how="Leave effective out of drafts; it is written when the text is approved.",
    ),
    per_policy=_check,
)
