"""A policy as a tree of things that can change: items with their fields, by ids and not by place.

Sections with keys of their own (scope, training, tone) are things too. What a statement says
and at which level, and whether its points are all to be done or one of them is chosen, become
fields of their own, whatever key they are written under.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import field
from types import MappingProxyType
from typing import Final

from policykit.library import read
from policykit.library.terms import terms
from policykit.model.digest import canonical
from policykit.model.document import Json
from policykit.model.policy_shape import LEVELS, POLICY
from policykit.model.position import Pointer
from policykit.model.shape import (
    TEXT,
    VALUE,
    Items,
    Keyed,
    Named,
    Section,
    Shape,
    Text,
)
from policykit.model.term import Term
from policykit.model.value import dataclass

_CELL: Final = "cell"
_KEYS_OF_IDENTITY: Final = frozenset({"id", "former_ids", "format"})


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """One value of an item, with what it takes to tell its meaning: `oldest` ids, its `parent`."""

    key: str
    value: Json
    shape: Shape
    pointer: Pointer
    oldest: Mapping[str, str]
    parent: str = ""

    @property
    def meaning(self) -> str:
        """What it says, as one text: equal for values that differ in layout or names alone."""
        return canonical(self.value, self.shape, self.oldest, self.parent)

    def is_same(self, other: Field, known_as: Mapping[str, str] = MappingProxyType({})) -> bool:
        """Whether a later value means the same.

        `known_as` gives the oldest ids of things that were found to have been called otherwise.
        """
        if self.value == other.value:
            return True
        oldest = {**other.oldest, **known_as} if known_as else other.oldest
        return self.meaning == canonical(other.value, other.shape, oldest, other.parent)

    @property
    def is_text(self) -> bool:
        """Whether people read it as words."""
        return isinstance(self.shape, Text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One thing: a policy, an item, or a section of its own (which has no id).

    `address` is the way to it by ids (`damaged-by-us.replace`), '' for the policy; `place` its
    number among its like where the order counts, -1 elsewhere; `term` the promise it is.
    """

    kind: str
    id: str
    address: str
    pointer: Pointer
    former_ids: tuple[str, ...] = ()
    fields: Mapping[str, Field] = field(default_factory=dict)
    children: tuple[Node, ...] = ()
    place: int = -1
    term: Term | None = None

    @property
    def names(self) -> frozenset[str]:
        """Every id it has or had."""
        return frozenset({self.id, *self.former_ids})

    @property
    def oldest_id(self) -> str:
        """The first id it ever had."""
        return self.former_ids[0] if self.former_ids else self.id

    def text(self, key: str) -> str:
        """A value that is a text or a number, '' where there is none."""
        found = self.fields.get(key)
        if found is None or isinstance(found.value, dict | list | bool | None):
            return ""
        return str(found.value)

    def names_in(self, key: str) -> tuple[str, ...]:
        """The names a field lists, none where there is none."""
        found = self.fields.get(key)
        return () if found is None else read.names({key: found.value}, key)

    def texts(self) -> Iterator[str]:
        """Every human text of it, without those of what is in it."""
        for each in self.fields.values():
            if each.is_text and isinstance(each.value, str):
                yield each.value

    def below(self) -> Iterator[Node]:
        """It and everything in it, from the top."""
        yield self
        for child in self.children:
            yield from child.below()


def tree(
    data: Mapping[str, Json],
    oldest: Mapping[str, str],
    shape: Mapping[str, Shape] = POLICY,
    kind: str = "policy",
) -> Node:
    """A document as a tree; `oldest` gives the oldest id of each of its items, by dotted id."""
    grower = _Grower(oldest)
    fields, children = grower.top(data, shape)
    promised = {term.id: term for term in terms(data)} if kind == "policy" else {}
    if promised:
        children = tuple(
            _with_term(child, promised) if child.kind == "term" else child for child in children
        )
    return Node(
        kind=kind,
        id=read.text(data, "id"),
        address="",
        pointer=(),
        former_ids=read.names(data, "former_ids"),
        fields=fields,
        children=children,
    )


def _with_term(node: Node, promised: Mapping[str, Term]) -> Node:
    """A term as its promise: what is written apart, but is one function, is one field."""
    term = promised.get(node.id)
    if term is None:
        return node
    kept = {key: each for key, each in node.fields.items() if key in {"title", "covers"}}
    return Node(
        kind=node.kind,
        id=node.id,
        address=node.address,
        pointer=node.pointer,
        former_ids=node.former_ids,
        fields=kept,
        term=term,
    )


