"""A source with some files replaced: what an editor or standard input holds unsaved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policykit.model.errors import SourceError
from policykit.sources.port import MAXIMUM_BYTES, Entry, EntryKind, Source, is_held


class Overlay:
    """A Source over another one.

    Args:
        base: the source below.
        contents: path to bytes that stand there instead, None where nothing stands.

    Raises:
        SourceError: a path is none that a policy repository holds.
    """

    def __init__(self, base: Source, contents: Mapping[str, bytes | None]) -> None:
        for path in contents:
            _check(path)
        self._base = base
        self._contents = dict(contents)

    @property
    def name(self) -> str:
        """The name of the source below."""
        return self._base.name

    def entries(self) -> Sequence[Entry]:
        """The entries below with the given ones in their place."""
        found = {it.path: it for it in self._base.entries() if it.path not in self._contents}
        for path, content in self._contents.items():
            if content is not None:
                found[path] = _entry(path, content)
        return tuple(found[path] for path in sorted(found))


def _entry(path: str, content: bytes) -> Entry:
    kept = content[: MAXIMUM_BYTES + 1]
    return Entry(path, EntryKind.FILE, len(content), None, lambda: kept)


def _check(path: str) -> None:
    if not is_held(path):
        raise SourceError(
            "path-outside",
            "This path is not one of the files of a policy repository.",
            context=path,
            hint="Give a path below policies/, schemas/ or templates/, relative to the root.",
        )
