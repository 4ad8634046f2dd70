"""How many small wrong changes of the code the tests notice.

    python -m benchmarks.mutation --package gaps --seed 1 --number 150 --write

draws changes of a package (see `mutants`), runs the tests that touch each (see `trials`), prints
what no test noticed and writes benchmarks/mutation.json and the page made of it (see `scores`).
Rows of other packages stay as they were measured. The same seed, number and code draw the same
changes. `--page` alone writes the page anew, with what mutation.toml says by now.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from random import Random

# Imported here, so that each trial need not.
import pytest
from benchmarks.mutants import Mutant, mutants, mutated
from benchmarks.scores import Lived, Score
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

from benchmarks import scores

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src"
KEPT = ROOT / "build" / "mutation"
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
    "model": ("tests/model", "tests/library", "tests/diffing", "tests/pairs"),
    "diffing": (
        "tests/diffing",
        "tests/pairs",
        "tests/report",
        "tests/cli/test_diff.py",
        "tests/approvals/test_voiding.py",
    ),
    "gaps": ("tests/gaps",),
    "approvals": ("tests/approvals", "tests/cli/test_approve.py", "tests/cli/test_review.py"),
}
"""The packages, and where the tests are that may touch them."""


SHARED = {"diffing": (("tests.pairs.written", "_compared"),)}
"""What tests keep for one another; see `Touching`."""

_MAP = "tests/pairs/test_map.py::"
_READINGS = "tests/model/test_readings.py::"
WHOLE = {
    "model": (
        f"{_READINGS}test_words_and_shapes_are_those_that_were_read",
        f"{_READINGS}test_what_nobody_gave_is_nothing_but_for_a_few",
        f"{_READINGS}test_every_spelling_is_read_as_it_was",
    ),
    "diffing": (
        "tests/pairs/test_map.py::test_what_is_told_of_every_pair_and_example_is_what_was_read",
    ),
    "gaps": ("tests/gaps/test_drafted.py::test_the_draft_of_every_kind_of_need_is_what_was_read",),
}
"""Tests, however long they take, that look at whatever a package tells."""


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
    """Which tests run which lines of which file, and the seconds each takes.

    `whole` are tests that look at whatever there is, however long they take.
    """

    seconds: Mapping[str, float]
    lines: Mapping[str, Mapping[str, Sequence[str]]]
    whole: Sequence[str] = ()

    def near(self, drawn: Drawn) -> tuple[str, ...]:
        """The tests that run a change: named ones, quick ones, and last those of the whole."""
        touching = self._touching(drawn)
        chosen = self._affordable(self._sorted(self._quick(touching), drawn))
        return (*chosen, *(each for each in self.whole if each in touching.difference(chosen)))

    def looking(self, _drawn: Drawn) -> tuple[str, ...]:
        """Those that look at the whole."""
        return tuple(each for each in self.whole if each in self.seconds)

    def wide(self, drawn: Drawn) -> tuple[str, ...]:
        """Those that run the change or anything of its module; where none runs it, all others too.

        What no test runs is worked out at import.
        """
        near = self._quick(self._touching(drawn))
        lines = self.lines.get(drawn.path, {})
        module = self._quick(self._of(lines, map(int, lines))) - near
        others = set() if near else self._quick(self.seconds) - module
        return self._affordable(
            test for tests in (near, module, others) for test in self._sorted(tests, drawn)
        )

    def _touching(self, drawn: Drawn) -> set[str]:
        lines = self.lines.get(drawn.path, {})
        return self._of(lines, range(drawn.mutant.line, drawn.mutant.last + 1))

    def _affordable(self, tests: Iterable[str]) -> tuple[str, ...]:
        """The first of the tests, as many as take no more than the budget, but one at least."""
        spent = 0.0
        chosen: list[str] = []
        for test in tests:
            spent += self.seconds[test]
            if chosen and spent > scores.BUDGET:
                break
            chosen.append(test)
        return tuple(chosen)

    def limit(self, tests: Iterable[str]) -> float:
        """The seconds of processor after which tests hang."""
        return 10 + 3 * sum(self.seconds[test] for test in tests)

    def _of(self, lines: Mapping[str, Sequence[str]], wanted: Iterable[int]) -> set[str]:
        return {test for line in wanted for test in lines.get(str(line), ())}

    def _quick(self, tests: Iterable[str]) -> set[str]:
        return {test for test in tests if self.seconds.get(test, math.inf) <= scores.LONGEST}

    def _sorted(self, tests: Iterable[str], drawn: Drawn) -> list[str]:
        stem = Path(drawn.path).stem
        return sorted(tests, key=lambda test: (stem not in test, self.seconds[test], test))


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
    return Touched(told["seconds"], told["lines"], WHOLE.get(package, ()))


def _touch(package: str, files: Sequence[Path], kept: Path) -> int:
    unshrunk()
    touching = Touching(SOURCE, files, kept, SHARED.get(package, ()))
    return int(pytest.main(arguments(TESTS[package]), plugins=[touching]))


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


def tried(package: str, drawn: Sequence[Drawn], workers: int) -> Mapping[str, int]:
    """The exit code of each change by name: of a thorough trial where a quick one changes nothing.

    Kept as `touched` is; a change that no test touches has none.
    """
    names = hashlib.sha256("\n".join(each.name for each in drawn).encode()).hexdigest()[:16]
    kept = KEPT / f"{package}-{_state()}-{names}.json"
    if not kept.exists():
        kept.write_text(json.dumps(_tried(package, drawn, workers)), encoding="utf-8")
    codes: dict[str, int] = json.loads(kept.read_text(encoding="utf-8"))
    return codes


def _tried(package: str, drawn: Sequence[Drawn], workers: int) -> dict[str, int]:
    known = touched(package)
    codes = _quick(package, drawn, known, workers)
    # Those that look at the whole go first, by themselves: so few are collected in no time.
    for choose in (known.looking, known.wide):
        trials = [
            Trial(each.name, partial(_thorough, each, tests), known.limit(tests))
            for each in drawn
            if codes.get(each.name, UNTOUCHED) == UNTOUCHED and (tests := choose(each))
        ]
        for name, code in run(_told(trials), workers):
            codes[name] = UNTOUCHED if code == SURVIVED else code
    return codes


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
        tests = known.near(each)
        if tests:
            changes[each.name] = each.change
            chosen[each.name] = tests
    codes: dict[str, int] = {}
    unshrunk()
    plugin = Quick(changes, chosen, known.limit, workers, codes.__setitem__)
    code = pytest.main(arguments(TESTS[package]), plugins=[plugin])
    found.write_text(json.dumps(codes), encoding="utf-8")
    return 0 if code == pytest.ExitCode.NO_TESTS_COLLECTED else int(code)


def main(argv: Sequence[str] | None = None) -> int:
    """Draw, try and tell; the exit code is 1 where a package stays below the goal."""
    parser = argparse.ArgumentParser(description="How many wrong changes the tests notice.")
    parser.add_argument(
        "--package", action="append", choices=list(TESTS), help="one alone, or several times"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--number", type=int, default=300, help="changes of each package")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--write", action="store_true", help="keep the results, write the page")
    parser.add_argument("--page", action="store_true", help="only write the page anew")
    options = parser.parse_args(argv)
    judged = scores.judgements()
    found = scores.kept()
    measured = [] if options.page else options.package or list(TESTS)
    for package in measured:
        score = _measured(package, options.number, options.seed, options.workers)
        for each in score.survived(judged):
            print(each.told())
        print(score.told(judged))
        found[package] = score
    for reason in scores.unfounded(judged, _there):
        print(f"mutation.toml judges a change that is none any more: {reason}", file=sys.stderr)
    if options.page or options.write:
        scores.write({package: found[package] for package in TESTS if package in found}, TESTS)
    return int(any(found[package].share(judged) < scores.GOAL for package in measured))


def _there(package: str) -> Iterator[tuple[str, Mutant]]:
    return ((each.path, each.mutant) for each in every(package))


def _measured(package: str, number: int, seed: int, workers: int) -> Score:
    drawn = draw(package, number, seed)
    codes = tried(package, drawn, workers)
    lived = [each for each in drawn if codes.get(each.name, SURVIVED) in {SURVIVED, UNTOUCHED}]
    return Score(
        package=package,
        seed=seed,
        number=number,
        budget=scores.BUDGET,
        possible=len(every(package)),
        drawn=len(drawn),
        late=sum(codes.get(each.name) == TOO_LONG for each in drawn),
        lived=tuple(
            Lived(
                each.path,
                each.mutant.line,
                each.mutant.function,
                each.mutant.before,
                each.mutant.after,
            )
            for each in lived
        ),
    )


if __name__ == "__main__":
    sys.exit(main())
