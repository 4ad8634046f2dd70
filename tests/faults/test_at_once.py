"""Eight runs at once, into one place or several, with one cache: equal bytes, nothing broken."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from tests.support.program import SOURCE, scrubbed
from tests.threats import shop

MANY: Final = 8
RENDER: Final = "render staff --format markdown --locale en --quiet --output"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("at-once")
    shop.make(place / "shop")
    return place


def _all(folder: Path, lines: list[str]) -> list[tuple[int, bytes, bytes]]:
    """How each ended and what it said; all are started before any is waited for."""
    surroundings = scrubbed(os.environ) | {"PYTHONPATH": SOURCE}
    del surroundings["POLICYKIT_NO_CACHE"]
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "policykit", *line.split()],
            cwd=folder / "shop",
            env=surroundings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for line in lines
    ]
    said = [each.communicate(timeout=300) for each in started]
    return [(each.returncode, *words) for each, words in zip(started, said, strict=True)]


def _files(folder: Path) -> dict[str, bytes]:
    return {
        each.relative_to(folder).as_posix(): each.read_bytes()
        for each in sorted(folder.rglob("*"))
        if each.is_file()
    }


def test_eight_renders_make_the_same_handbook(folder: Path) -> None:
    """Half of them into folders of their own, half into one."""
    out = folder / "out"
    names = [f"own-{number}" if number % 2 else "shared" for number in range(MANY)]
    ended = _all(folder, [f"{RENDER} {out / name}" for name in names])
    assert [code for code, _, _ in ended] == [0] * MANY, ended
    made = [_files(out / name) for name in sorted(set(names))]
    assert made[0]
    assert all(each == made[0] for each in made)
    assert sorted(each.name for each in out.iterdir()) == sorted(set(names))


def test_eight_lints_say_the_same_with_one_cache(folder: Path) -> None:
    cache, report = folder / "cache", folder / "reports" / "lint.json"
    line = f"lint --format concise --format json:{report} --cache-dir {cache}"
    ended = _all(folder, [line] * MANY)
    assert {code for code, _, _ in ended} == {1}, ended
    assert len({out for _, out, _ in ended}) == 1
    assert {err for _, _, err in ended} == {ended[0][2]}
    assert list(_files(report.parent)) == ["lint.json"]
    after = _all(folder, [line.replace(f"--cache-dir {cache}", "--no-cache")])
    assert after == ended[:1]
