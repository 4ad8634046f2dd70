"""A run that is killed at any moment leaves each file old or new, and the next run works."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

import pytest
from tests.support.program import SOURCE, Outcome, Program, scrubbed
from tests.threats import shop
from tests.threats.calls import Call
from tests.threats.given import hand_in

ALL = bool(os.environ.get("POLICYKIT_ALL_FAULTS"))
"""Every command, and more moments, which `make faults` asks for."""

KILLS: Final = 12 if ALL else 2
_QUICK: Final = ("render", "lint --fix", "promote")
_OURS: Final = re.compile(r"\.[^/]+\.[a-z0-9_]{8}\.policykit-(new|old)")


@dataclass(frozen=True)
class Killed:
    """A call, and how the next run of it may end: what was done already may be refused."""

    line: str
    again: frozenset[int] = frozenset({0})


CALLS: Final = (
    Killed("render staff --format site --locale en --output {out}/book"),
    Killed("lint --fix --unsafe-fixes", frozenset({1})),
    Killed("fmt"),
    Killed("import {given}/handbook.md --owner head-of-customer-service --locale en"),
    Killed("lint --cache-dir {out}/cache", frozenset({1})),
    Killed("promote returns --today 2027-02-01 --reason Changed.", frozenset({0, 2})),
    Killed("record add comment returns --role store-associate --says Hard."),
)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("first")
    shop.make(folder / "shop")
    hand_in(folder / "given")
    (folder / "out").mkdir()
    return folder


def _arguments(folder: Path, line: str) -> list[str]:
    places = (folder / name for name in ("shop", "out", "given"))
    return Call(tuple(line.split())).filled(*places)


def _started(folder: Path, line: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "policykit", *_arguments(folder, line)],
        cwd=folder / "shop",
        env=scrubbed(os.environ) | {"PYTHONPATH": SOURCE, "POLICYKIT_NO_CACHE": ""},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _files(folder: Path) -> dict[str, bytes]:
    return {
        each.relative_to(folder).as_posix(): each.read_bytes()
        for each in sorted(folder.rglob("*"))
        if each.is_file() and ".git" not in each.parts and "cache" not in each.parts
    }


def _is_left(path: str) -> bool:
    return any(_OURS.fullmatch(part) for part in path.split("/"))


def _renewed(first: Path, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(first, folder, symlinks=True)


@pytest.mark.parametrize(
    "call",
    [each for each in CALLS if ALL or each.line.startswith(_QUICK)],
    ids=lambda call: call.line.split(" {")[0],
)
def test_a_killed_run_leaves_the_old_or_the_new(
    call: Killed, first: Path, tmp_path: Path, policykit: Program
) -> None:
    folder = tmp_path / "box"
    _renewed(first, folder)
    old = _files(folder)
    began = time.monotonic()
    assert _started(folder, call.line).wait() in {0, 1}
    lasts = time.monotonic() - began
    new = _files(folder)
    draw = Random(call.line)  # noqa: S311 - the same moments each time
    for number in range(KILLS):
        _renewed(first, folder)
        if number % 2:  # the other half meets what a whole run has made
            for path, content in new.items():
                if path.startswith("out/"):
                    (folder / path).parent.mkdir(parents=True, exist_ok=True)
                    (folder / path).write_bytes(content)
        process = _started(folder, call.line)
        try:
            process.wait(lasts * draw.uniform(0.3, 1.0))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        now = _files(folder)
        for path, content in now.items():
            assert _is_left(path) or content in {old.get(path), new.get(path)}, path
        set_aside = any(_is_left(path) for path in now)
        assert old.keys() & new.keys() <= now.keys() or set_aside
        said = _again(policykit, folder, call.line)
        assert said.exit_code in call.again, said.stderr
        assert "Traceback" not in said.stderr
        if set_aside:
            checked = policykit.at(folder / "shop")("lint", "--format", "concise")
            assert "policykit-" not in checked.stdout


def _again(policykit: Program, folder: Path, line: str) -> Outcome:
    return policykit.at(folder / "shop")(*_arguments(folder, line), POLICYKIT_NO_CACHE="")


def test_a_cache_that_was_being_written_is_used_or_made_anew(
    first: Path, tmp_path: Path, policykit: Program
) -> None:
    folder = tmp_path / "box"
    _renewed(first, folder)
    line = "lint --cache-dir {out}/cache --format json"
    expected = policykit.at(folder / "shop")("lint", "--format", "json").stdout
    process = _started(folder, line)
    while process.poll() is None and not any((folder / "out").rglob("*sqlite3*")):
        time.sleep(0.01)
    process.kill()
    process.wait()
    assert _again(policykit, folder, line).stdout == expected
    for each in (folder / "out" / "cache").rglob("*.sqlite3"):
        each.write_bytes(each.read_bytes()[: each.stat().st_size // 2])
    assert _again(policykit, folder, line).stdout == expected
    assert _again(policykit, folder, line).stdout == expected
