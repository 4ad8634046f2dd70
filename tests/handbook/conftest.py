from __future__ import annotations

from dataclasses import replace

import pytest
from tests.handbook.folders import ROOT, TEMPLATES, library_of, made

from policykit.handbook.formats.site import FORMAT
from policykit.model.book import Book, OutputFile
from policykit.model.library import Library


@pytest.fixture(scope="session")
def reference() -> Library:
    return library_of(ROOT)


@pytest.fixture(scope="session")
def books(reference: Library) -> dict[str, Book]:
    preface = "# Welcome\n\nRead *your* chapter, and [returns](returns) too.\n\n## Then\n\n- ask"
    return {name: made(reference, name, preface=preface) for name in ("en", "sv")}


@pytest.fixture(scope="session")
def short(books: dict[str, Book]) -> Book:
    """Two chapters, one policy of them not in force."""
    book = books["sv"]
    kept = ("phone-support", "click-and-collect")
    policies = tuple(page for page in book.policies if page.id in kept)
    homes = {page.chapter for page in policies}
    return replace(
        book,
        policies=policies,
        chapters=tuple(one for one in book.chapters if one.id in homes),
        index=(),
        decisions=(),
    )


@pytest.fixture(scope="session")
def site(books: dict[str, Book]) -> dict[str, str]:
    files: list[OutputFile] = [
        file for book in books.values() for file in FORMAT.render(book, TEMPLATES)
    ]
    return {file.path: file.content.decode() for file in files}
