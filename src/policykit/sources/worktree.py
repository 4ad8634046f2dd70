"""The files of a folder as they are now; no Git needed.

A pull request decides what stands here, so nothing is followed on trust: a symbolic link is
read only where it stays inside the root and shows something not listed already, and nothing
that is no ordinary file is ever opened.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from policykit.model.errors import SourceError
from policykit.sources.discover import given_root
from policykit.sources.port import (
    FOLDERS,
    MAXIMUM_BYTES,
    MAXIMUM_ENTRIES,
    SETTINGS,
    Entry,
    EntryKind,
    has_file_name,
    misleading_folder,
    unreadable_entry,
)

_SPECIAL = {
    stat.S_IFIFO: "is a named pipe",
    stat.S_IFSOCK: "is a socket",
    stat.S_IFCHR: "is a device",
    stat.S_IFBLK: "is a device",
}

# Without O_NONBLOCK, opening a pipe that took a file's place after the listing would wait.
_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)


class WorkTree:
    """A Source over a folder."""

    def __init__(self, root: Path) -> None:
        self._root = given_root(root)

    @property
    def name(self) -> str:
        """The folder."""
        return str(self._root)

    def entries(self) -> Sequence[Entry]:
        """What the folder holds at this moment."""
        return _Walk(str(self._root)).entries()


class _Walk:
    """One pass over a folder: the real things first, then the links, in order of path."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._found: dict[str, Entry] = {}
        self._links: list[tuple[str, str]] = []
        self._folders: set[str] = set()
        self._files: set[str] = set()

    def entries(self) -> tuple[Entry, ...]:
        for name in (SETTINGS, *FOLDERS):
            self._visit(name, str(Path(self._root, name)))
        while self._links:
            links, self._links = sorted(self._links), []
            for path, place in links:
                self._follow(path, place)
        return tuple(self._found[path] for path in sorted(self._found))

    def _visit(self, path: str, place: str) -> None:
        try:
            status = os.lstat(place)
        except FileNotFoundError:
            return
        except OSError as trouble:
            raise unreadable(path, trouble) from trouble
        if _is_link(status):
            self._links.append((path, place))
        else:
            self._take(path, place, status)

    def _take(self, path: str, place: str, status: os.stat_result) -> None:
        """List what is really there, and everything below it."""
        waiting = [(path, place, status)]
        while waiting:
            path, place, status = waiting.pop()
            if stat.S_ISDIR(status.st_mode):
                self._folders.add(place)
                if has_file_name(path):
                    self._add(misleading_folder(path))
                waiting.extend(self._children(path, place))
            elif stat.S_ISREG(status.st_mode):
                self._files.add(place)
                reader = partial(_read, path, place)
                stamp = (
                    status.st_mtime_ns,
                    status.st_ctime_ns,
                    status.st_ino,
                    status.st_size,
                )
                self._add(Entry(path, EntryKind.FILE, status.st_size, None, reader, stamp=stamp))
            else:
                self._put(path, EntryKind.SPECIAL, _special(status))

    def _children(self, path: str, place: str) -> list[tuple[str, str, os.stat_result]]:
        children: list[tuple[str, str, os.stat_result]] = []
        try:
            with os.scandir(place) as listing:
                for child in listing:
                    if child.name.startswith("."):
                        continue
                    try:
                        status = child.stat(follow_symlinks=False)
                    except FileNotFoundError:
                        continue
                    below = f"{path}/{child.name}"
                    if _is_link(status):
                        self._links.append((below, child.path))
                    else:
                        children.append((below, child.path, status))
        except OSError as trouble:
            raise unreadable(path, trouble) from trouble
        return children

    def _follow(self, path: str, place: str) -> None:
        """List what a link shows, once, or say why it is not followed."""
        try:
            target = os.path.realpath(place, strict=True)
            status = Path(target).stat()
        except OSError as trouble:
            self._put(path, EntryKind.SYMLINK, _lost(trouble))
            return
        refusal = self._refusal(target)
        if refusal:
            self._put(path, EntryKind.SYMLINK, refusal)
        else:
            self._take(path, target, status)

    def _refusal(self, target: str) -> str:
        border = self._root.rstrip(os.sep) + os.sep
        if target != self._root and not target.startswith(border):
            return "leads out of the repository"
        if any(part.startswith(".") for part in Path(target[len(border) :]).parts):
            return "leads into a hidden folder"
        if target in self._files:
            return "leads to a file that is listed already"
        around = target.rstrip(os.sep) + os.sep
        if target in self._folders or any(seen.startswith(around) for seen in self._folders):
            return "leads to a folder that is listed already"
        return ""

    def _put(self, path: str, kind: EntryKind, detail: str) -> None:
        self._add(unreadable_entry(path, kind, detail))

    def _add(self, entry: Entry) -> None:
        if len(self._found) >= MAXIMUM_ENTRIES:
            raise SourceError(
                "too-many-files",
                f"There are more than {MAXIMUM_ENTRIES} files here.",
                context=self._root,
                hint="Check that `--root` is the folder of your policies.",
            )
        self._found[entry.path] = entry


def _is_link(status: os.stat_result) -> bool:
    """A symbolic link, or what Windows has in its place."""
    attributes = getattr(status, "st_file_attributes", 0)
    return stat.S_ISLNK(status.st_mode) or bool(attributes & stat.FILE_ATTRIBUTE_REPARSE_POINT)


def _special(status: os.stat_result) -> str:
    return _SPECIAL.get(stat.S_IFMT(status.st_mode), "is no ordinary file")


def _lost(trouble: OSError) -> str:
    if trouble.errno == errno.ELOOP:
        return "leads in a circle"
    if trouble.errno in {errno.ENOENT, errno.ENOTDIR}:
        return "leads nowhere"
    return "cannot be followed"


def file_now(root: Path, path: str) -> bytes:
    """A file of the work tree as it is now, one byte over the limit at most.

    Args:
        root: the folder of the policy repository.
        path: below it, links followed.

    Raises:
        SourceError: it cannot be read, or is no ordinary file inside the folder.
    """
    place = os.path.realpath(root / path)
    if not Path(place).is_relative_to(os.path.realpath(root)):
        return unreadable_entry(path, EntryKind.SYMLINK, "leads out of the repository").read()
    return _read(path, place)


def _read(path: str, place: str) -> bytes:
    try:
        descriptor = os.open(place, _OPEN_FLAGS)
    except OSError as trouble:
        raise unreadable(path, trouble) from trouble
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return unreadable_entry(path, EntryKind.SPECIAL, _special(status)).read()
        try:
            return _up_to_limit(file.read)
        except OSError as trouble:
            raise unreadable(path, trouble) from trouble


def _up_to_limit(read: Callable[[int], bytes | None]) -> bytes:
    """All of a file, but no more than one byte over the limit."""
    parts: list[bytes] = []
    left = MAXIMUM_BYTES + 1
    while left and (part := read(left)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def unreadable(path: str, trouble: OSError) -> SourceError:
    """What to say of a file that is there and cannot be read."""
    return SourceError(
        "unreadable-file",
        f"This cannot be read: {trouble.strerror or 'the system refused'}.",
        context=path,
        hint="Check that it is still there and that you may read it.",
    )
