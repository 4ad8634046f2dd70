"""What the schema says at a place: keys and values with their words, and how they are begun."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from policykit.model.document import Json
from policykit.model.value import dataclass

Allowed = tuple[Mapping[str, Json], ...]
"""The ways a schema allows a place to be filled."""

_MOST_CHOICES: Final = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values that may stand at a place, and what it means."""

    value: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A way to begin that the schema has ready: its label, what it is for, its body."""

    label: str
    about: str
    body: Json


def choices(allowed: Allowed) -> Iterator[Choice]:
    """The values of a closed list, with what each means where the schema says so."""
    for way in allowed:
        values = way.get("enum")
        told = way.get("enumDescriptions")
        if isinstance(values, list):
            for index, value in enumerate(values):
                about = told[index] if isinstance(told, list) and index < len(told) else ""
                yield Choice(written(value), str(about))
        elif "const" in way:
            yield Choice(written(way["const"]))
        elif way.get("type") == "boolean":
            yield from (Choice("true"), Choice("false"))


def types(allowed: Allowed) -> frozenset[str]:
    """The types of JSON that may stand at a place; a list of values counts as words."""
    found: set[str] = set()
    for way in allowed:
        kind = way.get("type")
        if isinstance(kind, str):
            found.add(kind)
        elif isinstance(kind, list):
            found.update(str(each) for each in kind)
        elif "enum" in way or "const" in way:
            found.add("string")
        elif "properties" in way:
            found.add("object")
    return frozenset(found)


def forms(allowed: Allowed) -> frozenset[str]:
    """The forms of values (`x-type`) that may stand at a place."""
    return frozenset(str(way["x-type"]) for way in allowed if "x-type" in way)


def about(allowed: Iterable[Mapping[str, Json]]) -> tuple[str, str]:
    """The title and the description of a place, '' where the schema says none."""
    title = next((str(way["title"]) for way in allowed if "title" in way), "")
    return title, next((str(way["description"]) for way in allowed if "description" in way), "")


def examples(allowed: Allowed) -> Iterator[Json]:
    """The examples the schema gives of a place."""
    for way in allowed:
        given = way.get("examples")
        yield from given if isinstance(given, list) else ()


def prepared(allowed: Allowed) -> Iterator[Prepared]:
    """The ways to begin that the schema has ready."""
    for way in allowed:
        given = way.get("defaultSnippets")
        for each in given if isinstance(given, list) else ():
            if isinstance(each, dict) and "body" in each:
                label, told = each.get("label"), each.get("description")
                yield Prepared(
                    label if isinstance(label, str) else "",
                    told if isinstance(told, str) else "",
                    each["body"],
                )


def properties(allowed: Allowed) -> dict[str, Json]:
    """The keys of a place with their schemas, in the order of the schema."""
    found: dict[str, Json] = {}
    for way in allowed:
        known = way.get("properties")
        if isinstance(known, dict):
            found = {**known, **found}
    return found


def required(allowed: Allowed, present: Iterable[str]) -> tuple[str, ...]:
    """The keys a place needs, with those that present ones bring about."""
    there = set(present)
    found: list[str] = []
    for way in allowed:
        if len(way) > 1:  # one of several that say no more than which key they need
            found += _names(way.get("required"))
        for key, below in _dependent(way):
            if key in there:
                found += _names(below.get("required"))
    return tuple(dict.fromkeys(found))


def together(allowed: Allowed) -> tuple[tuple[str, ...], ...]:
    """Sets of keys of which exactly one is needed, or at least one."""
    return tuple(
        tuple(_names(way[keyword]))
        for way in allowed
        for keyword in ("x-exactly-one", "x-at-least-one")
        if keyword in way
    )


def excluded(allowed: Allowed, present: Iterable[str]) -> frozenset[str]:
    """The keys that may not stand beside those that are there."""
    there = set(present)
    found: set[str] = set()
    for way in allowed:
        for key, below in _dependent(way):
            known = below.get("properties")
            if key in there and isinstance(known, dict):
                found |= {name for name, schema in known.items() if schema in (False, {"not": {}})}
        for keyword in ("x-exactly-one", "x-at-most-one"):
            alone = set(_names(way.get(keyword)))
            if alone & there:
                found |= alone - there
    return frozenset(found)


def is_short(values: list[Choice]) -> bool:
    """Whether values are few enough to choose from in the line."""
    return 0 < len(values) <= _MOST_CHOICES


def written(value: Json) -> str:
    """A plain value as YAML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _dependent(way: Mapping[str, Json]) -> Iterator[tuple[str, Mapping[str, Json]]]:
    found = way.get("dependentSchemas")
    for key, below in (found if isinstance(found, dict) else {}).items():
        if isinstance(below, dict):
            yield key, below


def _names(value: Json | None) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
