"""Runs programs side by side and takes the median of what they cost.

One round runs each program once, so a noisy moment falls on all of them alike.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Job:
    """A program to measure, the folder it runs in, and the exit codes that are right."""

    command: Sequence[str | Path]
    folder: Path
    right: frozenset[int] = frozenset({0})


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run cost: seconds of processor and of clock, and the most memory in bytes."""

    cpu: float
    wall: float
    memory: int


def measure(jobs: Mapping[str, Job], rounds: int, *, warm: bool = True) -> Mapping[str, Cost]:
    """The medians over some rounds, after one that does not count when `warm`."""
    costs: dict[str, list[Cost]] = {name: [] for name in jobs}
    for number in range(rounds + warm):
        for name, job in jobs.items():
            cost = run(job)
            if number >= warm:
                costs[name].append(cost)
    return {
        name: Cost(
            cpu=median(cost.cpu for cost in each),
            wall=median(cost.wall for cost in each),
            memory=round(median(cost.memory for cost in each)),
        )
        for name, each in costs.items()
    }


def run(job: Job) -> Cost:
    """Run a job once.

    Raises:
        RuntimeError: it ended with a wrong exit code.
    """
    done = subprocess.run(
        [sys.executable, "-c", _LAUNCHER, *(str(word) for word in job.command)],
        cwd=job.folder,
        env=_surroundings(),
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    code, seconds, wall, memory = json.loads(done.stdout)
    if code not in job.right:
        words = " ".join(str(word) for word in job.command)
        message = f"{words} ended with {code}: {done.stderr}"
        raise RuntimeError(message)
    return Cost(seconds, wall, memory * _UNIT)


_LAUNCHER = """\
import json, os, sys, time
nowhere = os.open(os.devnull, os.O_WRONLY)
started = time.perf_counter()
job = os.posix_spawnp(
    sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, nowhere, 1)]
)
_, status, used = os.wait4(job, 0)
wall = time.perf_counter() - started
seconds = used.ru_utime + used.ru_stime
print(json.dumps([os.waitstatus_to_exitcode(status), seconds, wall, used.ru_maxrss]))
"""
"""Starts a job from a small process: on Linux the memory of a process begins with that of the one
that started it, so from a large one every job would look as large."""

_UNIT = 1 if os.uname().sysname == "Darwin" else 1024
"""Bytes a unit of memory stands for: macOS counts bytes, Linux kilobytes."""


def _surroundings() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("HOME", "PATH", "PYTHONPATH") if name in os.environ}
    return kept | {"LC_ALL": "C.UTF-8", "NO_COLOR": "1", "POLICYKIT_TODAY": "2026-11-21"}
