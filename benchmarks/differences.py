"""How long `policykit diff` of two commits takes over many policies, beside what Git takes alone.

Call it with a folder to build the repositories in: `python -m benchmarks.differences FOLDER`.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from benchmarks.generate import generate
from benchmarks.measure import Cost, Job, measure

SIZES: Final = {1_000: 50, 10_000: 100}
"""How many policies there are, and how many of them changed."""

_ROUNDS = 5
_LENGTH = re.compile(r"(?<=: )\d+(?= days\n)")
_GIT = (
    "git",
    "-c",
    "gc.auto=0",
    "-c",
    "init.defaultBranch=main",
    "-c",
    "user.name=Ada",
    "-c",
    "user.email=a@b.example",
)


def build(count: int, changed: int, folder: Path) -> None:
    """A repository of two commits; the second makes a promise of some policies a day longer."""
    generate(count, folder)
    _git(folder, "init", "--quiet")
    _commit(folder)
    policies = (
        path
        for path in sorted((folder / "policies").glob("*.yaml"))
        if _LENGTH.search(path.read_text(encoding="utf-8"))
    )
    with_promises = list(policies)
    for path in with_promises[:: len(with_promises) // changed][:changed]:
        text = path.read_text(encoding="utf-8")
        path.write_text(_LENGTH.sub(_longer, text, count=1), encoding="utf-8")
    _commit(folder)
    _git(folder, "gc", "--quiet")


def costs(folder: Path, rounds: int) -> Mapping[str, Cost]:
    """What `diff`, its start alone, and `git` (`diff --raw`) cost in one interleaved run."""
    program = (sys.executable, "-m", "policykit", "diff")
    return measure(
        {
            "diff": Job((*program, "HEAD~1..HEAD", "--quiet"), folder),
            "start": Job((*program, "--help"), folder),
            "git": Job(("git", "diff", "--raw", "HEAD~1", "HEAD"), folder),
        },
        rounds,
    )


def main() -> None:
    """Build the repositories that are not there yet, and print what was measured."""
    for count, changed in SIZES.items():
        folder = Path(sys.argv[1]) / f"{count}"
        if not folder.exists():
            build(count, changed, folder)
        found = costs(folder, _ROUNDS)
        words = ", ".join(
            f"{name} {each.cpu:.3f} s ({each.wall:.3f} s by the clock, {each.memory / 1e6:.0f} MB)"
            for name, each in found.items()
        )
        sys.stdout.write(f"{count:,} policies, {changed:,} changed: {words}\n")


def _longer(found: re.Match[str]) -> str:
    return str(int(found[0]) + 1)


def _commit(folder: Path) -> None:
    _git(folder, "add", "--all")
    _git(folder, "commit", "--quiet", "--message", "Policies")


def _git(folder: Path, *words: str) -> None:
    subprocess.run([*_GIT, *words], cwd=folder, check=True)


if __name__ == "__main__":
    main()
