"""Tables for a terminal: cells are wrapped, and columns that find no room stand further down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from policykit.report.colored import Text
from policykit.report.flowing import Stretch, flow
from policykit.report.visible import columns

_GAP: Final = 2
_INDENT: Final = 2
_NARROWEST: Final = 12
_WIDEST: Final = 24
_SHARE: Final = 3
"""The first column gets at most one part in so many of the width."""


def grid(out: Text, head: Sequence[str], rows: Sequence[Sequence[Stretch]], width: int) -> None:
    """Add a table; `rows` have a stretch for each column that `head` names.

    The first column says what a row is of, and is said again where columns stand further down.
    """
    lead = min(_widest(head, rows, 0), max(width // _SHARE, _NARROWEST))
    room = width - _INDENT - lead
    sizes = [max(_widest(head, rows, column), _NARROWEST) for column in range(1, len(head))]
    if sum(size + _GAP for size in sizes) > room:
        sizes = [min(size, _WIDEST) for size in sizes]
    if sum(size + _GAP for size in sizes[:-1]) + _GAP + _NARROWEST <= room:
        # The last column takes what room is left rather than a line of its own.
        sizes[-1] = min(sizes[-1], room - sum(size + _GAP for size in sizes[:-1]) - _GAP)
    for band, (first, last) in enumerate(_bands(sizes, room)):
        chosen = (0, *range(first + 1, last + 1))
        widths = [lead, *sizes[first:last]]
        if band:
            out.append("\n")
        _row(out, [(head[column], "bold") for column in chosen], widths)
        for row in rows:
            _row(out, [row[column] for column in chosen], widths)


def _bands(sizes: Sequence[int], room: int) -> Iterator[tuple[int, int]]:
    """Stretches of columns that stand side by side, at least one column in each."""
    first, used = 0, 0
    for column, size in enumerate(sizes):
        if column > first and used + _GAP + size > room:
            yield first, column
            first, used = column, 0
        used += _GAP + size
    yield first, len(sizes)


def _widest(head: Sequence[str], rows: Sequence[Sequence[Stretch]], column: int) -> int:
    return max(columns(head[column]), *(columns(row[column][0]) for row in rows), 1)


def _row(out: Text, cells: Sequence[Stretch], widths: Sequence[int]) -> None:
    wrapped = [_lines(text, room) for (text, _), room in zip(cells, widths, strict=True)]
    for line in range(max(map(len, wrapped))):
        pending = " " * _INDENT
        for lines, (_, style), room in zip(wrapped, cells, widths, strict=True):
            shown = lines[line] if line < len(lines) else ""
            if shown:
                out.append(pending)
                out.append(shown, style)
                pending = ""
            pending += " " * (room - columns(shown) + _GAP)
        out.append("\n")


def _lines(text: str, room: int) -> list[str]:
    cell = Text()
    flow(cell, [(text, "")], room)
    return cell.printed(color=False).splitlines() or [""]
