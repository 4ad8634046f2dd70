"""A file that settings name, anywhere in the repository and nowhere else."""

from __future__ import annotations

from pathlib import Path


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
