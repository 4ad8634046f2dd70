"""One walk over a document by its shape: its items, its human texts, its references."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from policykit.model.document import Json
from policykit.model.position import Pointer
from policykit.model.shape import (
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
from policykit.model.text import Link, Odd, Placeholder, has_markup, segments

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


@dataclass(frozen=True, slots=True)
class FoundReference:
    """A name pointing somewhere: the kind of thing, the name, and where it stands."""

    kind: str
    raw: str
    pointer: Pointer
    words: str = ""
    nth: int = 0
    as_key: bool = False


@dataclass(frozen=True, slots=True)
class FoundText:
    """A human text (or a list of them) with its address in translations."""

    address: str
    pointer: Pointer
    text: str | tuple[str, ...]
    markup: bool = True


@dataclass(frozen=True, slots=True)
class FoundItem:
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


@dataclass(frozen=True, slots=True)
class _Here:
    """Where the walk stands: the way, the address so far, and the item it is in."""

    pointer: Pointer
    address: str
    parent: str


def walk(data: Json, shape: Mapping[str, Shape]) -> Walk:
    """All items, texts and references of a document, in the order they stand.

    Parts of another type than the shape expects are passed over: the schema reports them.
    """
    found = Walk()
    if isinstance(data, dict):
        _fields(found, data, shape, _Here((), "", ""))
    return found


def _fields(
    found: Walk,
    mapping: Mapping[str, Json],
    fields: Mapping[str, Shape],
    here: _Here,
    main: str = "",
) -> None:
    for key, value in mapping.items():
        shape = fields.get(key)
        if shape is None:
            continue
        if key == main or (here.parent and isinstance(shape, Items | Named | Section | Keyed)):
            address = here.address
        elif here.parent:
            address = f"{here.address}#{key}"
        else:
            address = f"{here.address}.{key}" if here.address else key
        _visit(found, value, shape, _Here((*here.pointer, key), address, here.parent))


def _visit(found: Walk, value: Json, shape: Shape, here: _Here) -> None:
    match shape:
        case Text() if isinstance(value, str):
            _text(found, value, here, markup=shape.markup)
        case Texts() if isinstance(value, list):
            _texts(found, value, here)
        case Reference():
            _reference(found, value, shape.kind, here.pointer)
        case Quantity() if shape.kind not in _NAMELESS:
            _quantity(found, value, here.pointer)
        case Section() if isinstance(value, dict):
            _fields(found, value, shape.fields, here)
        case Items() if isinstance(value, list):
            _items(found, value, shape, here)
        case Named() if isinstance(value, dict):
            _named(found, value, shape, here)
        case Rows() if isinstance(value, list):
            for index, row in enumerate(value):
                if isinstance(row, dict):
                    address = f"{here.address}.{row.get(shape.key, index)}"
                    inside = _Here((*here.pointer, index), address, here.parent)
                    _fields(found, row, shape.fields, inside, main=_row_text(row, shape))
        case Keyed() if isinstance(value, dict):
            for key, below in value.items():
                pointer = (*here.pointer, key)
                found.references.append(FoundReference(shape.kind, key, pointer, as_key=True))
                _visit(
                    found, below, shape.value, _Here(pointer, f"{here.address}.{key}", here.parent)
                )
        case _:
            pass


def _row_text(row: Mapping[str, Json], shape: Rows) -> str:
    """The one text of a row, which the address of the row then stands for."""
    return next((key for key in row if shape.key and isinstance(shape.fields.get(key), Text)), "")


def _items(found: Walk, items: list[Json], shape: Items, here: _Here) -> None:
    for index, item in enumerate(items):
        if not isinstance(item, dict):
            continue
        name = item.get("id")
        pointer = (*here.pointer, index)
        if not isinstance(name, str):
            _fields(
                found, item, shape.fields, _Here(pointer, f"{here.address}.{index}", here.parent)
            )
            continue
        _item(
            found, item, shape.kind, shape.fields, name, _Here(pointer, here.address, here.parent)
        )


def _named(found: Walk, mapping: Mapping[str, Json], shape: Named, here: _Here) -> None:
    for name, value in mapping.items():
        pointer = (*here.pointer, name)
        inside = _Here(pointer, here.address, here.parent)
        if isinstance(value, dict):
            _item(found, value, shape.kind, shape.fields, name, inside)
        elif isinstance(value, str):
            found.items.append(FoundItem(shape.kind, name, pointer, here.parent, value))
            _text(found, value, _Here(pointer, f"{here.address}.{name}", here.parent))


def _item(
    found: Walk,
    item: Mapping[str, Json],
    kind: str,
    fields: Mapping[str, Shape],
    name: str,
    here: _Here,
) -> None:
    found.items.append(FoundItem(kind, name, here.pointer, here.parent, dict(item)))
    below = f"{here.parent}.{name}" if here.parent else name
    inside = _Here(here.pointer, f"{here.address}.{name}", below)
    _fields(found, item, fields, inside, main=_main_key(kind, item))


def _main_key(kind: str, item: Mapping[str, Json]) -> str:
    if kind == "statement":
        return next((key for key in item if key in _LEVELS), "")
    return MAIN_TEXT.get(kind, "text")


_LEVELS = frozenset({"must", "must_not", "should", "should_not", "may"})


def _text(found: Walk, text: str, here: _Here, *, markup: bool = True) -> None:
    found.texts.append(FoundText(here.address, here.pointer, text, markup))
    if has_markup(text):
        _marks(found, text, here.pointer)


def _texts(found: Walk, texts: list[Json], here: _Here) -> None:
    lines = tuple(text for text in texts if isinstance(text, str))
    found.texts.append(FoundText(here.address, here.pointer, lines))
    for index, text in enumerate(texts):
        if isinstance(text, str) and has_markup(text):
            _marks(found, text, (*here.pointer, index))


def _marks(found: Walk, text: str, pointer: Pointer) -> None:
    seen: dict[str, int] = {}

    def note(kind: str, name: str, raw: str) -> None:
        nth = seen.get(raw, 0)
        seen[raw] = nth + 1
        found.references.append(FoundReference(kind, name, pointer, raw, nth))

    for segment in segments(text):
        match segment:
            case Placeholder():
                name = ".".join(segment.names)
                note("placeholder", f"{name}:{segment.form}" if segment.form else name, segment.raw)
            case Link():
                if has_markup(segment.label):
                    for inner in segments(segment.label):
                        if isinstance(inner, Placeholder):
                            note("placeholder", ".".join(inner.names), inner.raw)
                note("link", segment.target, f"]({segment.target})")
            case Odd():
                note("braces", segment.raw, segment.raw)
            case _:
                pass


def _reference(found: Walk, value: Json, kind: str, pointer: Pointer) -> None:
    if isinstance(value, str):
        found.references.append(FoundReference(kind, value, pointer))
    elif isinstance(value, list):
        found.references.extend(
            FoundReference(kind, name, (*pointer, index))
            for index, name in enumerate(value)
            if isinstance(name, str)
        )


def _quantity(found: Walk, value: Json, pointer: Pointer) -> None:
    if isinstance(value, str) and value not in _NOT_A_NAME and _NAME.fullmatch(value):
        found.references.append(FoundReference("term", value, pointer))
