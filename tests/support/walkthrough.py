"""Pages of the documentation that are run: files written, edits made, commands with what they say.

A page is Markdown in which these fenced blocks count, in order:

- `yaml policies/x.yaml` (any language and a path): the file, whole;
- `diff policies/x.yaml`: an edit; lines with a minus and a plus, others stay as context. What
  is to be edited must stand in the file exactly once; additions alone go to its end;
- `console`: lines that begin with `$ ` are commands of policykit or git, each followed by all
  it prints, and an empty line where it prints something. A line `…` stands for any number of lines, `[exit 1]` at the end for an exit code.

`<!-- begin with: docs/examples/corner-shop -->` brings the files of that folder, as a commit;
`<!-- begin with: . -->` the policies of Havsby.
`<!-- day: 2026-03-01 -->` sets the day for what follows; a heading of level 2 begins a step.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from itertools import chain
from pathlib import Path
from typing import Final, TypeAlias

from tests.sources.repositories import GitFolder
from tests.support.program import ROOT

_FENCE: Final = re.compile(
    r"^```(?P<language>[a-z]+)(?: (?P<path>\S+))?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)
_DAY: Final = re.compile(r"^<!-- day: (?P<day>\d{4}-\d\d-\d\d) -->$", re.MULTILINE)
_BEGIN: Final = re.compile(r"^<!-- begin with: (?P<begin>\S+) -->$", re.MULTILINE)
_HEADING: Final = re.compile(r"^## (?P<heading>.+)$", re.MULTILINE)
_PROMPT: Final = "$ "
_ANYTHING: Final = "…"

Run: TypeAlias = Callable[[list[str], str], tuple[int, str]]
"""Runs policykit with arguments on a day: its exit code, and what it prints."""


@dataclass(frozen=True)
class Command:
    """A command of a page, and what the page says it prints."""

    line: str
    printed: str


@dataclass
class Step:
    """What stands below a heading of a page."""

    heading: str
    day: str
    parts: list[tuple[str, str, str]] = field(default_factory=list)


class Walkthrough:
    """A page that is walked through in a folder.

    Args:
        page: the text of the page.
        folder: an empty Git repository.
        run: runs policykit there.
    """

    def __init__(self, page: str, folder: Path, run: Run) -> None:
        self.page = page
        self.written = page
        self._git = GitFolder(folder)
        self._folder = folder
        self._run = run

    def walk(
        self, after: Callable[[str, str], None] = lambda *_: None
    ) -> list[tuple[str, str, str]]:
        """Do all the page says; gives the commands that print something else, with both texts.

        `after` is called with the heading and the day of each step when it is done. `written` is
        the page afterwards, with what the commands print now.
        """
        wrong: list[tuple[str, str, str]] = []
        written: list[str] = []
        day, heading, end = "2026-01-01", "", 0
        for found in sorted(
            chain.from_iterable(
                each.finditer(self.page) for each in (_FENCE, _DAY, _BEGIN, _HEADING)
            ),
            key=lambda each: each.start(),
        ):
            if found.start() < end:
                continue
            written.append(self.page[end : found.start()])
            text = found.group()
            groups = found.groupdict()
            if "heading" in groups:
                if heading:
                    after(heading, day)
                heading = groups["heading"]
            elif "day" in groups:
                day = groups["day"]
            elif "begin" in groups:
                self._begin(ROOT / groups["begin"], day)
            elif groups["language"] == "console":
                body = []
                for command in _commands(groups["body"]):
                    now = self._printed(command.line, day)
                    told = command.printed
                    if not _is_as_told(told, now):
                        wrong.append((command.line, told, now))
                        told = now
                    body.append(f"{_PROMPT}{command.line}\n{told}" + ("\n" if told else ""))
                text = f"```console\n{''.join(body).rstrip()}\n```"
            elif groups["path"]:
                self._write(groups["language"], groups["path"], groups["body"])
            written.append(text)
            end = found.end()
        after(heading, day)
        self.written = "".join((*written, self.page[end:]))
        return wrong

    def _begin(self, place: Path, day: str) -> None:
        for name in ("policies", "schemas"):
            shutil.copytree(place / name, self._folder / name)
        for file in (place / "policykit.yaml", *(place / "docs").glob("preface*")):
            (self._folder / file.relative_to(place).parent).mkdir(exist_ok=True)
            shutil.copy(file, self._folder / file.relative_to(place))
        self._git.git("add", "--all")
        self._git.git("commit", "--quiet", "-m", "The shop as it is", on=_nine(day))

    def _write(self, language: str, path: str, body: str) -> None:
        place = self._folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if language != "diff":
            place.write_text(body, encoding="utf-8")
            return
        lines = [line + "\n" for line in body.split("\n")[:-1]]
        before = "".join(line[1:] for line in lines if line[0] != "+")
        after = "".join(line[1:] for line in lines if line[0] != "-")
        text = place.read_text(encoding="utf-8")
        if not before:
            place.write_text(text + after, encoding="utf-8")
            return
        if text.count(before) != 1:
            raise AssertionError(f"{path} has not once:\n{before}\nit is:\n{text}")
        place.write_text(text.replace(before, after), encoding="utf-8")

    def _printed(self, line: str, day: str) -> str:
        program, *arguments = shlex.split(line)
        if program == "git":
            said = self._git.git(*arguments, on=_nine(day))
            return f"{said}\n" if said else ""
        if program != "policykit":
            raise AssertionError(f"{line}: only policykit and git are run")
        code, said = self._run(arguments, day)
        told = "".join(f"{each.rstrip()}\n" for each in said.splitlines())
        return told + (f"[exit {code}]\n" if code else "")


def _nine(day: str) -> datetime:
    return datetime.combine(datetime.fromisoformat(day), time(9), UTC)


def _commands(body: str) -> Iterator[Command]:
    for block in re.split(rf"^{re.escape(_PROMPT)}", body, flags=re.MULTILINE)[1:]:
        line, _, printed = block.partition("\n")
        yield Command(line, f"{printed.rstrip()}\n" if printed.strip() else "")


def _is_as_told(told: str, now: str) -> bool:
    parts = re.split(rf"^{_ANYTHING}\n", told, flags=re.MULTILINE)
    pattern = r"(?:.*\n)*?".join(map(re.escape, parts))
    return re.fullmatch(pattern, now) is not None
