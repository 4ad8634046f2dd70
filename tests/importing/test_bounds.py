"""What is made to cost much, or to slip by: read or refused in a moment, and nothing left out."""

from __future__ import annotations

import io
import re
import time
import zipfile

import pytest
from openpyxl import Workbook
from tests.importing.shop import zipped

from policykit.importing.archive import walk
from policykit.importing.opening import read_content
from policykit.importing.source import SourceText
from policykit.importing.wording import Names
from policykit.model.errors import PolicykitError

MOST_SECONDS = 10
"""Far more than any of these needs, and far less than what grows with the square takes."""

SHEET = "xl/worksheets/sheet1.xml"


def _book(**changed: str) -> bytes:
    """A workbook of one rule, its XML changed: what stands there by what is to stand there."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Staff must refund.", "must"])
    sheet["B2"] = "Never shout."
    target = io.BytesIO()
    book.save(target)
    with zipfile.ZipFile(target) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    for before, after in changed.items():
        assert re.search(before, parts[SHEET])
        parts[SHEET] = re.sub(before, after, parts[SHEET], count=1)
    return zipped(dict(parts))


def _cells(source: SourceText) -> list[str]:
    return [cell.text for block in source.blocks for row in block.rows for cell in row]


@pytest.mark.parametrize("size", ["A1", "A1:B1", "A1:XFD1048576", "C3:D4"])
def test_a_workbook_is_as_large_as_what_stands_in_it(size: str) -> None:
    found = read_content(_book(**{'ref="A1:B2"': f'ref="{size}"'}), "a.xlsx")
    assert [each for each in _cells(found) if each] == [
        "Staff must refund.",
        "must",
        "Never shout.",
    ]


def test_a_row_far_below_is_refused_before_anything_is_made_of_it() -> None:
    content = _book(**{'<row r="2"': '<row r="99999999999"', 'r="B2"': 'r="B99999999999"'})
    begun = time.process_time()
    with pytest.raises(PolicykitError) as caught:
        read_content(content, "a.xlsx")
    assert caught.value.reference == "import-too-large"
    assert time.process_time() - begun < MOST_SECONDS


def test_rows_that_are_styled_to_their_end_are_no_rules_without_end() -> None:
    styled = "".join(f'<row r="{at}"><c r="XFD{at}"/></row>' for at in range(3, 2_000))
    content = _book(**{"</sheetData>": f"{styled}</sheetData>"})
    begun = time.process_time()
    with pytest.raises(PolicykitError, match="more than 5,000,000 cells"):
        read_content(content, "a.xlsx")
    assert time.process_time() - begun < MOST_SECONDS


@pytest.mark.parametrize("name", ["xl/worksheets/rules.bin", "xl/worksheets/RULES.XML"])
def test_a_sheet_by_another_name_is_looked_at_too(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(_book())) as archive:
        parts = {each: archive.read(each).decode() for each in archive.namelist()}
    entity = '<!DOCTYPE worksheet [<!ENTITY e "Staff must smile.">]>'
    parts[name] = entity + parts.pop(SHEET).replace("Never", "&e; Never")
    for part in ("xl/_rels/workbook.xml.rels", "[Content_Types].xml"):
        parts[part] = parts[part].replace(SHEET, name)
    with pytest.raises(PolicykitError) as caught:
        read_content(zipped(dict(parts)), "a.xlsx")
    assert caught.value.reference == "import-bomb"


@pytest.mark.parametrize(
    ("before", "after"),
    [("</worksheet>", ""), ("</worksheet>", "</worksheet><more>"), ("<sheetData>", "<sheetData><")],
)
def test_a_cut_off_workbook_is_told_as_damaged(before: str, after: str) -> None:
    with pytest.raises(PolicykitError) as caught:
        read_content(_book(**{before: after}), "a.xlsx")
    assert caught.value.reference == "import-damaged"


def test_comments_of_a_workbook_are_not_left_out_in_silence() -> None:
    with zipfile.ZipFile(io.BytesIO(_book())) as archive:
        parts: dict[str, bytes | str] = {each: archive.read(each) for each in archive.namelist()}
    parts["xl/comments1.xml"] = "<comments><t>Only with a receipt.</t></comments>"
    assert any("Comments" in each for each in read_content(zipped(parts), "a.xlsx").remarks)


@pytest.mark.parametrize(
    "page",
    [
        "<a " * 60_000,
        "<!--" * 60_000,
        "<div>x" * 60_000,
        "<li>x" * 60_000,
        "<div>x" * 30_000 + "</div>" * 30_000,
        "<h1>" * 30_000 + "<p>x" * 30_000,
    ],
    ids=["tags cut off", "remarks cut off", "depth", "items", "depth that ends", "headings"],
)
def test_a_page_takes_as_long_as_it_is(page: str) -> None:
    begun = time.process_time()
    found = read_content(f"<html><body><p>Greet &amp; thank.</p>{page}".encode(), "a.html")
    assert time.process_time() - begun < MOST_SECONDS
    assert found.blocks[0].text == "Greet & thank."


@pytest.mark.parametrize("name", ["a.html", "a.md"])
@pytest.mark.parametrize("odd", ["<![ x ]>", "<![<!>", "<![odd[x]]>", "<!ELEMENT ![>"])
def test_a_declaration_that_is_none_is_a_remark(odd: str, name: str) -> None:
    found = read_content(f"<html><p>Before.</p>{odd}<p>After.</p></html>\n".encode(), name)
    assert [each.text for each in found.blocks if each.text in {"Before.", "After."}] == [
        "Before.",
        "After.",
    ]


def test_a_page_that_is_cut_off_keeps_its_end() -> None:
    found = read_content(b"<html><p>Greet &amp; thank. A &lt; B and <b", "a.html")
    assert found.blocks[0].text.startswith("Greet & thank. A < B and")


def test_a_long_attribute_is_gone_through_once() -> None:
    told: list[int] = []
    begun = time.process_time()
    walk(
        b'<w x="' + b"abcdefghij" * 4_000_000 + b'"/>',
        lambda _, __, attributes: told.append(len(attributes["x"])),
        lambda *_: None,
        lambda _: None,
    )
    assert told == [40_000_000]
    assert time.process_time() - begun < MOST_SECONDS


@pytest.mark.parametrize("wanted", ["greet", "greet-" + "e" * 58])
def test_the_same_name_over_and_over_takes_as_long_as_there_are_names(wanted: str) -> None:
    names = Names()
    begun = time.process_time()
    given = [names.give(wanted, "rule") for _ in range(20_000)]
    assert time.process_time() - begun < MOST_SECONDS
    assert len(set(given)) == len(given)
    assert given[:3] == [wanted, f"{wanted[:62]}-2", f"{wanted[:62]}-3"]


def test_a_name_that_was_taken_before_is_passed_over() -> None:
    names = Names(["greet", "greet-3"])
    assert [names.give("greet", "rule") for _ in range(3)] == ["greet-2", "greet-4", "greet-5"]
    assert names.give("greet-3", "rule") == "greet-3-2"
