"""Disks that are full, folders of somebody else: what is there stays, and it is said what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from tests.support.program import SOURCE, Program, scrubbed
from tests.threats import shop

RENDER: Final = "render staff --format site --locale en --output"
_NOBODY: Final = 65534
_FULL: Final = Path("/dev/full")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("full")
    shop.make(place)
    return place


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB."""
    place = tmp_path / "disk"
    place.mkdir()
    try:
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)],
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        pytest.skip("there is no program that mounts a disk")
    if done.returncode:
        pytest.skip("only root may mount a disk, and not everywhere")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.mark.parametrize(
    "line",
    [
        f"{RENDER} DISK/book",
        "lint --format html:DISK/lint.html",
        "diff v1 --format html:DISK/d.html",
    ],
    ids=["render", "lint", "diff"],
)
def test_a_disk_that_is_full_keeps_what_was_there(
    folder: Path, small_disk: Path, policykit: Program, line: str
) -> None:
    before = {"book/.policykit-output": b"ours\n", "lint.html": b"old", "d.html": b"old"}
    (small_disk / "book").mkdir()
    for name, content in before.items():
        (small_disk / name).write_bytes(content)
    with (small_disk / "filling").open("wb", buffering=0) as filling:
        for size in (4096,) * 64:
            try:
                filling.write(b"x" * size)
            except OSError:
                break
    said = policykit.at(folder)(*line.replace("DISK", str(small_disk)).split())
    assert said.exit_code == 2, said.stdout
    assert said.stderr.count("error[") == 1
    assert "no space left" in said.stderr
    assert "do: Free some space" in said.stderr
    left = {
        each.relative_to(small_disk).as_posix(): each.read_bytes()
        for each in small_disk.rglob("*")
        if each.is_file() and each.name != "filling"
    }
    assert left == before


@pytest.mark.skipif(not _FULL.exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("line", ["lint --format json", "diff v1", "show returns", "rules"])
def test_what_is_printed_to_a_full_disk_is_missed(folder: Path, line: str) -> None:
    with _FULL.open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "policykit", *line.split()],
            check=False,
            cwd=folder,
            encoding="utf-8",
            env=scrubbed(os.environ) | {"PYTHONPATH": SOURCE},
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=120,
        )
    assert done.returncode == 2, done.stderr
    assert done.stderr.count("error[") == 1
    assert "do: " in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.fixture
def strange(folder: Path, tmp_path: Path) -> Path:
    """A shop of another owner."""
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only root may give a folder to somebody else")
    place = tmp_path / "shop"
    shutil.copytree(folder, place, symlinks=True)
    for each in (place, *place.rglob("*")):
        os.chown(each, _NOBODY, _NOBODY, follow_symlinks=False)
    return place


@pytest.mark.parametrize(
    "line",
    [
        "diff v1",
        "changelog v1",
        "history returns.refund-time",
        "blame returns",
        "show returns --on 2026-07-15",
        "lint --against v1",
        "gaps --trend months",
        "notify --since v1 --for store-associate",
        "bump returns --base v1",
    ],
)
def test_history_of_somebody_else_is_opened_after_a_word_alone(
    strange: Path, policykit: Program, line: str
) -> None:
    said = policykit.at(strange)(*line.split())
    assert said.exit_code == 2, said.stdout
    assert "error[" in said.stderr
    assert "safe.directory" in said.stderr


@pytest.mark.parametrize("line", ["lint", "doctor", f"{RENDER} OUT"])
def test_what_needs_no_history_works_in_the_folder_of_somebody_else(
    strange: Path, tmp_path: Path, policykit: Program, line: str
) -> None:
    said = policykit.at(strange)(*line.replace("OUT", str(tmp_path / "book")).split())
    assert said.exit_code in {0, 1}, said.stderr
    assert line == "lint" or "safe.directory" in said.stdout + said.stderr


@pytest.fixture
def closed(folder: Path) -> Iterator[Path]:
    """A shop that everybody may read and only root may write to."""
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only root may become somebody else")
    with tempfile.TemporaryDirectory() as name:
        place = Path(name) / "shop"
        shutil.copytree(folder, place, symlinks=True)
        for each in (Path(name), place):
            each.chmod(0o755)
        yield place


@pytest.mark.parametrize(
    "line",
    [
        "new phone --owner head-of-customer-service",
        "review mark returns --by a-17 --role head-of-customer-service --outcome Nothing.",
        f"{RENDER} book",
        "fmt",
    ],
    ids=lambda line: line.split()[0],
)
def test_a_folder_that_may_not_be_written_to_is_named(
    closed: Path, tmp_path: Path, policykit: Program, line: str
) -> None:
    # What is loaded on the way may be closed to others, so it is loaded before.
    first = tmp_path / "first"
    shutil.copytree(closed, first, symlinks=True)
    assert policykit.at(first)(*line.split()).exit_code == 0
    before = sorted(closed.rglob("*"))
    os.seteuid(_NOBODY)
    try:
        said = policykit.at(closed)(*line.split())
    finally:
        os.seteuid(0)
    assert said.exit_code == 2, said.stdout
    assert "error[" in said.stderr
    assert "do: " in said.stderr
    assert "Traceback" not in said.stderr
    assert sorted(closed.rglob("*")) == before
