"""Words of an older text in the handbook: marked where they stand, in every format."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.support.program import Program
from tests.translating.shop import SOURCE, WHOLE, make_shop

MARK = "(översatt från en tidigare text)"
NOTE = "Några texter på sidan är översatta från en tidigare text."
STALE = "\ntranslated_from:\n  statements.greet#how: s-00000000\n  scenarios.queue: s-00000000\n"
SETTINGS = (
    "format: 1\nframeworks: []\nlocales: {source: en, required: [sv]}\n"
    "handbooks:\n  staff: {title: Staff, formats: [markdown], locales: [en, sv]}\n"
)


def _read(folder: Path, locale: str) -> str:
    found = ""
    for file in sorted(folder.rglob("*")):
        if file.suffix == ".docx" and f".{locale}." in file.name:
            found += ZipFile(file).read("word/document.xml").decode()
        elif file.suffix in {".md", ".html"} and (
            f".{locale}." in file.name or f"/{locale}/policies/" in file.as_posix()
        ):
            found += file.read_text(encoding="utf-8")
    return found


@pytest.mark.parametrize("kind", ["site", "html", "markdown", "docx"])
def test_stale_words_are_marked_where_they_stand(
    tmp_path: Path, policykit: Program, kind: str
) -> None:
    source = SOURCE.replace("status: draft", "status: active").replace(
        "version: 0.1.0", "version: 1.0.0\neffective: 2026-01-01"
    )
    root = make_shop(tmp_path / "shop", WHOLE + STALE.replace("queue:", "queue#good:"), source)
    (root / "policykit.yaml").write_text(SETTINGS, encoding="utf-8")
    program = policykit.at(root)
    outcome = program("render", "staff", "--format", kind, "--output", "book")
    assert outcome.exit_code == 0, outcome.stderr
    swedish = _read(root / "book", "sv")
    assert swedish.count(NOTE) == 1
    assert swedish.count(MARK) == 2
    english = _read(root / "book", "en")
    assert "earlier text" not in english
    assert program("translate", "phone-manners", "--locale", "sv", "--stamp").exit_code == 0
    program("render", "staff", "--format", kind, "--output", "book")
    swedish = _read(root / "book", "sv")
    assert MARK not in swedish
    assert NOTE not in swedish
