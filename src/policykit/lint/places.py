"""Symbolic places to locations a reader can open."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from policykit.model.document import Document
from policykit.model.finding import Place
from policykit.model.position import Location, Pointer, Position, Span

_LONGEST_PART: Final = 400
"""Characters that are underlined at most; looking for longer ones again costs too much."""


def location(place: Place, document: Document | None) -> Location:
    """Where a place is: the words inside the value if they are named, else the key or value.

    Falls back to the nearest node above where the way leads nowhere (a missing key), and to
    the file where nothing was read.
    """
    if place.span is not None or document is None:
        return Location(place.path, place.span, place.pointer)
    pointer = place.pointer
    while pointer and document.node(pointer) is None:
        pointer = pointer[:-1]
    span = document.key_span(pointer) if place.part == "key" else None
    if span is None:
        span = document.value_span(pointer)
        if span is not None and pointer != place.pointer:
            span = document.key_span(pointer) or _first_line(document, span)
        elif span is not None and not pointer:
            span = _first_line(document, span)
        elif span is not None and place.words:
            span = _words(document, span, place) or span
    return Location(place.path, span, place.pointer)


def part_of(path: str, pointer: Pointer, text: str, start: int, end: int) -> Place:
    """The place of a stretch of the text a node holds, of its beginning where it is very long."""
    end = min(end, start + _LONGEST_PART)
    words = " ".join(text[start:end].split())
    found = re.compile(_pattern(words)).finditer(text, 0, end)
    return Place(path, pointer, words=words, nth=sum(each.start() < start for each in found))


def written(document: Document, span: Span) -> str:
    """What the file itself holds in a stretch of it."""
    lines = document.text.split("\n")[span.start.line - 1 : span.end.line]
    lines[-1] = lines[-1][: span.end.column - 1]
    lines[0] = lines[0][span.start.column - 1 :]
    return "\n".join(lines)


def _first_line(document: Document, span: Span) -> Span:
    """The first line of a node, so that a missing key does not underline a whole policy.

    It is also where a comment takes off what is told of a whole file: above its first key.
    """
    if span.start.line == span.end.line:
        return span
    line = document.text.split("\n")[span.start.line - 1]
    return Span(span.start, Position(span.start.line, len(line.rstrip()) + 1))


def _words(document: Document, span: Span, place: Place) -> Span | None:
    """The nth occurrence of words inside a node; where the file breaks a line, a space stands."""
    lines = document.text.split("\n")[span.start.line - 1 : span.end.line]
    lines[-1] = lines[-1][: span.end.column - 1]
    lines[0] = " " * (span.start.column - 1) + lines[0][span.start.column - 1 :]
    text = "\n".join(lines)
    found = next(islice(re.finditer(_pattern(place.words), text), place.nth, None), None)
    if found is None:
        return None
    return Span(
        _position(text, found.start(1), span.start.line),
        _position(text, found.end(1), span.start.line),
    )


def _pattern(words: str) -> str:
    """Finds words wherever they begin, also inside one another, as its group 1."""
    folded = r"\s+".join(map(re.escape, words.split(" ")))
    return f"(?=({folded}))"


def _position(text: str, offset: int, first_line: int) -> Position:
    line_start = text.rfind("\n", 0, offset) + 1
    return Position(first_line + text.count("\n", 0, offset), offset - line_start + 1)
