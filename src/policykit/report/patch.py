"""Changes of files as a unified diff."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from policykit.model.rewrite import Rewrite
from policykit.report.visible import visible

_NO_END = "\\ No newline at end of file"


def patch(rewrites: Iterable[Rewrite]) -> str:
    """What would change in files, with three lines around each change.

    What acts on a terminal shows as its number, so that nothing hides in a diff; line ends
    are shown alike.
    """
    return "".join(map(_patch, rewrites))


def _patch(rewrite: Rewrite) -> str:
    path = visible(rewrite.path)
    found = difflib.unified_diff(
        _lines(rewrite.before), _lines(rewrite.after), f"a/{path}", f"b/{path}", lineterm=""
    )
    return "".join(f"{_shown(line)}\n" for line in found)


def _lines(content: bytes) -> list[str]:
    lines = content.decode(errors="replace").split("\n")
    last = lines.pop()
    return [*lines, f"{last}\n"] if last else lines


def _shown(line: str) -> str:
    """A line of a diff; one that ends in a line end is a last line that had none."""
    words = visible(line.rstrip("\r\n"))
    return f"{words}\n{_NO_END}" if line.endswith("\n") else words
