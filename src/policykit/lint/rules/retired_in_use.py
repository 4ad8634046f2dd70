"""LIF014: policies in force do not lean on one that is retired."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policykit.lint.names import listed, with_coming
from policykit.lint.rule import Options, Overview, Rule
from policykit.lint.standing import APPROVED, is_given_up, leads_elsewhere
from policykit.model.facts import Facts, ReferenceFact
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page

_LEAD: Final = {"link": "links to", "policy": "points to", "item": "refers to"}


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    retired = {each.id: each for each in overview.facts if is_given_up(each, overview.today)}
    if not retired:
        return
    for each in overview.judged:
        for facts in with_coming(each):
            if facts.status in APPROVED:
                for reference, name in leads_elsewhere(facts):
                    if name in retired and name != facts.id:
                        yield _problem(reference, retired[name])


def _problem(reference: ReferenceFact, retired: Facts) -> Problem:
    successors = [
        each.raw
        for each in retired.references
        if each.kind == "policy" and each.pointer[0] == "replaced_by"
    ]
    named = f"Name {listed(successors)}, which" if successors else "Name the policy that"
    stands = "stand" if len(successors) > 1 else "stands"
    return Problem(
        place=Place(reference.path, reference.pointer, words=reference.words, nth=reference.nth),
        message=f"This {_LEAD.get(reference.kind, 'takes a number from')} {retired.id}, which "
        + (
            f"has been retired since {retired.retired_on}." if retired.retired_on else "is retired."
        ),
        hint=f"{named} {stands} in its place, or leave it out.",
        related=(("it is retired", Place(retired.path, ("status",))),),
        value=f"{reference.kind} {reference.raw}",
    )


RULE = Rule(
    page=Page(
        code="LIF014",
        name="retired-in-use",
        category="lifecycle",
        severity=Severity.WARNING,
        summary="A policy in force links to a retired one or takes a number from it.",
        why="A retired policy is in no handbook. The reader follows the link to nothing, and the "
        "number stays what it once was because nobody looks after it any more.",
        bad="""\
status: active
related: [returns]
---
# policies/returns.yaml
status: retired
retired_on: 2026-03-01
replaced_by: [phone-manners]
""",
        good="""\
status: active
related: [returns]
---
# policies/returns.yaml
status: active
""",
        how="Name the policy that stands in the place of the retired one, or state here what is "
        "still needed of it.",
    ),
    across=_check,
)
