"""SCP003: a narrowing narrows, and a variant differs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policykit.library.files import FileKind
from policykit.library.promises import place_of, printed
from policykit.lint.names import listed
from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.scope import members, narrowed
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.term import KEPT, Slot, Term, Variant

_KINDS: Final = frozenset(
    {"statement", "point", "step", "procedure", "row", "faq", "exception", "variant"}
)
"""What is not narrowed by nature: a target or a script is one of a channel."""


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    facts = examined.facts
    organisation = examined.surroundings.organisation
    for each in narrowed(facts):
        if each.kind not in _KINDS:
            continue
        own = members(each.names, each.side, organisation)
        if own >= members(each.whole, each.side, organisation):
            whole = "The policy" if each.around == "policy" else each.around
            what = f"this variant of {each.name}" if each.kind == "variant" else each.name
            yield Problem(
                place=Place(facts.path, each.pointer, part="key"),
                message=f"{whole} holds for {listed(each.whole)} anyway, so {each.side} of {what} "
                "changes nothing.",
                hint=f"Leave {each.side} out here, or name only those it is for.",
                value=f"{each.name} {each.side}",
            )
    for promise in examined.varying:
        yield from _alike(promise.term, facts.path)


def _alike(term: Term, path: str) -> Iterator[Problem]:
    """Variants that give the value the term has without them."""
    for variant in term.variants:
        set_here = [slot for slot in Slot if variant.setting(slot) is not KEPT]
        if not set_here or any(variant.setting(s) != term.base.setting(s) for s in set_here):
            continue
        # Inside or beside a variant that differs, it may bring the first value back.
        if any(_meets(variant, other) for other in term.variants if other is not variant):
            continue
        yield Problem(
            place=Place(path, place_of(term, set_here[0], variant)),
            message=f"This variant of {term.id} says what holds without it: "
            f"{_printed(term, set_here[0])}.",
            hint="Take it out, or give it the value that is different there.",
            value=f"{term.id} {_printed(term, set_here[0])}",
        )


def _printed(term: Term, slot: Slot) -> str:
    setting = term.base.setting(slot)
    return "" if setting is KEPT else printed(setting)


def _meets(variant: Variant, other: Variant) -> bool:
    return variant.conditions.common(other.conditions) is not None


RULE = Rule(
    page=Page(
        code="SCP003",
        name="says-nothing-new",
        category="scope",
        severity=Severity.INFO,
        summary="A narrowing names all that the policy holds for, or a variant has the value of "
        "its base.",
        why="A reader who sees that a rule is for some regions looks for the others. When all are "
        "named there is nothing to find, and the next region is forgotten here.",
        bad="""\
scope: {regions: [SE, DE]}
statements:
  - id: greet
    must: Greet the customer.
    regions: [DE, SE]
""",
        good="""\
scope: {regions: [SE, DE]}
statements:
  - id: greet
    must: Greet the customer.
    regions: [SE]
""",
        how="Leave the narrowing or the variant out: what says nothing holds for all of the scope.",
    ),
    per_policy=_check,
    reads=frozenset({FileKind.ORGANISATION}),
)
