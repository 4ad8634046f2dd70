"""The one writer of folders: each appears whole or not at all, also where several runs write it."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Final

from policykit.beside import WAS, folder_beside, put_back
from policykit.model.book import OutputFile
from policykit.model.errors import PolicykitError
from policykit.output import umask, unwritable

MARKER: Final = ".policykit-output"
"""A file in every folder we made, so that we never clear one we did not make."""

_TRIES: Final = 20
_OVERTAKEN: Final = frozenset({errno.ENOENT, errno.EEXIST, errno.ENOTEMPTY})
"""What a folder meets that another run moves away or puts there at the same moment."""

_MARKER_TEXT: Final = b"Made by policykit; this folder is replaced as a whole by the next run.\n"


def write_folder(target: Path, files: Iterable[OutputFile]) -> int:
    """Replace a folder by these files; gives how many bytes they have.

    The new folder is finished beside the old one and then takes its place. A folder that is
    not empty and was not made by us is left alone.

    Raises:
        PolicykitError: the folder is not ours, or cannot be written; the old one is whole.
    """
    target = target.absolute()
    file = next((each for each in (target, *target.parents) if each.is_file()), None)
    if file is not None:
        raise PolicykitError(
            "output-is-file",
            "A handbook fills a folder, and this is a file. It is left as it is.",
            context=str(file),
            hint="Name a new or empty folder with --output DIR.",
        )
    try:
        _refuse_foreign(target, target)
        put_back(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = folder_beside(target)
    except OSError as trouble:
        raise unwritable(target, trouble) from trouble
    try:
        size = _fill(fresh, files)
        fresh.chmod(0o777 & ~umask())
        _swap(fresh, target)
    except OSError as trouble:
        raise unwritable(target, trouble) from trouble
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return size


def _fill(folder: Path, files: Iterable[OutputFile]) -> int:
    (folder / MARKER).write_bytes(_MARKER_TEXT)
    size = 0
    for file in files:
        parts = PurePosixPath(file.path).parts
        if not parts or ".." in parts or PurePosixPath(file.path).is_absolute():
            raise PolicykitError(
                "output-outside-folder",
                "A handbook file would land outside of its folder.",
                context=file.path,
                hint="This is a fault in a handbook format; please report it.",
            )
        place = folder.joinpath(*parts)
        place.parent.mkdir(parents=True, exist_ok=True)
        content = file.content
        place.write_bytes(content)
        size += len(content)
    return size


def _swap(fresh: Path, target: Path) -> None:
    """Put the fresh folder in the place of the old one, which goes once the new one stands.

    Where another run put its own there meanwhile, ours takes the place of that one.
    """
    for left in reversed(range(_TRIES)):
        try:
            _swap_once(fresh, target)
        except OSError as trouble:
            if trouble.errno not in _OVERTAKEN or not left:
                raise
        else:
            return


def _swap_once(fresh: Path, target: Path) -> None:
    if not target.exists():
        fresh.replace(target)
        return
    aside = folder_beside(target, for_old=True)
    old = aside / WAS
    try:
        target.replace(old)
        _refuse_foreign(old, target)  # somebody may have put it there since it was looked at
        fresh.replace(target)
    except BaseException as trouble:
        # A key press may come at any moment, also just behind any of these lines.
        if old.exists() and (not target.exists() or _is_foreign(old)):
            _put_back(old, target, trouble)
        shutil.rmtree(aside, ignore_errors=True)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _put_back(old: Path, target: Path, trouble: BaseException) -> None:
    try:
        old.replace(target)
    except OSError:
        if target.exists() and not _is_foreign(old):
            return  # another run put its own there at this very moment
        raise PolicykitError(
            "folder-set-aside",
            "The new folder could not take its place, and the old one could not be put back.",
            context=f"{target}; the old one is whole, in {old}",
            hint=f"Move the old folder back to {target.name}, then try again.",
        ) from trouble


def _refuse_foreign(folder: Path, named: Path) -> None:
    if _is_foreign(folder):
        raise PolicykitError(
            "foreign-output-folder",
            "This folder holds files policykit did not make, so it is left alone.",
            context=str(named),
            hint="Name an empty or new folder with --output DIR.",
        )


def _is_foreign(folder: Path) -> bool:
    """Whether something stands there that we did not make.

    Raises:
        OSError: it cannot be looked into.
    """
    for _ in range(_TRIES):
        before = _identity(folder)
        if before is None:
            return False
        if folder.is_symlink() or not _is_marked(folder):
            # Another run may have put its own there while this looked.
            if _identity(folder) == before:
                return True
        else:
            return False
    return True


def _identity(place: Path) -> tuple[int, int] | None:
    try:
        about = place.lstat()
    except FileNotFoundError:
        return None
    return about.st_dev, about.st_ino


def _is_marked(folder: Path) -> bool:
    """Whether we made a folder; an empty one could be ours."""
    try:
        with os.scandir(folder) as listing:
            return any(each.name == MARKER and each.is_file() for each in listing) or not any(
                folder.iterdir()
            )
    except (FileNotFoundError, NotADirectoryError):
        return False
