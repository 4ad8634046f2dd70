"""What trials of wrong changes showed: kept in mutation.json, told in mutation.md.

Kept is what was measured. Which of the changes that lived are equivalent, and which may live on,
was found by reading; mutation.toml says why.
"""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.mutants import Mutant

FOLDER = Path(__file__).resolve().parent
KEPT = FOLDER / "mutation.json"
WRITTEN = FOLDER / "mutation.md"
JUDGED = FOLDER / "mutation.toml"

LONGEST = 3.0
"""Seconds of a test, measured for coverage, above which it takes no part."""

BUDGET = 20.0
"""Seconds that the tests of one change may take together, measured for coverage."""

GOAL = 0.85
SHOWN = 120
"""Characters of code that a list shows."""

NOISE = 1.96
"""Standard deviations of a range that holds 95 of 100 times."""

Key = tuple[str, str, str, str]
"""A change: its file, the function it stands in, the code before and after."""


@dataclass(frozen=True, slots=True)
class Lived:
    """A change that no test noticed."""

    path: str
    line: int
    function: str
    before: str
    after: str

    @property
    def key(self) -> Key:
        """What a judgement knows it by; lines move."""
        return self.path, self.function, self.before, self.after

    def told(self) -> str:
        """The change for whoever looks into it."""
        where = f" {self.function}" if self.function else ""
        return f"{self.path}:{self.line}{where}\n  - {self.before}\n  + {self.after}"


@dataclass(frozen=True, slots=True)
class Judgements:
    """Changes that a reader judged, and why: equivalent ones, and those that may live on."""

    equivalent: Mapping[Key, str]
    spared: Mapping[Key, str]


@dataclass(frozen=True, slots=True)
class Score:
    """What a draw of changes of a package showed.

    `budget` is how many seconds the tests of a change could take together.
    `late` are those of the killed that took too long; `lived` are those that no test noticed.
    """

    package: str
    seed: int
    number: int
    budget: float
    possible: int
    drawn: int
    late: int
    lived: tuple[Lived, ...]

    @property
    def killed(self) -> int:
        """How many a test noticed."""
        return self.drawn - len(self.lived)

    def survived(self, judged: Judgements) -> tuple[Lived, ...]:
        """Those that lived and are not equivalent."""
        return tuple(each for each in self.lived if each.key not in judged.equivalent)

    def total(self, judged: Judgements) -> int:
        """How many there were to notice."""
        return self.killed + len(self.survived(judged))

    def share(self, judged: Judgements) -> float:
        """The share that was noticed."""
        return self.killed / self.total(judged) if self.total(judged) else 1.0

    def told(self, judged: Judgements) -> str:
        """The score in a line."""
        total = self.total(judged)
        low, high = confidence(self.killed, total)
        return (
            f"{self.package}: {self.killed} of {total} killed, {self.share(judged):.1%} "
            f"({low:.0%} to {high:.0%}); {self.drawn - total} more are equivalent"
        )

    def row(self, judged: Judgements) -> str:
        """The row of the page."""
        total = self.total(judged)
        low, high = confidence(self.killed, total)
        strict = confidence(self.killed, self.drawn)
        return (
            f"| `{self.package}` | {self.seed}, {self.number}, {self.budget:g} | {self.possible} | {self.drawn} "
            f"| {self.killed} | {self.late} | {self.drawn - total} | **{self.share(judged):.1%}** "
            f"| {low:.1%} to {high:.1%} "
            f"| {self.killed / max(self.drawn, 1):.1%} ({strict[0]:.1%} to {strict[1]:.1%}) |"
        )


def confidence(killed: int, total: int) -> tuple[float, float]:
    """Wilson's range of a share: between which bounds it lies 95 of 100 times."""
    if not total:
        return 0.0, 1.0
    share = killed / total
    middle = share + NOISE**2 / (2 * total)
    half = NOISE * math.sqrt(share * (1 - share) / total + NOISE**2 / (4 * total**2))
    whole = 1 + NOISE**2 / total
    return (middle - half) / whole, (middle + half) / whole


def judgements() -> Judgements:
    """What mutation.toml says."""
    with JUDGED.open("rb") as file:
        tables = tomllib.load(file)
    return Judgements(_reasons(tables["equivalent"]), _reasons(tables.get("spared", [])))


def _reasons(rows: Sequence[Mapping[str, str]]) -> dict[Key, str]:
    return {
        (row["path"], row["function"], row["before"], row["after"]): row["because"] for row in rows
    }


def unfounded(
    judged: Judgements, there: Callable[[str], Iterable[tuple[str, Mutant]]]
) -> Iterator[str]:
    """Judgements of changes there are no more.

    Args:
        judged: what was judged.
        there: gives the changes there are of a package.
    """
    keys = [*judged.equivalent, *judged.spared]
    packages = {key[0].split("/")[1] for key in keys}
    known = {
        (path, one.function, one.before, one.after)
        for package in packages
        for path, one in there(package)
    }
    yield from (" ".join(key) for key in keys if key not in known)


