from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook
from tests.importing.shop import paragraph, part, word_file, zipped

from policykit.importing.archive import MOST_PARTS
from policykit.importing.opening import read_content, read_file
from policykit.importing.source import MOST_BYTES, BlockKind, SourceText
from policykit.model.errors import PolicykitError


def _texts(source: SourceText) -> list[tuple[str, str]]:
    return [(each.kind.value, each.text) for each in source.blocks]


TRACKED = (
    "<w:p><w:r><w:t>Answer within </w:t></w:r>"
    '<w:del w:id="1" w:author="A"><w:r><w:delText>two weeks</w:delText></w:r></w:del>'
    '<w:ins w:id="2" w:author="A"><w:r><w:t>one day</w:t></w:r></w:ins>'
    '<w:moveFrom w:id="3"><w:r><w:t> moved away</w:t></w:r></w:moveFrom>'
    "<w:r><w:t>.</w:t></w:r></w:p>"
)


def test_tracked_changes_are_taken_as_if_accepted_and_told() -> None:
    found = read_content(word_file(TRACKED), "a.docx")
    assert _texts(found) == [("paragraph", "Answer within one day.")]
    assert [each.text for each in found.deleted] == ["two weeks moved away"]
    assert "1 insertion(s) are in, 1 deletion(s) are out" in found.remarks[0]


def test_word_parts_beside_the_text_come_last() -> None:
    box = (
        '<w:p><w:r><w:t>Before </w:t></w:r><w:r><mc:AlternateContent xmlns:mc="mc"><mc:Choice>'
        "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
        "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
        "</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>after.</w:t></w:r></w:p>"
    )
    found = read_content(
        word_file(
            box,
            **{
                "word__footnotes.xml": part(
                    f"<w:footnote>{paragraph('A note.')}</w:footnote>", "footnotes"
                ),
                "word__comments.xml": part(
                    f"<w:comment>{paragraph('Why so?')}</w:comment>", "comments"
                ),
                "word__header1.xml": part(paragraph("Corner Shop"), "hdr"),
                "word__header2.xml": part(paragraph("Corner Shop"), "hdr"),
                "word__footer1.xml": part(paragraph("7"), "ftr"),
            },
        ),
        "a.docx",
    )
    assert _texts(found) == [
        ("paragraph", "In a box."),
        ("paragraph", "Before after."),
        ("aside", "A note."),
        ("aside", "Why so?"),
        ("aside", "Corner Shop"),
    ]
    assert [each.aside for each in found.blocks[2:]] == ["footnote", "comment", "header"]


def test_word_headings_lists_and_tables_in_tables() -> None:
    document = docx.Document()
    document.add_heading("Handbook", 0)
    document.add_heading("Returns", 1)
    document.add_paragraph("Staff must greet.", style="List Bullet")
    document.add_paragraph("Deeper.", style="List Bullet 2")
    table = document.add_table(rows=2, cols=2)
    for row, words in enumerate((("State", "Do"), ("new", "take"))):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    table.cell(1, 1).add_table(rows=1, cols=2).cell(0, 1).text = "inner"
    target = io.BytesIO()
    document.save(target)
    found = read_content(target.getvalue(), "a.docx")
    assert [(each.kind, each.text, each.level) for each in found.blocks[:4]] == [
        (BlockKind.HEADING, "Handbook", 1),
        (BlockKind.HEADING, "Returns", 1),
        (BlockKind.ITEM, "Staff must greet.", 1),
        (BlockKind.ITEM, "Deeper.", 2),
    ]
    rows = [[cell.text for cell in row] for row in found.blocks[4].rows]
    assert rows == [["State", "Do"], ["new", "take inner"]]


def test_macros_are_left_alone_and_told() -> None:
    content = word_file(paragraph("Staff must greet."), **{"word__vbaProject.bin": b"\0macro"})
    found = read_content(content, "a.docm")
    assert _texts(found) == [("paragraph", "Staff must greet.")]
    assert "macros" in found.remarks[0]


OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
REFUSED = [
    ("nothing.docx", b"", "import-empty", "empty"),
    ("nothing.txt", b" \n ", "import-empty", "empty"),
    ("old.doc", OLE + b"x" * 600, "import-old-format", "Save As, Word Document (.docx)"),
    ("old.xls", OLE + "Workbook".encode("utf-16-le"), "import-old-format", "(.xlsx)"),
    ("locked.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "import-protected", "password"),
    ("a.pdf", b"%PDF-1.7 x", "import-kind", "Save As"),
    ("a.docx", b"PK\x03\x04 cut off", "import-damaged", "save it anew"),
    ("a.odt", zipped({"content.xml": "<x/>"}), "import-kind", "LibreOffice"),
    ("a.zip", zipped({"x.bin": "x"}), "import-kind", "Word (.docx)"),
    ("a.docx", word_file(paragraph("")), "import-no-text", "it was saved"),
    ("scan.docx", word_file("", **{"word__media__1.png": b"x"}), "import-no-text", "recognised"),
    (
        "a.txt",
        b"ab\x00\x01\x02\x03\x04c" * 9 + b"defghijklmnopqrst" * 20,
        "import-no-text",
        "Import",
    ),
    ("a.docx", zipped({"word/document.xml": ENTITIES + "<x>&b;</x>"}), "import-bomb", "anew"),
    ("a.xlsx", zipped({"xl/workbook.xml": ENTITIES + "<x>&b;</x>"}), "import-bomb", "anew"),
    ("a.docx", word_file("<w:sdt>" * 500 + "</w:sdt>" * 500), "import-bomb", "anew"),
    ("a.docx", word_file("<w:p>"), "import-damaged", "anew"),
    ("a.xlsx", zipped({"xl/workbook.xml": "<x/>"}), "import-damaged", "Excel"),
]


@pytest.mark.parametrize(("name", "content", "reference", "advice"), REFUSED)
def test_what_cannot_be_taken_says_what_to_do(
    name: str, content: bytes, reference: str, advice: str
) -> None:
    with pytest.raises(PolicykitError) as caught:
        read_content(content, name)
    told = f"{caught.value.message} {caught.value.hint}"
    assert caught.value.reference == reference
    assert advice in told


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("word/document.xml", b"<x>" + b"a" * 90_000_000)
    with pytest.raises(PolicykitError) as caught:
        read_content(target.getvalue(), "a.docx")
    assert caught.value.reference == "import-too-large"


def test_too_many_parts_are_refused() -> None:
    content = zipped({f"x{number}": "" for number in range(MOST_PARTS + 1)})
    with pytest.raises(PolicykitError) as caught:
        read_content(content, "a.docx")
    assert caught.value.reference == "import-too-large"


def test_a_huge_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    huge = tmp_path / "a.docx"
    with huge.open("wb") as stream:
        stream.truncate(100_000_000)
    assert huge.stat().st_size > MOST_BYTES
    for file, reference in (
        (huge, "import-too-large"),
        (tmp_path, "import-folder"),
        (tmp_path / "none.docx", "import-cannot-read"),
    ):
        with pytest.raises(PolicykitError) as caught:
            read_file(file)
        assert caught.value.reference == reference


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252"])
def test_text_of_other_programs_is_read(encoding: str) -> None:
    words = "Personalen får inte skrika på någon.\n" * 9
    found = read_content(words.encode(encoding), "a.txt")
    assert found.blocks[0].text.startswith("Personalen får inte skrika på någon.")


def test_a_wrong_ending_is_told() -> None:
    found = read_content(word_file(paragraph("Staff must greet.")), "a.txt")
    assert found.remarks == ("It is called .txt and is a Word document.",)
    assert read_content(b"Staff must greet.", "a.docx").remarks == (
        "It is called .docx and is plain text.",
    )


def test_html_is_read_without_what_runs() -> None:
    page = (
        "<html><head><title>t</title><style>p{}</style></head><body><h1>Rules</h1>"
        "<script>alert(1)</script><ul><li>Staff must greet.<li>Never shout.</ul>"
        "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>"
        "<p>Ende &amp; <b>gut</b></p></body></html>"
    )
    found = read_content(page.encode(), "a.html")
    assert _texts(found) == [
        ("heading", "Rules"),
        ("item", "Staff must greet."),
        ("item", "Never shout."),
        ("table", ""),
        ("paragraph", "Ende & gut"),
    ]
    assert found.remarks == ("1 script(s) or frame(s) were left out.",)


def test_plain_text_has_headings_and_lists() -> None:
    text = "RETURN RULES\n\n1.2 Small things\n\n- one\n  goes on\n- two\n\nA line\n======\n\nEnd."
    found = read_content(text.encode(), "a.txt")
    assert [(each.kind.value, each.text, each.level, each.place) for each in found.blocks] == [
        ("heading", "RETURN RULES", 1, "line 1"),
        ("heading", "Small things", 2, "line 3"),
        ("item", "one goes on", 1, "line 5"),
        ("item", "two", 1, "line 7"),
        ("heading", "A line", 1, "line 9"),
        ("paragraph", "End.", 1, "line 12"),
    ]


def test_formulas_stand_with_the_value_somebody_saw(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Rules"
    sheet.append(["Rule", "Level"])
    sheet.append(["Greet.", "must"])
    sheet.append(["=1+1", "must"])
    file = tmp_path / "a.xlsx"
    book.save(file)
    found = read_file(file)
    cells = [[cell.text for cell in row] for row in found.blocks[1].rows]
    assert cells == [["Rule", "Level"], ["Greet.", "must"], ["=1+1", "must"]]
    assert any("had no value saved" in each for each in found.remarks)
    assert found.blocks[1].rows[1][0].place == "sheet Rules, row 2"
