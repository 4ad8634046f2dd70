"""Files that settings name are read inside the repository only, whatever leads to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from policykit.sources.inside import inside


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "shop"
    for name in ("docs/a.md", ".git/config", "docs/.secret/b.md"):
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("x", encoding="utf-8")
    (tmp_path / "out.md").write_text("x", encoding="utf-8")
    for link, target in {
        "docs/git.md": "../.git/config",
        "docs/hidden.md": ".secret/b.md",
        "docs/out.md": "../../out.md",
        "docs/fine.md": "a.md",
        "docs/round.md": "round.md",
        "in.d": ".git",
    }.items():
        (root / link).symlink_to(target)
    return root


def test_a_file_and_a_link_to_it_are_read(root: Path) -> None:
    assert inside(root, "docs/a.md") == root / "docs" / "a.md"
    assert inside(root, "docs/fine.md") == root / "docs" / "a.md"


@pytest.mark.parametrize(
    "name",
    [
        *(".git/config", "docs/git.md", "docs/hidden.md", "docs/.secret/b.md", "in.d/config"),
        *("docs/out.md", "../out.md", "docs", "docs/none.md", "docs/../.git/config"),
    ],
)
def test_nothing_hidden_or_outside_is_read(root: Path, name: str) -> None:
    assert inside(root, name) is None


def test_a_link_in_a_circle_is_refused(root: Path) -> None:
    assert inside(root, "docs/round.md") is None
