"""A word processor draws the document: what a reader of the printed pages sees."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

from pypdf import PdfReader
from tests.browser.needed import needed
from tests.handbook.folders import TEMPLATES

from policykit.handbook.formats.docx import FORMAT
from policykit.model.book import Book

OFFICE = shutil.which("soffice")
SECONDS = 240


def test_pages_as_they_are_printed(tmp_path: Path, books: dict[str, Book]) -> None:
    needed(OFFICE, "LibreOffice (libreoffice-writer-nogui)")
    book = books["sv"]
    policies = tuple(
        one for one in book.policies if one.id in {"phone-support", "click-and-collect"}
    )
    homes = {one.chapter for one in policies}
    chapters = tuple(one for one in book.chapters if one.id in homes)
    short = replace(book, policies=policies, chapters=chapters, index=(), decisions=(), glossary=())
    file = FORMAT.render(short, TEMPLATES)[0]
    (tmp_path / file.path).write_bytes(file.content)
    subprocess.run(
        [
            OFFICE or "",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path),
            str(tmp_path / file.path),
        ],
        capture_output=True,
        check=True,
        timeout=SECONDS,
    )  # fmt: skip
    pages = [page.extract_text() for page in PdfReader(tmp_path / "staff.sv.pdf").pages]
    assert len(pages) > 15
    assert short.title in pages[0]
    assert "Sida" not in pages[0]
    assert all(
        f"Sida {number} av {len(pages)}" in " ".join(text.split())
        for number, text in enumerate(pages[1:], 2)
    )
    for policy in policies:
        first = next(
            at
            for at, text in enumerate(pages[3:], 3)
            if policy.facts[0].label in text and policy.number in text
        )
        assert policy.title.split()[0] in pages[first]
    badge = next(policy.badge for policy in policies if policy.badge)
    drafts = [at for at, text in enumerate(pages[3:], 3) if badge in text]
    assert drafts == list(range(drafts[0], drafts[-1] + 1))
    assert len(drafts) > 3
    words = " ".join(" ".join(pages).split())
    for rule in (rule for policy in policies for rule in policy.rules):
        assert rule.number in words
        assert rule.label in words
