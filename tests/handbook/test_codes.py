"""Codes on paper: read with a real scanner from the drawn pages."""

from __future__ import annotations

import io
from dataclasses import replace
from importlib import import_module
from typing import Any

import pytest
from tests.handbook.folders import LOCALES, STAFF, made
from tests.handbook.papers import AREAS, Paper, leaflet, printed

from policykit.handbook.possible import demand_possible
from policykit.handbook.published import page_address
from policykit.model.config import HandbookSettings
from policykit.model.errors import SettingsError
from policykit.model.library import Library
from policykit.rendering.scanning import scannable

ADDRESS = "https://handbook.havsby.example/"


def scanned(content: bytes) -> list[list[str]]:
    """The codes on each page."""
    pdfium: Any = import_module("pypdfium2")
    scanner: Any = import_module("zxingcpp")
    drawn = pdfium.PdfDocument(io.BytesIO(content))
    pictures = (page.render(scale=1.5).to_pil().convert("L") for page in drawn)
    return [[code.text for code in scanner.read_barcodes(one)] for one in pictures]


def test_each_policy_has_a_code_that_leads_to_its_page(reference: Library) -> None:
    settings = replace(STAFF, areas=AREAS[:1], address=ADDRESS, codes=True)
    book = made(reference, "sv", handbook=settings)
    paper = printed(replace(book, glossary=(), index=(), decisions=(), owners=()))
    codes = scanned(paper.content)
    assert codes[0] == ["https://handbook.havsby.example/sv/index.html"]
    found = [(page, code) for page, codes_ in enumerate(codes) for code in codes_ if page]
    assert [code for _, code in found] == [
        f"https://handbook.havsby.example/sv/policies/{policy.id}.html" for policy in book.policies
    ]
    assert all(
        policy.title in paper.pages[page]
        for policy, (page, _) in zip(book.policies, found, strict=True)
    )


def test_a_code_says_in_words_where_it_leads() -> None:
    told_words = LOCALES.locale("en").under("book.")
    words = {key.replace("-", "_"): text for key, text in told_words.items()}
    paper: Paper = printed(replace(leaflet(words), published=ADDRESS))
    told = [alt for tag, alt in paper.tags() if tag == "Figure"]
    assert told == [
        "Scan to read this on the web: https://handbook.havsby.example/en/index.html",
        "Scan to read this on the web: https://handbook.havsby.example/en/policies/kindness.html",
    ]


def test_without_a_wish_there_is_no_code(reference: Library) -> None:
    settings = replace(STAFF, areas=AREAS[:1], address=ADDRESS)
    assert made(reference, handbook=settings).published == ""


@pytest.mark.parametrize(
    ("address", "reference_of", "said"),
    [
        ("", "qr-without-address", "nobody said where they lead"),
        ("http://handbook.example", "unusable-address", "https"),
        ("https://handbook.example/?a=1", "unusable-address", "no ? or #"),
        ("https://handbook.example/#x", "unusable-address", "no ? or #"),
        ("https://user@handbook.example/", "unusable-address", "https"),
        ("javascript:alert(1)", "unusable-address", "https"),
        (f"https://handbook.example/{'x' * 120}", "unusable-address", "at most 120 letters"),
    ],
)
def test_an_address_that_cannot_be_scanned_is_refused(
    reference: Library, address: str, reference_of: str, said: str
) -> None:
    settings = HandbookSettings(name="staff", address=address, codes=True)
    with pytest.raises(SettingsError) as caught:
        demand_possible(settings, reference.surroundings)
    assert caught.value.reference == reference_of
    assert said in f"{caught.value.message} {caught.value.hint}"
    demand_possible(replace(settings, codes=False), reference.surroundings)


@pytest.mark.parametrize("base", ["https://a.example", "https://a.example/", "https://a.example//"])
def test_an_address_may_end_in_a_slash_or_not(base: str) -> None:
    assert page_address(base, "sv", "returns") == "https://a.example/sv/policies/returns.html"
    assert page_address(base, "sv") == "https://a.example/sv/index.html"


def test_a_code_is_the_very_matrix_with_a_quiet_border() -> None:
    segno: Any = import_module("segno")
    rows = segno.make("https://a.example/en", error="m", micro=False, boost_error=False).matrix
    size = len(rows) + 8
    picture = scannable("https://a.example/en")
    assert f'viewBox="0 0 {size} {size}"' in picture
    drawn: set[tuple[int, int]] = set()
    for stretch in picture.partition('fill="#000" d="M')[2].partition('z"')[0].split("zM"):
        place, _, length = stretch.partition("h")
        column, row = map(int, place.split())
        drawn |= {(row, column + step) for step in range(int(length.partition("v")[0]))}
    assert drawn == {
        (row + 4, column + 4)
        for row, line in enumerate(rows)
        for column, dark in enumerate(line)
        if dark
    }
    assert scannable("https://a.example/en") == picture
