"""Which policy repository a file of a workspace belongs to."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from pygls.uris import from_fs_path, to_fs_path

from policykit.model.value import dataclass
from policykit.sources.port import FOLDERS, SETTINGS, is_held


@dataclass(frozen=True, slots=True)
class Root:
    """The folder of a policy repository, as the client calls it.

    A workspace may be reached through a symbolic link; what is told of it bears the client's
    name of it all the same.
    """

    folder: Path

    def path(self, place: Path) -> str:
        """The POSIX path of a file relative to the root; '' for one that is none of ours."""
        try:
            path = place.relative_to(self.folder).as_posix()
        except ValueError:
            return ""
        return path if is_held(path) else ""

    def uri(self, path: str) -> str:
        """The client's name of a file."""
        return str(from_fs_path(str(self.folder / path)))


def place_of(uri: str) -> Path | None:
    """The file a client names, without following links; None where it is no file of a disk."""
    try:
        found = to_fs_path(uri)
        return Path(os.path.normpath(found)) if found and "\0" not in found else None
    except (ValueError, OSError):
        return None


def root_of(place: Path, folders: Iterable[Path]) -> Root | None:
    """The root of a file: the nearest folder above it that is one, inside a workspace folder.

    A Git repository is a border, as for the command line: settings above it are those of
    somebody else.
    """
    around = [folder for folder in folders if place.is_relative_to(folder)]
    if not around:
        return None
    border = max(around, key=lambda folder: len(folder.parts))
    # Of folders inside one another the outer one may be the repository.
    outer = min(around, key=lambda folder: len(folder.parts))
    for folder in (place, *place.parents):
        if os.path.lexists(folder / SETTINGS):
            return Root(folder)
        if os.path.lexists(folder / ".git") or folder == outer:
            break
    else:
        return None
    return next(
        (Root(each) for each in (folder, border) if (each / FOLDERS[0]).is_dir()),
        None,
    )
