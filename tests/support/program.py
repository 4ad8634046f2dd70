"""Runs policykit as people do, in an environment that is the same on every computer."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

import pytest

from policykit.cli.entry import main

ROOT = Path(__file__).resolve().parents[2]
"""The checkout."""

SOURCE = f"{ROOT / 'src'}{os.pathsep}{ROOT / 'tests/support/guard'}"
"""Where programs that tests start find ours, and what forbids them to connect."""

TODAY = "2026-11-21"
"""The day all runs judge by, so that no test fails by the calendar."""

_FOREIGN_PREFIXES = ("POLICYKIT_", "GIT_", "GITHUB_", "GITLAB_", "CI_", "RUNNER_", "LC_", "COV_")
_FOREIGN = frozenset(
    [
        "CI",
        "NO_COLOR",
        "FORCE_COLOR",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "COLORTERM",
        "TERM",
        "COLUMNS",
        "LINES",
        "LANG",
        "LANGUAGE",
        "TZ",
        "SOURCE_DATE_EPOCH",
        "PYTHONDONTWRITEBYTECODE",  # starting afresh would compile the whole program each time
        "PYTHONPATH",
        "PYTHONIOENCODING",
        "PYTHONUTF8",
        "XDG_CACHE_HOME",
    ]
)

FIXED = {
    "COLUMNS": "100",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "LC_ALL": "C.UTF-8",
    "NO_COLOR": "1",
    "POLICYKIT_NO_CACHE": "1",
    "POLICYKIT_TODAY": TODAY,
    "TERM": "dumb",
    "TZ": "UTC",
}
"""What every run finds in its environment."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended and what it said."""

    exit_code: int
    stdout: str
    stderr: str


def scrubbed(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment without what colours, widths, languages, servers and Git left in it."""
    kept = {
        name: value
        for name, value in environment.items()
        if name not in _FOREIGN and not name.startswith(_FOREIGN_PREFIXES)
    }
    return kept | FIXED


def run_afresh(folder: Path, *arguments: str, stdin: str = "", **environment: str) -> Outcome:
    """Run in a folder, in a new interpreter; for what several tests look at."""
    done = subprocess.run(
        [sys.executable, "-m", "policykit", *arguments],
        capture_output=True,
        check=False,
        cwd=folder,
        encoding="utf-8",
        env=scrubbed(os.environ) | {"PYTHONPATH": SOURCE} | environment,
        input=stdin,
        timeout=120,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


@dataclass(frozen=True)
class Program:
    """Runs policykit in a folder.

    Calling it runs the program inside this process, which is quick; `afresh` starts a new
    interpreter, which is what counts where start-up, streams or exit codes of the process
    itself are in question.
    """

    folder: Path
    monkeypatch: pytest.MonkeyPatch
    capture: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str, **environment: str) -> Outcome:
        """Run with these arguments; keywords are variables of the environment."""
        self.capture.readouterr()
        with self.monkeypatch.context() as patch, chdir(self.folder):
            for name in set(os.environ) - set(scrubbed(os.environ)):
                patch.delenv(name)
            for name, value in (FIXED | environment).items():
                patch.setenv(name, value)
            patch.setattr(sys, "argv", ["policykit", *arguments])
            exit_code = main()
        said = self.capture.readouterr()
        return Outcome(exit_code, said.out, said.err)

    def afresh(self, *arguments: str, stdin: str = "", **environment: str) -> Outcome:
        """Run in a new interpreter, with this on its standard input."""
        return run_afresh(self.folder, *arguments, stdin=stdin, **environment)

    def at(self, folder: Path) -> Program:
        """The same program in another folder."""
        return Program(folder, self.monkeypatch, self.capture)
