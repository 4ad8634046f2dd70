"""Comments that take findings off: `# policykit: ignore[CODE] reason until=2027-01-31`."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from policykit.model.document import Comment, Document, unpack
from policykit.model.facts import Suppression
from policykit.model.position import Pointer, Position

_MARK = "olicykit"  # in either case of its first letter
_COMMENT = re.compile(r"\s*policykit:\s*ignore\s*\[(?P<codes>[^\]]*)\](?P<rest>.*)", re.DOTALL)
_NEARLY = re.compile(r"\s*policykit\b[\s:]*\bignore\b.*", re.DOTALL | re.IGNORECASE)
_UNTIL = re.compile(r"\buntil=(?P<until>\S+)")


class _Start(NamedTuple):
    """Where a key or list item begins, where its value does, and whether that holds no others."""

    line: int
    column: int
    pointer: Pointer
    value: Position
    single: bool


def suppressions(document: Document) -> tuple[Suppression, ...]:
    """All suppressions of a document, each with the node it covers.

    One without codes was meant to be one, and is not in the right form.

    A comment on a line of its own covers the next key or item with its whole value, and
    between a key and its text that key; one behind a key or value covers the smallest key or
    item that begins on its line.
    """
    if _MARK not in document.text:
        return ()
    found: list[Suppression] = []
    starts = _starts(document)
    for comment in document.comments:
        match = _COMMENT.fullmatch(comment.text)
        if match is None and not _NEARLY.fullmatch(comment.text):
            continue
        rest = match["rest"] if match else ""
        written = match["codes"] if match else ""
        until = _UNTIL.search(rest)
        found.append(
            Suppression(
                path=document.path,
                codes=tuple(code.strip() for code in written.split(",") if code.strip()),
                pointer=_covered(document, starts, comment),
                reason=_UNTIL.sub("", rest).strip(" :-\u2013\u2014\t"),
                until=until["until"] if until else "",
                line=comment.position.line,
                column=comment.position.column,
            )
        )
    return tuple(found)


def _starts(document: Document) -> list[_Start]:
    """Where each key or list item begins, in order."""
    starts: list[_Start] = []
    for pointer, key, node in document.nodes():
        value = unpack(document.positions.starts[node])
        position = value if key is None else unpack(document.positions.starts[key])
        single = document.positions.following[node] == node + 1
        starts.append(_Start(position.line, position.column, pointer, value, single))
    return sorted(starts[1:])


def _covered(document: Document, starts: list[_Start], comment: Comment) -> Pointer:
    line = comment.position.line
    if comment.own_line:
        index = bisect_left(starts, line, key=lambda start: start.line)
        if index and _parts(document, starts[index - 1], line):
            return starts[index - 1].pointer
        # The outermost node that begins there: the comment stands above all of it.
        return starts[index].pointer if index < len(starts) else ()
    here = [start.pointer for start in starts if start.line == line]
    if here:
        return here[0]
    before = [start.pointer for start in starts if start.line < line]
    return before[-1] if before else ()


def _parts(document: Document, start: _Start, line: int) -> bool:
    """Whether a line stands between a key and its value, which is no list or map in lines."""
    if start.value.line <= line:
        return False
    value = document.text.split("\n")[start.value.line - 1][start.value.column - 1 :]
    return start.single or value.startswith(("{", "["))
