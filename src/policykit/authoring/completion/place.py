"""Where in a file the cursor stands: the keys that lead there, and the word under it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Final

from policykit.authoring.completion.nodes import (
    Entry,
    Group,
    Listing,
    Node,
    Scalar,
    data_of,
)
from policykit.authoring.completion.outline import outline
from policykit.model.document import Json
from policykit.model.position import Pointer, Position, Span
from policykit.model.value import dataclass

_CURSOR: Final = "\uf8ff"
"""A sign that is put where the cursor stands, so that whatever is read there holds it."""

_LEAD: Final = re.compile(r" *(?:- +)*")
_COMMENT: Final = re.compile(r"(?:^|(?<=[ \t]))#")


class Role(StrEnum):
    """What is written where the cursor stands."""

    KEY = "key"
    VALUE = "value"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Around:
    """The word under the cursor: what stands before and behind it, and where all of it stands.

    `style` is that of a scalar, `flow` says that it stands in brackets. `indent` are the spaces
    its line begins with, `depth` those with the hyphens behind them.
    """

    before: str
    after: str
    span: Span
    style: str = "plain"
    flow: bool = False
    indent: int = 0
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where the cursor stands.

    `pointer` leads to the value that is written, or to the mapping a key is written in. `beside`
    are the other keys with their values there, or the other values of the list. `colon` says
    that the key has its colon already, `bare` that a line of a list has no hyphen yet, `alone`
    that the value begins on a line of its own, below its key or hyphen.
    """

    role: Role
    pointer: Pointer
    word: Around
    beside: Mapping[str, Json] = field(default_factory=dict)
    listed: tuple[Json, ...] = ()
    colon: bool = False
    bare: bool = False
    alone: bool = False
    hyphen: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """A text by lines; positions count from 1, offsets from 0."""

    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Lines:
        """The lines of a text, which end in a line feed with or without a carriage return."""
        starts = [0]
        at = text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = text.find("\n", at + 1)
        return cls(text, tuple(starts))

    def offset(self, position: Position) -> int:
        """The offset of a position; one outside of the text is taken for the nearest inside."""
        line = min(max(position.line, 1), len(self.starts)) - 1
        if position.line > len(self.starts):
            return len(self.text)
        end = self.starts[line + 1] - 1 if line + 1 < len(self.starts) else len(self.text)
        if end > self.starts[line] and self.text[end - 1] == "\r":
            end -= 1
        return min(self.starts[line] + max(position.column, 1) - 1, end)

    def position(self, offset: int) -> Position:
        """The position of an offset."""
        line = bisect_right(self.starts, offset) - 1
        return Position(line + 1, offset - self.starts[line] + 1)

    def span(self, start: int, end: int) -> Span:
        """The stretch between two offsets."""
        return Span(self.position(start), self.position(end))

    def line_before(self, offset: int) -> str:
        """What stands in the line before an offset."""
        return self.text[self.starts[bisect_right(self.starts, offset) - 1] : offset]


@dataclass(frozen=True, slots=True)
class Standing:
    """A text with a cursor in it: where it stands, and the data of all that is written.

    A line at the cursor that is not done yet can break what stands around it; then `data` is
    that of the text without the line.
    """

    place: Place | None
    data: Json
    lines: Lines
    offset: int


def standing(text: str, position: Position) -> Standing:
    """Where a position stands in a text that may be half typed."""
    lines = Lines.of(text)
    offset = lines.offset(position)
    clean = text.replace(_CURSOR, "\ufffd")
    root = outline(f"{clean[:offset]}{_CURSOR}{clean[offset:]}")
    found = _Search(lines, offset).place(root) or _comment(lines, offset)
    data = _without_cursor(data_of(root))
    if found is not None and (found.alone or (found.role is Role.KEY and not found.colon)):
        line_start = offset - len(lines.line_before(offset))
        line_end = clean.find("\n", offset)
        rest = clean[line_end:] if line_end >= 0 else ""
        data = _richer(data, data_of(outline(clean[:line_start] + rest)))
    return Standing(found, data, lines, offset)


def _without_cursor(data: Json) -> Json:
    if isinstance(data, dict):
        return {key.replace(_CURSOR, ""): _without_cursor(each) for key, each in data.items()}
    if isinstance(data, list):
        return [_without_cursor(each) for each in data]
    return data.replace(_CURSOR, "") if isinstance(data, str) else data


