"""What the rest asks of files and history: two ports, and the plain values that cross them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from datetime import datetime
from enum import StrEnum
from typing import Literal, Protocol

from policykit.model.errors import SourceError
from policykit.model.value import dataclass

SETTINGS = "policykit.yaml"
"""The settings file; the folder it stands in is the root of a policy repository."""

FOLDERS = ("policies", "schemas", "templates")
"""The folders a policy repository holds beside its settings; nothing else is ever listed."""

_HELD = re.compile(rf"{re.escape(SETTINGS)}|(?:{'|'.join(FOLDERS)})(?:/[^./][^/]*)*")

MAXIMUM_BYTES = 1 << 20
"""The largest file that is accepted, in bytes; a `read` gives one byte more at most."""

MAXIMUM_ENTRIES = 1_000_000
"""The most files a source lists before it refuses to go on."""


class EntryKind(StrEnum):
    """What stands at a path; only a `FILE` has content that counts."""

    FILE = "file"
    SYMLINK = "symlink"
    SUBMODULE = "submodule"
    SPECIAL = "special"
    DIRECTORY = "directory"


@dataclass(frozen=True, slots=True)
class Entry:
    """One path of a source.

    `path` is POSIX and relative to the root. `size` is in bytes and may be more than `read`
    gives. `key` is the Git blob id where it is known without reading. `stamp` tells a file of
    a work tree from the same file changed: when its content changed, when anything of it did
    (both in nanoseconds since 1970), its number on the disk and its size; empty elsewhere.
    `detail` says of all but files why they are none, as the end of a sentence that begins with the path ("leads
    out of the repository"). A `DIRECTORY` is listed only where its name is that of a file.

    `read` gives the bytes of a file, at most MAXIMUM_BYTES + 1 of them; of a symbolic link in
    a revision, its target. It raises SourceError when they cannot be read.
    """

    path: str
    kind: EntryKind
    size: int
    key: str | None
    read: Callable[[], bytes] = field(compare=False, repr=False)
    detail: str = ""
    stamp: tuple[int, ...] = field(default=(), compare=False)


class Source(Protocol):
    """A set of files: a work tree, a revision, or one of them with some files replaced."""

    @property
    def name(self) -> str:
        """What to call it in a message."""
        ...

    def entries(self) -> Sequence[Entry]:
        """Everything a policy repository may hold, sorted by path."""
        ...


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file a commit changed: its blob ids, None before it came and after it went."""

    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Landing:
    """A commit as it reached a branch.

    `committed_at` is aware and in UTC; `changes` compares it with its first parent, limited
    to what a policy repository holds, sorted by path.
    """

    commit: str
    committed_at: datetime
    author: str
    subject: str
    changes: tuple[FileChange, ...]


class History(Protocol):
    """The past of a branch."""

    @property
    def gap(self) -> str:
        """What is missing of the past and how to get it; empty when nothing is."""
        ...

    def landings(self, revision: str) -> tuple[Landing, ...]:
        """The first-parent commits up to a revision, oldest first."""
        ...

    def read(self, key: str) -> bytes:
        """The content of a blob, at most MAXIMUM_BYTES + 1 bytes."""
        ...

    def read_all(self, keys: Iterable[str]) -> Iterator[bytes]:
        """The contents of blobs in the order of their keys, much faster than one by one."""
        ...


def is_held(path: str) -> bool:
    """Whether a policy repository holds this path: settings, policies, schemas, templates.

    Names that begin with a dot are left out at every level: editors and systems put their
    own things there.
    """
    return _HELD.fullmatch(path) is not None


def has_file_name(path: str) -> bool:
    """Whether a path ends like the files authors write, so that a folder there misleads."""
    return path.lower().endswith((".yaml", ".yml"))


def unreadable_entry(path: str, kind: EntryKind, detail: str) -> Entry:
    """An entry without content; reading it raises SourceError."""

    def refuse() -> bytes:
        raise SourceError(
            "no-ordinary-file",
            f"This {detail}, so it is not read.",
            context=path,
            hint="Put an ordinary file in its place.",
        )

    return Entry(path, kind, 0, None, refuse, detail)


def misleading_folder(path: str) -> Entry:
    """The entry of a folder that is named like a file."""
    detail = "is a folder, though it is named like a file"
    return unreadable_entry(path, EntryKind.DIRECTORY, detail)


def blob_key(content: bytes, algorithm: Literal["sha1", "sha256"] = "sha1") -> str:
    """The blob id Git gives these bytes, so that the same bytes have one key everywhere.

    `algorithm` is that of the repository, SHA-1 where there is none.
    """
    digest = hashlib.new(algorithm, b"blob %d\0" % len(content), usedforsecurity=False)
    digest.update(content)
    return digest.hexdigest()
