"""Measures what many policies cost, beside programs that check less, and writes scale.md.

    python -m benchmarks.scale FOLDER [--peers FOLDER] [--ajv FILE] [--huge]

Policies are generated into the folder. `--peers` names the folder of check-jsonschema, `--ajv`
the program `ajv` of the npm package ajv-cli; `--huge` measures 100,000 policies, too, which
takes half an hour. Without a peer its rows are left as they were measured before.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from benchmarks.bench import Row, bounded, corpus, in_one_file, is_policy
from benchmarks.measure import Cost, Job, measure, run

from benchmarks import bench

PAGE: Final = bench.ROOT / "benchmarks" / "scale.md"
MIDDLE, LARGE, HUGE = 1_000, 10_000, 100_000
SHARDS: Final = 4
_FEW = 12
_TIMES_AJV = 1.2
_WALK = (
    "import os,sys; [os.stat(os.path.join(d, f)) for d, _, fs in os.walk(sys.argv[1]) for f in fs]"
)
_FOUND = frozenset({0, 1})
_HEAD: Final = """\
# Many policies

Written by `python -m benchmarks.scale`, which `make bench` runs, too. Seconds are processor
seconds unless the row says by the clock; what stands in one row was measured in one interleaved
run, on the day and under the load (how many programs wanted a processor, of which there are
two) that stand behind it. A row that was not measured again is as it was.

| work | target | measured | beside it in the same run | | when |
|---|---|---|---|---|---|
"""


def beside_ajv(count: int, rounds: int, folder: Path, ajv: Path) -> Iterator[Row]:
    """Schema and references, positions and all, beside a program that tells the schema alone."""
    size = _corpus(count, folder)
    schema = _schema(folder)
    # Its pattern cannot leave out the organisation and what is in other languages.
    plain = folder / "plain"
    plain.mkdir(exist_ok=True)
    for path in (folder / "policies").glob("*.yaml"):
        if is_policy(path):
            shutil.copy(path, plain)
    told: list[str | Path] = [ajv, "validate", "--spec=draft2020", "--strict=false", "-s", schema]
    chosen = ("--select", bench.ONLY_SCHEMA)
    cost = measure(
        {
            "own": Job([*bench.LINT, *chosen], folder, _FOUND),
            "two": Job([*bench.TWO, *chosen], folder, _FOUND),
            "ajv": Job([*told, "-d", str(plain / "*.yaml")], folder, _FOUND),
        },
        rounds,
        warm=False,
    )
    limit = bench.SCHEMA_SECONDS[count]
    beside = f"ajv-cli, schema alone, {cost['ajv'].cpu:.3g} s"
    yield bounded(f"schema and references, {count:,} ({size})", limit, cost["own"].cpu, "s", beside)
    if count >= LARGE:
        times = cost["two"].wall / cost["ajv"].wall
        yield Row(
            f"schema and references, {count:,}, two workers, by the clock",
            f"≤ {_TIMES_AJV} times ajv-cli",
            f"{cost['two'].wall:.3g} s, {times:.2f} times",
            f"ajv-cli {cost['ajv'].wall:.3g} s",
            times <= _TIMES_AJV,
        )


def beside_check_jsonschema(folder: Path, program: str) -> Iterator[Row]:
    """The same over a few policies beside a program that takes seconds a policy."""
    size = _corpus(_FEW, folder)
    policies = [path for path in sorted((folder / "policies").glob("*.yaml")) if is_policy(path)]
    cost = measure(
        {
            "own": Job([*bench.LINT, "--select", bench.ONLY_SCHEMA], folder, _FOUND),
            "other": Job([program, "--schemafile", _schema(folder), *policies], folder, _FOUND),
        },
        1,
        warm=False,
    )
    yield Row(
        f"schema and references, {_FEW} ({size}), start-up included",
        "",
        f"{cost['own'].cpu:.3g} s",
        f"check-jsonschema, schema alone, {cost['other'].cpu:.3g} s",
        None,
    )


def unchanged(count: int, rounds: int, folder: Path) -> Iterator[Row]:
    """A run over what nobody has changed, beside a look at each file."""
    _corpus(count, folder)
    run(Job(bench.KEPT, folder, _FOUND))
    cost = measure(
        {
            "kept": Job(bench.KEPT, folder, _FOUND),
            "walk": Job([bench.PYTHON, "-c", _WALK, "policies"], folder),
        },
        rounds,
    )
    yield bounded(
        f"all rules, {count:,}, nothing changed since the last run",
        bench.KEPT_SECONDS.get(count),
        cost["kept"].cpu,
        "s",
        f"a walk and stat of the tree {cost['walk'].cpu:.3g} s",
    )


def in_shards(count: int, folder: Path) -> Iterator[Row]:
    """One run, and the same report from shards: the dearest shard and the merge."""
    _corpus(count, folder)
    one = run(Job([*bench.LINT, "--format", "json:../one.json"], folder, _FOUND))
    parts: list[Cost] = []
    names = [f"../shard-{number}.json" for number in range(1, SHARDS + 1)]
    for number, name in enumerate(names, start=1):
        words = ("--shard", f"{number}/{SHARDS}", "--format", f"json:{name}")
        parts.append(run(Job([*bench.LINT, *words], folder, _FOUND)))
    ending = ("--exit-zero", "--quiet", "--format", "json:../merged.json")
    merged = run(Job([bench.PROGRAM, "merge-reports", *names, *ending], folder, _FOUND))
    same = (folder / "../one.json").read_bytes() == (folder / "../merged.json").read_bytes()
    size = sum((folder / name).stat().st_size for name in names) / 1_000_000
    dearest = max(part.cpu for part in parts)
    yield Row(
        f"all rules, {count:,}, cold, in {SHARDS} shards",
        "the report of one run, byte for byte",
        f"{dearest:.3g} s the dearest shard, then {merged.cpu:.3g} s and "
        f"{merged.memory / 1_000_000:.0f} MB the merge; reports of {size:.0f} MB together",
        f"one run {one.cpu:.3g} s",
        same,
    )


def huge(folder: Path, smaller: Cost) -> Iterator[Row]:
    """A hundred thousand policies, one process, once; `smaller` is what a tenth of them cost."""
    size = _corpus(HUGE, folder)
    cost = run(Job(bench.LINT, folder, _FOUND))
    times = cost.cpu / smaller.cpu
    yield bounded(
        f"all rules, {HUGE:,} ({size}), cold",
        150.0,
        cost.cpu,
        "s",
        f"a tenth of them {smaller.cpu:.3g} s: {times:.1f} times for ten times as many",
    )
    yield bounded(
        f"most memory, all rules, {HUGE:,}, cold",
        600.0,
        cost.memory / 1_000_000,
        "MB",
        f"a tenth of them {smaller.memory / 1_000_000:.0f} MB",
    )


def _corpus(count: int, folder: Path) -> str:
    """The policies, generated unless they stand there; gives their mean size in words."""
    kept = folder.with_suffix(".size")
    if not kept.exists():
        kept.write_text(corpus(count, folder), encoding="utf-8")
    return kept.read_text(encoding="utf-8")


def _schema(folder: Path) -> Path:
    path = folder / "one.schema.json"
    path.write_text(json.dumps(in_one_file()), encoding="utf-8")
    return path


_REASONS: Final = """
## Where time and memory go that are missed

