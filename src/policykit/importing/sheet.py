"""Lists in rows and columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final

from policykit.importing.refusing import damaged, too_large
from policykit.importing.source import Block, BlockKind, Cell, SourceText, clean, in_blocks

MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 100
_DELIMITERS: Final = ";,\t|"
_SAMPLE: Final = 20_000


def read_separated(text: str, name: str, remarks: tuple[str, ...] = ()) -> SourceText:
    """The rows of a CSV file, whatever parts its columns.

    Raises:
        SourceError: it has more rows or columns than any list of rules.
    """
    try:
        delimiter = csv.Sniffer().sniff(text[:_SAMPLE], _DELIMITERS).delimiter
    except csv.Error:
        delimiter = max(_DELIMITERS, key=text[:_SAMPLE].count)
    try:
        rows = list(bounded(csv.reader(io.StringIO(text), delimiter=delimiter), name))
    except csv.Error as error:
        raise damaged(name, "Excel or LibreOffice", ".csv (UTF-8)") from error
    blocks = tuple(blocks_of(rows, ""))
    return SourceText(name, blocks, in_blocks(blocks), remarks=remarks)


def bounded(rows: Iterable[list[str]], name: str) -> Iterator[list[str]]:
    """Rows without what is empty at their ends.

    Raises:
        SourceError: there are more rows or columns than in any list of rules.
    """
    for number, row in enumerate(rows, 1):
        if number > MOST_ROWS:
            raise too_large(name, f"it has more than {MOST_ROWS:,} rows")
        width = max((at for at, value in enumerate(row, 1) if value.strip()), default=0)
        if width > MOST_COLUMNS:
            raise too_large(name, f"row {number} has more than {MOST_COLUMNS} columns")
        yield row[:width]


def blocks_of(rows: list[list[str]], sheet: str) -> Iterator[Block]:
    """A heading and a table for a sheet; rows without any words are left out."""
    where = f"sheet {sheet}, " if sheet else ""
    made = tuple(
        tuple(Cell(clean(value), f"{where}row {number}") for value in row)
        for number, row in enumerate(rows, 1)
        if any(clean(value) for value in row)
    )
    if not made:
        return
    if sheet and clean(sheet):
        yield Block(BlockKind.HEADING, clean(sheet), f"sheet {sheet}", level=1)
    if max(map(len, made)) == 1:
        for row in made:
            yield Block(BlockKind.ITEM, row[0].text, row[0].place)
    else:
        yield Block(BlockKind.TABLE, "", made[0][0].place, rows=made)
