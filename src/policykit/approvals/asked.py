"""Who must approve a policy: what the settings ask of every policy, of law, sections and areas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from policykit.library import read
from policykit.model.document import Json
from policykit.model.facts import Facts
from policykit.model.position import Pointer
from policykit.model.value import dataclass

_LAW: Final = "requirement"


@dataclass(frozen=True, slots=True)
class Asked:
    """A role that must approve, why, and where the settings say so."""

    role: str
    why: str
    pointer: Pointer


def asked(facts: Facts, approvals: Mapping[str, Json]) -> tuple[Asked, ...]:
    """The roles that a text must be approved by, each once, in the order of the settings."""
    found: dict[str, Asked] = {}
    for each in _all_asked(facts, approvals):
        found.setdefault(each.role, each)
    return tuple(found.values())


def quorum(approvals: Mapping[str, Json]) -> int:
    """How many different people must approve a policy."""
    return read.number(approvals, "quorum") or 1


def all_roles(approvals: Mapping[str, Json]) -> tuple[str, ...]:
    """Every role that the settings ask for anywhere, sorted."""
    found = {*read.names(approvals, "default"), *read.names(approvals, "law")}
    for group in ("sections", "areas"):
        below = read.section(approvals, group)
        found.update(role for name in below for role in read.names(below, name))
    return tuple(sorted(found))


def _all_asked(facts: Facts, approvals: Mapping[str, Json]) -> Iterator[Asked]:
    for index, role in enumerate(read.names(approvals, "default")):
        yield Asked(role, "every policy needs that", ("approvals", "default", index))
    if any(reference.kind == _LAW for reference in facts.references):
        for index, role in enumerate(read.names(approvals, "law")):
            yield Asked(role, "a policy that names law needs that", ("approvals", "law", index))
    for group, own, why in (
        ("sections", facts.sections, "a policy with {} needs that"),
        ("areas", facts.areas, "a policy of the area {} needs that"),
    ):
        below = read.section(approvals, group)
        for name in below:
            if name in own:
                for index, role in enumerate(read.names(below, name)):
                    yield Asked(role, why.format(name), ("approvals", group, name, index))
