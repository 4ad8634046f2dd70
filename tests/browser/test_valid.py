"""Pages as the checker of the HTML standard sees them."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.browser.needed import needed
from tests.handbook.folders import ROOT

JAR = ROOT / "build/browser/node_modules/vnu-jar/build/dist/vnu.jar"
SHORT_LIVED = ("-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""It runs once: what makes Java faster later costs more than it gains."""
PAGED_MEDIA = ("Property “string-set” doesn't exist.", "is not a “content” value.")
"""CSS for paper that the checker does not know; programs that make PDF of HTML do."""


def test_pages_are_valid(folder: Path) -> None:
    java = shutil.which("java")
    needed(java, "java")
    needed(JAR.is_file(), "the checker of HTML (npm install --prefix build/browser vnu-jar)")
    done = subprocess.run(
        [
            str(java),
            *SHORT_LIVED,
            "-jar",
            str(JAR),
            "--skip-non-html",
            "--format",
            "json",
            str(folder),
        ],
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    told = json.loads(done.stderr)["messages"]
    wrong = [
        (one["url"].rpartition("/")[2], one.get("lastLine"), one["message"])
        for one in told
        if one["type"] != "info" and not any(known in one["message"] for known in PAGED_MEDIA)
    ]
    assert wrong == []


@pytest.mark.parametrize("text", ["<p>", "<!doctype html><title>a</title><ul><p>b</ul>"])
def test_the_checker_finds_what_is_wrong(tmp_path: Path, text: str) -> None:
    (tmp_path / "wrong.html").write_text(text, encoding="utf-8")
    with pytest.raises(AssertionError):
        test_pages_are_valid(tmp_path)
