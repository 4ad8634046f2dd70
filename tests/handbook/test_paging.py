from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader, PdfWriter
from tests.handbook.folders import LOCALES, TEMPLATES
from tests.handbook.papers import leaflet

from policykit.handbook.formats.pdf import FORMAT
from policykit.handbook.paging import page_count

WORDS = {key.replace("-", "_"): text for key, text in LOCALES.locale("en").under("book.").items()}


def pages(count: int) -> bytes:
    writer = PdfWriter()
    for _ in range(count):
        writer.add_blank_page(width=10, height=10)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


@pytest.mark.parametrize("count", [1, 2, 41])
def test_pages_are_counted(count: int) -> None:
    assert page_count(pages(count)) == count == len(PdfReader(io.BytesIO(pages(count))).pages)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDX-1.7"])
def test_what_is_no_pdf_is_not_counted(content: bytes) -> None:
    with pytest.raises(ValueError, match="no PDF"):
        page_count(content)


def test_a_packed_part_that_cannot_be_read_is_told() -> None:
    broken = b"%PDF-1.7\n1 0 obj\n<</Type/ObjStm/N 1/First 4>>\nstream\nnonsense\nendstream\n"
    with pytest.raises(ValueError, match="cannot be read"):
        page_count(broken)


@pytest.mark.parametrize(
    "text",
    [
        "/Type /Page",
        "endstream endobj 1 0 obj /Type /Page",
        "(((/Type /Page",
        ")) /Type/Page ((",
        "\\ /Type /Page \\",
        "stream\n/Type /Page",
    ],
)
def test_what_a_text_says_is_no_page(text: str) -> None:
    book = leaflet(WORDS, text=text, title=text)
    file = FORMAT.render(replace(book, title=text), TEMPLATES)[0]
    assert page_count(file.content) == len(PdfReader(io.BytesIO(file.content)).pages)
    writer = PdfWriter()
    writer.add_blank_page(width=10, height=10)
    writer.add_metadata({"/Title": text})
    stream = io.BytesIO()
    writer.write(stream)
    assert page_count(stream.getvalue()) == 1
