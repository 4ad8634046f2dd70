"""What the schemas say of a place in a file: the order of its keys, and whether words stand there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

from policykit.formatting.order import AS_WRITTEN, RANKS, Way
from policykit.model.document import Json
from policykit.validation.keys import resolved
from policykit.validation.kinds import Kind
from policykit.validation.schemas import Schema, Schemas

_LAST: Final = 1 << 30
_WORDS: Final = "text"
_NAMES: Final = frozenset({"id", "name", "reference", "requirement", "region", "locale"})
_BRANCHES: Final = ("anyOf", "oneOf", "allOf")


class Place:
    """A place in a kind of file; those below it are worked out when they are first asked for.

    Args:
        schemas: all schemas by file name.
        way: the kind of the file and the keys that lead to the place.
        found: the schemas of what may stand there, empty where nobody knows.
    """

    def __init__(self, schemas: Mapping[str, Schema], way: Way, found: tuple[Schema, ...]) -> None:
        self._schemas = schemas
        self._way = way
        self._found = found
        self._below: dict[str | int, Place] = {}

    @classmethod
    def top(cls, schemas: Schemas, kind: Kind) -> Place:
        """The top of a kind of file."""
        by_name = schemas.by_name
        return cls(by_name, (kind.value,), tuple(_branches(by_name, by_name[kind.schema])))

    def below(self, part: str | int) -> Place:
        """The place a key or an index leads to."""
        name = part if isinstance(part, str) and part in self._keys else "*"
        # An item of a list and an entry of any name are two places.
        kept = 0 if isinstance(part, int) else name
        found = self._below.get(kept)
        if found is None:
            schemas = tuple(
                branch
                for schema in self._found
                for each in _step(schema, part)
                for branch in _branches(self._schemas, each)
            )
            found = self._below[kept] = Place(self._schemas, (*self._way, name), schemas)
        return found

    def rank(self, key: str) -> int:
        """Which keys stand before which: the lower rank first, equal ones as they are."""
        return self._ranks.get(key, _LAST)

    @cached_property
    def has_words(self) -> bool:
        """Whether a text for people stands here."""
        return any(schema.get("x-type") == _WORDS for schema in self._found)

    @cached_property
    def has_names(self) -> bool:
        """Whether the name of something stands here, such as an id."""
        return any(schema.get("x-type") in _NAMES for schema in self._found)

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        """The keys that may stand here, in the order of the schema."""
        known = (key for schema in self._found for key in _properties(schema))
        return tuple(dict.fromkeys(known))

    @cached_property
    def _ranks(self) -> dict[str, int]:
        if any(self._way[: len(way)] == way for way in AS_WRITTEN):
            return {}
        listed = [line.split() for line in RANKS.get(self._way, ())]
        ranks = {key: number for number, line in enumerate(listed) for key in line}
        for key in self._keys:
            ranks.setdefault(key, len(ranks) + len(listed))
        return ranks


def _branches(schemas: Mapping[str, Schema], schema: Json) -> Iterator[Schema]:
    """A schema and, where it names several, each of them."""
    whole = resolved(schemas, schema)
    if whole:
        yield whole
    for keyword in _BRANCHES:
        choices = whole.get(keyword)
        for each in choices if isinstance(choices, list) else ():
            yield from _branches(schemas, each)


def _step(schema: Schema, part: str | int) -> Iterator[Json]:
    if isinstance(part, int):
        yield schema.get("items")
    elif part in _properties(schema):
        yield _properties(schema)[part]
    else:
        yield schema.get("additionalProperties")


def _properties(schema: Schema) -> Schema:
    properties = schema.get("properties")
    return properties if isinstance(properties, dict) else {}
