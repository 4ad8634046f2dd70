"""What is looked at, as it comes in: nothing here is asked of the system behind one's back."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from policykit.model.checkup import Check, State
from policykit.model.config import Settings
from policykit.model.finding import Problem
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What could be read of the repository: its settings, and what is wrong with their file."""

    settings: Settings = field(default_factory=Settings)
    problems: tuple[Problem, ...] = ()
    policies: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the program runs.

    `root` is the policy repository, None outside of one. `cache` is where results are kept,
    None where nothing is. `encoding` is that of what is printed, `width` the columns there are,
    `platform` as `sys.platform` names it, `python` the interpreter and `prefix` its home;
    `version` is that of Python, by its numbers; `reading` is added once the repository was read.
    """

    root: Path | None
    environment: Mapping[str, str] = field(default_factory=dict)
    cache: Path | None = None
    encoding: str = "utf-8"
    width: int = 100
    platform: str = "linux"
    python: str = "python3"
    prefix: str = ""
    version: tuple[int, ...] = (3, 11)
    reading: Reading = field(default_factory=Reading)

    @property
    def is_windows(self) -> bool:
        """Whether commands are typed into a shell of Windows."""
        return self.platform == "win32"

    def quoted(self, word: object) -> str:
        """A word as one types it into the shell of this system."""
        text = str(word).encode("utf-8", "replace").decode()
        if not self.is_windows:
            return shlex.quote(text)
        return f'"{text}"' if set(text) & set(" &()") else text

    def appending(self, line: str, file: str) -> str:
        """The command that adds a line to a text file.

        The shells of Windows do not agree on how words are quoted, and one of them writes files
        in an encoding of its own; there an editor opens, and the message has to name the line.
        """
        if self.is_windows:
            return f"notepad {file}"
        return f"echo {shlex.quote(line)} >> {file}"

    def install(self, what: str) -> str:
        """The command that adds a package to the installation that runs."""
        parts = set(self.prefix.replace("\\", "/").split("/"))
        if "pipx" in parts:
            return f'pipx install --force "{what}"'
        if {"uv", "tools"} <= parts:
            return f'uv tool install "{what}"'
        return f'{self.quoted(self.python)} -m pip install "{what}"'

    def is_program(self, name: str) -> bool:
        """Whether a program of this name is where programs are looked for."""
        endings = (".exe", ".cmd", ".bat", "") if self.is_windows else ("",)
        return any(
            os.access(Path(folder) / f"{name}{ending}", os.X_OK)
            and (Path(folder) / f"{name}{ending}").is_file()
            for folder in self.environment.get("PATH", "").split(os.pathsep)
            if folder
            for ending in endings
        )


def ok(name: str, topic: str, message: str) -> Check:
    """All is well."""
    return Check(name=name, topic=topic, state=State.OK, message=message)


def look(name: str, topic: str, message: str, command: str) -> Check:
    """Something could be better."""
    return Check(name=name, topic=topic, state=State.LOOK, message=message, command=command)


def wrong(name: str, topic: str, message: str, command: str) -> Check:
    """Something keeps a command from working."""
    return Check(name=name, topic=topic, state=State.WRONG, message=message, command=command)
