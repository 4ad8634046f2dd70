"""REF002: links lead to something there is."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.lint.links import is_own, other_trouble, own_trouble
from policykit.lint.names import PolicySet, Trouble, with_coming
from policykit.lint.policy_names import PolicyNames
from policykit.lint.rule import Examined, Options, Overview, Rule
from policykit.model.facts import Facts, ReferenceFact
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.text import is_outside


def _here(examined: Examined, _options: Options) -> Iterator[Problem]:
    own = examined.names
    for reference in examined.facts.references:
        if reference.kind == "link" and not is_outside(reference.raw):
            trouble = own_trouble(reference.raw, own)
            if trouble is not None:
                yield _problem(reference, trouble)


def _elsewhere(overview: Overview, _options: Options) -> Iterator[Problem]:
    policies = PolicySet(overview)
    for each in overview.judged:
        for facts in with_coming(each):
            yield from _to_other_policies(facts, policies)


def _to_other_policies(facts: Facts, policies: PolicySet) -> Iterator[Problem]:
    own: PolicyNames | None = None
    for reference in facts.references:
        if reference.kind != "link" or is_outside(reference.raw):
            continue
        own = own or policies.own(facts)
        if own_trouble(reference.raw, own) is None and not is_own(reference.raw, own):
            trouble = other_trouble(reference.raw, own, policies)
            if trouble is not None:
                yield _problem(reference, trouble)


def _problem(reference: ReferenceFact, trouble: Trouble) -> Problem:
    return Problem(
        place=Place(reference.path, reference.pointer, words=reference.words, nth=reference.nth),
        message=trouble.message,
        hint=trouble.hint,
        value=reference.raw,
    )


RULE = Rule(
    page=Page(
        code="REF002",
        name="unknown-link",
        category="references",
        severity=Severity.ERROR,
        preset="minimal",
        summary="A link leads to an item or a policy that does not exist, or to a file.",
        why="In the handbook a link becomes a title and a page. One that leads nowhere leaves the "
        "reader with a promise of more and nothing behind it.",
        bad="""\
statements:
  - id: greet
    must: Greet the customer and follow [the rules on tone](ton-of-voice).
  - id: tone-of-voice
    should: Speak calmly.
""",
        good="""\
statements:
  - id: greet
    must: Greet the customer and follow [the rules on tone](tone-of-voice).
    how: Read more on [our web site](https://www.havsby.example/tone).
  - id: tone-of-voice
    should: Speak calmly.
""",
        how="Write the id of an item of this policy, of a policy, or both with a point between: "
        "`[the refund](returns.refund)`. Outside addresses begin with https://, mailto: or tel:.",
        fix="safe",
    ),
    per_policy=_here,
    across=_elsewhere,
)
