"""Files of the repository shown as they would be, or written."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from policykit.model.file_change import FileChange
from policykit.model.rewrite import Rewrite


def show(rewrites: Sequence[Rewrite]) -> None:
    """Print what would change, as a unified diff."""
    from policykit.report.patch import patch

    sys.stdout.write(patch(rewrites))
    sys.stdout.flush()


def show_files(changes: Sequence[FileChange]) -> None:
    """Print what would become of files, as a unified diff."""
    from policykit.report.patch import patch_of_files

    sys.stdout.write(patch_of_files(changes))
    sys.stdout.flush()


def told(change: FileChange) -> str:
    """A file that was changed, with the name it has now where that is another one."""
    from policykit.report.visible import visible

    if change.moves:
        return visible(f"{change.was} → {change.becomes}")
    return visible(change.path if change.becomes else f"{change.was} (gone)")


def write(root: Path, rewrites: Sequence[Rewrite]) -> None:
    """Write files, each whole or not at all.

    Raises:
        PolicykitError: one cannot be written; those before it have been.
    """
    from policykit.output import rewrite_file
    from policykit.recording import one_at_a_time

    if not rewrites:
        return
    with one_at_a_time(root):
        for each in rewrites:
            rewrite_file(root, each.path, each.before, each.after)


def note(line: str) -> None:
    """Tell the outcome beside the report, on standard error."""
    from policykit.report.visible import visible

    sys.stderr.write(f"{visible(line)}\n")


def counted(number: int, one: str, other: str) -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else other}"
