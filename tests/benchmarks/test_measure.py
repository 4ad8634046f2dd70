from __future__ import annotations

import sys
from pathlib import Path

import pytest
from benchmarks.measure import Job, measure, run

SPIN = "sum(range(10_000_000))"
EAT = "x = b'.' * 300_000_000"


def test_it_tells_the_quick_from_the_slow_and_the_small_from_the_large(tmp_path: Path) -> None:
    jobs = {
        name: Job([sys.executable, "-c", code], tmp_path)
        for name, code in {"nothing": "pass", "slow": SPIN, "large": EAT}.items()
    }

    cost = measure(jobs, 1)

    assert cost["slow"].cpu > cost["nothing"].cpu
    # Linux counts what the parent held when the child began, so only a lower bound is sure.
    assert cost["large"].memory > 300_000_000


def test_a_failing_program_is_no_measurement(tmp_path: Path) -> None:
    job = Job([sys.executable, "-c", "import sys; sys.exit('no policies')"], tmp_path)

    with pytest.raises(RuntimeError, match="ended with 1: no policies"):
        run(job)
