"""What stands in a file, as an outline; which lines of it fold; what is around a place."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Final, Literal

from policykit.authoring.spots import Spots
from policykit.library.bundle import mapping
from policykit.library.files import FileKind, file_name
from policykit.library.walk import MAIN_TEXT, FoundItem, walk
from policykit.model.document import Document, Json, unpack
from policykit.model.organisation_shape import ORGANISATION
from policykit.model.policy_shape import LEVELS, POLICY
from policykit.model.position import Pointer, Position, Span
from policykit.model.value import dataclass

_LONGEST: Final = 60
_TITLES: Final = ("title", "text", "requirement", "term", "q", "because", "found", "role", "name")


@dataclass(frozen=True, slots=True)
class Symbol:
    """A thing in an outline: its name, its first words, its whole stretch and that of its name.

    `kind` is section, or that of an item.
    """

    name: str
    detail: str
    kind: str
    span: Span
    name_span: Span
    children: tuple[Symbol, ...] = ()


@dataclass(frozen=True, slots=True)
class Fold:
    """Lines that fold into their first one, both included."""

    first: int
    last: int
    kind: Literal["region", "comment"] = "region"


@dataclasses.dataclass(slots=True)
class _Growing:
    pointer: Pointer
    name: str
    detail: str
    kind: str
    below: list[_Growing] = dataclasses.field(default_factory=list)


def symbols(document: Document) -> tuple[Symbol, ...]:
    """The outline of a file: its sections, and what stands in them by id."""
    data = mapping(document)
    spots = Spots(document)
    kind = file_name(document.path).kind
    top = [_Growing((key,), key, _first_words(value), "section") for key, value in data.items()]
    if kind is FileKind.POLICY:
        _place(top, walk(document.data, POLICY).items)
    elif kind is FileKind.ORGANISATION:
        _place(top, walk(document.data, ORGANISATION).items)
    else:
        for section in top:
            section.below += _entries(data[section.name], section.pointer)
    return tuple(each for grown in top for each in _grown(grown, spots))


def _place(top: Sequence[_Growing], items: Sequence[FoundItem]) -> None:
    """Hang each item below the nearest one that holds it."""
    known = {each.pointer: each for each in top}
    for item in items:
        if item.kind == "cell":
            continue
        grown = _Growing(item.pointer, item.id, _words_of(item), item.kind)
        for length in range(len(item.pointer) - 1, 0, -1):
            above = known.get(item.pointer[:length])
            if above is not None:
                above.below.append(grown)
                break
        known[item.pointer] = grown


def _entries(value: Json, pointer: Pointer) -> Iterator[_Growing]:
    """What a section of another file holds: entries by their id or key."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield _Growing((*pointer, key), key, _first_words(below), "entry")
    elif isinstance(value, list):
        for index, below in enumerate(value):
            if isinstance(below, dict):
                name = next((below[key] for key in ("id", *_TITLES) if below.get(key)), "")
                shown = str(name)[:_LONGEST] or str(index + 1)
                yield _Growing((*pointer, index), shown, _first_words(below), "entry")


def _grown(each: _Growing, spots: Spots) -> Iterator[Symbol]:
    span = spots.whole(each.pointer)
    name = spots.span(each.pointer, "key") or spots.span((*each.pointer, "id"))
    if span is None:
        return
    first = Span(span.start, Position(span.start.line, span.start.column + 1))
    below = tuple(one for inner in each.below for one in _grown(inner, spots))
    end = max((span.end, *(one.span.end for one in below)))
    whole = Span(span.start, end)
    inside = name is not None and whole.start <= name.start and name.end <= whole.end
    selected = name if name is not None and inside else first
    yield Symbol(each.name or "…", each.detail, each.kind, whole, selected, below)


def _words_of(item: FoundItem) -> str:
    """The first words of an item, those of its duty or its main text."""
    value = item.value
    if not isinstance(value, dict):
        return _first_words(value)
    level = next((key for key in LEVELS if key in value), "")
    if level:
        return _cut(f"{level.replace('_', ' ')}: {value[level]}")
    main = value.get(MAIN_TEXT.get(item.kind, "text"))
    return _cut(main) if isinstance(main, str) else _first_words(value)


def _first_words(value: Json) -> str:
    if isinstance(value, dict):
        return next((_cut(value[key]) for key in _TITLES if isinstance(value.get(key), str)), "")
    if isinstance(value, list):
        plain = [str(each) for each in value if isinstance(each, str | int | float)]
        return _cut(", ".join(plain)) if len(plain) == len(value) else ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else _cut(str(value))


def _cut(words: Json) -> str:
    folded = " ".join(str(words).split())
    return folded if len(folded) <= _LONGEST else f"{folded[: _LONGEST - 1].rstrip()}…"


def folds(document: Document) -> tuple[Fold, ...]:
    """The mappings, lists and texts of more than one line, and the comments that follow on."""
    positions = document.positions
    found: dict[tuple[int, int], Fold] = {}
    for pointer, key, node in document.nodes():
        start = positions.starts[node if key is None else key]
        first, end = unpack(start).line, unpack(positions.ends[node])
        # What ends at the front of a line does not stand in it.
        last = end.line - 1 if end.column == 1 else end.line
        if pointer and last > first:
            found.setdefault((first, last), Fold(first, last))
    return (*sorted(found.values(), key=lambda each: (each.first, -each.last)), *_remarks(document))


def _remarks(document: Document) -> Iterator[Fold]:
    lines = [each.position.line for each in document.comments if each.own_line]
    start = 0
    for index, line in enumerate(lines):
        if index + 1 < len(lines) and lines[index + 1] == line + 1:
            continue
        if line > lines[start]:
            yield Fold(lines[start], line, "comment")
        start = index + 1


def around(document: Document, position: Position) -> tuple[Span, ...]:
    """The stretches around a place, the innermost first: word, value, entry, and so on up."""
    spots = Spots(document)
    spot = spots.at(position)
    if spot is None:
        return ()
    found = [*_word(spots, position, spot.span), spot.span]
    pointer = spot.pointer
    while True:
        for span in (spots.span(pointer), spots.whole(pointer)):
            if span is not None and span.start <= found[-1].start and found[-1].end <= span.end:
                found.append(span)
        if not pointer:
            break
        pointer = pointer[:-1]
    return tuple(
        each for number, each in enumerate(found) if number == 0 or each != found[number - 1]
    )


def _word(spots: Spots, position: Position, inside: Span) -> Iterator[Span]:
    """The word a place is in, where it is less than the value."""
    start = end = spots.offset(position)
    first, last = spots.offset(inside.start), spots.offset(inside.end)
    while start > first and _is_of_word(spots.text[start - 1]):
        start -= 1
    while end < last and _is_of_word(spots.text[end]):
        end += 1
    if first <= start < end <= last:
        yield spots.between(start, end)


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character in "-_'\u2019"
