"""Writes README.md: every target beside what the other pages say was measured.

    python -m benchmarks.overview [--check]

`make bench` ends with it; `--check` says whether the page is as the others have it.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).resolve().parent
PAGE: Final = FOLDER / "README.md"
_HEAD: Final = """\
# How fast it is meant to be, and is

Written by `python -m benchmarks.overview` from the pages it names, which say how and when each
figure was measured. `make bench` measures anew and ends with it; gaps, history and search are
measured by the commands their pages name. Where a target is missed, the page says why; it stays.

| work | target | measured | | page |
|---|---|---|---|---|
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What is aimed at, and the rows of a page that tell what was measured.

    `rows` are how their first cells begin, with ` |` behind where that is the whole cell;
    `said` stands for a page where there is none.
    """

    work: str
    aim: str
    page: str = ""
    rows: list[str] = field(default_factory=list)
    said: str = ""


def targets() -> tuple[Target, ...]:
    """All of them, in their order."""
    listed = tomllib.loads((FOLDER / "targets.toml").read_text(encoding="utf-8"))["target"]
    return tuple(Target(**each) for each in listed)


def measured(target: Target) -> Iterator[list[str]]:
    """The cells of each row that tells what was measured for a target.

    Raises:
        ValueError: the page has no such row.
    """
    if not target.page:
        return
    lines = (FOLDER / target.page).read_text(encoding="utf-8").splitlines()
    for begins in target.rows:
        found = [line for line in lines if line.startswith(f"| {begins}")]
        if not found:
            message = f"{target.page} has no row that begins with {begins!r}"
            raise ValueError(message)
        for line in found:
            yield [cell.strip() for cell in line.strip("| ").split("|")]


def page() -> str:
    """The page as the others have it."""
    lines = []
    for target in targets():
        rows = list(measured(target))
        told = "<br>".join(_told(cells, target) for cells in rows) or target.said
        missed = any("missed" in cell for cells in rows for cell in cells)
        met = any(cell == "met" for cells in rows for cell in cells)
        verdict = "**missed**" if missed else "met" if met else ""
        link = f"[{target.page}]({target.page})" if target.page else ""
        lines.append(f"| {target.work} | {target.aim} | {told} | {verdict} | {link} |\n")
    return _HEAD + "".join(lines)


def _told(cells: list[str], target: Target) -> str:
    """A row without what the target says already."""
    work, *rest = cells
    said = (work if len(target.rows) > 1 or work != target.work else "", *rest)
    kept = [cell for cell in said if cell and not cell.startswith("≤") and cell != "met"]
    return "; ".join(cell for cell in kept if cell != "**missed**")


def main() -> int:
    """The command line; 1 where the page is not up to date."""
    parser = argparse.ArgumentParser(description="Write the page of all targets.")
    parser.add_argument("--check", action="store_true", help="write nothing")
    given = parser.parse_args()
    made = page()
    if given.check:
        return int(PAGE.read_text(encoding="utf-8") != made)
    PAGE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
