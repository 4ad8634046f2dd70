"""What a gap report costs beside reading the policies, and a trend beside one cold read.

Call it with a folder to build the repositories in: `python -m benchmarks.gaps FOLDER`. A thousand
policies in force are the reference ones, over and over, for a chain of shops in all the countries
that the shipped frameworks are about, so that all of them apply and every need has many answers.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.measure import Cost, Job, measure

from policykit.gapping import read_policies
from policykit.opening import opened_at

_ROOT = Path(__file__).resolve().parents[1]
_POLICIES, _COMMITS, _ROUNDS = 1_000, 60, 5
_BEGAN, _APART = 1_789_000_000, 86_400
_DAY = "2026-11-22"
_BEYOND, _TIMES = 0.5, 3.0
_HERE = "  regions: [SE, DE, GB"
_MORE_REGIONS = """\
  ES:
    title: Spain
    currency: EUR
    languages: [es]
  US-CA:
    title: California
    currency: USD
    languages: [en]
  US-NY:
    title: New York
    currency: USD
    languages: [en]
"""


def build(folder: Path) -> None:
    """A repository of a thousand active policies, and 59 commits that change one each."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "policies").mkdir(parents=True)
    shutil.copytree(_ROOT / "schemas", folder / "schemas")
    (folder / "policykit.yaml").write_text("format: 1\nrelease_branch: main\n", encoding="utf-8")
    organisation = (_ROOT / "policies" / "organisation.yaml").read_text(encoding="utf-8")
    whole = re.sub(r"^regions:\n", f"regions:\n{_MORE_REGIONS}", organisation, flags=re.MULTILINE)
    (folder / "policies" / "organisation.yaml").write_text(whole, encoding="utf-8")
    for number, (name, text) in zip(range(_POLICIES), _texts(), strict=False):
        del number
        (folder / "policies" / f"{name}.yaml").write_text(text, encoding="utf-8")
    _commit_all(folder)


def _texts() -> Iterator[tuple[str, str]]:
    """Policies without end: the reference ones, then each again for one shop after another."""
    sources = [
        path
        for path in sorted((_ROOT / "policies").glob("*.yaml"))
        if path.name.count(".") == 1 and path.stem != "organisation"
    ]
    shop = 0
    while True:
        for path in sources:
            name = f"{path.stem}-{shop}" if shop else path.stem
            text = path.read_text(encoding="utf-8")
            text = text.replace(_HERE, f"{_HERE}, ES, US-CA, US-NY")
            yield name, text.replace(f"\nid: {path.stem}\n", f"\nid: {name}\n", 1)
        shop += 1


def _commit_all(folder: Path) -> None:
    git = ("git", "-c", "user.name=Ada", "-c", "user.email=a@b.example")
    subprocess.run([*git, "init", "--quiet", "-b", "main"], cwd=folder, check=True)
    changed = sorted((folder / "policies").glob("*-1.yaml"))
    for number in range(_COMMITS):
        if number:
            path = changed[number % len(changed)]
            text = path.read_text(encoding="utf-8")
            path.write_text(
                text.replace("\nsummary: ", f"\nsummary: {number} ", 1), encoding="utf-8"
            )
        day = f"{_BEGAN + number * _APART} +0000"
        subprocess.run([*git, "add", "--all"], cwd=folder, check=True)
        subprocess.run(
            [*git, "commit", "--quiet", "--message", f"Commit {number}"],
            cwd=folder,
            check=True,
            env={"PATH": "/usr/bin:/bin", "GIT_COMMITTER_DATE": day, "GIT_AUTHOR_DATE": day},
        )


def load(folder: Path) -> None:
    """All that a gap report reads, and nothing else."""
    with opened_at(folder, "") as opened:
        read_policies(opened)


def main() -> None:
    """Build the repository where it is missing and print what was measured, as a table."""
    if sys.argv[1] == "--load":
        load(Path(sys.argv[2]))
        return
    folder = Path(sys.argv[1]).absolute()
    if not folder.exists():
        build(folder)
    gaps = (sys.executable, "-m", "policykit", "gaps", "--today", _DAY, "--exit-zero")
    # The bench reads its own module from the top of the repository, so the folder is an argument.
    costs = measure(
        {
            "load": Job((sys.executable, "-m", "benchmarks.gaps", "--load", folder), _ROOT),
            "json": Job((*gaps, "--format", "json"), folder),
            "text": Job((*gaps, "--format", "text"), folder),
            "html": Job((*gaps, "--format", "html"), folder),
            "trend": Job((*gaps, "--trend", "commits", "--points", str(_COMMITS)), folder),
        },
        _ROUNDS,
    )
    sys.stdout.write("\n".join(_table(costs)) + "\n")


def _table(costs: Mapping[str, Cost]) -> Iterator[str]:
    loaded = costs["load"].cpu
    yield "| work | processor time | beside it | target | most memory |"
    yield "|---|---|---|---|---|"
    yield f"| reading {_POLICIES:,} policies and 14 frameworks | {loaded:.2f} s | | | {_memory(costs['load'])} |"
    for name in ("json", "text", "html"):
        more = costs[name].cpu - loaded
        met = "met" if more <= _BEYOND else "**missed**"
        yield (
            f"| gap report as {name} | {costs[name].cpu:.2f} s | {more:.2f} s beyond reading "
            f"| ≤ {_BEYOND} s: {met} | {_memory(costs[name])} |"
        )
    times = costs["trend"].cpu / loaded
    met = "met" if times <= _TIMES else "**missed**"
    yield (
        f"| trend over {_COMMITS} commits, with the report | {costs['trend'].cpu:.2f} s "
        f"| {times:.1f} times reading | ≤ {_TIMES:.0f} times: {met} | {_memory(costs['trend'])} |"
    )


def _memory(cost: Cost) -> str:
    return f"{cost.memory / 1e6:.0f} MB"


if __name__ == "__main__":
    main()
