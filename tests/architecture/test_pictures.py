"""The pictures of the documentation: of the program as it is, small, shown, and told in words."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.architecture.test_documents import WRITTEN, ids
from tests.support.program import ROOT

PICTURES = ROOT / "docs" / "pictures"
MOST = {".svg": 60_000, ".png": 120_000}
_SHOWN = re.compile(r"!\[(?P<words>[^\]]*)\]\((?P<path>[^)]+)\)")


def test_terminal_pictures_show_what_the_program_prints() -> None:
    """`make pictures` makes them anew."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "pictures.py"), "--check"],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("picture", sorted(PICTURES.iterdir()), ids=ids)
def test_pictures_are_small_and_shown(picture: Path) -> None:
    shown = {
        (document.parent / match["path"]).resolve()
        for document in WRITTEN
        for match in _SHOWN.finditer(document.read_text(encoding="utf-8"))
    }

    assert picture.stat().st_size <= MOST[picture.suffix]
    assert picture in shown


@pytest.mark.parametrize("picture", sorted(PICTURES.glob("*.svg")), ids=ids)
def test_terminal_pictures_load_nothing(picture: Path) -> None:
    text = picture.read_text(encoding="utf-8")
    names = set(re.findall(r"<([a-zA-Z]+)", text))

    assert names <= {"svg", "style", "defs", "clipPath", "rect", "text", "circle", "g"}
    assert re.findall(r"https?://(?!www\.w3\.org/)|url\((?!#)|@import|@font-face", text) == []


@pytest.mark.parametrize("document", WRITTEN, ids=ids)
def test_pictures_are_told_in_words(document: Path) -> None:
    words = [match["words"] for match in _SHOWN.finditer(document.read_text(encoding="utf-8"))]

    assert [one for one in words if len(one) < 30] == []
