"""One walk over a document by its shape: its items, its human texts, its references."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeAlias

from policykit.model.document import Json
from policykit.model.position import Pointer
from policykit.model.shape import (
    VALUE,
    Items,
    Keyed,
    Named,
    Quantity,
    Reference,
    Rows,
    Section,
    Shape,
    Text,
    Texts,
)
from policykit.model.text import Link, Odd, Placeholder, Words, has_markup, segments

_NAME = re.compile(r"[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*){0,2}")
_NAMELESS = frozenset({"hours", "dates", "range"})
_NOT_A_NAME = frozenset({"none", "same day"})

MAIN_TEXT = {
    "step": "do",
    "exception": "what",
    "audit": "what",
    "feedback": "what",
    "module": "title",
    "kpi": "title",
    "term": "title",
    "escalation-step": "how",
    "table": "title",
    "procedure": "title",
}
"""The key of the one text an item is known by; `text`, or the level of a statement, otherwise."""


class FoundReference(NamedTuple):
    """A name pointing somewhere: the kind of thing, the name, and where it stands."""

    kind: str
    raw: str
    pointer: Pointer
    words: str = ""
    nth: int = 0
    as_key: bool = False


class FoundText(NamedTuple):
    """A human text (or a list of them) with its address in translations."""

    address: str
    pointer: Pointer
    text: str | tuple[str, ...]
    markup: bool = True


class FoundItem(NamedTuple):
    """A mapping or text with an id; `parent` is the dotted id of what it stands in."""

    kind: str
    id: str
    pointer: Pointer
    parent: str
    value: Json


@dataclass(slots=True)
class Walk:
    """What a walk gathers; lists, so that one walk serves all who ask."""

    items: list[FoundItem] = field(default_factory=list)
    texts: list[FoundText] = field(default_factory=list)
    references: list[FoundReference] = field(default_factory=list)


# The walk is the hottest loop after the parser: positions travel as plain arguments and kinds
# are told by identity of the class, which takes half the time of small objects and `match`.


def walk(data: Json, shape: Mapping[str, Shape]) -> Walk:
    """All items, texts and references of a document, in the order they stand.

    Parts of another type than the shape expects are passed over: the schema reports them.
    """
    found = Walk()
    if isinstance(data, dict):
        _fields(found, data, shape, (), "", "")
    return found


def marks(text: str, pointer: Pointer) -> tuple[FoundReference, ...]:
    """The placeholders and links of one text that stands at a pointer, in order."""
    found = Walk()
    if has_markup(text):
        _marks(found, text, pointer)
    return tuple(found.references)


def _fields(
    found: Walk,
    mapping: Mapping[str, Json],
    fields: Mapping[str, Shape],
    pointer: Pointer,
    address: str,
    parent: str,
    main: str = "",
) -> None:
    for key, value in mapping.items():
        shape = fields.get(key)
        if shape is None or shape is VALUE:
            continue
        kind = shape.__class__
        here = (*pointer, key)
        if kind is Reference:
            _reference(found, value, shape.kind, here)  # type: ignore[union-attr]  # told by kind
        elif kind is Quantity:
            _quantity(found, value, shape, here)
        elif key == main or (parent and kind in _GROUPS):
            _visit(found, value, shape, here, address, parent)
        elif parent:
            _visit(found, value, shape, here, f"{address}#{key}", parent)
        else:
            _visit(found, value, shape, here, f"{address}.{key}" if address else key, parent)


_GROUPS = frozenset({Items, Named, Section, Keyed})


def _visit(
    found: Walk, value: Json, shape: Shape, pointer: Pointer, address: str, parent: str
) -> None:
    if isinstance(value, str):
        if isinstance(shape, Text):
            _text(found, value, pointer, address, markup=shape.markup)
        elif isinstance(shape, Reference):
            _reference(found, value, shape.kind, pointer)
        elif isinstance(shape, Quantity):
            _quantity(found, value, shape, pointer)
    elif isinstance(value, dict):
        if isinstance(shape, Section):
            _fields(found, value, shape.fields, pointer, address, parent)
        elif isinstance(shape, Named):
            _named(found, value, shape, pointer, address, parent)
        elif isinstance(shape, Keyed):
            for key, below in value.items():
                here = (*pointer, key)
                found.references.append(FoundReference(shape.kind, key, here, as_key=True))
                _visit(found, below, shape.value, here, f"{address}.{key}", parent)
    elif isinstance(value, list):
        if isinstance(shape, Items):
            _items(found, value, shape, pointer, address, parent)
        elif isinstance(shape, Texts):
            _texts(found, value, pointer, address)
        elif isinstance(shape, Rows):
            _rows(found, value, shape, pointer, address, parent)
        elif isinstance(shape, Reference):
            _reference(found, value, shape.kind, pointer)


def _rows(
    found: Walk, rows: list[Json], shape: Rows, pointer: Pointer, address: str, parent: str
) -> None:
    for index, row in enumerate(rows):
        if isinstance(row, dict):
            name = row.get(shape.key)
            inside = f"{address}.{name if isinstance(name, str) else index}"
            main = _row_text(row, shape)
            _fields(found, row, shape.fields, (*pointer, index), inside, parent, main)


def _row_text(row: Mapping[str, Json], shape: Rows) -> str:
    """The one text of a row, which the address of the row then stands for."""
    return next((key for key in row if shape.key and isinstance(shape.fields.get(key), Text)), "")


def _items(
    found: Walk, items: list[Json], shape: Items, pointer: Pointer, address: str, parent: str
) -> None:
    for index, item in enumerate(items):
        if not isinstance(item, dict):
            continue
        name = item.get("id")
        here = (*pointer, index)
        if isinstance(name, str):
            _item(found, item, shape, name, here, address, parent)
        else:
            _fields(found, item, shape.fields, here, f"{address}.{index}", parent)


def _named(
    found: Walk,
    mapping: Mapping[str, Json],
    shape: Named,
    pointer: Pointer,
    address: str,
    parent: str,
) -> None:
    for name, value in mapping.items():
        here = (*pointer, name)
        if isinstance(value, dict):
            _item(found, value, shape, name, here, address, parent)
        elif isinstance(value, str):
            found.items.append(FoundItem(shape.kind, name, here, parent, value))
            _text(found, value, here, f"{address}.{name}")


def _item(
    found: Walk,
    item: dict[str, Json],
    shape: Items | Named,
    name: str,
    pointer: Pointer,
    address: str,
    parent: str,
) -> None:
    kind = shape.kind
    found.items.append(FoundItem(kind, name, pointer, parent, item))
    below = f"{parent}.{name}" if parent else name
    main = _main_key(kind, item)
    _fields(found, item, shape.fields, pointer, f"{address}.{name}", below, main)


def _main_key(kind: str, item: Mapping[str, Json]) -> str:
    if kind == "statement":
        return next((key for key in item if key in _LEVELS), "")
    return MAIN_TEXT.get(kind, "text")


_LEVELS = frozenset({"must", "must_not", "should", "should_not", "may"})


def _text(found: Walk, text: str, pointer: Pointer, address: str, *, markup: bool = True) -> None:
    found.texts.append(FoundText(address, pointer, text, markup))
    if has_markup(text):
        _marks(found, text, pointer)


def _texts(found: Walk, texts: list[Json], pointer: Pointer, address: str) -> None:
    lines = tuple(text for text in texts if isinstance(text, str))
    found.texts.append(FoundText(address, pointer, lines))
    for index, text in enumerate(texts):
        if isinstance(text, str) and has_markup(text):
            _marks(found, text, (*pointer, index))


_Seen: TypeAlias = tuple[int, int]
"""Where words stand next in a text, and how often they stood before."""

LONGEST_MARKED: Final = 20_000
"""Letters of a text up to which its marks are looked for; of longer ones the schema tells."""


def _marks(found: Walk, text: str, pointer: Pointer) -> None:
    if len(text) <= LONGEST_MARKED:
        _marks_within(found, text, pointer, text, 0, {})


def _marks_within(
    found: Walk, text: str, pointer: Pointer, part: str, start: int, seen: dict[str, _Seen]
) -> None:
    """The marks of a part of a text that begins at an offset in it; `seen` are earlier words."""

    def note(kind: str, name: str, raw: str, at: int) -> None:
        nth = _nth(text, raw, at, seen)
        found.references.append(FoundReference(kind, name, pointer, raw, nth))

    at = start
    for segment in segments(part):
        match segment:
            case Placeholder():
                name = ".".join(segment.names)
                named = f"{name}:{segment.form}" if segment.form else name
                note("placeholder", named, segment.raw, at)
            case Link():
                if has_markup(segment.label):
                    _marks_within(found, text, pointer, segment.label, at + 1, seen)
                note("link", segment.target, f"]({segment.target})", at + 1 + len(segment.label))
            case Odd():
                note("braces", segment.raw, segment.raw, at)
            case Words():
                # Each brace of plain words is written twice.
                at += len(segment.text) + segment.text.count("{") + segment.text.count("}")
                continue
        at += len(segment.raw)


def _nth(text: str, words: str, at: int, seen: dict[str, _Seen]) -> int:
    """How many times words stand in a text before a place, braces that print among them.

    Places are asked for in their order, so that it goes on from the one before.
    """
    earlier, nth = seen.get(words) or (text.find(words), 0)
    while -1 < earlier < at:
        nth += 1
        earlier = text.find(words, earlier + 1)
    seen[words] = earlier, nth
    return nth


def _reference(found: Walk, value: Json, kind: str, pointer: Pointer) -> None:
    if isinstance(value, str):
        found.references.append(FoundReference(kind, value, pointer))
    elif isinstance(value, list):
        found.references.extend(
            FoundReference(kind, name, (*pointer, index))
            for index, name in enumerate(value)
            if isinstance(name, str)
        )


def _quantity(found: Walk, value: Json, shape: Shape, pointer: Pointer) -> None:
    # Values start with a digit, names with a letter.
    if not isinstance(value, str) or not "a" <= value[:1] <= "z":
        return
    named = isinstance(shape, Quantity) and shape.kind not in _NAMELESS
    if named and value not in _NOT_A_NAME and _NAME.fullmatch(value):
        found.references.append(FoundReference("term", value, pointer))
