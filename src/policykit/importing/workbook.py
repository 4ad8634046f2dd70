"""Excel workbooks, as the values somebody saw: formulas are never worked out."""

from __future__ import annotations

import io
from datetime import date, datetime, time

from policykit.importing.archive import Archive, RefusedXmlError, walk
from policykit.importing.refusing import damaged, refused
from policykit.importing.sheet import blocks_of, bounded
from policykit.importing.source import Block, SourceText, in_blocks
from policykit.model.errors import PolicykitError


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
        if part.endswith((".xml", ".rels")):
            _demand_harmless(archive, part)
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ModuleNotFoundError as error:
        raise PolicykitError(
            "import-extra",
            "Reading Excel files needs one more package.",
            context=name,
            hint="Install it with: pip install 'policykit[import]'. Or save the sheet as .csv and "
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
        OSError,
        InvalidFileException,
    )
    try:
        values = load_workbook(
            io.BytesIO(content), read_only=True, data_only=True, keep_links=False
        )
        written = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        for sheet, formula_sheet in zip(values.worksheets, written.worksheets, strict=True):
            rows: list[list[str]] = []
            pairs = zip(
                sheet.iter_rows(values_only=True),
                formula_sheet.iter_rows(values_only=True),
                strict=False,
            )
            for row, formula_row in pairs:
                told: list[str] = []
                for value, formula in zip(row, formula_row, strict=False):
                    is_formula = isinstance(formula, str) and formula.startswith("=")
                    formulas += is_formula
                    unknown += is_formula and value is None
                    told.append(_written(formula if value is None else value))
                rows.append(told)
            found += blocks_of(list(bounded(rows, name)), sheet.title)
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
    return SourceText(name, tuple(found), in_blocks(tuple(found)), remarks=tuple(remarks))


def _demand_harmless(archive: Archive, part: str) -> None:
    """Refuse XML with a document type before a library gets to see it."""
    content = archive.bytes_of(part)
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
