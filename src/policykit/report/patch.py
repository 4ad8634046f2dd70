"""Changes of files as a unified diff."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from policykit.model.file_change import FileChange
from policykit.model.rewrite import Rewrite
from policykit.report.visible import visible, visible_line

_NOWHERE = "/dev/null"
_NO_END = "\\ No newline at end of file"


def patch(rewrites: Iterable[Rewrite]) -> str:
    """What would change in files, with three lines around each change.

    What acts on a terminal shows as its number, so that nothing hides in a diff; line ends
    are shown alike.
    """
    return "".join(map(_patch, rewrites))


def patch_of_files(changes: Iterable[FileChange]) -> str:
    """What would become of files, those that come, go and move among them."""
    return "".join(map(_patch_of_file, changes))


def _patch(rewrite: Rewrite) -> str:
    path = visible(rewrite.path)
    return _differences(rewrite.before, rewrite.after, f"a/{path}", f"b/{path}")


def _patch_of_file(change: FileChange) -> str:
    was, becomes = visible(change.was), visible(change.becomes)
    head = ""
    if change.moves:
        head = f"diff --git a/{was} b/{becomes}\nrename from {was}\nrename to {becomes}\n"
    return head + _differences(
        change.before,
        change.after,
        f"a/{was}" if was else _NOWHERE,
        f"b/{becomes}" if becomes else _NOWHERE,
    )


def _differences(before: bytes, after: bytes, was: str, becomes: str) -> str:
    found = difflib.unified_diff(_lines(before), _lines(after), was, becomes, lineterm="")
    return "".join(f"{_shown(line)}\n" for line in found)


def _lines(content: bytes) -> list[str]:
    lines = content.decode(errors="replace").split("\n")
    last = lines.pop()
    return [*lines, f"{last}\n"] if last else lines


def _shown(line: str) -> str:
    """A line of a diff; one that ends in a line end is a last line that had none."""
    words = visible_line(line.rstrip("\r\n"))
    return f"{words}\n{_NO_END}" if line.endswith("\n") else words