def _richer(whole: Json, rest: Json) -> Json:
    """Of two readings of a text the one that kept more of it."""
    return rest if _size(rest) >= _size(whole) else whole


def _size(data: Json) -> int:
    if not isinstance(data, dict):
        return 0
    return sum(1 + (len(below) if isinstance(below, dict | list) else 0) for below in data.values())


class _Search:
    """Looks for the sign of the cursor in an outline."""

    def __init__(self, lines: Lines, offset: int) -> None:
        self._lines = lines
        self._offset = offset

    def place(self, node: Node | None, pointer: Pointer = ()) -> Place | None:
        """Where the sign stands in a node, None where it is not in it."""
        match node:
            case Scalar() if self._holds(node):
                return self._value(node, pointer)
            case Group():
                return self._in_group(node, pointer)
            case Listing():
                return self._in_listing(node, pointer)
            case _:
                return None

    def _holds(self, scalar: Scalar) -> bool:
        return scalar.start <= self._offset < scalar.end + (scalar.style in {"literal", "folded"})

    def _around(self, scalar: Scalar) -> Around:
        start, end = scalar.start, max(scalar.end - 1, scalar.start)
        text = self._lines.text
        line = self._lines.line_before(start)
        lead = _LEAD.match(line)
        return Around(
            text[start : self._offset],
            text[self._offset : end],
            self._lines.span(start, end),
            scalar.style,
            scalar.flow,
            len(line) - len(line.lstrip(" ")),
            lead.end() if lead else 0,
        )

    def _value(self, scalar: Scalar, pointer: Pointer) -> Place:
        before = self._lines.line_before(scalar.start)
        return Place(
            Role.VALUE,
            pointer,
            self._around(scalar),
            alone=not before.strip(),
            hyphen=before.rstrip(" ").endswith("-") and not before.strip(" -"),
        )

    def _in_group(self, group: Group, pointer: Pointer) -> Place | None:
        for entry in group.entries:
            if self._holds(entry.key):
                return self._key(group, entry, pointer)
            below = (*pointer, entry.key.text)
            if entry.also is not None and self._holds(entry.also):
                return self._value(entry.also, below)
            found = self.place(entry.value, below)
            if found is not None:
                return found
        return next(
            (found for each in group.strays if (found := self.place(each, pointer))),
            None,
        )

    def _key(self, group: Group, entry: Entry, pointer: Pointer) -> Place:
        return Place(
            Role.KEY,
            pointer,
            self._around(entry.key),
            beside={
                each.key.text: data_of(each.value)
                for each in group.entries
                if each is not entry and each.colon
            },
            colon=entry.colon,
        )

    def _in_listing(self, listing: Listing, pointer: Pointer) -> Place | None:
        for index, item in enumerate(listing.items):
            found = self.place(item, (*pointer, index))
            if found is None:
                continue
            if found.role is Role.VALUE and found.pointer == (*pointer, index):
                others = [*listing.items[:index], *listing.items[index + 1 :]]
                return _with_others(found, tuple(map(data_of, others)))
            return found
        for index, stray in listing.strays:
            found = self.place(stray, (*pointer, index))
            if found is None:
                continue
            if found.role is Role.VALUE and found.pointer == (*pointer, index):
                return _bare(_with_others(found, tuple(map(data_of, listing.items))))
            return found
        return None


def _with_others(place: Place, others: tuple[Json, ...]) -> Place:
    return Place(
        place.role,
        place.pointer,
        place.word,
        listed=others,
        alone=place.alone,
        hyphen=place.hyphen,
    )


def _bare(place: Place) -> Place:
    return Place(
        place.role, place.pointer, place.word, listed=place.listed, alone=place.alone, bare=True
    )


def _comment(lines: Lines, offset: int) -> Place | None:
    """The comment an offset stands in; a line without words is none."""
    before = lines.line_before(offset)
    mark = _COMMENT.search(before)
    if mark is None:
        return None
    start = offset - len(before) + mark.end()
    end = lines.text.find("\n", offset)
    end = len(lines.text) if end < 0 else end
    word = Around(lines.text[start:offset], lines.text[offset:end], lines.span(start, end))
    return Place(Role.COMMENT, (), word, alone=not before[: mark.start()].strip())
