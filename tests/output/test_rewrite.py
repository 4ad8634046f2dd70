"""Files of a repository are rewritten as a whole, inside it, and only if nobody else did."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from policykit.model.errors import PolicykitError
from policykit.model.rewrite import Rewrite
from policykit.output import rewrite_file
from policykit.report.patch import patch


def test_permissions_stay(tmp_path: Path) -> None:
    target = tmp_path / "a.yaml"
    target.write_bytes(b"old")
    target.chmod(0o640)
    rewrite_file(tmp_path, "a.yaml", b"old", b"new")
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_inside_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_bytes(b"old")
    (tmp_path / "a.yaml").symlink_to("real.yaml")
    rewrite_file(tmp_path, "a.yaml", b"old", b"new")
    assert (tmp_path / "a.yaml").is_symlink()
    assert (tmp_path / "real.yaml").read_bytes() == b"new"


def test_a_link_out_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_bytes(b"old")
    root = tmp_path / "root"
    root.mkdir()
    (root / "a.yaml").symlink_to(outside)
    with pytest.raises(PolicykitError) as caught:
        rewrite_file(root, "a.yaml", b"old", b"new")
    assert caught.value.reference == "outside-repository"
    assert outside.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("path", "reference"),
    [("a.yaml", "changed-meanwhile"), ("gone.yaml", "cannot-write"), ("b", "outside-repository")],
)
def test_what_is_not_as_expected_is_left_alone(tmp_path: Path, path: str, reference: str) -> None:
    (tmp_path / "a.yaml").write_bytes(b"other")
    (tmp_path / "b").mkdir()
    with pytest.raises(PolicykitError) as caught:
        rewrite_file(tmp_path, path, b"old", b"new")
    assert caught.value.reference == reference
    assert (tmp_path / "a.yaml").read_bytes() == b"other"


def test_a_protected_file_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "a.yaml"
    target.write_bytes(b"old")
    target.chmod(0o444)
    with pytest.raises(PolicykitError) as refused:
        rewrite_file(tmp_path, "a.yaml", b"old", b"new")
    assert refused.value.reference == "protected-file"
    assert target.read_bytes() == b"old"


def test_a_patch_shows_ends_and_hidden_characters() -> None:
    rewrites = [
        Rewrite("p/a.yaml", b"a: 1\r\nb: \xe2\x80\x8bx\r\n", b"a: 1\r\nb: x\r\n"),
        Rewrite("p/b.yaml", b"a: 1", b"a: 1\n"),
        Rewrite("p/c.yaml", b"a: 1\n", b"a: 1\n"),
    ]
    assert patch(rewrites) == (
        "--- a/p/a.yaml\n+++ b/p/a.yaml\n@@ -1,2 +1,2 @@\n a: 1\n-b: \\u200bx\n+b: x\n"
        "--- a/p/b.yaml\n+++ b/p/b.yaml\n@@ -1 +1 @@\n"
        "-a: 1\n\\ No newline at end of file\n+a: 1\n"
    )