@dataclasses.dataclass(slots=True)
class _Gathered:
    fields: dict[str, Field] = dataclasses.field(default_factory=dict)
    children: list[Node] = dataclasses.field(default_factory=list)


class _Grower:
    def __init__(self, oldest: Mapping[str, str]) -> None:
        self._oldest = oldest
        self._columns: Mapping[str, Json] = {}

    def top(
        self, data: Mapping[str, Json], shape: Mapping[str, Shape]
    ) -> tuple[dict[str, Field], tuple[Node, ...]]:
        found = _Gathered()
        for key, value in data.items():
            here = shape.get(key, VALUE)
            if key in _KEYS_OF_IDENTITY:
                continue
            if isinstance(here, Section) and isinstance(value, dict):
                found.children.append(self._section(key, value, here))
            else:
                self._take(found, key, value, here, (), "")
        return found.fields, tuple(found.children)

    def _section(self, key: str, value: Mapping[str, Json], shape: Section) -> Node:
        found = _Gathered()
        for name, below in value.items():
            inner = shape.fields.get(name, VALUE)
            self._take(found, name, below, inner, (key,), "")
        return Node(
            kind=key,
            id="",
            address=key,
            pointer=(key,),
            fields=found.fields,
            children=tuple(found.children),
        )

    def _take(
        self,
        found: _Gathered,
        key: str,
        value: Json,
        shape: Shape,
        pointer: Pointer,
        parent: str,
        prefix: str = "",
    ) -> None:
        """Put a value where it belongs: among the fields, or among what is inside."""
        here = (*pointer, key)
        if isinstance(shape, Items) and isinstance(value, list):
            for number, item in enumerate(value):
                if isinstance(item, dict):
                    place = number if shape.ordered else -1
                    found.children.append(
                        self._item(item, shape, (*here, number), parent, "", place)
                    )
        elif isinstance(shape, Named) and isinstance(value, dict):
            for name, item in value.items():
                if isinstance(item, str):
                    found.children.append(self._bare(item, shape, (*here, name), parent, name))
                elif isinstance(item, dict):
                    found.children.append(self._item(item, shape, (*here, name), parent, name))
        elif isinstance(shape, Section) and isinstance(value, dict):
            for name, below in value.items():
                inner = shape.fields.get(name, VALUE)
                self._take(found, name, below, inner, here, parent, f"{prefix}{key}.")
        elif isinstance(shape, Keyed) and isinstance(value, dict):
            for name, below in value.items():
                # A name with nothing to say of it is there all the same: a region of a channel.
                inner = VALUE if below == {} else shape.value
                self._take(found, name, below, inner, here, parent, f"{prefix}{key}.")
        else:
            full = f"{prefix}{key}"
            found.fields[full] = Field(full, value, shape, here, self._oldest, parent)

    def _bare(self, item: str, shape: Named, pointer: Pointer, parent: str, name: str) -> Node:
        """An item that is written as its text alone."""
        address = f"{parent}.{name}" if parent else name
        text = Field("text", item, TEXT, pointer, self._oldest, address)
        return Node(
            kind=shape.kind,
            id=name,
            address=address,
            pointer=pointer,
            former_ids=self._former({}, shape, name),
            fields={"text": text},
        )

    def _former(self, item: Mapping[str, Json], shape: Items | Named, own: str) -> tuple[str, ...]:
        """The former ids of an item; a cell goes by those of its column."""
        if shape.kind == _CELL:
            return read.names(read.section(self._columns, own), "former_ids")
        return read.names(item, "former_ids")

    def _item(
        self,
        item: Mapping[str, Json],
        shape: Items | Named,
        pointer: Pointer,
        parent: str,
        name: str,
        place: int = -1,
    ) -> Node:
        own = name or read.text(item, "id")
        address = f"{parent}.{own}" if parent else own
        found = _Gathered()
        if shape.kind == "table":
            self._columns = read.section(item, "columns")
        for key, value in item.items():
            if key in _KEYS_OF_IDENTITY:
                continue
            if shape.kind == "statement" and key in LEVELS:
                here = (*pointer, key)
                found.fields["level"] = Field("level", key, VALUE, here, self._oldest)
                found.fields["text"] = Field("text", value, TEXT, here, self._oldest, address)
                continue
            if shape.kind == "statement" and key in {"points", "one_of"}:
                found.fields["choice"] = Field("choice", key, VALUE, (*pointer, key), self._oldest)
            self._take(found, key, value, shape.fields.get(key, VALUE), pointer, address)
        return Node(
            kind=shape.kind,
            id=own,
            address=address,
            pointer=pointer,
            former_ids=self._former(item, shape, own),
            fields=found.fields,
            children=tuple(found.children),
            place=place,
        )
