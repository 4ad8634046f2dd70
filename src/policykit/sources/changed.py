"""Which files are otherwise in one source than in another, told without parsing any."""

from __future__ import annotations

from policykit.model.value import dataclass
from policykit.sources.port import Entry, EntryKind, Source, blob_key

_SHA1_LETTERS = 40


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """A path that is otherwise on two sides; a side is None where there is nothing there."""

    path: str
    before: Entry | None
    after: Entry | None


def changed_files(before: Source, after: Source) -> tuple[ChangedFile, ...]:
    """The files that differ between two sources, sorted by path.

    Files of revisions are told by their keys alone. A file of a work tree is read where its
    key is not known; line ends that an editor or Git sets are no difference.

    Raises:
        SourceError: a side cannot be listed, or a file of a work tree cannot be read.
    """
    old = {each.path: each for each in before.entries()}
    new = {each.path: each for each in after.entries()}
    return tuple(
        ChangedFile(path, old.get(path), new.get(path))
        for path in sorted(old.keys() | new.keys())
        if not _same(old.get(path), new.get(path))
    )


def _same(before: Entry | None, after: Entry | None) -> bool:
    if before is None or after is None or before.kind is not after.kind:
        return False
    if before.kind is not EntryKind.FILE:
        # Nothing that is no file has a content that counts.
        return True
    if before.key is not None and after.key is not None and len(before.key) == len(after.key):
        return before.key == after.key
    if before.key is not None:
        return before.key in _keys(after.read(), len(before.key))
    if after.key is not None:
        return after.key in _keys(before.read(), len(after.key))
    return _plain(before.read()) == _plain(after.read())


def _keys(content: bytes, letters: int) -> set[str]:
    """The keys a content may have been committed under, in a repository with ids this long."""
    plain = _plain(content)
    if letters == _SHA1_LETTERS:
        return {blob_key(content), blob_key(plain)}
    return {blob_key(content, "sha256"), blob_key(plain, "sha256")}


def _plain(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n")
