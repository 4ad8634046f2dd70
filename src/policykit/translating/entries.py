"""The entries of a file of words as they stand: on which lines, in which form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from policykit.model.document import Document, Json
from policykit.model.value import dataclass
from policykit.translating.places import Way
from policykit.translating.writing import Value

OURS: Final = re.compile(r"[ \t]*#[>:~](?: |$)")
"""A line of comment that this program wrote above an entry."""


@dataclass(frozen=True, slots=True)
class LineEdit:
    """New lines in place of those from `start` up to `stop`, both from 0."""

    start: int
    stop: int
    lines: tuple[str, ...]


def anchor_of(document: Document, way: Way) -> Way:
    """As far as a way leads to something that is there."""
    for length in range(len(way) - 1, 0, -1):
        if document.node(way[:length]) is not None:
            return way[:length]
    return ()


def value_at(document: Document, way: Way) -> Json:
    """What stands at a way, None where nothing does."""
    node: Json = document.data
    for key in way:
        node = node.get(key) if isinstance(node, dict) else None
    return node


def is_block(document: Document, way: Way) -> bool:
    """Whether keys stand on lines of their own there, and not in braces."""
    group, span = value_at(document, way), document.value_span(way)
    if not isinstance(group, dict) or not group or span is None:
        return False
    first = document.key_span((*way, next(iter(group))))
    return first is not None and first.start == span.start


def braces_above(document: Document, way: Way) -> Way | None:
    """The outermost group in braces on the way to an entry, None where there is none."""
    return next((way[:n] for n in range(1, len(way)) if not is_block(document, way[:n])), None)


def key_line(document: Document, way: Way) -> int:
    """The line, from 0, the key of an entry stands on."""
    span = document.key_span(way)
    return span.start.line - 1 if span else 0


def last_line(document: Document, way: Way) -> int:
    """The line, from 0, an entry ends on."""
    span = document.value_span(way)
    if span is None:
        return 0
    last = span.end.line - 1 - (span.end.column == 1 and span.end.line > span.start.line)
    return max(last, key_line(document, way))


def indent_of(document: Document, way: Way) -> str:
    """The spaces before the key of an entry."""
    span = document.key_span(way)
    return " " * (span.start.column - 1) if span else ""


def first_note(lines: Sequence[str], line: int) -> int:
    """Where the lines of comment begin that we wrote above a line."""
    while line and OURS.match(lines[line - 1]):
        line -= 1
    return line


def words_of(value: Json) -> Value:
    """The words of an entry that was read."""
    if isinstance(value, list):
        return tuple(map(str, value))
    return None if value is None else str(value)
