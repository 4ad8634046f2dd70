"""Workbooks that are damaged or partly hidden: each row is read, or the file is refused."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from openpyxl import Workbook
from tests.importing.shop import zipped

from policykit.importing.opening import read_content
from policykit.importing.source import SourceText
from policykit.model.errors import SourceError

SHEET = "xl/worksheets/sheet1.xml"
RULES = ("Staff must greet.", "Staff must thank.", "Staff must refund.", "Never shout.")


def _book(*, others: int = 0) -> Workbook:
    """Four rules in four rows of two columns, and sheets that hold a rule each."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Rules"
    for number, rule in enumerate(RULES, 1):
        sheet.append([rule, f"level {number}"])
    for number in range(others):
        book.create_sheet(f"Old {number}").append([f"Old rule {number}.", "must"])
    return book


def _saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _changed(content: bytes, before: str, after: str, part: str = SHEET) -> bytes:
    """A workbook with the XML of a part changed, as a program with a fault would write it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
        text = archive.read(part).decode()
    parts[part], count = re.subn(before, after, text, count=1, flags=re.DOTALL)
    assert count
    return zipped(parts)


def _words(source: SourceText) -> list[str]:
    return [cell.text for block in source.blocks for row in block.rows for cell in row]


DAMAGED = {
    "a row twice": (
        r'<row r="3"(.*?)r="A3"(.*?)r="B3"',
        r'<row r="2"\1r="A2"\2r="B2"',
        "Row 2 of sheet Rules stands twice or not in its order, so some of it would be lost.",
    ),
    "a row too early": (
        r'<row r="4"',
        r'<row r="1"',
        "Row 1 of sheet Rules stands twice or not in its order, so some of it would be lost.",
    ),
    "a row before the first": (
        r'<row r="1"',
        r'<row r="0"',
        "Row 0 of sheet Rules stands twice or not in its order, so some of it would be lost.",
    ),
    "a cell twice": (
        r'r="B2"',
        r'r="A2"',
        (
            "Row 2 of sheet Rules has the cell A2 twice or not in its order, so some of it would be "
            "lost."
        ),
    ),
    "a cell too early": (
        r'r="A2"(.*?)r="B2"',
        r'r="D2"\1r="C2"',
        (
            "Row 2 of sheet Rules has the cell C2 twice or not in its order, so some of it would be "
            "lost."
        ),
    ),
    "a text of its own in a cell that has none": (
        r'<c r="A2" t="inlineStr">',
        r'<c r="A2" t="n">',
        "Row 2 of sheet Rules holds what cannot be read, so some of it would be lost.",
    ),
    "a value where a text of its own is said to be": (
        r'<c r="A2" t="inlineStr"><is><t>(.*?)</t></is>',
        r'<c r="A2" t="inlineStr"><v>\1</v>',
        "Row 2 of sheet Rules holds what cannot be read, so some of it would be lost.",
    ),
    "rows of another language of markup": (
        r'<worksheet xmlns="[^"]*"',
        r'<worksheet xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"',
        "Row 1 of sheet Rules holds what cannot be read, so some of it would be lost.",
    ),
}


@pytest.mark.parametrize(("before", "after", "message"), DAMAGED.values(), ids=DAMAGED)
def test_a_row_that_would_be_passed_over_is_named(before: str, after: str, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_content(_changed(_saved(_book()), before, after), "rules.xlsx")
    assert (caught.value.reference, caught.value.message) == ("import-damaged", message)
    assert caught.value.hint.startswith("Open it in Excel or LibreOffice, look whether all rows")


def test_a_sheet_that_is_not_there_is_named() -> None:
    content = _changed(
        _saved(_book(others=1)),
        "worksheets/sheet2",
        "worksheets/gone",
        "xl/_rels/workbook.xml.rels",
    )
    with pytest.raises(SourceError) as caught:
        read_content(content, "rules.xlsx")
    assert caught.value.message == "Sheet Old 0 is named in this workbook and is not in it."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (r' r="\d+"(?=[^<>]*><c r="A2")', ""),
        (r'<c r="A2"', "<c"),
        (r'r="2"', r'r="2.0"'),
        (r'<row r="4"', r'<row r="9"'),
    ],
    ids=["a row without a number", "a cell without a place", "a number like 2.0", "empty rows"],
)
def test_what_is_told_by_its_order_is_read(before: str, after: str) -> None:
    found = read_content(_changed(_saved(_book()), before, after), "rules.xlsx")
    assert _words(found)[::2] == list(RULES)


def _remarks(book: Workbook) -> list[str]:
    found = read_content(_saved(book), "rules.xlsx")
    assert _words(found)[: 2 * len(RULES) : 2] == list(RULES)
    return [each for each in found.remarks if each.startswith("Hidden")]


def test_hidden_rows_and_columns_are_read_and_told() -> None:
    book = _book()
    sheet = book["Rules"]
    for row in (2, 4, 7):
        sheet.row_dimensions[row].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.column_dimensions["E"].hidden = True
    assert _remarks(book) == [
        (
            "Hidden in Excel and read like all the rest: rows 2 and 4 of sheet Rules; column B of "
            "sheet Rules. Please check them."
        )
    ]


def test_hidden_sheets_are_read_and_told() -> None:
    book = _book(others=3)
    book.create_sheet("Empty").sheet_state = "hidden"
    book["Old 0"].sheet_state = "hidden"
    book["Old 0"].row_dimensions[1].hidden = True
    book["Old 2"].sheet_state = "veryHidden"
    found = _remarks(book)
    assert found == [
        "Hidden in Excel and read like all the rest: sheet Old 0; sheet Old 2. Please check them."
    ]


def test_many_hidden_rows_are_counted() -> None:
    book = _book()
    sheet = book["Rules"]
    for row in range(5, 30):
        sheet.cell(row, 1, f"Rule {row}.")
        sheet.row_dimensions[row].hidden = True
    assert _remarks(book) == [
        (
            "Hidden in Excel and read like all the rest: rows 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 and "
            "15 more of sheet Rules. Please check them."
        )
    ]


def test_a_row_without_any_height_is_hidden() -> None:
    content = _changed(_saved(_book()), '<row r="2"', '<row r="2" ht="0" customHeight="1"')
    assert read_content(content, "rules.xlsx").remarks == (
        "Hidden in Excel and read like all the rest: row 2 of sheet Rules. Please check them.",
    )


def test_a_book_in_which_all_can_be_seen_has_no_remark() -> None:
    assert _remarks(_book(others=1)) == []


def test_pictures_are_told() -> None:
    with zipfile.ZipFile(io.BytesIO(_saved(_book()))) as archive:
        parts: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/drawings/drawing1.xml"] = "<t>Only with a receipt.</t>"
    found = read_content(zipped(parts), "rules.xlsx")
    assert found.remarks == (
        "Pictures, charts and text boxes were left out. If one shows words, please type them in.",
    )
