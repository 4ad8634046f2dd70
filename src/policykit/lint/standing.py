"""Where a policy stands on its way, for rules that ask more of one that staff work by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from policykit.approvals.matrix import DECIDED
from policykit.lint.days import day_of
from policykit.lint.names import is_elsewhere
from policykit.lint.policy_names import PolicyNames
from policykit.model.facts import Facts, ReferenceFact

APPROVED: Final = DECIDED

RETIRED: Final = "retired"


def is_given_up(facts: Facts, today: date) -> bool:
    """Whether a policy is retired and its last day has passed."""
    until = day_of(facts.retired_on)
    return facts.status == RETIRED and (until is None or until <= today)


def starts(facts: Facts, today: date) -> date:
    """The day to judge a text by: today, or the later day from which it holds."""
    first = day_of(facts.effective)
    return today if first is None else max(today, first)


def leads_elsewhere(facts: Facts) -> Iterator[tuple[ReferenceFact, str]]:
    """References that can lead to other policies, with the id of the policy they name."""
    own: PolicyNames | None = None
    for reference in facts.references:
        name = reference.raw.partition(":")[0]
        if reference.kind == "policy":
            yield reference, name
            continue
        if reference.kind not in _LEADING or ("." not in name and reference.kind != "link"):
            continue
        own = own or PolicyNames.of(facts)
        first = name.partition(".")[0]
        if reference.kind in {"term", "placeholder"}:
            if is_elsewhere(name, own):
                yield reference, first
        elif name not in own.items and first not in own.items:
            yield reference, first


def leads_in_part(facts: Facts, in_part: frozenset[str]) -> bool:
    """Whether a policy names one that was read in part.

    Digests hold the first id a policy ever had, which nobody knows then.
    """
    return bool(in_part) and any(name in in_part for _, name in leads_elsewhere(facts))


_LEADING: Final = frozenset({"link", "item", "term", "placeholder"})
