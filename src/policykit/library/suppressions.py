"""Comments that take findings off: `# policykit: ignore[CODE] reason until=2027-01-31`."""

from __future__ import annotations

import re
from bisect import bisect_left

from policykit.model.document import Document, unpack
from policykit.model.facts import Suppression
from policykit.model.position import Pointer

_MARK = "olicykit"  # in either case of its first letter
_COMMENT = re.compile(r"\s*policykit:\s*ignore\s*\[(?P<codes>[^\]]*)\](?P<rest>.*)", re.DOTALL)
_NEARLY = re.compile(r"\s*policykit\b[\s:]*\bignore\b.*", re.DOTALL | re.IGNORECASE)
_UNTIL = re.compile(r"\buntil=(?P<until>\S+)")


def suppressions(document: Document) -> tuple[Suppression, ...]:
    """All suppressions of a document, each with the node it covers.

    One without codes was meant to be one, and is not in the right form.

    A comment on a line of its own covers the next key or item with its whole value; one
    behind a key or value covers the smallest key or item that begins on its line.
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
                pointer=_covered(starts, comment.position.line, own_line=comment.own_line),
                reason=_UNTIL.sub("", rest).strip(" :-\u2013\u2014\t"),
                until=until["until"] if until else "",
                line=comment.position.line,
                column=comment.position.column,
            )
        )
    return tuple(found)


def _starts(document: Document) -> list[tuple[int, int, Pointer]]:
    """The line and column where each key or list item begins, with its pointer, in order."""
    starts: list[tuple[int, int, Pointer]] = []
    for pointer, key, node in document.nodes():
        position = unpack(document.positions.starts[node if key is None else key])
        starts.append((position.line, position.column, pointer))
    return sorted(starts[1:])


def _covered(starts: list[tuple[int, int, Pointer]], line: int, *, own_line: bool) -> Pointer:
    if own_line:
        index = bisect_left(starts, (line,))
        # The outermost node that begins there: the comment stands above all of it.
        return starts[index][2] if index < len(starts) else ()
    here = [pointer for at, _, pointer in starts if at == line]
    if here:
        return here[0]
    before = [pointer for at, _, pointer in starts if at < line]
    return before[-1] if before else ()
