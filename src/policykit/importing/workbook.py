"""Excel workbooks, as the values somebody saw: formulas are never worked out."""

from __future__ import annotations

import dataclasses
import io
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Final
from zipfile import BadZipFile

from policykit.importing.archive import Archive, RefusedXmlError, walk
from policykit.importing.refusing import damaged, refused, too_large
from policykit.importing.sheet import blocks_of, bounded
from policykit.importing.sheet_survey import (
    MOST_CELLS,
    SheetSurvey,
    demand_all_sheets,
    hidden_remark,
    survey_of,
    unread_row,
)
from policykit.importing.source import Block, SourceText, in_blocks
from policykit.model.errors import PolicykitError

_BEFORE_XML: Final = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"
_COMMENTS: Final = ("xl/comments", "xl/threadedcomments")
_PICTURES: Final = ("xl/drawings/drawing", "xl/media/", "xl/charts/")


def read_workbook(content: bytes, name: str) -> SourceText:
    """The rows of an Excel workbook (.xlsx, .xlsm), sheet by sheet.

    A formula stands with the value that was last worked out, and with its own text where none
    was kept; macros are never looked at. What is hidden is read, and told.

    Raises:
        SourceError: it is no workbook, is damaged so that some of it would not be read, or has
            more than any list of rules.
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
    surveys: list[SheetSurvey] = []
    hidden: list[str] = []
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
        demand_all_sheets(archive, values.sheetnames)
        for sheet, formula_sheet in zip(values.worksheets, written.worksheets, strict=True):
            # Some programs name a size that is none: what lies outside of it would be left out,
            # and what it takes in where nothing stands would be gone through cell by cell.
            sheet.reset_dimensions()
            formula_sheet.reset_dimensions()
            part = str(getattr(sheet, "_worksheet_path", ""))
            survey = survey_of(archive, part, sheet.title)
            counted = _Counted()
            rows = _rows(
                sheet.iter_rows(values_only=True),
                formula_sheet.iter_rows(values_only=True),
                counted,
                name,
            )
            found += blocks_of(list(bounded(rows, name)), sheet.title)
            _demand_all_rows(survey, counted.filled, name)
            surveys.append(survey)
            if survey.filled and sheet.sheet_state != "visible":
                hidden.append(sheet.title)
            formulas += counted.all
            unknown += counted.unknown
    except trouble as error:
        raise damaged(name, "Excel", ".xlsx") from error
    remarks = [told] if (told := hidden_remark(surveys, hidden)) else []
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
    if any(part.lower().startswith(_PICTURES) for part in archive.parts):
        remarks.append(
            "Pictures, charts and text boxes were left out. If one shows words, please type them "
            "in."
        )
    return SourceText(name, tuple(found), in_blocks(tuple(found)), remarks=tuple(remarks))


@dataclasses.dataclass(slots=True)
class _Counted:
    """How many formulas were met, how many of them without a value, and the values by rows."""

    all: int = 0
    unknown: int = 0
    filled: dict[int, int] = dataclasses.field(default_factory=dict)


def _rows(
    values: Iterable[tuple[object, ...]],
    written: Iterable[tuple[object, ...]],
    counted: _Counted,
    name: str,
) -> Iterator[list[str]]:
    """The rows of a sheet as texts, one by one, so that a reader can stop at any of them."""
    cells = 0
    for number, (row, formula_row) in enumerate(zip(values, written, strict=False), 1):
        cells += len(row)
        if cells > MOST_CELLS:
            raise too_large(name, f"a sheet of it has more than {MOST_CELLS:,} cells")
        if filled := sum(value is not None for value in row):
            counted.filled[number] = filled
        told: list[str] = []
        for value, formula in zip(row, formula_row, strict=False):
            is_formula = isinstance(formula, str) and formula.startswith("=")
            counted.all += is_formula
            counted.unknown += is_formula and value is None
            told.append(_written(formula if value is None else value))
        yield told


def _demand_all_rows(survey: SheetSurvey, read: Mapping[int, int], name: str) -> None:
    """Refuse a sheet that holds more than was read of it."""
    for row, filled in survey.filled.items():
        if read.get(row, 0) < filled:
            raise unread_row(name, survey.title, row, "holds what cannot be read")


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
