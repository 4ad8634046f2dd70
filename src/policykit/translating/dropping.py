"""Entries of a file of words that go, with what then would hold nothing."""

from __future__ import annotations

from collections.abc import Sequence

from policykit.model.document import Document
from policykit.translating.entries import (
    LineEdit,
    first_note,
    key_line,
    last_line,
    value_at,
)
from policykit.translating.places import Way


def dropped(document: Document, lines: Sequence[str], ways: Sequence[Way]) -> list[LineEdit]:
    """The lines of entries that go, with what then would hold nothing."""
    gone: set[Way] = set(ways)
    tops = {_emptied(document, way, gone) for way in ways}
    edits: list[LineEdit] = []
    for top in sorted(tops):
        start = first_note(lines, key_line(document, top))
        stop = last_line(document, top) + 1
        around = (*lines[start - 1 : start], *lines[stop : stop + 1])
        if len(around) == len((start, stop)) and not any(line.strip() for line in around):
            stop += 1
        edits.append(LineEdit(start, stop, ()))
    return edits


def _emptied(document: Document, way: Way, gone: set[Way]) -> Way:
    while len(way) > 1:
        group = value_at(document, way[:-1])
        if not isinstance(group, dict) or any(
            not _is_gone(document, (*way[:-1], key), gone) for key in group
        ):
            break
        way = way[:-1]
    return way


def _is_gone(document: Document, way: Way, gone: set[Way]) -> bool:
    group = value_at(document, way)
    return way in gone or (
        isinstance(group, dict)
        and bool(group)
        and all(_is_gone(document, (*way, key), gone) for key in group)
    )
