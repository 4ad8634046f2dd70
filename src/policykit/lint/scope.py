"""The scope of a policy beside what its items are narrowed to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from policykit.library import read
from policykit.library.read import EVERYWHERE
from policykit.model.facts import Facts, Narrowing
from policykit.model.organisation import Organisation
from policykit.model.position import Pointer

SIDES: Final[Mapping[str, str]] = {
    "regions": "region",
    "brands": "brand",
    "channels": "channel",
    "reasons": "reason",
    "groups": "group",
    "audience": "role",
}
"""The sides something can be narrowed on, and the kind of the names on each."""


class Narrowed(NamedTuple):
    """Names on one side of an item, and those of what it stands in.

    `name` is the dotted id of the item, `whole` what the names are chosen from, and `around`
    says what that is: the policy or the item around it.
    """

    kind: str
    name: str
    side: str
    names: tuple[str, ...]
    whole: tuple[str, ...]
    around: str
    pointer: Pointer


def narrowed(facts: Facts) -> Iterator[Narrowed]:
    """Every side on which an item or a variant is narrowed within a narrower whole."""
    outer = {side: _names(facts.scope, side) for side in SIDES} | {
        "audience": facts.audience or None
    }
    items: dict[str, Narrowing] = {}
    for item in facts.items:
        name = f"{item.parent}.{item.id}" if item.parent else item.id
        items.setdefault(name, item.narrowing)
        if item.narrowing is EVERYWHERE:
            continue
        for side in SIDES:
            names = _names(item.narrowing, side)
            if names:
                around, whole = _whole(item.parent, side, items) or ("policy", outer[side])
                if whole:
                    at = (*item.pointer, side)
                    yield Narrowed(item.kind, name, side, names, whole, around, at)
    for term, data in facts.terms:
        if isinstance(data, dict):
            for pointer, row in read.items(data, "varies", ("terms", term)):
                for side, whole in outer.items():
                    if whole and (names := read.names(row, side)):
                        at = (*pointer, side)
                        yield Narrowed("variant", term, side, names, whole, "policy", at)


def _names(narrowing: Narrowing, side: str) -> tuple[str, ...] | None:
    found: tuple[str, ...] | None = getattr(narrowing, side)
    return found


def _whole(
    parent: str, side: str, items: Mapping[str, Narrowing]
) -> tuple[str, tuple[str, ...]] | None:
    """The nearest item around one that is narrowed on a side, with its names."""
    while parent:
        names = _names(items[parent], side) if parent in items else None
        if names:
            return parent, names
        parent = parent.rpartition(".")[0]
    return None


def members(names: tuple[str, ...], side: str, organisation: Organisation) -> frozenset[str]:
    """The names, role groups with all their roles."""
    if side != "audience":
        return frozenset(names)
    groups = organisation.groups_of_roles
    return frozenset((*names, *(role for name in names for role in groups.get(name, ()))))


def meet(narrow: Narrowed, organisation: Organisation) -> bool:
    """Whether the names and their whole have anything in common; parts go with their country."""
    own = members(narrow.names, narrow.side, organisation)
    whole = members(narrow.whole, narrow.side, organisation)
    if narrow.side != "regions":
        return not own.isdisjoint(whole)
    return any(
        one == other or one == other.partition("-")[0] or other == one.partition("-")[0]
        for one in own
        for other in whole
    )
