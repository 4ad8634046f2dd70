"""Tables as CSV (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from policykit.report.words import one_line

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}")
_FORMULA_TOO = ("\N{FULLWIDTH HYPHEN-MINUS}", "\N{FULLWIDTH COMMERCIAL AT}")

_BEGINS_A_CELL = re.compile(rf"([;|])(?=\s*[{re.escape(''.join((*_FORMULA, *_FORMULA_TOO)))}])")
"""Where a spreadsheet of another country parts cells: in Swedish and German ones at `;`."""


def table(head: Sequence[str], rows: Iterable[Sequence[str | int]]) -> str:
    """A head and its rows."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([cell(value) for value in row] for row in rows)
    return buffer.getvalue()


def cell(value: str | int) -> str:
    """A value on one line; what a spreadsheet would take as a formula begins with a quote.

    Quotes of CSV do not help against another separator: a spreadsheet heeds them at the
    beginning of what it takes for a cell, and there our comma is part of the text.
    """
    if isinstance(value, int):
        return str(value)
    text = _BEGINS_A_CELL.sub(r"\1'", one_line(value))
    return f"'{text}" if text.startswith((*_FORMULA, *_FORMULA_TOO)) else text
