"""The names of branches and tags, read from the files of a repository, without Git itself.

For what must be quick and may miss a name: Git alone knows them for certain.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_KINDS: Final = ("heads", "tags", "remotes")
_MOST: Final = 5_000
_MOST_BYTES: Final = 4_000_000


def reference_names(top: Path) -> tuple[str, ...]:
    """Branches, tags and branches of remotes as one types them, sorted; none where unreadable.

    Args:
        top: the folder with the `.git` entry.
    """
    folder = _common(_git_folder(top))
    names = {*_packed(folder / "packed-refs")}
    for kind in _KINDS:
        names |= set(_loose(folder / "refs" / kind))
    return tuple(sorted(name for name in names if not name.endswith("/HEAD")))[:_MOST]


def _git_folder(top: Path) -> Path:
    entry = top / ".git"
    if entry.is_dir():
        return entry
    said = _text(entry)
    return top / said.removeprefix("gitdir:").strip() if said.startswith("gitdir:") else entry


def _common(folder: Path) -> Path:
    """The folder that work trees share."""
    said = _text(folder / "commondir").strip()
    return folder / said if said else folder


def _loose(folder: Path) -> Iterator[str]:
    seen = 0
    for parent, _, files in os.walk(folder):
        below = Path(parent).relative_to(folder)
        for file in files:
            seen += 1
            if seen > _MOST:
                return
            yield (below / file).as_posix()


def _packed(file: Path) -> Iterator[str]:
    for line in _text(file).splitlines():
        parts = line.split(" ", 1)[-1].split("/", 2)
        if len(parts) == len(_KINDS) and parts[0] == "refs" and parts[1] in _KINDS:
            yield parts[2]


def _text(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return opened.read(_MOST_BYTES).decode("utf-8", "replace")
    except (OSError, ValueError):
        return ""
