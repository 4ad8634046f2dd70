"""A file as read: its text, its data, and the place of every key and value."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import TypeAlias

from policykit.model.position import Pointer, Position, Span
from policykit.model.value import dataclass

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
"""What a document holds: plain JSON values with text keys."""

_COLUMN_BITS = 24
_COLUMN_MASK = (1 << _COLUMN_BITS) - 1


def pack(line: int, column: int) -> int:
    """A 1-based line and column as one integer; order is kept."""
    return line << _COLUMN_BITS | column


def unpack(packed: int) -> Position:
    """The position a packed integer stands for."""
    return Position(packed >> _COLUMN_BITS, packed & _COLUMN_MASK)


@dataclass(frozen=True, slots=True)
class Positions:
    """Places of all nodes, packed, in node order.

    Nodes are numbered as they are met from the top: a mapping is its own node, followed by
    key, value, key, value; a list is its own node, followed by its items. `starts[i]` and
    `ends[i]` are packed positions of node i, `following[i]` is the number of the first node
    behind node i and all that is in it. Packed integers cost a third of objects in memory,
    and a walk from the top finds any pointer without a dictionary of paths.
    """

    starts: array[int]
    ends: array[int]
    following: array[int]

    def span(self, node: int) -> Span:
        """The stretch of a node."""
        return Span(unpack(self.starts[node]), unpack(self.ends[node]))


@dataclass(frozen=True, slots=True)
class Comment:
    """A `#` comment: where it begins and its text without the mark.

    `own_line` says that nothing but white space stands before it.
    """

    position: Position
    text: str
    own_line: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document came from: a path and the key of its bytes, in a commit or a work tree.

    `key` is the Git blob id of the bytes, so the same bytes have one key everywhere.
    """

    path: str
    key: str
    commit: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One parsed file. `data` is None when nothing could be read."""

    origin: Origin
    text: str
    data: Json
    positions: Positions
    comments: tuple[Comment, ...] = ()

    @property
    def path(self) -> str:
        """The POSIX path relative to the root."""
        return self.origin.path

    def node(self, pointer: Pointer) -> int | None:
        """The number of the value a pointer leads to, None when it leads nowhere."""
        found = self._walk(pointer)
        return None if found is None else found[1]

    def key_span(self, pointer: Pointer) -> Span | None:
        """The stretch of the key a pointer ends in; None for list items and unknown ways."""
        found = self._walk(pointer)
        if found is None or found[0] is None:
            return None
        return self.positions.span(found[0])

    def value_span(self, pointer: Pointer) -> Span | None:
        """The stretch of the value a pointer leads to, None when it leads nowhere."""
        found = self._walk(pointer)
        return None if found is None else self.positions.span(found[1])

    def nodes(self) -> Iterator[tuple[Pointer, int | None, int]]:
        """Every pointer with the numbers of its key (None in lists) and value, from the top."""
        if self.positions.starts:
            yield from self._nodes((), None, 0, self.data)

    def _nodes(
        self, pointer: Pointer, key: int | None, node: int, value: Json
    ) -> Iterator[tuple[Pointer, int | None, int]]:
        yield pointer, key, node
        child = node + 1
        if isinstance(value, dict):
            for name, below in value.items():
                yield from self._nodes((*pointer, name), child, child + 1, below)
                child = self.positions.following[child + 1]
        elif isinstance(value, list):
            for index, below in enumerate(value):
                yield from self._nodes((*pointer, index), None, child, below)
                child = self.positions.following[child]

    def _walk(self, pointer: Pointer) -> tuple[int | None, int] | None:
        if not self.positions.starts:
            return None
        key: int | None = None
        node = 0
        value: Json = self.data
        following = self.positions.following
        for part in pointer:
            child = node + 1
            if isinstance(value, dict):
                if part not in value:
                    return None
                for name in value:
                    if name == part:
                        break
                    child = following[child + 1]
                key, node, value = child, child + 1, value[str(part)]
            elif isinstance(value, list) and isinstance(part, int) and 0 <= part < len(value):
                for _ in range(part):
                    child = following[child]
                key, node, value = None, child, value[part]
            else:
                return None
        return key, node
