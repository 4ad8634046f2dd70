"""How many small wrong changes of the code the tests notice.

    python -m benchmarks.mutation --seed 1 --number 300

draws changes of lint, validation and yamlsource (see `mutants`), runs the tests that touch each
(see `trials`), prints what no test noticed and writes benchmarks/mutation.md. The same seed,
number and code draw the same changes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from random import Random

# Imported here, so that each trial need not.
import pytest
from benchmarks.mutants import Mutant, mutants, mutated
from benchmarks.trials import (
    SURVIVED,
    TOO_LONG,
    UNTOUCHED,
    Change,
    Quick,
    Touching,
    Trial,
    arguments,
    run,
    thorough,
    unshrunk,
)

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src"
KEPT = ROOT / "build" / "mutation"
WRITTEN = ROOT / "benchmarks" / "mutation.md"
EQUIVALENT = ROOT / "benchmarks" / "mutation.toml"
TESTS = {
    "lint": (
        "tests/lint",
        "tests/cli/test_lint_statistics.py",
        "tests/cli/test_lint_levels.py",
        "tests/cli/test_baseline.py",
        "tests/cli/test_custom_rules.py",
        "tests/cli/test_cache.py",
    ),
    "validation": ("tests/validation",),
    "yamlsource": ("tests/yamlsource",),
}
"""The packages, and where the tests are that may touch them."""

LONGEST = 3.0
"""Seconds of a test, measured for coverage, above which it takes no part."""

BUDGET = 20.0
"""Seconds that the tests of one change may take together, measured for coverage."""

GOAL = 0.8
SHOWN = 120
"""Characters of code that a list shows."""

NOISE = 1.96
"""Standard deviations of a range that holds 95 of 100 times."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A change that was drawn: its module's file, below src, and what it is."""

    path: str
    mutant: Mutant

    @property
    def name(self) -> str:
        """What it is called here."""
        return f"{self.path}:{self.mutant.nth}"

    def change(self) -> Change:
        """The changed module."""
        path = SOURCE / self.path
        module = self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        return Change(module, path, mutated(path.read_text(encoding="utf-8"), self.mutant.nth))


