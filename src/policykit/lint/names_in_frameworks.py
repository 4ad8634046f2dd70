"""Names in the frameworks of a repository: areas, requirements, events, measures, others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from policykit.library import read
from policykit.library.bundle import mapping
from policykit.library.files import FileKind, file_name
from policykit.library.load import Surrounded
from policykit.lint.declared import (
    reference_problem,
    requirement_problem,
    undeclared,
    unknown,
    unknown_requirement,
)
from policykit.lint.names import nearest
from policykit.lint.needs import EACH
from policykit.model.document import Json
from policykit.model.facts import ReferenceFact
from policykit.model.finding import Problem
from policykit.model.position import Pointer
from policykit.model.surroundings import Surroundings

_KINDS: Final[Mapping[tuple[str, str], str]] = {
    ("term", "from"): "event",
    ("kpi", "use"): "measure",
    ("feedback", "kind"): "feedback-kind",
}
"""Names that a company declares for itself, by the kind of need and the key."""

_OF_OTHERS: Final[Mapping[str, str]] = {
    "channels": "channel",
    "reasons": "reason",
    "roles": "role",
    "channels_any": "channel",
    "reasons_any": "reason",
}
"""Names that a framework for many companies may use where this one has nothing of the kind.

One of them is told only where it is nearly the name of something there is.
"""


def in_frameworks(surrounded: Surrounded) -> Iterator[Problem]:
    """Names in the frameworks of the repository that are declared nowhere."""
    around = surrounded.surroundings
    for path, document in surrounded.documents.items():
        if file_name(path).kind is not FileKind.FRAMEWORK:
            continue
        data = mapping(document)
        for index, name in enumerate(read.names(data, "extends")):
            # Where a framework could not be read, nobody knows what there is.
            if "requirement" in around.names and name not in around.frameworks:
                at: Pointer = ("extends", index)
                yield unknown(path, at, name, "framework", around.frameworks)
        yield from _conditions(path, data, (), around)
        for pointer, requirement in read.items(data, "requirements"):
            yield from _in_requirement(path, requirement, pointer, around)


def _in_requirement(
    path: str, requirement: Mapping[str, Json], pointer: Pointer, around: Surroundings
) -> Iterator[Problem]:
    yield from _area(path, requirement, pointer, around)
    yield from _conditions(path, requirement, pointer, around)
    is_list = isinstance(requirement.get("implements"), list)
    for index, name in enumerate(read.names(requirement, "implements")):
        at: Pointer = (*pointer, "implements", *((index,) if is_list else ()))
        problem = requirement_problem(path, at, name, around)
        if problem is not None:
            yield problem
    for at, need in read.items(requirement, "needs", pointer):
        yield from _in_need(path, need, at, around)


def _conditions(
    path: str, data: Mapping[str, Json], pointer: Pointer, around: Surroundings
) -> Iterator[Problem]:
    asked = read.section(data, "applies_when")
    at: Pointer = (*pointer, "applies_when")
    yield from _mistyped(path, asked, at, around)
    for index, name in enumerate(read.names(asked, "areas_any")):
        yield from _declared("area", name, path, (*at, "areas_any", index), around)


def _in_need(
    path: str, need: Mapping[str, Json], pointer: Pointer, around: Surroundings
) -> Iterator[Problem]:
    for at, choice in read.items(need, "any_of", pointer):
        yield from _in_need(path, choice, at, around)
    for kind in need:
        given, at = read.section(need, kind), (*pointer, kind)
        yield from _area(path, given, at, around)
        yield from _mistyped(path, given, at, around)
        for key, names in (("law", "requirement"), ("covers", "covers")):
            name = read.text(given, key)
            trouble = unknown_requirement(name, names, around) if name else None
            if trouble is not None:
                yield reference_problem(ReferenceFact(names, name, path, (*at, key)), trouble)
        for (of, key), names in _KINDS.items():
            if kind == of and read.text(given, key):
                yield from _declared(names, read.text(given, key), path, (*at, key), around)
        if kind in EACH:
            if kind != "each_region":
                yield from _mistyped(path, given, at, around, {"of": EACH[kind]})
            inner: Pointer = (*at, "need")
            yield from _in_need(path, read.section(given, "need"), inner, around)


def _area(
    path: str, given: Mapping[str, Json], pointer: Pointer, around: Surroundings
) -> Iterator[Problem]:
    if read.text(given, "area"):
        yield from _declared("area", read.text(given, "area"), path, (*pointer, "area"), around)


def _declared(
    kind: str, name: str, path: str, pointer: Pointer, around: Surroundings
) -> Iterator[Problem]:
    # Without any name of a kind there is nothing to tell a mistake by.
    trouble = undeclared(kind, name, around) if around.names.get(kind) else None
    if trouble is not None:
        yield reference_problem(ReferenceFact(kind, name, path, pointer), trouble)


def _mistyped(
    path: str,
    given: Mapping[str, Json],
    pointer: Pointer,
    around: Surroundings,
    kinds: Mapping[str, str] = _OF_OTHERS,
) -> Iterator[Problem]:
    for key, kind in kinds.items():
        known = around.names.get(kind, frozenset())
        for index, name in enumerate(read.names(given, key)):
            if name not in known and nearest(name, known):
                yield from _declared(kind, name, path, (*pointer, key, index), around)
