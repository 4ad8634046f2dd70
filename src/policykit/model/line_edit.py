"""A mended line as the shortest edit that makes it."""

from __future__ import annotations

from policykit.model.finding import Edit
from policykit.model.position import Position, Span


def line_edit(path: str, number: int, line: str, mended: str) -> Edit:
    """The shortest edit that makes line `number` (from 1) of a file read as `mended`.

    Args:
        path: the file.
        number: which line.
        line: as it stands in the file, without its end.
        mended: as it should read.
    """
    head = 0
    while head < min(len(line), len(mended)) and line[head] == mended[head]:
        head += 1
    tail = 0
    while tail < min(len(line), len(mended)) - head and line[-1 - tail] == mended[-1 - tail]:
        tail += 1
    span = Span(Position(number, head + 1), Position(number, len(line) - tail + 1))
    return Edit(path, span, mended[head : len(mended) - tail])
