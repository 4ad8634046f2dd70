"""REF002: links lead to something there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from policykit.library.cited import OUTSIDE
from policykit.lint.names import PolicySet, Trouble, suggestion, with_coming
from policykit.lint.policy_names import PolicyNames
from policykit.lint.rule import Examined, Options, Overview, Rule
from policykit.model.facts import Facts, ReferenceFact
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.quantity.mistake import shown

_FILE = re.compile(r"[/\\#?]|\.(?:ya?ml|md|html?|pdf|docx?|xlsx?|txt|png|jpe?g)$", re.IGNORECASE)
_LONGEST: Final = 3


def _here(examined: Examined, _options: Options) -> Iterator[Problem]:
    own = examined.names
    for reference in examined.facts.references:
        if reference.kind == "link" and not reference.raw.startswith(OUTSIDE):
            trouble = _own_trouble(reference.raw, own)
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
        if reference.kind != "link" or reference.raw.startswith(OUTSIDE):
            continue
        own = own or policies.own(facts)
        if _own_trouble(reference.raw, own) is None and not _is_own(reference.raw, own):
            trouble = _other_trouble(reference.raw, own, policies)
            if trouble is not None:
                yield _problem(reference, trouble)


def _problem(reference: ReferenceFact, trouble: Trouble) -> Problem:
    return Problem(
        place=Place(reference.path, reference.pointer, words=reference.words, nth=reference.nth),
        message=trouble.message,
        hint=trouble.hint,
        value=reference.raw,
    )


def _is_own(target: str, own: PolicyNames) -> bool:
    return target in own.items


def _own_trouble(target: str, own: PolicyNames) -> Trouble | None:
    """What can be said without looking at other policies."""
    trouble = _no_name(target)
    if trouble is not None:
        return trouble
    if target in own.former:
        new = own.former[target]
        return Trouble(f"{shown(target)} is now called {new}.", f"Write {new}.")
    first, _, rest = target.partition(".")
    inside = {
        name.partition(".")[2]
        for name in own.items
        if name.startswith(f"{first}.") and name.count(".") == 1
    }
    if rest and first in own.items and target not in own.items and inside:
        return Trouble(
            f"{first} has no part {shown(rest)}.",
            suggestion(
                rest, inside, f"Name a part of {first}, or {first} itself.", f"{first}.{{}}"
            ),
        )
    return None


def _no_name(target: str) -> Trouble | None:
    """What is wrong with a target that cannot be the name of anything."""
    if not target:
        return Trouble(
            "This link leads nowhere.",
            "Write the id of an item or a policy in the round brackets, or a web address.",
        )
    if target.startswith(("http://", "www.")):
        address = target.removeprefix("http://")
        return Trouble(
            f"{shown(target)} is not a safe web address.", f"Write https://{address[:120]}."
        )
    if _FILE.search(target):
        return Trouble(
            f"{shown(target)} is a file or a place in one, and links cannot lead there.",
            "Name the policy or item by its id, such as [returns](returns) or "
            "[the refund](returns.refund); for a web page write its whole address.",
        )
    if ":" in target:
        return Trouble(
            f"{shown(target)} is no address a link can lead to.",
            "Outside addresses begin with https://, mailto: or tel:.",
        )
    return None


def _other_trouble(target: str, own: PolicyNames, policies: PolicySet) -> Trouble | None:
    policy, _, rest = target.partition(".")
    if policies.in_part(policy):
        return None
    names = policies.names(policy)
    if names is None:
        if rest and policy not in own.items:
            return policies.unknown_policy(policy)
        return _nowhere(target, own, policies)
    if not rest or rest in names.items:
        return None
    if rest in names.former:
        new = names.former[rest]
        return Trouble(f"{shown(rest)} of {policy} is now called {new}.", f"Write {policy}.{new}.")
    if target.count(".") >= _LONGEST:
        return Trouble(
            f"{shown(target)} has too many parts.", "Write policy.item or policy.item.point."
        )
    return Trouble(
        f"The policy {policy} has no item {shown(rest)}.",
        suggestion(
            rest, names.items, f"Name an item of {policy}, or {policy} itself.", f"{policy}.{{}}"
        ),
    )


def _nowhere(target: str, own: PolicyNames, policies: PolicySet) -> Trouble:
    told = policies.unknown_policy(target, own.items)
    if "now called" in told.message:
        return told
    return Trouble(f"There is no item or policy {shown(target)}.", told.hint)


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
