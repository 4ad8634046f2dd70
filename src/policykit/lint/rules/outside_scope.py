"""SCP001: what an item is narrowed to is part of what the policy holds for."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library.files import FileKind
from policykit.lint.names import listed
from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.scope import SIDES, Narrowed, meet, narrowed
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    around = examined.surroundings
    for each in narrowed(examined.facts):
        known = around.names.get(SIDES[each.side])
        # A name that is declared nowhere is told by itself.
        if known is None or not known.issuperset((*each.names, *each.whole)):
            continue
        if not meet(each, around.organisation):
            yield _problem(each, examined.facts.path)


def _problem(each: Narrowed, path: str) -> Problem:
    whole = "the policy" if each.around == "policy" else each.around
    what = f"A variant of {each.name}" if each.kind == "variant" else each.name
    place = (
        "audience"
        if each.side == "audience" and each.around == "policy"
        else f"scope: {each.side}"
        if each.around == "policy"
        else each.around
    )
    return Problem(
        place=Place(path, each.pointer),
        message=f"{what} holds for {listed(each.names)} alone, and {whole} for "
        f"{listed(each.whole)}: they never meet.",
        hint=f"Correct {each.side} here, leave it out, or add the name to {place}.",
        value=f"{each.name} {each.side}",
    )


RULE = Rule(
    page=Page(
        code="SCP001",
        name="outside-scope",
        category="scope",
        severity=Severity.WARNING,
        summary="An item is narrowed to something the policy does not hold for.",
        why="Such an item holds nowhere. It stands in the text, looks like a promise, and is in "
        "nobody's handbook.",
        bad="""\
scope: {channels: [phone, chat]}
statements:
  - id: greet
    must: Greet the customer.
    channels: [email]
""",
        good="""\
scope: {channels: [phone, chat]}
statements:
  - id: greet
    must: Greet the customer.
    channels: [chat]
""",
        how="Widen the scope of the policy, or narrow the item to a part of it.",
    ),
    per_policy=_check,
    reads=frozenset({FileKind.ORGANISATION}),
)
