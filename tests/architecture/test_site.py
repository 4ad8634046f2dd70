"""The documentation as a site: every link leads somewhere, nothing is fetched when it is read."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.program import ROOT

_FETCHED = re.compile(
    r"<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)=\"(https?:)?//|@import|url\(\s*['\"]?https?:"
)


@pytest.mark.skipif(
    importlib.util.find_spec("furo") is None,
    reason="the packages of requirements-site.lock are not installed; `make docs-site` does",
)
def test_the_site_is_made_without_a_broken_link_and_fetches_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "sphinx", "--builder", "html", "--fail-on-warning", "--quiet"),
            *("--conf-dir", "docs/site", "--doctree-dir", str(tmp_path / "trees")),
            *(".", str(tmp_path / "site")),
        ],
        capture_output=True,
        check=False,
        cwd=ROOT,
        encoding="utf-8",
    )

    assert (done.returncode, done.stderr) == (0, "")
    pages = sorted((tmp_path / "site").rglob("*.html"))
    assert len(pages) > 200
    styles = sorted((tmp_path / "site").rglob("*.css"))
    assert [
        file.name for file in (*pages, *styles) if _FETCHED.search(file.read_text(encoding="utf-8"))
    ] == []


_CODE = re.compile(r"(?:^ *```.*?^ *```$|`[^`\n]+`|<!--.*?-->)", re.MULTILINE | re.DOTALL)
_TAGS = frozenset(
    {"a", "br", "code", "details", "div", "em", "img", "kbd", "p", "picture", "source", "summary"}
)


def test_no_word_of_a_page_is_taken_for_a_tag() -> None:
    """Where a page says `<id>` outside of code, nobody sees it."""
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    assert len(pages) > 200
    unseen = {
        f"{page.relative_to(ROOT)}: {tag}"
        for page in pages
        for tag in re.findall(r"<([a-z]+)[ >]", _CODE.sub("", page.read_text(encoding="utf-8")))
        if tag not in _TAGS
    }
    assert unseen == set()
