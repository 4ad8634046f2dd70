"""How wide the columns of a Word table are, which Word does not work out by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from policykit.rendering.holding import bare, held
from policykit.rendering.html import Plain

LETTER: Final = 130
"""A heavy letter of 10.5 points, in twentieths of a point: of what stands in for Calibri where
it is missing, which is wider than Calibri."""

_MARGINS: Final = 230
_LONGEST_WORD: Final = 22
_LONGEST_TEXT: Final = 120


def widths(grid: Mapping[str, Plain], total: int, letter: int = LETTER) -> list[int]:
    """The widths of the columns of a table, in twentieths of a point, together `total`.

    Every column has room for its longest word where all of them have; what is left goes to
    columns by what stands in them.

    Args:
        grid: the plain form of a Grid.
        total: how wide the table is.
        letter: how wide a letter is.
    """
    rows = held(grid, "rows")
    lines = [held(grid, "columns"), *(held(row, "cells") for row in rows)]
    columns = [[bare(cell) for cell in column] for column in zip(*lines, strict=False)]
    if not columns:
        return []
    columns[0] = [columns[0][0], *map(_first_cell, rows)]
    needed = [_longest_word(column) for column in columns]
    needed[0] = max(needed[0], *(_longest_badge(row) for row in rows), 0)
    least = [words * letter + _MARGINS for words in needed]
    wished = [
        max(_amount(column) * letter + _MARGINS - room, 0)
        for column, room in zip(columns, least, strict=True)
    ]
    left = total - sum(least)
    if left < 0:
        return _shared(total, least)
    if sum(wished) <= left:
        return _shared(total, [one + more for one, more in zip(least, wished, strict=True)])
    more = _shared(left, wished)
    return [one + extra for one, extra in zip(least, more, strict=True)]


def _shared(total: int, weights: Sequence[int]) -> list[int]:
    found = [weight * total // max(sum(weights), 1) for weight in weights]
    found[-1] += total - sum(found)
    return found


def _amount(column: Sequence[str]) -> int:
    """Letters between those of the longest cell and those of a usual one."""
    lengths = [min(len(text), _LONGEST_TEXT) for text in column]
    return int((max(lengths) * sum(lengths) / len(lengths)) ** 0.5)


def _first_cell(row: Mapping[str, Plain]) -> str:
    """What the first cell of a row holds: its words, where the row applies, and when."""
    cells, when = held(row, "cells"), row.get("when")
    badges = (str(badge["text"]) for badge in held(row, "badges"))
    words = (bare(cells[0]) if cells else "", *badges, bare(when) if isinstance(when, dict) else "")
    return " ".join(filter(None, words))


def _longest_word(column: Sequence[str]) -> int:
    words = (min(len(word), _LONGEST_WORD) for text in column for word in text.split(" "))
    return max(words, default=0)


def _longest_badge(row: Mapping[str, Plain]) -> int:
    found = (len(str(badge["text"])) for badge in held(row, "badges"))
    return min(max(found, default=0), _LONGEST_WORD)
