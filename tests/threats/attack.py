"""Lets every command meet a folder, and says what must hold whatever is in it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.support.program import ROOT, SOURCE, scrubbed
from tests.threats.calls import CALLS, Call

SECONDS: Final = 20.0
"""Processor time from which a call counts as one that does not end; the slowest takes half of it,
mending thousands of signs in ten rounds, and a bomb takes a tenth of a second."""

MEGABYTES: Final = 300
"""What a call may take of memory, with the interpreter and all libraries."""


@dataclass(frozen=True)
class Answer:
    """What a call did."""

    call: Call
    exit_code: int
    stdout: str
    stderr: str
    seconds: float
    megabytes: float
    written: Sequence[str]
    started: Sequence[str]
    connected: Sequence[str]

    @property
    def name(self) -> str:
        return " ".join(self.call.arguments)[:90]


@dataclass(frozen=True)
class Scene:
    """A policy repository, what is handed in beside it, and where reports go."""

    shop: Path
    out: Path
    given: Path

    @classmethod
    def at(cls, folder: Path) -> Scene:
        """The usual places in a folder."""
        found = cls(folder / "shop", folder / "out", folder / "given")
        for place in (found.shop, found.out, found.given):
            place.mkdir(parents=True, exist_ok=True)
        return found

    def meet(self, calls: Iterable[Call] = CALLS, **environment: str) -> list[Answer]:
        """Let each call meet the shop, in one process of its own."""
        chosen = list(calls)
        asked = self.out.parent / "calls.json"
        noted = self.out.parent / "notes.json"
        lines = [
            {
                "arguments": call.filled(self.shop, self.out, self.given),
                "stdin": str(self.shop / call.stdin) if call.stdin else "",
                "folder": str(self.shop),
            }
            for call in chosen
        ]
        asked.write_text(json.dumps(lines), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-B", "-m", "tests.threats.attacked", str(asked), str(noted)],
            capture_output=True,
            check=False,
            cwd=ROOT,
            encoding="utf-8",
            env=scrubbed(os.environ)
            | {
                "HOME": str(self.out.parent / "home"),
                "PYTHONPATH": f"{SOURCE}{os.pathsep}{ROOT}",
                "XDG_CACHE_HOME": str(self.out.parent / "home"),
                "XDG_STATE_HOME": str(self.out.parent / "home"),
            }
            | environment,
            timeout=10 * SECONDS * len(chosen),
        )
        answers = [
            Answer(call, **json.loads(line))
            for call, line in zip(
                chosen, noted.read_text(encoding="utf-8").splitlines(), strict=False
            )
        ]
        if len(answers) < len(chosen):
            end = f"{chosen[len(answers)].arguments} ended the process with {done.returncode}"
            raise AssertionError(f"{end}\n{done.stderr[-2000:]}")
        return answers


def hold(scene: Scene, answers: Iterable[Answer]) -> None:
    """What must hold of each call, whatever it met."""
    wrong = [
        f"{answer.name}: {trouble}" for answer in answers for trouble in troubles(scene, answer)
    ]
    assert not wrong, "\n".join(wrong)


def troubles(scene: Scene, answer: Answer) -> list[str]:
    """What is wrong with an answer, in words."""
    said = answer.stdout + answer.stderr
    found = []
    if answer.exit_code not in {0, 1, 2}:
        found.append(f"exit code {answer.exit_code}: {answer.stderr[-1500:]}")
    if answer.exit_code and not said:
        found.append("nothing is said")
    if "Traceback" in said:
        found.append(said[-1500:])
    if answer.seconds > SECONDS:
        found.append(f"{answer.seconds:.1f} s")
    if answer.megabytes > MEGABYTES:
        found.append(f"{answer.megabytes:.0f} MB")
    if answer.connected:
        found.append(f"connected {answer.connected}")
    foreign = [it for it in answer.started if Path(it.split()[0]).name != "git"]
    if foreign:
        found.append(f"started {foreign}")
    outside = [it for it in answer.written if not _may_write(scene, answer, it)]
    if outside:
        found.append(f"wrote {outside}")
    orders = sorted(set(ORDER.findall(said)))
    if orders:
        found.append(f"orders a build server {orders}")
    raw = sorted({hex(ord(it)) for it in (IN_FILES if answer.call.is_file else RAW).findall(said)})
    if raw:
        found.append(f"printed {raw}")
    return found


CONTROL: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff"
RAW = re.compile(
    f"[{CONTROL}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\U000e0000-\U000e007f]|\r(?!\n)"
)
"""What steers a terminal or turns text round, and is never printed as it is."""

IN_FILES = re.compile(f"[{CONTROL}]")
"""What no file of ours holds either."""

ORDER = re.compile(r"(?m)^\s*::error::pwned|##\w*\[\w+\]")
"""What a text of ours would make a build server do."""


def _may_write(scene: Scene, answer: Answer, path: str) -> bool:
    place = (scene.shop / path).resolve()
    home = scene.out.parent / "home"
    folders = [scene.out, home, *([scene.shop, scene.given] if answer.call.writes else [])]
    return any(place.is_relative_to(folder.resolve()) for folder in folders)
