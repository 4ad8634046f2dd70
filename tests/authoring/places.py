"""Places in the files of a small repository, by the words around them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

from policykit.authoring.snapshot import Snapshot, snapshot
from policykit.model.position import Location, Position

REPOSITORY = Path(__file__).parents[2]


def today(_zone: str) -> date:
    """The day of these tests."""
    return date(2026, 11, 22)


@cache
def reference() -> Snapshot:
    """The repository of this checkout."""
    return snapshot(REPOSITORY, {}, today)


def place(text: str, marked: str) -> Position:
    """Where the `|` of some words stands in a text that holds them without it, once."""
    before, _, after = marked.partition("|")
    assert text.count(before + after) == 1, marked
    offset = text.index(before + after) + len(before)
    line_start = text.rfind("\n", 0, offset) + 1
    return Position(text.count("\n", 0, offset) + 1, offset - line_start + 1)


def text_at(read: Callable[[str], str], location: Location) -> str:
    """What stands at a location of one line."""
    span = location.span
    assert span is not None
    assert span.start.line == span.end.line
    line = read(location.path).split("\n")[span.start.line - 1]
    return line[span.start.column - 1 : span.end.column - 1]


def shown(read: Callable[[str], str], locations: Iterator[Location]) -> list[str]:
    """Locations as `path:line: the line`, the name in it between marks."""
    found = []
    for each in locations:
        span = each.span
        assert span is not None
        line = read(each.path).split("\n")[span.start.line - 1]
        start, end = span.start.column - 1, span.end.column - 1
        marked = f"{line[:start]}«{line[start:end]}»{line[end:]}".strip()
        found.append(f"{each.path.rpartition('/')[2]}:{span.start.line}: {marked}")
    return found
