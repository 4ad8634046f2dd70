"""Where names that an organisation declares stand, kept for each file while it is the same.

A role or channel is named in most files, and to read them all takes seconds.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from threading import Lock
from typing import Final

from policykit.authoring.spots import Spots
from policykit.authoring.things import ITEM, REQUIREMENT, RULE, Mention, Thing
from policykit.library.cited import FRAMEWORK, POLICY
from policykit.library.files import FileKind, file_name
from policykit.model.document import Document
from policykit.model.position import Position, Span

_OF_OTHERS: Final = frozenset({POLICY, ITEM, FRAMEWORK, REQUIREMENT, RULE})
_ON_OTHERS: Final = FileKind.TRANSLATION
"""What a name stands for in words depends on the policy they are of."""

_PARTS: Final = 3
_MOST: Final = 0xFFFF
"""The furthest column and the longest name that are kept."""


Stand = tuple[Span, bool]
"""The stretch of a name, and whether it declares the thing."""


def is_kept(thing: Thing) -> bool:
    """Whether the places of a thing are kept: of what the organisation, areas, measures declare."""
    return thing.kind not in _OF_OTHERS


class Places:
    """The places of names by file; it may be asked from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._numbers: dict[Thing, int] = {}
        self._files: dict[str, tuple[str, array[int]]] = {}

    def of(self, path: str, key: str | None, thing: Thing) -> tuple[Stand, ...] | None:
        """Where a thing is named in a file of this content, None where that is not known."""
        known = self._files.get(path)
        if known is None or known[0] != key:
            return None
        found, number = known[1], self._numbers.get(thing)
        return tuple(
            (_unpacked(found[at + 1], found[at + 2]), bool(found[at] & 1))
            for at in range(0, len(found), _PARTS)
            if found[at] >> 1 == number
        )

    def learn(self, document: Document, mentions: Iterable[Mention]) -> None:
        """Take in all names in a document; nothing where one cannot be kept, as over two lines."""
        if file_name(document.path).kind is _ON_OTHERS:
            return
        found = array("I")
        spots = Spots(document)
        for each in mentions:
            span = each.span(spots) if is_kept(each.thing) else None
            if span is None:
                continue
            length = span.end.column - span.start.column
            is_one_line = span.start.line == span.end.line
            if not is_one_line or max(span.start.column, length) > _MOST:
                return
            number = self._number(each.thing) << 1 | each.declares
            found.extend((number, span.start.line, span.start.column << 16 | length))
        with self._lock:
            self._files[document.path] = document.origin.key, found

    def forget_others(self, paths: Iterable[str]) -> None:
        """Keep what is known of these files only."""
        with self._lock:
            self._files = {path: self._files[path] for path in paths if path in self._files}

    def _number(self, thing: Thing) -> int:
        with self._lock:
            return self._numbers.setdefault(thing, len(self._numbers))


def _unpacked(line: int, packed: int) -> Span:
    # A name stands in one line.
    column, length = packed >> 16, packed & _MOST
    return Span(Position(line, column), Position(line, column + length))
