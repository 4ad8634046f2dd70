from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from tests.sources.repositories import new_repository

from policykit.model.errors import SourceError
from policykit.sources.port import EntryKind, blob_key, is_held, unreadable_entry


@pytest.mark.parametrize(
    ("path", "held"),
    [
        ("policykit.yaml", True),
        ("policies/returns.yaml", True),
        ("policies/north/returns.sv.yaml", True),
        ("policies/odd\nname.yaml", True),
        ("policies", True),
        ("schemas/frameworks/eu.yaml", True),
        ("templates/staff/page.html", True),
        ("README.md", False),
        ("policykit.yaml/x", False),
        ("policies.yaml", False),
        ("sub/policies/returns.yaml", False),
        ("policies/.hidden/x.yaml", False),
        ("policies/.x.swp", False),
        ("policies/../README.md", False),
        ("policies//x.yaml", False),
        ("policies/", False),
        ("/policies/x.yaml", False),
        ("", False),
    ],
)
def test_what_a_policy_repository_holds(path: str, held: bool) -> None:
    assert is_held(path) is held


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_keys_are_the_ids_git_gives(tmp_path: Path, algorithm: str) -> None:
    folder = new_repository(tmp_path, f"--object-format={algorithm}")
    for content in (b"", b"a", b"\x00\xff\r\n" * 99):
        (tmp_path / "file").write_bytes(content)
        expected = folder.git("hash-object", "--no-filters", "file")
        assert blob_key(content, "sha1" if algorithm == "sha1" else "sha256") == expected


@given(st.binary(max_size=64), st.binary(max_size=64))
def test_other_bytes_have_another_key(one: bytes, other: bytes) -> None:
    assert (blob_key(one) == blob_key(other)) is (one == other)


def test_what_is_no_file_cannot_be_read() -> None:
    entry = unreadable_entry("policies/pipe", EntryKind.SPECIAL, "is a named pipe")
    with pytest.raises(SourceError) as caught:
        entry.read()
    assert caught.value.message == "This is a named pipe, so it is not read."
    assert caught.value.context == "policies/pipe"


def test_ports_and_work_trees_load_without_git() -> None:
    script = (
        "import sys; import policykit.sources.worktree, policykit.sources.overlay; "
        "sys.exit('git' in sys.modules)"
    )
    source = Path(__file__).parents[2] / "src"
    done = subprocess.run(
        [sys.executable, "-c", script], env={"PYTHONPATH": str(source)}, check=False
    )
    assert done.returncode == 0
