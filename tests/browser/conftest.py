from __future__ import annotations

from pathlib import Path

import pytest
from tests.handbook.folders import ROOT, TEMPLATES, library_of, made

from policykit.handbook.formats import html, site


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The staff handbook in English and Swedish, as a site and as single files."""
    found = tmp_path_factory.mktemp("browser")
    library = library_of(ROOT)
    for locale in ("en", "sv"):
        book = made(library, locale)
        for form in (site.FORMAT, html.FORMAT):
            for file in form.render(book, TEMPLATES):
                path = found / file.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(file.content)
    return found


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The English staff handbook as a site, made as if it were a large one."""
    found = tmp_path_factory.mktemp("large")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site, "MOST_WITH_WHOLE_MENU", 5)
        for file in site.FORMAT.render(made(library_of(ROOT), "en"), TEMPLATES):
            path = found / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.content)
    return found
