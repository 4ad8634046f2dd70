"""A file that settings name, anywhere in the repository and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from policykit.sources.worktree import unreadable

Held: TypeAlias = Callable[[str, int], bytes | None]
"""Gives a file of a revision by its path, None where it is not there or has more bytes."""


def inside(root: Path, name: str) -> Path | None:
    """Where a named file really is; None where it is no file, hidden, or outside the root.

    A symbolic link counts as what it leads to: one into `.git` would print its secrets.

    Raises:
        OSError, ValueError: the name cannot be followed.
    """
    home = root.resolve()
    try:
        place = (home / name).resolve()
    except RuntimeError:
        # So tell older Pythons of links in a circle.
        return None
    if not place.is_relative_to(home) or not place.is_file():
        return None
    parts = (*Path(name).parts, *place.relative_to(home).parts)
    return None if any(part.startswith(".") for part in parts) else place


def named_file(root: Path, name: str, most: int, held: Held | None) -> bytes | None:
    """What a named file holds, one byte more than `most` at the most; None where it is no file.

    Args:
        root: the folder of the policy repository.
        name: as the settings have it.
        most: bytes it may have.
        held: the files of the revision that is looked at, None where it is the work tree.

    Raises:
        SourceError: it is there, and cannot be read.
    """
    if held is not None:
        return held(name, most)
    try:
        place = inside(root, name)
        if place is None:
            return None
        with place.open("rb") as file:
            return file.read(most + 1)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, ValueError):
        return None
    except OSError as error:
        raise unreadable(name, error) from error
