"""Which keys a schema knows, where, and what they are for."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final, TypeAlias

from policykit.model.document import Json
from policykit.validation.phrases import key

Way: TypeAlias = tuple[str, ...]
"""The keys that lead to a place; `*` stands for an entry of a list or a mapping."""

_ENTRY: Final = "*"
_DEEPEST: Final = 8
_LIKENESS: Final = 0.7


def resolved(schemas: Mapping[str, dict[str, Json]], schema: Json) -> dict[str, Json]:
    """A schema with the one it refers to filled in; its own words win."""
    if not isinstance(schema, dict):
        return {}
    reference = schema.get("$ref")
    if not isinstance(reference, str):
        return schema
    name, _, way = reference.partition("#/")
    target: Json = schemas[name]
    for part in way.split("/"):
        target = target[part] if isinstance(target, dict) else None
    return {**resolved(schemas, target), **{k: v for k, v in schema.items() if k != "$ref"}}


def places(schemas: Mapping[str, dict[str, Json]], name: str) -> dict[str, tuple[Way, ...]]:
    """Every key of a schema with the places it may stand in."""
    found: dict[str, list[Way]] = {}
    for way, one in _walk(schemas, schemas[name], ()):
        ways = found.setdefault(one, [])
        if way not in ways:
            ways.append(way)
    return {one: tuple(ways) for one, ways in found.items()}


def _walk(
    schemas: Mapping[str, dict[str, Json]], schema: Json, way: Way
) -> Iterator[tuple[Way, str]]:
    if len(way) > _DEEPEST:
        return
    whole = resolved(schemas, schema)
    properties = whole.get("properties")
    if isinstance(properties, dict):
        for one, below in properties.items():
            yield way, one
            yield from _walk(schemas, below, (*way, one))
    for keyword in ("items", "additionalProperties"):
        if isinstance(whole.get(keyword), dict):
            yield from _walk(schemas, whole[keyword], (*way, _ENTRY))
    branches = whole.get("anyOf")
    for branch in branches if isinstance(branches, list) else ():
        yield from _walk(schemas, branch, way)


def place_name(way: Way) -> str:
    """A place in words: `the top of the file`, an entry of `statements`."""
    named = [key(part) for part in way if part != _ENTRY]
    if not named:
        return "the top of the file"
    inside = " under ".join(reversed(named))
    return f"an entry of {inside}" if way[-1] == _ENTRY else inside


def nearest(name: str, known: Collection[str]) -> str:
    """The known word most like a given one, '' when none is near."""
    by_folded = {_folded(each): each for each in known}
    near = difflib.get_close_matches(_folded(name)[:100], by_folded, n=1, cutoff=_LIKENESS)
    return by_folded[near[0]] if near else ""


def _folded(name: str) -> str:
    return name.casefold().replace("-", "").replace("_", "").replace(" ", "")


def known_at(
    schemas: Mapping[str, dict[str, Json]], name: str, pointer: tuple[str | int, ...]
) -> dict[str, Json]:
    """The keys a schema knows in the group a pointer leads to, each with its own schema."""
    return {
        one: below
        for branch in allowed_at(schemas, name, pointer)
        for one, below in _properties(branch).items()
    }


def allowed_at(
    schemas: Mapping[str, dict[str, Json]], name: str, pointer: tuple[str | int, ...]
) -> tuple[dict[str, Json], ...]:
    """What may stand where a pointer leads to: each way a schema allows, references filled in.

    Nothing where the schema knows no such place.
    """
    groups = [resolved(schemas, schemas[name])]
    for part in pointer:
        groups = [
            found
            for group in groups
            for below in _below(schemas, group, part)
            if (found := resolved(schemas, below))
        ]
    return tuple(branch for group in groups for branch in (group, *_branches(schemas, group)))


def _below(
    schemas: Mapping[str, dict[str, Json]], group: dict[str, Json], part: str | int
) -> Iterator[Json]:
    for branch in (group, *_branches(schemas, group)):
        if isinstance(part, int):
            yield branch.get("items")
        elif part in _properties(branch):
            yield _properties(branch)[part]
        elif patterned := [*_patterned(branch, part)]:
            yield from patterned
        else:
            yield branch.get("additionalProperties")


def _patterned(branch: dict[str, Json], part: str) -> Iterator[Json]:
    patterns = branch.get("patternProperties")
    for pattern, below in (patterns if isinstance(patterns, dict) else {}).items():
        if re.search(pattern, part):
            yield below


def _branches(
    schemas: Mapping[str, dict[str, Json]], group: dict[str, Json]
) -> Iterator[dict[str, Json]]:
    branches = group.get("anyOf")
    for branch in branches if isinstance(branches, list) else ():
        yield resolved(schemas, branch)


def _properties(group: dict[str, Json]) -> dict[str, Json]:
    properties = group.get("properties")
    return properties if isinstance(properties, dict) else {}