@dataclass(frozen=True, slots=True)
class Touched:
    """Which tests run which lines of which file, and the seconds each takes."""

    seconds: Mapping[str, float]
    lines: Mapping[str, Mapping[str, Sequence[str]]]

    def tests(self, drawn: Drawn, *, wide: bool) -> tuple[str, ...]:
        """The tests that run a change, named ones and quick ones first.

        `wide` adds those that run anything else of its module. What no test runs is worked out at
        import: then those of its module come first, and behind them all the others.
        """
        lines = self.lines.get(drawn.path, {})
        near = self._of(lines, range(drawn.mutant.line, drawn.mutant.last + 1))
        if not wide:
            return self._affordable(self._sorted(near, drawn))
        module = self._of(lines, map(int, lines)) - near
        others = set() if near else self._quick(self.seconds) - module
        return self._affordable(
            test for tests in (near, module, others) for test in self._sorted(tests, drawn)
        )

    def _affordable(self, tests: Iterable[str]) -> tuple[str, ...]:
        """The first of the tests, as many as take no more than the budget."""
        spent = 0.0
        chosen: list[str] = []
        for test in tests:
            spent += self.seconds[test]
            if spent > BUDGET:
                break
            chosen.append(test)
        return tuple(chosen)

    def limit(self, tests: Iterable[str]) -> float:
        """The seconds of processor after which tests hang."""
        return 10 + 3 * sum(self.seconds[test] for test in tests)

    def _of(self, lines: Mapping[str, Sequence[str]], wanted: Iterable[int]) -> set[str]:
        return self._quick({test for line in wanted for test in lines.get(str(line), ())})

    def _quick(self, tests: Iterable[str]) -> set[str]:
        return {test for test in tests if self.seconds.get(test, math.inf) <= LONGEST}

    def _sorted(self, tests: Iterable[str], drawn: Drawn) -> list[str]:
        stem = Path(drawn.path).stem
        return sorted(tests, key=lambda test: (stem not in test, self.seconds[test], test))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a change: killed, killed by time, survived, or equivalent and why."""

    drawn: Drawn
    state: str
    reason: str = ""


def draw(package: str, number: int, seed: int) -> tuple[Drawn, ...]:
    """That many changes of a package, from each module as many as its share."""
    there: dict[str, list[Drawn]] = {}
    for each in every(package):
        there.setdefault(each.path, []).append(each)
    total = sum(map(len, there.values()))
    number = min(number, total)
    shares = {path: number * len(each) / total for path, each in there.items()}
    counts = {path: math.floor(share) for path, share in shares.items()}
    dice = Random(f"{seed} {package}")
    order = sorted(shares, key=lambda path: (counts[path] - shares[path], dice.random()))
    for path in order[: number - sum(counts.values())]:
        counts[path] += 1
    return tuple(
        drawn
        for path, each in there.items()
        for drawn in sorted(
            Random(f"{seed} {path}").sample(each, counts[path]), key=lambda one: one.mutant.nth
        )
    )


@cache
def every(package: str) -> tuple[Drawn, ...]:
    """All changes of a package there could be."""
    return tuple(
        Drawn(path.relative_to(SOURCE).as_posix(), mutant)
        for path in sorted((SOURCE / "policykit" / package).rglob("*.py"))
        for mutant in mutants(path.read_text(encoding="utf-8"))
    )


def touched(package: str) -> Touched:
    """Run the tests of a package once, and see what they touch; kept while nothing changes."""
    kept = KEPT / f"{package}-{_state()}.json"
    if not kept.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        files = sorted((SOURCE / "policykit" / package).rglob("*.py"))
        (code,) = _codes([Trial("touched", partial(_touch, package, files, kept), math.inf)], 1)
        if code not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}:
            kept.unlink(missing_ok=True)
            raise SystemExit(f"The tests of {package} cannot be run: {code}.")
    told = json.loads(kept.read_text(encoding="utf-8"))
    for test in told["failed"]:
        print(f"takes no part, since it fails while it is measured: {test}", file=sys.stderr)
    return Touched(told["seconds"], told["lines"])


def _touch(package: str, files: Sequence[Path], kept: Path) -> int:
    unshrunk()
    return int(pytest.main(arguments(TESTS[package]), plugins=[Touching(SOURCE, files, kept)]))


def _codes(trials: Iterable[Trial], workers: int) -> list[int]:
    return [code for _, code in run(trials, workers)]


@cache
def _state() -> str:
    """A digest of all the code there is, and of the policies that tests read."""
    digest = hashlib.sha256()
    for folder in ("src", "tests", "schemas", "policies", "templates"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def judged(package: str, drawn: Sequence[Drawn], workers: int) -> Iterator[Outcome]:
    """Try each change; those that live on quickly are tried thoroughly. Kept as `touched` is."""
    names = hashlib.sha256("\n".join(each.name for each in drawn).encode()).hexdigest()[:16]
    kept = KEPT / f"{package}-{_state()}-{names}.json"
    if not kept.exists():
        kept.write_text(json.dumps(_tried(package, drawn, workers)), encoding="utf-8")
    codes: dict[str, int] = json.loads(kept.read_text(encoding="utf-8"))
    reasons = _equivalent()
    for each in drawn:
        code = codes.get(each.name, SURVIVED)
        key = each.path, each.mutant.function, each.mutant.before, each.mutant.after
        if code == TOO_LONG:
            yield Outcome(each, "killed by time")
        elif code not in {SURVIVED, UNTOUCHED}:
            yield Outcome(each, "killed")
        elif key in reasons:
            yield Outcome(each, "equivalent", reasons[key])
        else:
            yield Outcome(each, "survived")


def _tried(package: str, drawn: Sequence[Drawn], workers: int) -> dict[str, int]:
    known = touched(package)
    codes = _quick(package, drawn, known, workers)
    trials = []
    for each in drawn:
        tests = known.tests(each, wide=True)
        if tests and codes.get(each.name, SURVIVED) in {SURVIVED, UNTOUCHED}:
            trials.append(Trial(each.name, partial(_thorough, each, tests), known.limit(tests)))
    return codes | dict(run(_told(trials), workers))


def _told(trials: Sequence[Trial]) -> Iterator[Trial]:
    for number, trial in enumerate(trials):
        if number % 20 == 0:
            print(f"thoroughly: {number} of {len(trials)}", file=sys.stderr)
        yield trial


def _thorough(drawn: Drawn, tests: Sequence[str]) -> int:
    return thorough(drawn.change(), tests)


def _quick(package: str, drawn: Sequence[Drawn], known: Touched, workers: int) -> dict[str, int]:
    """The exit codes of quick trials, by name. They run in a process that imports policykit."""
    found = KEPT / f"{package}.quick.json"
    work = partial(_quickly, package, drawn, known, workers, found)
    (code,) = _codes([Trial("quick", work, math.inf)], 1)
    if code:
        raise SystemExit(f"The tests of {package} cannot be collected: {code}.")
    codes: dict[str, int] = json.loads(found.read_text(encoding="utf-8"))
    if codes.pop("as it is") != SURVIVED:
        raise SystemExit(f"The tests of {package} fail in a fork.")
    return codes


def _quickly(
    package: str, drawn: Sequence[Drawn], known: Touched, workers: int, found: Path
) -> int:
    changes: dict[str, Callable[[], Change] | None] = {"as it is": None}
    chosen: dict[str, Sequence[str]] = {"as it is": sorted(known.seconds)}
    for each in drawn:
        tests = known.tests(each, wide=False)
        if tests:
            changes[each.name] = each.change
            chosen[each.name] = tests
    codes: dict[str, int] = {}
    unshrunk()
    plugin = Quick(changes, chosen, known.limit, workers, codes.__setitem__)
    code = pytest.main(arguments(TESTS[package]), plugins=[plugin])
    found.write_text(json.dumps(codes), encoding="utf-8")
    return 0 if code == pytest.ExitCode.NO_TESTS_COLLECTED else int(code)


def _equivalent() -> Mapping[tuple[str, str, str, str], str]:
    """Changes that a reader found to change nothing, and why."""
    if not EQUIVALENT.exists():
        return {}
    with EQUIVALENT.open("rb") as file:
        rows = tomllib.load(file).get("equivalent", [])
    return {
        (row["path"], row["function"], row["before"], row["after"]): row["because"] for row in rows
    }


def confidence(killed: int, total: int) -> tuple[float, float]:
    """Wilson's range of a share: between which bounds it lies 95 of 100 times."""
    if not total:
        return 0.0, 1.0
    share = killed / total
    middle = share + NOISE**2 / (2 * total)
    half = NOISE * math.sqrt(share * (1 - share) / total + NOISE**2 / (4 * total**2))
    whole = 1 + NOISE**2 / total
    return (middle - half) / whole, (middle + half) / whole


