"""The commits that reached a branch, from one listing of the whole past."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from policykit.sources.git import SHALLOW_HINT, Repository
from policykit.sources.port import FileChange, Landing, is_held

_COMMIT = b"\x01"
_CHANGE = b":"
_PLAIN_FILE = b"100"
# A day from the ends of the calendar, so that every time zone can tell the date.
_EARLIEST = datetime(1, 1, 2, tzinfo=UTC)
_LATEST = datetime(9999, 12, 30, tzinfo=UTC)


class GitHistory:
    """A History over a repository, which stays open as long as this is read."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._blobs = repository.blobs()

    @property
    def gap(self) -> str:
        """What is missing of the past and how to get it; empty when nothing is."""
        if not self._repository.is_shallow:
            return ""
        return f"This clone was cut off, so the earliest commits are missing. {SHALLOW_HINT}"

    def landings(self, revision: str) -> tuple[Landing, ...]:
        """The first-parent commits up to a revision, oldest first.

        The first commit of a cut-off clone shows every file it has as new. The date is the
        committer's as written, kept inside the calendar, even where clocks went backwards.

        Raises:
            SourceError: there is no such revision, or the history cannot be read.
        """
        return tuple(_landings(self._repository.log(revision), self._repository.prefix))

    def read(self, key: str) -> bytes:
        """The content of a blob, at most MAXIMUM_BYTES + 1 bytes."""
        return self._blobs.read(key)

    def read_all(self, keys: Iterable[str]) -> Iterator[bytes]:
        """The contents of blobs in the order of their keys."""
        return self._blobs.read_all(keys)


def _landings(log: bytes, prefix: str) -> Iterator[Landing]:
    """Commits as `log -z --raw` prints them: four fields, an empty one, then the changes.

    A change is two fields, the first beginning with a colon, the very first with a line feed
    before it.
    """
    fields = iter(log.split(b"\0"))
    field = next(fields, b"")
    while field.startswith(_COMMIT):
        commit = field.removeprefix(_COMMIT).decode("ascii")
        seconds, author, subject = next(fields), next(fields), next(fields)
        next(fields)
        changes: list[FileChange] = []
        field = next(fields, b"").removeprefix(b"\n")
        while field.startswith(_CHANGE):
            change = _change(field, next(fields), prefix)
            if change is not None:
                changes.append(change)
            field = next(fields, b"")
        yield Landing(
            commit,
            _moment(seconds),
            author.decode("utf-8", "replace"),
            subject.decode("utf-8", "replace"),
            tuple(sorted(changes, key=lambda it: it.path)),
        )


def _change(about: bytes, name: bytes, prefix: str) -> FileChange | None:
    path = name.decode("utf-8", "surrogateescape").removeprefix(prefix)
    mode_before, mode_after, before, after, _ = about.removeprefix(_CHANGE).split(b" ")
    change = FileChange(path, _key(mode_before, before), _key(mode_after, after))
    nothing = change.before == change.after
    return None if nothing or not is_held(path) else change


def _key(mode: bytes, key: bytes) -> str | None:
    """The id of an ordinary file; links and submodules count as no file."""
    return key.decode("ascii") if mode.startswith(_PLAIN_FILE) else None


def _moment(seconds: bytes) -> datetime:
    """A committer date; whatever lies outside the calendar is moved to its end."""
    try:
        return min(max(datetime.fromtimestamp(int(seconds), UTC), _EARLIEST), _LATEST)
    except (OverflowError, OSError):
        return _LATEST
    except ValueError:
        return _LATEST if seconds.isdigit() else _EARLIEST
