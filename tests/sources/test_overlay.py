from __future__ import annotations

from pathlib import Path

import pytest

from policykit.model.errors import SourceError
from policykit.sources.overlay import Overlay
from policykit.sources.port import MAXIMUM_BYTES, EntryKind
from policykit.sources.worktree import WorkTree


@pytest.fixture
def base(tmp_path: Path) -> WorkTree:
    (tmp_path / "policies").mkdir()
    for name in ("a", "b", "c"):
        (tmp_path / f"policies/{name}.yaml").write_text(name)
    return WorkTree(tmp_path)


def test_replaces_adds_and_removes(base: WorkTree) -> None:
    overlay = Overlay(
        base,
        {
            "policies/b.yaml": b"buffer",
            "policies/aa.yaml": b"new",
            "policies/c.yaml": None,
            "policies/gone.yaml": None,
        },
    )
    assert [(it.path, it.kind, it.size, it.read()) for it in overlay.entries()] == [
        ("policies/a.yaml", EntryKind.FILE, 1, b"a"),
        ("policies/aa.yaml", EntryKind.FILE, 3, b"new"),
        ("policies/b.yaml", EntryKind.FILE, 6, b"buffer"),
    ]
    assert overlay.name == base.name


def test_overlays_lie_on_one_another(base: WorkTree) -> None:
    below = Overlay(base, {"policies/a.yaml": b"one", "policies/b.yaml": None})
    above = Overlay(below, {"policies/b.yaml": b"back"})
    assert [it.read() for it in above.entries()] == [b"one", b"back", b"c"]


def test_a_large_buffer_is_cut_like_a_large_file(base: WorkTree) -> None:
    overlay = Overlay(base, {"policies/a.yaml": b"x" * (MAXIMUM_BYTES + 9)})
    entry = overlay.entries()[0]
    assert (entry.size, len(entry.read())) == (MAXIMUM_BYTES + 9, MAXIMUM_BYTES + 1)


def test_later_changes_of_the_caller_do_not_show(base: WorkTree) -> None:
    contents: dict[str, bytes | None] = {"policies/a.yaml": b"then"}
    overlay = Overlay(base, contents)
    contents["policies/a.yaml"] = b"now"
    assert overlay.entries()[0].read() == b"then"


@pytest.mark.parametrize(
    "path",
    ["README.md", "/etc/passwd", "../x.yaml", "policies/../../x.yaml", "policies/./x.yaml", ""],
)
def test_only_paths_of_a_policy_repository(base: WorkTree, path: str) -> None:
    with pytest.raises(SourceError) as caught:
        Overlay(base, {path: b""})
    assert caught.value.reference == "path-outside"
