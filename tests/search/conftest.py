from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.handbook.folders import ROOT, TEMPLATES, library_of, made
from tests.search.browser import PROGRAM, Browser, browser
from tests.search.cases import BOOKS

from policykit.handbook.formats.site import FORMAT
from policykit.model.book import Book, OutputFile


def put(folder: Path, files: tuple[OutputFile, ...]) -> None:
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if PROGRAM is None and not os.environ.get("CI"):
        pytest.skip("needs chromium")
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture(scope="session")
def reference() -> dict[str, Book]:
    library = library_of(ROOT)
    return {locale: made(library, locale) for locale in ("en", "sv")}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, reference: dict[str, Book]) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for book in reference.values():
        put(folder, FORMAT.render(book, TEMPLATES))
    return folder


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    for book in BOOKS.values():
        put(folder, FORMAT.render(book, TEMPLATES))
    return folder
