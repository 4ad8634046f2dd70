"""LIF006: a coming version whose day is there takes its place."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library.files import file_name
from policykit.lint.days import day_of
from policykit.lint.names import with_coming
from policykit.lint.rule import Options, Overview, Rule
from policykit.model.facts import Facts
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    for each in overview.judged:
        for facts in with_coming(each):
            first = day_of(facts.effective)
            if first is not None and first <= overview.today and file_name(facts.path).coming:
                yield _problem(facts)


def _problem(facts: Facts) -> Problem:
    own = facts.path.rpartition("/")[2]
    main = own.replace(".next.", ".")
    if facts.status == "active":
        message = f"This coming version has held since {facts.effective} and still stands in {own}."
        hint = (
            f"Run `policykit promote {facts.id}`: it moves the text to {main}, so that whoever opens "
            "the policy reads what holds."
        )
    else:
        message = (
            f"This coming version was to hold from {facts.effective} and is still "
            f"{facts.status.replace('-', ' ') or 'unfinished'}."
        )
        hint = "Write a later day, or finish it: have it approved and set status: active."
    return Problem(
        place=Place(facts.path, ("effective",)), message=message, hint=hint, value=facts.effective
    )


RULE = Rule(
    page=Page(
        code="LIF006",
        name="next-overdue",
        category="lifecycle",
        severity=Severity.WARNING,
        summary="The day of a coming version has passed, and it still stands beside the old one.",
        why="Whoever opens the policy reads the old text while the new one holds. And a day that "
        "passed with the text unfinished promised something that did not happen.",
        bad="""\
version: 1.0.0
---
# policies/phone-manners.next.yaml
version: 2.0.0
status: active
effective: 2026-11-01
""",
        good="""\
version: 1.0.0
---
# policies/phone-manners.next.yaml
version: 2.0.0
status: active
effective: 2027-02-01
""",
        how="Move the coming version to the main file, together with its words in other "
        "languages: `policykit promote phone-manners` does it. If it is not finished, give it a "
        "later day.",
    ),
    across=_check,
)
