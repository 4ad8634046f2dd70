"""Files and folders laid ready beside the place they are for, and those a lost run left there.

A run that is killed cannot take anything away. What it left has a name of our own that begins
with a dot, so nothing reads it as a policy; the next run that writes to the folder takes it
away once it is an hour old, and nobody can be at work on it any more. An old folder whose place
is empty is put back there by the next run that writes it.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

STALE: Final = 3600.0
"""Seconds after which what lies ready belongs to no run any more."""

LEFT_ALONE: Final = 10.0
"""Seconds after which a folder that was moved aside is nobody's: another follows it at once."""

WAS: Final = "was"
"""The name of the old folder in what `folder_beside` gives for it."""

_NEW: Final = ".policykit-new"
_OLD: Final = ".policykit-old"
_OURS: Final = re.compile(r"\.(?P<name>.+)\.[a-z0-9_]{8}\.policykit-(?P<kind>new|old)", re.DOTALL)
_MOST_LETTERS: Final = 50
"""Of the name of the place: whoever named it may have used all that a name can have."""


def file_beside(target: Path) -> tuple[int, Path]:
    """A new file in the folder of a place, open for writing.

    Raises:
        OSError: there can be none.
    """
    _take_away_stale(str(target.parent))
    handle, name = tempfile.mkstemp(_NEW, _prefix(target), target.parent)
    return handle, Path(name)


def folder_beside(target: Path, *, for_old: bool = False) -> Path:
    """A new folder in the folder of a place; `for_old` says that the old one is put into it.

    Raises:
        OSError: there can be none.
    """
    _take_away_stale(str(target.parent))
    return Path(tempfile.mkdtemp(_OLD if for_old else _NEW, _prefix(target), target.parent))


def put_back(target: Path) -> None:
    """Put the folder back that a lost run moved aside and had no time to put another for."""
    if os.path.lexists(target) or len(target.name) >= _MOST_LETTERS:
        return
    with suppress(OSError), os.scandir(target.parent) as listing:
        asides = [
            (each.stat(follow_symlinks=False).st_mtime, Path(each.path))
            for each in listing
            if (found := _OURS.fullmatch(each.name)) is not None
            and (found["name"], found["kind"]) == (target.name, "old")
            and each.is_dir(follow_symlinks=False)
        ]
        for then, aside in sorted(asides, reverse=True):
            if time.time() - then >= LEFT_ALONE and (aside / WAS).is_dir():
                (aside / WAS).replace(target)
                aside.rmdir()
                return


def _prefix(target: Path) -> str:
    return f".{target.name[:_MOST_LETTERS]}."


@cache
def _take_away_stale(folder: str) -> None:
    """Take away what lost runs left, once for a folder: it may hold a hundred thousand files."""
    with suppress(OSError), os.scandir(folder) as listing:
        for each in listing:
            found = _OURS.fullmatch(each.name)
            if found is None or (found["kind"] == "old" and not _stands(folder, found["name"])):
                continue
            with suppress(OSError):
                status = each.stat(follow_symlinks=False)
                if time.time() - status.st_mtime < STALE:
                    continue
                if stat.S_ISDIR(status.st_mode):
                    shutil.rmtree(each.path, ignore_errors=True)
                else:
                    Path(each.path).unlink()


def _stands(folder: str, name: str) -> bool:
    """Whether a new folder took the place of the old one, which is the only copy till then."""
    return len(name) < _MOST_LETTERS and Path(folder, name).exists()