def kept() -> dict[str, Score]:
    """The scores that were measured, by package."""
    rows: list[dict[str, Any]] = json.loads(KEPT.read_text(encoding="utf-8"))
    return {
        row["package"]: Score(**row | {"lived": tuple(Lived(**each) for each in row["lived"])})
        for row in rows
    }


def write(scores: Mapping[str, Score], tests: Mapping[str, Sequence[str]]) -> None:
    """Keep scores, and write the page of them.

    Args:
        scores: by package.
        tests: by package, where the tests are that were asked.
    """
    rows = [asdict(score) for score in scores.values()]
    KEPT.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    WRITTEN.write_text(page(scores, judgements(), tests), encoding="utf-8")


def page(
    scores: Mapping[str, Score], judged: Judgements, tests: Mapping[str, Sequence[str]]
) -> str:
    """The page of scores, with every change that lived."""
    lived = [each for score in scores.values() for each in score.lived]
    survived = [each for each in lived if each.key not in judged.equivalent]
    folders = (
        f"  - `{package}`: {', '.join(f'`{each}`' for each in tests[package])}"
        for package in scores
    )
    return HEAD.format(
        rows="\n".join(score.row(judged) for score in scores.values()),
        goal=GOAL,
        longest=LONGEST,
        budget=BUDGET,
        folders="\n".join(folders),
        equivalent=_listed(lived, judged.equivalent),
        spared=_listed(survived, judged.spared),
        survived=_listed([each for each in survived if each.key not in judged.spared], None),
    )


def _listed(lived: Iterable[Lived], reasons: Mapping[Key, str] | None) -> str:
    """A line for each change; where there are reasons, for those that have one."""
    lines = []
    for each in lived:
        if reasons is not None and each.key not in reasons:
            continue
        where = f"`{each.path.removeprefix('policykit/')}:{each.line}` {each.function}"
        change = f"`{_cell(each.before)}` → `{_cell(each.after)}`"
        reason = f": {reasons[each.key]}" if reasons is not None else ""
        lines.append(f"- {where.rstrip()}: {change}{reason}")
    return "\n".join(lines) or "None."


def _cell(code: str) -> str:
    shown = code.replace("`", "'")
    return shown if len(shown) <= SHOWN else f"{shown[: SHOWN - 1]}…"


HEAD = """\
# Mutation score

Do the tests notice when the code is wrong? `make mutation` makes small wrong changes of the code, one at a time, runs the tests that touch each, and counts how many changes make a test fail.

Written by `python -m benchmarks.mutation`, a package at a time with `--package NAME --seed SEED --number NUMBER --write`.

| package | seed, number, seconds | possible changes | drawn | killed | of them by time | equivalent | score | 95 of 100 such draws | equivalent ones counted as survivors |
|---|---|---|---|---|---|---|---|---|---|
{rows}

The goal is {goal:.0%} in each package. The range is Wilson's for a share of a sample. After a look at what survived, and tests for it, a package is measured with another seed, so that a score is not that of the changes its tests were written for.

## How it is run

- **What is changed** (`mutants.py`): a comparison turned round or its bound moved by one, `and` and `or` exchanged, `not` dropped, a condition turned round, a number one higher or lower, True and False exchanged, a string that decides emptied, an operator exchanged (`+` and `-`, `*` and `//`, `|` and `&`), a value returned or yielded left out, the first two arguments of a call exchanged, a `continue`, `break`, `raise`, call or assignment to a part left out. Not changed: messages, hints, the pages of rules, docstrings, annotations, decorators, imports, aliases of types.
- **What is drawn**: of each module as many as its share of the package, by the seed; the same seed, number and code draw the same changes.
- **Which tests run** (`trials.py`): those that coverage saw running a line of the change, last those that look at everything a package tells; for what is worked out at import these come first, then all that run anything of its module, then all others. Of each, those named for the module come first, then the quickest, up to {budget:.0f} seconds together (or as many as the table says). Tests that take more than {longest:.0f} seconds, or fail while coverage slows them down, take no part, but for those that look at everything. What only a process of its own shows, such as plugins, counts as survived. Asked are
{folders}
- **How**: in forks of one process that has collected the tests, with the changed code put into the functions that are there. Where that changes nothing, as in what is worked out at import, a change is tried in a fork in which nothing of policykit is imported yet. A change that makes the tests take three times as long and ten seconds more counts as killed by time (seconds of processor, not of the clock).
- **Equivalent** changes, which change nothing that anybody could see, were found by reading and stand with their reasons in `mutation.toml`. The last column counts them as survivors.
- Properties stop at the first example that fails and do not look for a shorter one; otherwise the tests run as they always do.

## Judged equivalent

{equivalent}

## Survived, and left so on purpose

These count as survivors.

{spared}

## Survived otherwise

{survived}
"""
