"""Where things stand in a document, by place and by pointer, without looking twice."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final, Literal

from policykit.model.document import Document, Json, pack
from policykit.model.position import Pointer, Position, Span
from policykit.model.value import dataclass

_QUOTES: Final = "\"'"
_FEW: Final = 12
"""Ways that are looked for one by one before all are put down."""

Part = Literal["key", "value"]


@dataclass(frozen=True, slots=True)
class Spot:
    """The innermost key or value at a place; `span` is its stretch."""

    pointer: Pointer
    part: Part
    span: Span


class Spots:
    """The stretches of a document; `text` is that of the file."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self._starts = [0]
        at = self.text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        self._nodes: dict[Pointer, tuple[int | None, int]] | None = None
        self._asked = 0

    def offset(self, position: Position) -> int:
        """How many characters stand before a place; the nearest one that is there."""
        line = min(max(position.line, 1), len(self._starts)) - 1
        end = self._starts[line + 1] - 1 if line + 1 < len(self._starts) else len(self.text)
        return min(self._starts[line] + max(position.column, 1) - 1, end)

    def position(self, offset: int) -> Position:
        """The place before which so many characters stand."""
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def between(self, start: int, end: int) -> Span:
        """The stretch between two offsets."""
        return Span(self.position(start), self.position(end))

    def written(self, span: Span) -> str:
        """What the file holds in a stretch."""
        return self.text[self.offset(span.start) : self.offset(span.end)]

    def at(self, position: Position) -> Spot | None:
        """The innermost key or value that a place is in or behind, None where nothing stands.

        A place behind the last character still belongs to what stands there.
        """
        positions = self.document.positions
        if not positions.starts:
            return None
        wanted = pack(position.line, position.column)
        pointer: Pointer = ()
        node, value = 0, self.document.data
        while True:
            found = self._below(node, value, wanted)
            if found is None:
                return Spot(pointer, "value", positions.span(node))
            part, key, node, value = found
            pointer = (*pointer, part)
            if key is not None and wanted <= positions.ends[key]:
                return Spot(pointer, "key", positions.span(key))

    def _below(
        self, node: int, value: Json, wanted: int
    ) -> tuple[str | int, int | None, int, Json] | None:
        """The entry of a mapping or list that a place is in."""
        positions = self.document.positions
        child = node + 1
        if isinstance(value, dict):
            for name, below in value.items():
                if positions.starts[child] <= wanted <= positions.ends[child + 1]:
                    return name, child, child + 1, below
                child = positions.following[child + 1]
        elif isinstance(value, list):
            for index, below in enumerate(value):
                if positions.starts[child] <= wanted <= positions.ends[child]:
                    return index, None, child, below
                child = positions.following[child]
        return None

    def span(self, pointer: Pointer, part: Part = "value") -> Span | None:
        """The stretch of a key or value, None where there is none."""
        if self._nodes is None and self._asked < _FEW:
            # A way from the top is shorter than a table of all ways.
            self._asked += 1
            document = self.document
            return document.key_span(pointer) if part == "key" else document.value_span(pointer)
        if self._nodes is None:
            self._nodes = {at: (key, node) for at, key, node in self.document.nodes()}
        found = self._nodes.get(pointer)
        if found is None:
            return None
        number = found[0] if part == "key" else found[1]
        return None if number is None else self.document.positions.span(number)

    def whole(self, pointer: Pointer) -> Span | None:
        """The stretch of an entry: from its key, where it has one, to the end of its value."""
        value, key = self.span(pointer), self.span(pointer, "key")
        return value if value is None or key is None else Span(key.start, value.end)

    def name(self, pointer: Pointer, part: Part, name: str) -> int | None:
        """Where a name that is a whole key or value begins, past its quotes.

        None where the file writes it otherwise, with an escape or over lines.
        """
        span = self.span(pointer, part)
        if span is None:
            return None
        start, end = self.offset(span.start), self.offset(span.end)
        if self.text[start : start + 1] in _QUOTES and end - start == len(name) + len(_QUOTES):
            start, end = start + 1, end - 1
        return start if self.text[start:end] == name else None

    def words(self, pointer: Pointer, words: str, nth: int) -> int | None:
        """Where words without a space in them begin inside a value, None where they do not."""
        span = self.span(pointer)
        if span is not None:
            at, end = self.offset(span.start) - 1, self.offset(span.end)
        elif pointer:
            return None
        else:
            # A text that is no YAML is its own value.
            at, end = -1, len(self.text)
        for _ in range(nth + 1):
            at = self.text.find(words, at + 1, end)
            if at < 0:
                return None
        return at
