"""Excel workbooks, as the values somebody saw: formulas are never worked out."""

from __future__ import annotations

import dataclasses
import io
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Final
from zipfile import BadZipFile

from policykit.importing.archive import Archive, RefusedXmlError, walk
from policykit.importing.refusing import damaged, refused, too_large
from policykit.importing.sheet import blocks_of, bounded
from policykit.importing.source import Block, SourceText, in_blocks
from policykit.model.errors import PolicykitError

MOST_CELLS: Final = 5_000_000
"""Cells of a sheet, empty ones among them: rows that are styled to their end have 16,384."""

_BEFORE_XML: Final = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"
_COMMENTS: Final = ("xl/comments", "xl/threadedcomments")


def read_workbook(content: bytes, name: str) -> SourceText:
    """The rows of an Excel workbook (.xlsx, .xlsm), sheet by sheet.

    A formula stands with the value that was last worked out, and with its own text where none
    was kept; macros are never looked at.

    Raises:
        SourceError: it is no workbook, is damaged, or has more than any list of rules.
        PolicykitError: what reads workbooks is not installed.
    """
    archive = Archive(content, name, "Excel", ".xlsx")
    for part in archive.parts:
        # A part may be called anything at all and be named as a sheet.
        _demand_harmless(archive, part)
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ModuleNotFoundError as error:
        raise PolicykitError(
            "import-extra",
            "Reading Excel files needs one more package.",
            context=name,
            hint="Install it with: pip install 'policykit-handbook[import]'. Or save the sheet as .csv and "
            "import that.",
        ) from error
    found: list[Block] = []
    formulas = unknown = 0
    trouble = (
        KeyError,
        ValueError,
        TypeError,
        IndexError,
        AttributeError,
        ArithmeticError,
        SyntaxError,
        EOFError,
        OSError,
        InvalidFileException,
        BadZipFile,
        zlib.error,
    )
    try:
        values = load_workbook(
            io.BytesIO(content), read_only=True, data_only=True, keep_links=False
        )
        written = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        for sheet, formula_sheet in zip(values.worksheets, written.worksheets, strict=True):
            # Some programs name a size that is none: what lies outside of it would be left out,
            # and what it takes in where nothing stands would be gone through cell by cell.
            sheet.reset_dimensions()
            formula_sheet.reset_dimensions()
            counted = _Formulas()
            rows = _rows(
                sheet.iter_rows(values_only=True),
                formula_sheet.iter_rows(values_only=True),
                counted,
                name,
            )
            found += blocks_of(list(bounded(rows, name)), sheet.title)
            formulas += counted.all
            unknown += counted.unknown
    except trouble as error:
        raise damaged(name, "Excel", ".xlsx") from error
    remarks: list[str] = []
    if formulas:
        remarks.append(
            f"{formulas} formula(s) were not worked out; the values last saved were taken."
        )
    if unknown:
        remarks.append(f"{unknown} formula(s) had no value saved, so the formula stands as text.")
    if any(part.lower().endswith("vbaproject.bin") for part in archive.parts):
        remarks.append("It has macros. They were neither read nor run.")
    if any(part.lower().startswith(_COMMENTS) for part in archive.parts):
        remarks.append("Comments beside cells were left out. If one is a rule, please type it in.")
    return SourceText(name, tuple(found), in_blocks(tuple(found)), remarks=tuple(remarks))


@dataclasses.dataclass(slots=True)
class _Formulas:
    """How many formulas were met, and how many of them without a value."""

    all: int = 0
    unknown: int = 0


def _rows(
    values: Iterable[tuple[object, ...]],
    written: Iterable[tuple[object, ...]],
    counted: _Formulas,
    name: str,
) -> Iterator[list[str]]:
    """The rows of a sheet as texts, one by one, so that a reader can stop at any of them."""
    cells = 0
    for row, formula_row in zip(values, written, strict=False):
        cells += len(row)
        if cells > MOST_CELLS:
            raise too_large(name, f"a sheet of it has more than {MOST_CELLS:,} cells")
        told: list[str] = []
        for value, formula in zip(row, formula_row, strict=False):
            is_formula = isinstance(formula, str) and formula.startswith("=")
            counted.all += is_formula
            counted.unknown += is_formula and value is None
            told.append(_written(formula if value is None else value))
        yield told


def _demand_harmless(archive: Archive, part: str) -> None:
    """Refuse XML with a document type before a library gets to see it."""
    content = archive.bytes_of(part)
    if content.lstrip(_BEFORE_XML)[:1] != b"<":
        return
    if b"<!" not in content.replace(b"<![CDATA[", b"") and b"\x00" not in content[:200]:
        return
    try:
        walk(content, lambda *_: None, lambda *_: None, lambda _: None)
    except RefusedXmlError as error:
        raise refused(
            "bomb",
            f"This file holds something no spreadsheet has: {error}.",
            archive.name,
            "Open it in Excel, save it anew, and import that. Do not import it when you do not "
            "know where it comes from.",
        ) from error
    except Exception as error:
        raise damaged(archive.name, "Excel", ".xlsx") from error


def _written(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)