- **A hundred thousand policies**: time grows with their number (10.5 times for ten times as many), and so does memory: of each policy some 16 KB of facts stay, for rules look across all of them, and beside these what is known of its files. No single function is above a tenth of the time: reading takes a quarter, facts a tenth, the 81 rules that look at one policy two fifths, those that look across a tenth. Several machines share the work with `--shard`; memory of the merge is that of one run.
- **Beside ajv-cli**: it tells the schema alone, without lines, and starts at once; here positions, facts of every policy and names that lead to others are worked out, too.
- The machine was busy with other work while all of this was measured, as the load tells. It makes seconds of one row comparable, and those of different rows less so.
"""


def told(rows: Iterable[Row], before: str, when: str) -> str:
    """The page with these rows in place of those of the same work, all others as they were."""
    lines = {
        line.split(" | ")[0]: line
        for line in before.splitlines()
        if line.startswith("| ") and not line.startswith("| work")
    }
    for row in rows:
        cells = (row.work, row.target, row.measured, row.beside, bench.VERDICTS[row.met], when)
        line = f"| {' | '.join(cells)} |"
        lines[line.split(" | ", maxsplit=1)[0]] = line
    return _HEAD + "".join(f"{line}\n" for line in lines.values()) + _REASONS


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Measure what many policies cost.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--peers", type=Path, help="the folder of check-jsonschema")
    parser.add_argument("--ajv", type=Path, help="the program of ajv-cli")
    parser.add_argument("--huge", action="store_true", help=f"also {HUGE:,} policies")
    given = parser.parse_args()
    folder: Path = given.folder
    other = shutil.which("check-jsonschema", path=given.peers)
    if given.ajv is not None:
        ajv: Path = given.ajv.absolute()
        write(beside_ajv(MIDDLE, 3, folder / "middle", ajv))
        write(beside_ajv(LARGE, 1, folder / "large", ajv))
    if other is not None:
        write(beside_check_jsonschema(folder / "few", other))
    write(unchanged(LARGE, 3, folder / "large"))
    write(in_shards(LARGE, folder / "large"))
    if given.huge:
        smaller = run(Job(bench.LINT, folder / "large", _FOUND))
        write(huge(folder / "huge", smaller))


def write(rows: Iterable[Row]) -> None:
    """Put rows into the page, as they were measured just now."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    measured = list(rows)
    before = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    page = told(measured, before, f"{datetime.now(UTC).date().isoformat()}{load}")
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
