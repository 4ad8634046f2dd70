"""What policykit asks of the operating system: no network, no program but git, no stray file."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.sources.repositories import GitFolder, new_repository
from tests.support.program import ROOT, scrubbed


@dataclass(frozen=True)
class Notes:
    """What a run asked for."""

    written: list[str]
    started: list[str]
    connected: list[str]
    exit_code: int


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> GitFolder:
    """The reference policies, committed in a repository of their own; nobody writes in it."""
    repository = new_repository(tmp_path_factory.mktemp("trust") / "shop")
    for name in ("policies", "schemas", "docs"):
        shutil.copytree(ROOT / name, repository.path / name)
    shutil.copy(ROOT / "policykit.yaml", repository.path)
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "All policies")
    return repository


def watched(folder: Path, *arguments: str, code: str = "") -> Notes:
    notes = folder.parent / "notes.json"
    program = [code] if code else ["-m", "tests.architecture.watched"]
    subprocess.run(
        [sys.executable, "-B", *program, str(notes), *arguments],
        capture_output=True,
        check=True,
        cwd=folder,
        env=scrubbed(os.environ) | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
    )
    return Notes(**json.loads(notes.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "arguments",
    [
        ["lint"],
        ["lint", "--format", "json"],
        ["lint", "policies/returns.yaml"],
        ["calendar"],
        ["config"],
        ["explain", "REF001"],
        ["rules"],
        ["schema", "policy"],
        ["--help"],
    ],
    ids=" ".join,
)
def test_a_check_writes_starts_and_connects_nothing(shop: GitFolder, arguments: list[str]) -> None:
    assert watched(shop.path, *arguments) == Notes([], [], [], exit_code=0)


def test_a_checkup_takes_git_and_nothing_else(shop: GitFolder) -> None:
    notes = watched(shop.path, "doctor")

    assert (notes.written, notes.connected) == ([], [])
    assert notes.started
    assert {Path(command.split()[0]).name for command in notes.started} == {"git"}
    assert shop.git("status", "--porcelain") == ""


def test_an_earlier_revision_takes_git_and_nothing_else(shop: GitFolder) -> None:
    notes = watched(shop.path, "lint", "--at", "HEAD")

    assert (notes.written, notes.connected, notes.exit_code) == ([], [], 0)
    assert notes.started
    assert {Path(command.split()[0]).name for command in notes.started} == {"git"}


def test_a_handbook_is_written_into_its_folder_and_nowhere_else(
    shop: GitFolder, tmp_path: Path
) -> None:
    output = tmp_path / "out" / "handbook"

    notes = watched(shop.path, "render", "staff", "--locale", "sv", "--output", str(output))

    assert (notes.connected, notes.exit_code) == ([], 0)
    # The commit that is printed in it.
    assert {Path(command.split()[0]).name for command in notes.started} == {"git"}
    assert notes.written
    outside = [
        path for path in notes.written if not (shop.path / path).is_relative_to(output.parent)
    ]
    assert outside == []
    assert shop.git("status", "--porcelain") == ""


def test_the_notes_miss_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    program = folder / "program.py"
    program.write_text(
        "import runpy, socket, subprocess, sys, pathlib\n"
        "import policykit.cli.entry as entry\n"
        "def main():\n"
        "    pathlib.Path('stray').write_text('x')\n"
        "    subprocess.run(['true'])\n"
        "    socket.socket().close()\n"
        "    return 0\n"
        "entry.main = main\n"
        "runpy.run_module('tests.architecture.watched', run_name='__main__', alter_sys=False)\n",
        encoding="utf-8",
    )

    notes = watched(folder, code=str(program))

    assert notes.written == ["stray"]
    assert notes.started == ["true"]
    assert len(notes.connected) == 1
