"""Measures policykit against its targets and writes results.md.

    python -m benchmarks.bench [--quick] [--peers FOLDER]

Seconds are processor seconds, medians of interleaved runs, so ratios hold on any machine.
`--quick` leaves out what takes minutes; `--peers` names the folder with the other programs
to compare with.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.measure import Cost, Job, measure, run

from benchmarks import differences

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results.md"
PYTHON = Path(sys.executable)
PROGRAM = PYTHON.with_name("policykit")
KEPT = (PROGRAM, "lint", "--exit-zero", "--quiet", "--cache-dir", "../kept")
LINT = (PROGRAM, "lint", "--exit-zero", "--quiet", "--no-cache", "--workers", "1")
TWO = (*LINT[:-1], "2")
ONLY_SCHEMA = "schema,references"
FEW, SMALL, MIDDLE, LARGE = 12, 75, 1_000, 10_000
PEERS = ("yamllint", "check-jsonschema")
"""Programs that check YAML, for comparison; the second one against our schema of policies."""

PART_OF_PEERS = 0.1

_WHOLE = 1_000
"""From here on a figure is told to the unit."""

VERSION_TIMES = 1.5
ONE_FILE_MORE = 150
ONE_FILE_MORE_KEPT = 60
SCHEMA_SECONDS = {MIDDLE: 1.0, LARGE: 10.0}
ALL_SECONDS = {MIDDLE: 2.5}
KEPT_SECONDS = {LARGE: 0.6}
ONE_CHANGED_SECONDS = {MIDDLE: 0.5}
TWO_SECONDS = {LARGE: 12.0}
ALL_MEGABYTES = {LARGE: 300.0}
DIFF_SECONDS = {MIDDLE: 0.6, LARGE: 2.0}
DIFF_MEGABYTES = {LARGE: 300.0}
"""The targets: times bare Python, milliseconds more than a bare app, seconds, megabytes."""

REASONS = (
    (
        "- **`--version`** can be missed where an old pip installed the program: the script it "
        "writes imports `re` first, which costs as much as half of Python's own start."
    ),
    (
        "- **One file**: every other policy is parsed for its facts, or its facts are read back; "
        "some 370 modules are imported, of which the YAML library takes a tenth; the frameworks "
        "are parsed; with nothing kept, `holidays` loads all countries when a promise in business "
        "time is compared."
    ),
    (
        "- **Nothing changed**: two fifths go into reading facts back, two fifths into rules that "
        "look across policies, the rest into start-up. What these rules found is not kept."
    ),
    (
        "- **Many files**: of schema and references, reading takes about two fifths (the C parser "
        "a seventh, data with positions the rest), facts with every reference of every policy "
        "three tenths, the rules a sixth. Of all rules together, which take more than half, the "
        "dearest one counts the words of every text (`hard-to-read`, a fifteenth)."
    ),
    (
        "- **Memory**: facts of every policy stay, so that rules can look across them; beside "
        "them up to 2 KB a policy of terms as read."
    ),
    (
        "- **A comparison**: of 1,000 policies with 50 changed, loading some 375 modules takes "
        "about a quarter (GitPython and the YAML library load whole), parsing both sides of the "
        "policies that changed a fifth, their items an eighth, telling the changes a sixth, "
        "listing a tenth."
    ),
)
"""Why targets are missed, as profiles showed; to be read anew when a figure moves."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: the work, what is aimed at, what was measured, beside what.

    `met` is None where nothing is aimed at.
    """

    work: str
    target: str
    measured: str
    beside: str
    met: bool | None


def start_up(rounds: int) -> Iterator[Row]:
    """What it costs to begin."""
    folder = ROOT
    cost = measure(
        {
            "nothing": Job([PYTHON, "-c", "pass"], folder),
            "installed": Job([PROGRAM, "--version"], folder),
            "module": Job([PYTHON, "-m", "policykit", "--version"], folder),
            "import": Job([PYTHON, "-c", "import policykit.cli.app"], folder),
            "typer": Job([PYTHON, "-c", "import typer"], folder),
        },
        rounds,
    )
    bare = cost["nothing"].cpu
    beside = f"`python -c pass` {_ms(cost['nothing'])}"
    for name, work in (
        ("installed", "`policykit --version`"),
        ("module", "`python -m policykit --version`"),
    ):
        ratio = cost[name].cpu / bare
        yield Row(
            work,
            f"≤ {VERSION_TIMES} times",
            f"{_ms(cost[name])}, {ratio:.2f} times",
            beside,
            ratio <= VERSION_TIMES,
        )
    yield Row(
        "fresh `import policykit.cli.app`",
        "no heavy library (a test)",
        _ms(cost["import"]),
        f"`import typer` {_ms(cost['typer'])}",
        met=True,
    )


def one_file(rounds: int, folder: Path) -> Iterator[Row]:
    """What it costs to check one file among a few."""
    size = corpus(SMALL, folder)
    cost = measure(
        {
            "typer": Job([PYTHON, ROOT / "benchmarks" / "nothing.py", "policies"], folder),
            "one": Job([*LINT, "policies/returns.yaml"], folder),
            "kept": Job([*KEPT, "policies/returns.yaml"], folder),
        },
        rounds,
    )
    for name, words, most in (
        ("one", "nothing kept from before", ONE_FILE_MORE),
        ("kept", "nothing changed since the last run", ONE_FILE_MORE_KEPT),
    ):
        more = (cost[name].cpu - cost["typer"].cpu) * 1_000
        yield Row(
            f"lint one file of {SMALL} ({size}), {words}",
            f"≤ bare typer app + {most} ms",
            f"{_ms(cost[name])}: + {more:.0f} ms",
            f"a typer app that does nothing {_ms(cost['typer'])}",
            more <= most,
        )


def many_files(count: int, rounds: int, folder: Path) -> Iterator[Row]:
    """What it costs to check many files, one process."""
    size = corpus(count, folder)
    run(Job(KEPT, folder))
    cost = measure(
        {
            "schema": Job([*LINT, "--select", ONLY_SCHEMA], folder),
            "all": Job(LINT, folder),
            "two": Job(TWO, folder),
            "kept": Job(KEPT, folder),
            "parser": Job([PYTHON, ROOT / "benchmarks" / "events.py", "."], folder),
        },
        rounds,
        warm=count < LARGE,
    )
    seconds = {name: each.cpu for name, each in cost.items()}
    memory = cost["two"].memory / 1_000_000
    work = f"schema and references only, {count:,} ({size})"
    for name, words, limit in (
        ("schema", work, SCHEMA_SECONDS.get(count)),
        ("all", f"all rules, {count:,}, cold", ALL_SECONDS.get(count)),
    ):
        times = seconds[name] / seconds["parser"]
        beside = f"the C parser alone {seconds['parser']:.3g} s: {times:.1f} times"
        yield bounded(words, limit, seconds[name], "s", beside)
    part = seconds["kept"] / seconds["all"]
    work = f"all rules, {count:,}, nothing changed since the last run"
    beside = f"the same with nothing kept {seconds['all']:.3g} s: {part:.0%} of it"
    yield bounded(work, KEPT_SECONDS.get(count), seconds["kept"], "s", beside)
    changed = one_changed(rounds, folder)
    work = f"all rules, {count:,}, one changed since the last run"
    yield bounded(work, ONE_CHANGED_SECONDS.get(count), changed, "s")
    two = cost["two"]
    work = f"all rules, {count:,}, cold, two workers, by the clock"
    beside = f"processor seconds {two.cpu:.3g}; one process by the clock {cost['all'].wall:.3g} s"
    yield bounded(work, TWO_SECONDS.get(count), two.wall, "s", beside)
    work = f"most memory of one process, all rules, {count:,}, two workers"
    yield bounded(work, ALL_MEGABYTES.get(count), memory, "MB")


def one_changed(rounds: int, folder: Path) -> float:
    """Seconds of a run after one policy was changed, the median."""
    policy = next(path for path in sorted((folder / "policies").glob("*.yaml")) if is_policy(path))
    found: list[float] = []
    for number in range(rounds):
        with policy.open("a", encoding="utf-8") as file:
            file.write(f"# change {number}\n")
        found.append(run(Job(KEPT, folder)).cpu)
    return median(found)


def two_commits(count: int, rounds: int, folder: Path) -> Iterator[Row]:
    """What it costs to tell what is otherwise between two commits."""
    changed = differences.SIZES[count]
    differences.build(count, changed, folder)
    cost = differences.costs(folder, rounds)
    work = f"diff of two commits, {count:,} policies, {changed:,} changed"
    beside = f"`git diff --raw` {_ms(cost['git'])}, `diff --help` {_ms(cost['start'])}"
    yield bounded(work, DIFF_SECONDS.get(count), cost["diff"].cpu, "s", beside)
    memory = cost["diff"].memory / 1_000_000
    yield bounded(f"most memory, {work}", DIFF_MEGABYTES.get(count), memory, "MB")


def beside_peers(rounds: int, folder: Path, peers: Mapping[str, str]) -> Iterator[Row]:
    """All rules beside what other programs take to check less, over a few policies.

    `peers` are the paths of those of `PEERS` that are installed.
    """
    size = corpus(FEW, folder)
    schema = folder / "one.schema.json"
    schema.write_text(json.dumps(in_one_file()), encoding="utf-8")
    policies = [path for path in sorted((folder / "policies").glob("*.yaml")) if is_policy(path)]
    arguments: dict[str, list[str | Path]] = {
        "yamllint": ["-d", "relaxed", "--no-warnings", *policies],
        "check-jsonschema": ["--schemafile", schema, *policies],
    }
    found = frozenset({0, 1})
    jobs = {name: Job([path, *arguments[name]], folder, found) for name, path in peers.items()}
    cost = measure({"all": Job(LINT, folder), **jobs}, rounds, warm=False)
    own = cost["all"].cpu
    told = [
        f"{name} {cost[name].cpu:.3g} s" if name in jobs else f"{name} not installed"
        for name in PEERS
    ]
    all_there = len(jobs) == len(PEERS)
    part = own / sum(cost[name].cpu for name in jobs) if jobs else 0.0
    yield Row(
        f"all rules, {FEW} policies ({size}), start-up included",
        f"≤ {PART_OF_PEERS} of the two together",
        f"{own:.3g} s" + (f": {part:.2g} of what is there" if jobs else ""),
        ", ".join(told),
        part <= PART_OF_PEERS if all_there else None,
    )


def is_policy(path: Path) -> bool:
    """Whether a file of the policies folder is a policy in its own language."""
    return "." not in path.stem and path.stem != "organisation"


def in_one_file() -> dict[str, object]:
    """The schema of policies with what it refers to inside: else it is read anew each time."""
    schemas = ROOT / "schemas"
    whole: dict[str, object] = json.loads((schemas / "policy.schema.json").read_text("utf-8"))
    common = json.loads((schemas / "common.schema.json").read_text("utf-8"))
    parts = whole.get("$defs")
    inside = parts if isinstance(parts, dict) else {}
    return {**whole, "$id": "https://schemas.example/policy", "$defs": {**inside, "all": common}}


def installed(folder: Path | None) -> dict[str, str]:
    """The paths of the programs to compare with that are in a folder, else on the path."""
    found = {name: shutil.which(name, path=folder) for name in PEERS}
    return {name: path for name, path in found.items() if path is not None}


def corpus(count: int, folder: Path) -> str:
    """Write the policies into a folder; gives their mean size in words."""
    done = subprocess.run(
        [PYTHON, "-m", "benchmarks.generate", str(count), folder],
        capture_output=True,
        check=True,
        cwd=ROOT,
        encoding="utf-8",
    )
    found = re.search(r"[0-9.]+ KB", done.stdout)
    if found is None:
        message = f"the generator does not tell a size: {done.stdout}"
        raise ValueError(message)
    return f"mean {found[0]}"


def table(rows: list[Row], rounds: Mapping[str, int]) -> str:
    """The results as a page."""
    lines = [
        "# Measured speed and memory",
        "",
        "Written by `make bench`. Seconds are processor seconds, medians of interleaved runs; ",
        "ratios come from one run and so hold on any machine. The policies are the reference ",
        "policies multiplied by `benchmarks/generate.py`.",
        "What handbooks cost stands in [handbooks.md](handbooks.md).",
        "",
        f"{platform.system()}, {os.cpu_count()} cores, Python {platform.python_version()}; "
        + ", ".join(f"{name}: {number} rounds" for name, number in rounds.items())
        + ".",
        "",
        "| work | target | measured | beside it in the same run | |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {row.work} | {row.target} | {row.measured} | {row.beside} | {VERDICTS[row.met]} |"
        for row in rows
    ]
    if any(row.met is False for row in rows):
        lines += ["", "## Where time goes that is missed", "", *REASONS]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def bounded(work: str, limit: float | None, found: float, unit: str, beside: str = "") -> Row:
    """A row with a limit; None where nothing is aimed at."""
    target = "" if limit is None else f"≤ {limit:g} {unit}"
    met = None if limit is None else found <= limit
    shown = f"{found:.3g}" if found < _WHOLE else f"{found:,.0f}"
    return Row(work, target, f"{shown} {unit}", beside, met)


VERDICTS = {True: "met", False: "**missed**", None: ""}


def _ms(cost: Cost) -> str:
    return f"{cost.cpu * 1_000:.0f} ms"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Measure policykit against its targets.")
    parser.add_argument("--quick", action="store_true", help=f"leave out {LARGE:,} policies")
    parser.add_argument(
        "--peers", type=Path, help=f"the folder of {' and '.join(PEERS)}; else the path is searched"
    )
    given = parser.parse_args()
    quick: bool = given.quick
    rounds = {"start-up": 21, f"{SMALL}": 11, f"{MIDDLE:,}": 5}
    rows = list(start_up(rounds["start-up"]))
    folder = Path(tempfile.mkdtemp(prefix="policykit-bench-"))
    try:
        rows += one_file(rounds[f"{SMALL}"], folder / "small")
        rows += many_files(MIDDLE, rounds[f"{MIDDLE:,}"], folder / "middle")
        rows += two_commits(MIDDLE, rounds[f"{MIDDLE:,}"], folder / "middle-commits")
        rounds[f"{FEW}"] = 1
        rows += beside_peers(rounds[f"{FEW}"], folder / "few", installed(given.peers))
        if not quick:
            rounds[f"{LARGE:,}"] = 3
            rows += many_files(LARGE, rounds[f"{LARGE:,}"], folder / "large")
            rows += two_commits(LARGE, rounds[f"{LARGE:,}"], folder / "large-commits")
    finally:
        shutil.rmtree(folder)
    page = table(rows, rounds)
    print(page)
    RESULTS.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
