"""The needs of a requirement one by one, those inside others too, with where they stand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from policykit.library import read
from policykit.library.frameworks import is_shipped
from policykit.lint.rule import Overview
from policykit.lint.standing import RETIRED
from policykit.model.document import Json
from policykit.model.framework import Framework, Requirement
from policykit.model.position import Pointer
from policykit.model.surroundings import Surroundings
from policykit.model.value import dataclass

EACH: Final[Mapping[str, str]] = {
    "each_channel": "channel",
    "each_reason": "reason",
    "each_role": "role",
    "each_region": "region",
}
"""What a need is asked for each of, by its key, as kinds of names."""


@dataclass(frozen=True, slots=True)
class FoundNeed:
    """One need: its kind, the keys under it, the pointer of them."""

    kind: str
    given: Mapping[str, Json]
    pointer: Pointer


def needs(requirement: Requirement) -> Iterator[FoundNeed]:
    """Every need of a requirement, the outer ones before those inside them."""
    for index, need in enumerate(requirement.needs):
        yield from _inside(need, (*requirement.pointer, "needs", index))


def _inside(need: Mapping[str, Json], pointer: Pointer) -> Iterator[FoundNeed]:
    for kind in need:
        if kind == "any_of":
            for at, choice in read.items(need, kind, pointer):
                yield from _inside(choice, at)
            continue
        given = read.section(need, kind)
        yield FoundNeed(kind, given, (*pointer, kind))
        if kind in EACH:
            yield from _inside(read.section(given, "need"), (*pointer, kind, "need"))


def is_impossible(need: Mapping[str, Json], pointer: Pointer, wrong: Collection[Pointer]) -> bool:
    """Whether a need cannot hold where those at some pointers cannot; one way of several can."""
    for kind in need:
        if kind == "any_of":
            choices = [*read.items(need, kind, pointer)]
            if choices and all(is_impossible(choice, at, wrong) for at, choice in choices):
                return True
        elif (*pointer, kind) in wrong:
            return True
        elif kind in EACH:
            inner = read.section(read.section(need, kind), "need")
            if is_impossible(inner, (*pointer, kind, "need"), wrong):
                return True
    return False


def standing_areas(overview: Overview) -> Collection[str]:
    """The areas that policies are about; where no policy was read, any may be."""
    if not overview.facts:
        return overview.surroundings.names.get("area", frozenset())
    return {area for each in overview.facts if each.status != RETIRED for area in each.areas}


def written_here(around: Surroundings) -> Iterator[tuple[Framework, Requirement]]:
    """What is written in the frameworks of the repository itself, and not inherited."""
    for framework in around.frameworks.values():
        if not is_shipped(framework):
            for requirement in framework.requirements:
                if not requirement.inherited_from:
                    yield framework, requirement
