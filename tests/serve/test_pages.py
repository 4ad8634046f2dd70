"""A page made by itself is the page made with all others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from tests.handbook.folders import LOCALES, STAFF, TEMPLATES, library_of
from tests.support.program import ROOT

from policykit.handbook.book import Imprint, book
from policykit.handbook.formats.site import FORMAT
from policykit.model.book import Book, PolicyPage
from policykit.serve.pages import Pages
from policykit.serve.preview import Preview


def test_a_page_by_itself_is_as_it_is_among_all() -> None:
    library = library_of(ROOT)
    made: list[int] = []

    def told(language: str, known: Mapping[str, PolicyPage]) -> Book:
        made.append(len(known))
        imprint = Imprint(known=known)
        day = date(2026, 11, 21)
        return book(library, STAFF, language, today=day, locales=LOCALES, imprint=imprint)

    whole = Pages(("en",), told, TEMPLATES)
    assert whole.content("en/index.html")
    for name in ("returns", "complaints", "delivery", "service-standards"):
        again = Pages(("en",), told, TEMPLATES, whole.heads)
        path = f"en/policies/{name}.html"
        assert again.content(path) == whole.content(path)
        for asset in ("site.css", "site.js", "search.js"):
            assert again.content(f"assets/{asset}") == whole.content(f"assets/{asset}")
    assert made == [0, *[len(whole.heads["en"]) - 1] * 4]


def test_every_page_is_that_of_the_site() -> None:
    library = library_of(ROOT)
    told = book(library, STAFF, "en", today=date(2026, 11, 21), locales=LOCALES)
    pages = Pages(("en",), lambda _language, _known: told, TEMPLATES)
    for file in FORMAT.render(told, TEMPLATES):
        assert pages.content(file.path) == file.content, file.path


@pytest.mark.parametrize("path", ["", "en/policies/none.html", "../policykit.yaml", "en"])
def test_what_is_no_page(path: str) -> None:
    preview = Preview(Path(ROOT), "", lambda _: date(2026, 11, 21), lambda: pytest.fail("asked"))
    assert preview.page(path) is None
