"""R4: what the system itself sees of a run, of compiled libraries and started programs, too."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.program import ROOT, scrubbed
from tests.threats.shop import make

CALLS = "trace=socket,connect,bind,sendto,sendmsg,execve"


def test_r04_no_library_makes_a_socket_or_starts_a_program(tmp_path: Path) -> None:
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed, which shows what the system is asked")
    make(tmp_path / "shop")
    trace = tmp_path / "trace"
    formats = [word for name in ("html", "pdf", "docx") for word in ("--format", name)]
    watch = [strace, "-f", "-qq", "-s", "300", "-e", CALLS, "-e", "signal=none", "-o", str(trace)]
    render = ["-m", "policykit", "render", *formats, "--output", str(tmp_path / "out")]
    done = subprocess.run(
        [*watch, sys.executable, *render],
        capture_output=True,
        check=False,
        cwd=tmp_path / "shop",
        encoding="utf-8",
        env=scrubbed(os.environ) | {"PYTHONPATH": str(ROOT / "src")},
    )
    if not trace.exists() or "execve" not in trace.read_text(encoding="utf-8"):
        pytest.skip("strace may not look at programs here")
    lines = trace.read_text(encoding="utf-8").splitlines()

    assert done.returncode == 0, done.stderr
    assert [line for line in lines if "AF_INET" in line] == []
    ran = [line for line in lines if "execve(" in line and line.endswith("= 0")]
    assert len(ran) > 1
    assert [it for it in ran[1:] if '/git"' not in it] == []
