"""Outputs are whole or absent, and nobody else's folder is touched."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from policykit.model.book import OutputFile
from policykit.model.errors import PolicykitError
from policykit.output import write_file
from policykit.output_folder import MARKER, write_folder
from policykit.setting_aside import setting_aside


def test_a_file_appears_whole_with_its_folders(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b" / "report.json"
    write_file(target, b"one")
    write_file(target, b"two")
    assert target.read_bytes() == b"two"
    assert [each.name for each in target.parent.iterdir()] == ["report.json"]
    assert stat.S_IMODE(target.stat().st_mode) & 0o400


def test_a_failed_write_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report.json"
    write_file(target, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PolicykitError, match="no space left") as caught:
        write_file(target, b"new")
    assert caught.value.reference == "cannot-write"
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_cannot_take_the_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(PolicykitError, match="cannot be written"):
        write_file(tmp_path / "taken", b"x")
    assert (tmp_path / "taken").is_dir()


def test_a_folder_is_replaced_as_a_whole(tmp_path: Path) -> None:
    target = tmp_path / "handbook"
    assert (
        write_folder(target, [OutputFile("index.html", b"12"), OutputFile("en/a.html", b"3")]) == 3
    )
    write_folder(target, [OutputFile("index.html", b"new")])
    names = sorted(each.relative_to(target).as_posix() for each in target.rglob("*"))
    assert names == [MARKER, "index.html"]
    assert (target / "index.html").read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_a_foreign_folder_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "photos"
    target.mkdir()
    (target / "cat.jpg").write_bytes(b"cat")
    with pytest.raises(PolicykitError) as caught:
        write_folder(target, [OutputFile("index.html", b"x")])
    assert caught.value.reference == "foreign-output-folder"
    assert [each.name for each in target.iterdir()] == ["cat.jpg"]


@pytest.mark.parametrize("below", ["", "staff"])
def test_a_file_is_told_for_what_it_is_and_left_alone(tmp_path: Path, below: str) -> None:
    file = tmp_path / "handbook.pdf"
    file.write_bytes(b"mine")
    with pytest.raises(PolicykitError, match="this is a file") as caught:
        write_folder(file / below, [OutputFile("index.html", b"x")])
    assert caught.value.reference == "output-is-file"
    assert caught.value.context == str(file)
    assert file.read_bytes() == b"mine"
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_to_a_folder_is_left_alone(tmp_path: Path) -> None:
    real = tmp_path / "real"
    write_folder(real, [OutputFile("index.html", b"x")])
    (tmp_path / "link").symlink_to(real)
    with pytest.raises(PolicykitError):
        write_folder(tmp_path / "link", [OutputFile("index.html", b"y")])
    assert (real / "index.html").read_bytes() == b"x"


@pytest.mark.parametrize("path", ["../x", "/etc/x", "a/../../x", ""])
def test_no_file_lands_outside_of_its_folder(tmp_path: Path, path: str) -> None:
    target = tmp_path / "handbook"
    write_folder(target, [OutputFile("index.html", b"old")])
    with pytest.raises(PolicykitError) as caught:
        write_folder(target, [OutputFile(path, b"x")])
    assert caught.value.reference == "output-outside-folder"
    assert (target / "index.html").read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_failure_in_the_middle_keeps_the_old_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "handbook"
    write_folder(target, [OutputFile("index.html", b"old")])
    kept = Path.write_bytes

    def full(self: Path, content: bytes) -> int:
        if self.name == "second.html":
            raise OSError(28, "No space left on device")
        return kept(self, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    files = [OutputFile("index.html", b"new"), OutputFile("second.html", b"new")]
    with pytest.raises(PolicykitError, match="no space left"):
        write_folder(target, files)
    assert (target / "index.html").read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_failed_swap_puts_the_old_folder_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "handbook"
    write_folder(target, [OutputFile("index.html", b"old")])
    kept = Path.replace

    def failing(self: Path, other: Path) -> Path:
        if Path(other) == target and self.name != "was":
            raise OSError(13, "Permission denied")
        return kept(self, other)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(PolicykitError, match="permission denied"):
        write_folder(target, [OutputFile("index.html", b"new")])
    assert (target / "index.html").read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    content = b"report\n" * 100_000
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_file(pipe, content)
    reader.join(timeout=10)
    assert read == [content]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_reader_of_a_pipe_may_stop_early(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    def first_bytes() -> None:
        with pipe.open("rb", buffering=0) as stream:
            stream.read(6)

    reader = threading.Thread(target=first_bytes)
    reader.start()
    write_file(pipe, b"x" * 10_000_000)
    reader.join(timeout=10)
    assert not reader.is_alive()


def test_a_device_is_written_to(tmp_path: Path) -> None:
    device = tmp_path / "nowhere"
    device.symlink_to("/dev/null")
    write_file(device, b"x")
    assert device.is_symlink()
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    (tmp_path / "full").symlink_to("/dev/full")
    with pytest.raises(PolicykitError, match="no space left"):
        write_file(tmp_path / "full", b"x")


def test_a_link_to_a_file_is_replaced_and_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_bytes(b"mine")
    link = tmp_path / "report.json"
    link.symlink_to(secret)
    write_file(link, b"new")
    assert secret.read_bytes() == b"mine"
    assert not link.is_symlink()
    assert link.read_bytes() == b"new"


@pytest.mark.parametrize("after", [True, False])
@pytest.mark.parametrize("step", [1, 2])
def test_a_key_press_in_the_middle_of_a_swap_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int, *, after: bool
) -> None:
    target = tmp_path / "handbook"
    write_folder(target, [OutputFile("index.html", b"old")])
    kept = Path.replace
    steps: list[Path] = []

    def interrupted(self: Path, other: Path) -> Path:
        steps.append(self)
        if len(steps) != step:
            return kept(self, other)
        if after:
            kept(self, other)
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_folder(target, [OutputFile("index.html", b"new")])
    stands = b"new" if step == 2 and after else b"old"
    assert (target / "index.html").read_bytes() == stands
    assert list(tmp_path.iterdir()) == [target]


def test_an_old_folder_that_cannot_be_put_back_is_kept_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "handbook"
    write_folder(target, [OutputFile("index.html", b"old")])
    kept = Path.replace

    def failing(self: Path, other: Path) -> Path:
        if Path(other) == target:
            raise OSError(13, "Permission denied")
        return kept(self, other)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(PolicykitError) as caught:
        write_folder(target, [OutputFile("index.html", b"new")])
    assert caught.value.reference == "folder-set-aside"
    (old,) = tmp_path.glob(".handbook.*.policykit-old/was")
    assert str(old) in caught.value.context
    assert (old / "index.html").read_bytes() == b"old"


def test_files_set_aside_are_written_as_they_were_and_leave_nothing(tmp_path: Path) -> None:
    target = tmp_path / "build" / "site"
    files = [OutputFile("b/one.html", b"one"), OutputFile("a.css", b""), OutputFile("c", b"\xff")]
    with setting_aside(target) as keep:
        assert not target.parent.exists()
        kept = [keep(file) for file in files]
        assert [(each.path, each.content) for each in kept] == [(f.path, f.content) for f in files]
        assert write_folder(target, kept) == 4
    assert (target / "b" / "one.html").read_bytes() == b"one"
    assert list(target.parent.iterdir()) == [target]


def test_a_file_set_aside_that_is_gone_leaves_the_old_folder_whole(tmp_path: Path) -> None:
    target = tmp_path / "site"
    write_folder(target, [OutputFile("old", b"old")])
    with setting_aside(target) as keep:
        kept = keep(OutputFile("new", b"new"))
    with pytest.raises(PolicykitError):
        write_folder(target, [OutputFile("first", b""), kept])
    assert sorted(each.name for each in target.iterdir()) == [MARKER, "old"]
    assert list(tmp_path.iterdir()) == [target]
