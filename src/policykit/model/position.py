"""Places in a file: positions, spans, pointers and locations."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, TypeAlias

from policykit.model.value import dataclass

Pointer: TypeAlias = tuple[str | int, ...]
"""The way from the top of a document to a node: keys and list indexes."""

_SHARED: Final = 8_192


@lru_cache(_SHARED)
def shared(pointer: Pointer) -> Pointer:
    """The same pointer, one in memory for all policies: most stand in the same places."""
    return pointer


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A character in a file; line and column count from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a file; `end` is the first position behind it."""

    start: Position
    end: Position


@dataclass(frozen=True, slots=True)
class Location:
    """A place a reader can open: a file, the stretch in it, and the node it belongs to.

    `path` is POSIX and relative to the root; `span` is None when a whole file is meant.
    """

    path: str
    span: Span | None = None
    pointer: Pointer = ()


def json_pointer(pointer: Pointer) -> str:
    """A pointer in the notation of RFC 6901, the empty string for the whole document."""
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in pointer)