def main(argv: Sequence[str] | None = None) -> int:
    """Draw, try and tell; the exit code is 1 where a package stays below the goal."""
    parser = argparse.ArgumentParser(description="How many wrong changes the tests notice.")
    parser.add_argument("packages", nargs="*", default=list(TESTS), metavar="package")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--number", type=int, default=300, help="changes of each package")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--write", action="store_true", help="write benchmarks/mutation.md")
    options = parser.parse_args(argv)
    outcomes: dict[str, list[Outcome]] = {}
    for package in options.packages:
        drawn = draw(package, options.number, options.seed)
        outcomes[package] = list(judged(package, drawn, options.workers))
        for each in outcomes[package]:
            if each.state == "survived":
                print(_line(each))
        print(_score(package, outcomes[package]))
    if options.write:
        WRITTEN.write_text(_page(outcomes, options.seed, options.number), encoding="utf-8")
    return int(any(_share(each) < GOAL for each in outcomes.values()))


def _counted(outcomes: Sequence[Outcome]) -> tuple[int, int, int]:
    """How many were killed, may be judged, and are equivalent."""
    equivalent = sum(each.state == "equivalent" for each in outcomes)
    killed = sum(each.state.startswith("killed") for each in outcomes)
    return killed, len(outcomes) - equivalent, equivalent


def _share(outcomes: Sequence[Outcome]) -> float:
    killed, total, _ = _counted(outcomes)
    return killed / total if total else 1.0


def _score(package: str, outcomes: Sequence[Outcome]) -> str:
    killed, total, equivalent = _counted(outcomes)
    low, high = confidence(killed, total)
    return (
        f"{package}: {killed} of {total} killed, {killed / max(total, 1):.1%} "
        f"({low:.0%} to {high:.0%}); {equivalent} more are equivalent"
    )


