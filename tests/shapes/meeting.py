"""Lets every command that reads files or history meet every shape, in one process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from tests.support.program import ROOT, Outcome, scrubbed

CALLS: Final = (
    "lint",
    "lint --against v1",
    "diff v1",
    "changelog v1",
    "history returns.refund-time",
    "show returns --on 2026-07-15",
    "blame returns",
    "gaps --trend months",
    "show returns",
    "approve --status",
    "review --all --since v1",
    "render staff --format markdown --locale en --output {out}",
    "translate --status",
    "doctor",
    "notify --since v1 --for store-associate",
    "verify 7K3MQ-0B9RT-2XWVA-H5C89",
)
"""The commands that read, each with what makes it read the past where it can."""


def meet(
    folder: Path, places: Mapping[str, Path], calls: Sequence[str] = CALLS
) -> dict[tuple[str, str], Outcome]:
    """How each call ended in each place, by the name of the place and the call."""
    asked = [(name, call) for name in places for call in calls]
    lines = [
        {
            "arguments": call.replace("{out}", str(folder / "out" / name)).split(),
            "stdin": "",
            "folder": str(places[name]),
        }
        for name, call in asked
    ]
    given, noted = folder / "calls.json", folder / "notes.json"
    given.write_text(json.dumps(lines), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.threats.attacked", str(given), str(noted)],
        capture_output=True,
        check=False,
        cwd=ROOT,
        encoding="utf-8",
        env=scrubbed(os.environ)
        | {"HOME": str(folder / "home"), "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        timeout=600,
    )
    notes = [json.loads(line) for line in noted.read_text(encoding="utf-8").splitlines()]
    assert len(notes) == len(asked), done.stderr[-2000:]
    return {
        each: Outcome(note["exit_code"], note["stdout"], note["stderr"])
        for each, note in zip(asked, notes, strict=True)
    }
