"""A document as a tree of entries, each knowing how it is written."""

from __future__ import annotations

from bisect import bisect_right
from enum import Enum
from functools import cached_property

from policykit.model.document import Document, Json, unpack
from policykit.model.position import Pointer, Position
from policykit.model.value import dataclass


class Style(Enum):
    """How a value is written."""

    PLAIN = "plain"
    QUOTED = "quoted"
    KEPT_LINES = "kept lines"
    SHORT = "short"
    LINES = "lines"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Node:
    """A value: its number in the document, where it stands, how, and what is in it.

    `start` and `end` are offsets in the text, `column` and `line` count from 0.
    """

    number: int
    value: Json
    start: int
    end: int
    line: int
    column: int
    style: Style
    entries: tuple[Entry, ...] = ()

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each entry begins."""
        return tuple(entry.start for entry in self.entries)

    def entry_before(self, offset: int) -> int:
        """The number of the last entry that begins at or before an offset, -1 if none does."""
        return bisect_right(self.starts, offset) - 1


@dataclass(frozen=True)
class Entry:
    """A key with its value, or an item of a list (`key` is None); `line` counts from 0."""

    key: str | None
    key_end: int
    start: int
    line: int
    node: Node

    @property
    def part(self) -> str | int:
        """What leads to it: its key, or any index."""
        return 0 if self.key is None else self.key


class Tree:
    """The tree of a document whose lines end in LF.

    Args:
        document: a document without a slip in its notation.
    """

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.lines = document.text.split("\n")
        self._document = document
        self._offsets = [0]
        for line in self.lines:
            self._offsets.append(self._offsets[-1] + len(line) + 1)
        self.root = self._node(0, document.data, ())

    def offset(self, position: Position) -> int:
        """Where in the text a position is."""
        return self._offsets[position.line - 1] + position.column - 1

    def line_of(self, offset: int) -> int:
        """The line in which an offset stands, from 0."""
        return bisect_right(self._offsets, offset) - 1

    def _node(self, number: int, value: Json, pointer: Pointer) -> Node:
        positions = self._document.positions
        begin = unpack(positions.starts[number])
        start, end = self.offset(begin), self.offset(unpack(positions.ends[number]))
        return Node(
            number,
            value,
            start,
            end,
            begin.line - 1,
            begin.column - 1,
            self._style(value, start, end),
            tuple(self._entries(number, value, pointer)),
        )

    def _entries(self, number: int, value: Json, pointer: Pointer) -> list[Entry]:
        positions = self._document.positions
        child = number + 1
        entries: list[Entry] = []
        if isinstance(value, dict):
            for key, below in value.items():
                begin = unpack(positions.starts[child])
                stop = self.offset(unpack(positions.ends[child]))
                node = self._node(child + 1, below, (*pointer, key))
                entries.append(Entry(key, stop, self.offset(begin), begin.line - 1, node))
                child = positions.following[child + 1]
        elif isinstance(value, list):
            for index, below in enumerate(value):
                node = self._node(child, below, (*pointer, index))
                entries.append(Entry(None, node.start, node.start, node.line, node))
                child = positions.following[child]
        return entries

    def _style(self, value: Json, start: int, end: int) -> Style:
        if isinstance(value, dict | list):
            return Style.SHORT if self.text[start : start + 1] in {"{", "["} else Style.LINES
        first = self.text[start : start + 1]
        if start == end:
            return Style.NOTHING
        if first in {'"', "'"}:
            return Style.QUOTED
        return Style.KEPT_LINES if first in {"|", ">"} else Style.PLAIN