def _line(outcome: Outcome) -> str:
    mutant = outcome.drawn.mutant
    where = f" {mutant.function}" if mutant.function else ""
    return f"{outcome.drawn.path}:{mutant.line}{where}\n  - {mutant.before}\n  + {mutant.after}"


def _page(outcomes: Mapping[str, Sequence[Outcome]], seed: int, number: int) -> str:
    rows = []
    for package, each in outcomes.items():
        killed, total, equivalent = _counted(each)
        low, high = confidence(killed, total)
        late = sum(one.state == "killed by time" for one in each)
        strict = confidence(killed, len(each))
        rows.append(
            f"| `{package}` | {len(every(package))} | {len(each)} | {killed} | {late} "
            f"| {equivalent} | **{killed / total:.1%}** | {low:.1%} to {high:.1%} "
            f"| {killed / len(each):.1%} ({strict[0]:.1%} to {strict[1]:.1%}) |"
        )
    return HEAD.format(
        seed=seed,
        number=number,
        rows="\n".join(rows),
        longest=LONGEST,
        budget=BUDGET,
        equivalent=_listed(outcomes, "equivalent"),
        survived=_listed(outcomes, "survived"),
    )


def _listed(outcomes: Mapping[str, Sequence[Outcome]], state: str) -> str:
    lines = []
    for each in (one for found in outcomes.values() for one in found if one.state == state):
        mutant = each.drawn.mutant
        where = f"`{each.drawn.path.removeprefix('policykit/')}:{mutant.line}` {mutant.function}"
        change = f"`{_cell(mutant.before)}` → `{_cell(mutant.after)}`"
        reason = f": {each.reason}" if each.reason else ""
        lines.append(f"- {where.rstrip()}: {change}{reason}")
    return "\n".join(lines) or "None."


def _cell(code: str) -> str:
    shown = code.replace("`", "'")
    return shown if len(shown) <= SHOWN else f"{shown[: SHOWN - 1]}…"


HEAD = """\
# Mutation score

Do the tests notice when the code is wrong? `make mutation` makes small wrong changes of the code, one at a time, runs the tests that touch each, and counts how many changes make a test fail.

Written by `python -m benchmarks.mutation --seed {seed} --number {number} --write`.

| package | possible changes | drawn | killed | of them by time | equivalent | score | 95 of 100 such draws | equivalent ones counted as survivors |
|---|---|---|---|---|---|---|---|---|
{rows}

The goal is 80 % in each package. The range is Wilson's for a share of a sample.

## How it is run

- **What is changed** (`mutants.py`): a comparison turned round or its bound moved by one, `and` and `or` exchanged, `not` dropped, a condition turned round, a number one higher or lower, True and False exchanged, a string that decides emptied, an operator exchanged (`+` and `-`, `*` and `//`, `|` and `&`), a value returned or yielded left out, the first two arguments of a call exchanged, a `continue`, `break`, `raise`, call or assignment to a part left out. Not changed: messages, hints, the pages of rules, docstrings, annotations, decorators, imports, aliases of types.
- **What is drawn**: of each module as many as its share of the package, by the seed; the same seed, number and code draw the same changes.
- **Which tests run** (`trials.py`): those that coverage saw running a line of the change; if none fails, all that run anything of its module, and for what is worked out at import all others too. Of each, those named for the module come first, then the quickest, up to {budget:.0f} seconds together. Tests that take more than {longest:.0f} seconds, or fail while coverage slows them down, take no part. For `lint` the tests of `tests/lint` are asked and those of its commands that run in the same process, for the others those of their own folder. What only a process of its own shows, such as plugins, counts as survived.
- **How**: first in forks of one process that has collected the tests, with the changed code put into the functions that are there. What lives is tried again in a fork in which nothing of policykit is imported yet, so that what is worked out at import is changed too. A change that makes the tests take three times as long and ten seconds more counts as killed by time (seconds of processor, not of the clock).
- **Equivalent** changes, which change nothing that anybody could see, were found by reading and stand with their reasons in `mutation.toml`. The last column counts them as survivors.
- Properties stop at the first example that fails and do not look for a shorter one; otherwise the tests run as they always do.

## Judged equivalent

{equivalent}

## Survived

{survived}
"""


if __name__ == "__main__":
    sys.exit(main())
