"""A new file of a repository: whole, inside, and never in the place of another."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from policykit.model.errors import PolicykitError
from policykit.output import create_file


def test_a_new_file_comes_with_its_folders(tmp_path: Path) -> None:
    assert create_file(tmp_path, "a/b/c.yaml", b"one")
    assert (tmp_path / "a/b/c.yaml").read_bytes() == b"one"
    assert [each.name for each in (tmp_path / "a/b").iterdir()] == ["c.yaml"]


def test_one_that_is_there_stays(tmp_path: Path) -> None:
    assert create_file(tmp_path, "a.yaml", b"one")
    assert not create_file(tmp_path, "a.yaml", b"two")
    assert (tmp_path / "a.yaml").read_bytes() == b"one"
    assert [each.name for each in tmp_path.iterdir()] == ["a.yaml"]


def test_a_link_to_nothing_counts_as_there(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to(tmp_path.parent / "outside.yaml")
    assert not create_file(tmp_path, "a.yaml", b"one")
    assert not (tmp_path.parent / "outside.yaml").exists()


def test_of_many_at_once_one_wins_and_is_whole(tmp_path: Path) -> None:
    contents = [bytes([65 + number]) * 200_000 for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(lambda content: create_file(tmp_path, "a.yaml", content), contents))
    assert won.count(True) == 1
    assert (tmp_path / "a.yaml").read_bytes() == contents[won.index(True)]


def test_where_there_are_no_links_it_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", none)
    assert create_file(tmp_path, "a.yaml", b"one")
    assert not create_file(tmp_path, "a.yaml", b"two")
    assert (tmp_path / "a.yaml").read_bytes() == b"one"
    assert [each.name for each in tmp_path.iterdir()] == ["a.yaml"]


def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PolicykitError, match="no space left"):
        create_file(tmp_path, "a.yaml", b"one")
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_write_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pressed(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", pressed)
    with pytest.raises(KeyboardInterrupt):
        create_file(tmp_path, "a.yaml", b"one")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", ["../a.yaml", "out/a.yaml"])
def test_nothing_is_written_outside(tmp_path: Path, path: str) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "elsewhere").mkdir()
    (root / "out").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PolicykitError) as told:
        create_file(root, path, b"one")
    assert told.value.reference == "outside-repository"
    assert not list(tmp_path.rglob("a.yaml"))
