"""Looks for inputs that break a promise: `python -m tests.fuzzing.run --minutes 10`.

Targets are searched with atheris where it is installed, which sees the lines an input reaches;
else with Hypothesis. The properties and the stateful test of this folder take a share of the
time, with many examples. What is found stands in build/fuzzing, with how to try it again.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from tests.fuzzing.named import TARGETS, target
from tests.fuzzing.searching import COVERAGE, DRAWING, engine, in_time
from tests.fuzzing.smallest import smallest
from tests.support.program import ROOT

FOUND: Final = ROOT / "build" / "fuzzing"
PROPERTIES: Final = "properties"
STATES: Final = "edits"
_TESTS: Final = {PROPERTIES: "test_properties.py", STATES: "test_edits.py"}
_FINDS: Final = ("crash-", "timeout-", "oom-", "leak-")
_COUNTED: Final = re.compile(
    r"^(?:tried: |stat::number_of_executed_units:\s+)(?P<number>\d+)$", re.MULTILINE
)
_GRACE: Final = 60
"""Seconds a search may take longer than it was given: it starts, and ends its last input."""


@dataclass(frozen=True)
class Outcome:
    """What came of one search: a line that tells it, and the inputs or logs of what broke."""

    name: str
    told: str
    finds: tuple[Path, ...] = ()


def searched(name: str, seconds: int, with_engine: str) -> Outcome:
    """Search one target for so long."""
    folder = FOUND / name
    folder.mkdir(parents=True, exist_ok=True)
    before = set(_finds(folder))
    log = folder / "log.txt"
    command = [sys.executable, "-m", "tests.fuzzing.searching", name, str(folder)]
    code = _run([*command, str(seconds), with_engine], log, seconds + _GRACE)
    said = log.read_text(encoding="utf-8", errors="replace")
    tried = sum(int(each["number"]) for each in _COUNTED.finditer(said))
    finds = tuple(each for each in _finds(folder) if each not in before)
    if not finds and code not in (0, None):
        finds = (log,)
    words = "nothing found" if not finds else f"{len(finds)} found"
    return Outcome(name, f"{tried} inputs in {seconds} s with {with_engine}: {words}", finds)


def _finds(folder: Path) -> list[Path]:
    return sorted(each for each in folder.iterdir() if each.name.startswith(_FINDS))


def explored(name: str, seconds: int) -> Outcome:
    """Run the tests of a file with many examples, over and over, for so long."""
    folder = FOUND / name
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "log.txt"
    until, rounds = time.monotonic() + seconds, 0
    while (left := until - time.monotonic()) > 0:
        file = f"tests/fuzzing/{_TESTS[name]}"
        chosen = ["-q", "-x", "-p", "no:randomly", "--hypothesis-profile=fuzz"]
        command = [sys.executable, "-m", "pytest", *chosen, f"--hypothesis-seed={time.time_ns()}"]
        code = _run([*command, file], log, left)
        if code is None:
            break
        if code != 0:
            return Outcome(name, f"{rounds} rounds in {seconds} s: 1 found", (log,))
        rounds += 1
    return Outcome(name, f"{rounds} whole rounds in {seconds} s: nothing found")


def _run(command: Sequence[str], log: Path, seconds: float) -> int | None:
    """Run a program, what it says into a file; its exit code, None where it was ended."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    with (
        log.open("wb") as told,
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=told, stderr=told) as process,
    ):
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.terminate()
            return None


def tried(name: str, file: Path) -> str:
    """What an input breaks, as Python tells it; '' for nothing."""
    return _broken(name, file.read_bytes())[1]


def _broken(name: str, data: bytes) -> tuple[str, str]:
    """What kind of thing an input breaks and where, and the whole of it; '' twice for nothing."""
    try:
        in_time(target(name).check, data)
    except Exception as trouble:  # noqa: BLE001 - whatever it is, it is told
        last = traceback.extract_tb(trouble.__traceback__)[-1]
        return f"{type(trouble).__name__} {last.filename}:{last.lineno}", traceback.format_exc()
    return "", ""


def _tell(outcome: Outcome) -> None:
    _say(f"{outcome.name}: {outcome.told}")
    for find in outcome.finds:
        if find.suffix == ".txt":
            _say(f"  read {_shown(find)}")
            continue
        kind, _ = _broken(outcome.name, find.read_bytes())
        if kind:
            find.write_bytes(
                smallest(find.read_bytes(), lambda data: _broken(outcome.name, data)[0] == kind)  # noqa: B023 - used at once
            )
        corpus = f"tests/fuzzing/corpus/{outcome.name}/WHAT-IT-IS"
        _say(f"  {_shown(find)}  {kind}")
        _say(f"    try it:  python -m tests.fuzzing.run --target {outcome.name} --case {find}")
        _say(f"    keep it: cp {_shown(find)} {corpus}")


def _shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - what the command is for


def main(arguments: Sequence[str]) -> int:
    """Search for as long as asked; 1 where something was found."""
    asked = _asked(arguments)
    if asked.case:
        told = tried(asked.target[0], asked.case)
        _say(told or "Nothing breaks.")
        return int(bool(told))
    names = asked.target or [*TARGETS, *_TESTS]
    seconds = max(int(asked.minutes * 60 * asked.jobs / max(len(names), asked.jobs)), 5)
    with_engine = asked.engine or engine()
    if with_engine == DRAWING and not asked.engine and not set(names) <= set(_TESTS):
        _say("atheris is not installed here: Hypothesis draws the inputs.")
    _say(f"{len(names)} searches of {seconds} s each, {asked.jobs} at a time.")
    searches: list[Callable[[], Outcome]] = [
        partial(explored, name, seconds)
        if name in _TESTS
        else partial(searched, name, seconds, with_engine)
        for name in names
    ]
    found = False
    with ThreadPoolExecutor(asked.jobs) as pool:
        for outcome in pool.map(lambda search: search(), searches):
            _tell(outcome)
            found = found or bool(outcome.finds)
    return int(found)


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing.run", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10, help="how long it may take in all")
    parser.add_argument(
        "--target", action="append", choices=[*TARGETS, *_TESTS], help="one of them alone"
    )
    parser.add_argument("--case", type=Path, help="try one input on the target, and tell")
    parser.add_argument("--engine", choices=[COVERAGE, DRAWING], default="", help="what searches")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many at a time")
    asked = parser.parse_args(arguments)
    if asked.case and len(asked.target or ()) != 1:
        parser.error("--case goes with one --target")
    return asked


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
