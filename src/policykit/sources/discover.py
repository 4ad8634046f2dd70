"""Where a policy repository begins: the folder all paths are relative to."""

from __future__ import annotations

import os
from pathlib import Path

from policykit.model.errors import SourceError
from policykit.sources.port import SETTINGS

_GIT = ".git"


def find_root(start: Path) -> Path:
    """The nearest folder at or above `start` with policykit.yaml, else with a `.git` entry.

    A Git repository is a border: settings above it are somebody else's. A folder that merely
    looks like the inside of a repository is never taken for one.

    Args:
        start: a file or folder.

    Returns:
        The root, absolute and without symbolic links.

    Raises:
        SourceError: there is no such path, or no root above it.
    """
    try:
        beginning = start.resolve(strict=True)
    except (OSError, RuntimeError) as trouble:
        raise _no_folder(start) from trouble
    for folder in (beginning, *beginning.parents):
        if os.path.lexists(folder / SETTINGS) or os.path.lexists(folder / _GIT):
            return folder
    raise SourceError(
        "no-policy-repository",
        "There is no policy repository here: neither this folder nor one above it has a "
        f"{SETTINGS} or belongs to a Git repository.",
        context=str(beginning),
        hint="Go to the folder of your policies, or say where they are with `--root DIR`; `policykit init` begins a new repository.",
    )


def given_root(folder: Path) -> Path:
    """The root somebody named, absolute and without symbolic links; it must be a folder."""
    try:
        root = folder.resolve(strict=True)
    except (OSError, RuntimeError) as trouble:
        raise _no_folder(folder) from trouble
    if not root.is_dir():
        raise _no_folder(folder)
    return root


def repository_top(root: Path) -> Path | None:
    """The nearest folder at or above a root with a `.git` entry, None outside of Git."""
    return next((it for it in (root, *root.parents) if os.path.lexists(it / _GIT)), None)


def _no_folder(folder: Path) -> SourceError:
    return SourceError(
        "no-such-folder",
        "There is no such folder.",
        context=str(folder),
        hint="Check the spelling, or leave out `--root` to look from the current folder.",
    )
