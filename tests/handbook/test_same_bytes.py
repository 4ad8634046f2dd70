"""The same policies give the same bytes, whoever renders them, where and when of the day."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from tests.handbook.hostile_files import Hostile
from tests.support.program import ROOT, run_afresh

from policykit.handbook.making import format_names

ELSEWHERE = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "4242", "TZ": "America/Adak", "LC_ALL": "C", "PYTHONUTF8": "1"},
)
SUMS = ("board", "managers-pack", "quick-card")
"""Handbooks that look at every policy of the repository and print a few pages of it."""


def marks(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def copied(kind: str, root: Path) -> Path:
    if kind == "small":
        Hostile(root)
        return root
    for name in ("policies", "schemas", "docs"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "policykit.yaml", root)
    return root


@pytest.mark.parametrize(
    ("kind", "handbooks", "locales"), [("small", (), ("en",)), ("full", SUMS, ("en", "sv"))]
)
def test_the_same_bytes_in_two_folders_with_two_seeds_in_two_time_zones(
    tmp_path: Path, kind: str, handbooks: tuple[str, ...], locales: tuple[str, ...]
) -> None:
    found: list[dict[str, str]] = []
    narrowed = ("--audience", "store-associate") if kind == "full" else ()
    for index, environment in enumerate(ELSEWHERE):
        root = copied(kind, tmp_path / f"folder {index}" / ("x" * (index + 1)))
        output = root / "build" / f"books-{index}"
        done = run_afresh(
            root,
            "render",
            *handbooks,
            *(word for name in format_names() for word in ("--format", name)),
            *(word for name in locales for word in ("--locale", name)),
            *narrowed,
            "--output",
            str(output),
            **environment,
        )
        assert done.exit_code == 0, done.stdout + done.stderr
        found.append(marks(output))
    first, second = found
    assert first == second
    endings = {Path(name).suffix for name in first}
    assert endings >= {".pdf", ".docx", ".md", ".html"}
