"""The line a finding stands in, with what is meant in the middle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from policykit.model.position import Location
from policykit.model.value import dataclass
from policykit.report.visible import COMMAND, visible

_MOST_LINE = 160
_LEAST_MARKED = 20


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line of a file, safe to print; `number` counts from 1, `marked` is what is meant."""

    number: int
    before: str
    marked: str
    after: str

    @property
    def line(self) -> str:
        """The whole line, without spaces at its end."""
        return f"{self.before}{self.marked}{self.after}".rstrip()


@dataclass(frozen=True, slots=True)
class Excerpts:
    """Lines of files; `texts` are the files by path, each taken apart once.

    `most` is how many characters of a line are shown.
    """

    texts: Mapping[str, str]
    most: int = _MOST_LINE
    _lines: dict[str, list[str]] = field(default_factory=dict)

    def at(self, location: Location) -> Excerpt | None:
        """The first line of a location, long ones cut; None where there is no text or place."""
        span = location.span
        text = self.texts.get(location.path)
        if span is None or text is None:
            return None
        lines = self._lines.get(location.path)
        if lines is None:
            lines = self._lines[location.path] = text.split("\n")
        start = span.start
        line = lines[start.line - 1].rstrip("\r") if start.line <= len(lines) else ""
        end = span.end.column if span.end.line == start.line else len(line) + 1
        return Excerpt(
            start.line,
            *_cut(
                *_spelt_out(
                    visible(line[: start.column - 1]),
                    visible(line[start.column - 1 : max(end - 1, start.column)]),
                    visible(line[max(end - 1, start.column) :]),
                ),
                most=self.most,
            ),
        )


def _spelt_out(before: str, marked: str, after: str) -> tuple[str, str, str]:
    """The parts of a line that make no command to a build server where they meet either."""
    if not COMMAND.search(f"{before}{marked}{after}"):
        return before, marked, after
    before, marked, after = (part.replace("[", "\\u005b") for part in (before, marked, after))
    return before, marked, after


def _cut(before: str, marked: str, after: str, *, most: int) -> tuple[str, str, str]:
    """A long line cut around what is marked, with an ellipsis where something is left out."""
    if len(before) + len(marked) + len(after) <= most:
        return before, marked, after
    if len(before) > most // 2:
        before = "…" + before[1 - most // 2 :]
    room = max(most - len(before), _LEAST_MARKED)
    if len(marked) > room:
        return before, marked[:room] + "…", ""
    room -= len(marked)
    return before, marked, after if len(after) <= room else after[:room] + "…"
