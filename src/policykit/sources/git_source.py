"""The files of one commit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from policykit.model.errors import SourceError
from policykit.sources.git import Repository
from policykit.sources.git_blobs import AHEAD, missing_blob
from policykit.sources.port import (
    MAXIMUM_BYTES,
    MAXIMUM_ENTRIES,
    Entry,
    EntryKind,
    has_file_name,
    is_held,
    misleading_folder,
    unreadable_entry,
)

_LINK = "120000"
_SUBMODULE = "160000"


class GitSource:
    """A Source over a commit.

    Args:
        repository: stays open as long as this is read.
        revision: a branch, tag, id or expression.

    Raises:
        SourceError: there is no such revision.
    """

    def __init__(self, repository: Repository, revision: str) -> None:
        self.commit = repository.resolve(revision)
        """The id of the commit."""
        self._name = revision
        self._repository = repository
        self._blobs = repository.blobs()
        self._order: tuple[str, ...] = ()
        self._last = -1
        self._ahead = 0
        self._entries: tuple[Entry, ...] | None = None

    @property
    def name(self) -> str:
        """The revision as it was given."""
        return self._name

    def entries(self) -> Sequence[Entry]:
        """What the commit holds; listed once."""
        if self._entries is None:
            self._entries = self._list()
        return self._entries

    def file(self, path: str, most: int) -> bytes | None:
        """A file of the commit that need not be one of policies.

        Args:
            path: relative to the root, as POSIX.
            most: bytes it may have.

        Returns:
            Its content; None where there is no such file, or it is larger, a link, or in a
            hidden folder.
        """
        if any(part.startswith(".") for part in path.split("/")):
            return None
        prefix = len(self._repository.prefix)
        listed = self._repository.place(self.commit, path).decode("utf-8", "surrogateescape")
        for line in listed.split("\0"):
            about, _, name = line.partition("\t")
            if line and name[prefix:] == path:
                mode, _, key, size = about.split()
                is_file = mode not in {_LINK, _SUBMODULE} and size.isdigit()
                return self._blobs.read(key, []) if is_file and int(size) <= most else None
        return None

    def _list(self) -> tuple[Entry, ...]:
        prefix = len(self._repository.prefix)
        listing = self._repository.tree(self.commit).decode("utf-8", "surrogateescape")
        lines = (line.partition("\t") for line in listing.split("\0") if line)
        held = sorted((name[prefix:], about) for about, _, name in lines if is_held(name[prefix:]))
        found: list[Entry] = []
        order: list[str] = []
        for path, about in held:
            found.append(self._entry(path, about, order))
        folders = sorted({folder for path, _ in held for folder in _misleading(path)})
        found.extend(misleading_folder(path) for path in folders)
        if len(found) > MAXIMUM_ENTRIES:
            raise SourceError(
                "too-many-files",
                f"There are more than {MAXIMUM_ENTRIES} files in this revision.",
                context=self._name,
                hint="Check that `--root` is the folder of your policies.",
            )
        self._order = tuple(order)
        return tuple(sorted(found, key=_path) if folders else found)

    def _entry(self, path: str, about: str, order: list[str]) -> Entry:
        mode, _, key, size = about.split()
        if mode == _SUBMODULE:
            detail = "is another repository (a submodule)"
            return unreadable_entry(path, EntryKind.SUBMODULE, detail)
        if not size.isdigit():
            raise missing_blob(key)
        bytes_there = int(size)
        reader = partial(self._read, len(order), key)
        # Content over the limit is never asked for ahead; the empty key says so.
        order.append(key if bytes_there <= MAXIMUM_BYTES else "")
        if mode == _LINK:
            detail = "is a symbolic link, which is not followed in a revision"
            return Entry(path, EntryKind.SYMLINK, bytes_there, key, reader, detail)
        return Entry(path, EntryKind.FILE, bytes_there, key, reader)

    def _read(self, number: int, key: str) -> bytes:
        """One blob; a reader who goes on in order is served ahead, further each time."""
        goes_on = number == self._last + 1 or self._blobs.is_waiting(key)
        self._ahead = min(self._ahead * 2 + 1, AHEAD) if goes_on else 0
        self._last = number
        following = self._order[number + 1 : number + 1 + self._ahead]
        return self._blobs.read(key, [it for it in following if it])


def _misleading(path: str) -> list[str]:
    """The folders of a path that are named like files."""
    if ".y" not in path.lower().rpartition("/")[0]:
        return []
    parts = path.split("/")
    above = ("/".join(parts[:number]) for number in range(1, len(parts)))
    return [it for it in above if has_file_name(it)]


def _path(entry: Entry) -> str:
    return entry.path
