"""Measures what Tab and `policykit doctor` cost in a repository of a thousand policies.

    python -m benchmarks.completion

Writes completion.md. A shell waits for the program to start and for the names; what the names
take is told beyond the start, which is that of a command that does nothing but print its help.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks.generate import generate
from benchmarks.measure import Cost, Job, measure

POLICIES = 1_000
ROUNDS = 7
MOST_BEYOND = 0.150
MOST_CHECKUP = 2.0
RESULTS = Path(__file__).with_name("completion.md")
ROOT = Path(__file__).resolve().parents[1]

LINES = {
    "a policy": "policykit show ret",
    "an item of a policy": "policykit show returns.",
    "a role": "policykit gaps --owner ",
    "a rule": "policykit lint --select ",
    "all that can be explained": "policykit explain ",
    "a requirement": "policykit explain eu-consumer.",
    "a revision": "policykit diff ",
    "a format": "policykit gaps --format ",
    "a command": "policykit ",
}


def jobs(folder: Path) -> Mapping[str, Job]:
    """What is run, by what is told of it."""
    python = (sys.executable, "-m", "policykit")
    tabs = {name: Job(("env", *_asking(line), *python), folder) for name, line in LINES.items()}
    start = {"start": Job((*python, "show", "--help"), folder)}
    return start | tabs | {"doctor": Job((*python, "doctor"), folder, frozenset({0, 1}))}


def _asking(line: str) -> tuple[str, ...]:
    words = line.split(" ")
    return (
        "_POLICYKIT_COMPLETE=complete_bash",
        "COMP_WORDS=" + "\n".join(words),
        f"COMP_CWORD={len(words) - 1}",
    )


def table(costs: Mapping[str, Cost]) -> str:
    """The page."""
    start = costs["start"].cpu
    rows = []
    for name in LINES:
        beyond = max(0.0, costs[name].cpu - start)
        met = "met" if beyond <= MOST_BEYOND else "**missed**"
        rows.append(
            f"| {name} | {costs[name].cpu * 1000:.0f} ms | {beyond * 1000:.0f} ms | {met} |"
        )
    checkup = costs["doctor"]
    met = "met" if checkup.cpu <= MOST_CHECKUP else "**missed**"
    about = (
        f"Written by `python -m benchmarks.completion`: {POLICIES:,} policies under Git, the median "
        f"processor time of {ROUNDS} rounds. Starting takes {start * 1000:.0f} ms; names may take "
        f"{MOST_BEYOND * 1000:.0f} ms beyond it."
    )
    told = (
        f"`policykit doctor` takes {checkup.cpu:.2f} s there (target ≤ {MOST_CHECKUP:g} s: {met}), "
        f"{checkup.wall:.2f} s by the clock."
    )
    return "\n".join(
        (
            "# What Tab and a checkup cost",
            "",
            about,
            "",
            "| what is completed | in all | beyond the start | |",
            "|---|---|---|---|",
            *rows,
            "",
            told,
            "",
        )
    )


def main() -> None:
    """The command line."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(POLICIES, folder / "policies")
        for kept in ("policykit.yaml", "policies/organisation.yaml"):
            shutil.copy(ROOT / kept, folder / kept)
        for command in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "All")):
            person = ("-c", "user.name=a", "-c", "user.email=a@b.c")
            subprocess.run(["git", "-C", name, *person, *command], check=True)
        page = table(measure(jobs(folder), ROUNDS))
    RESULTS.write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
