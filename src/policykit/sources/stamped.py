"""A source that knows the content keys of files an earlier run read and nobody changed since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from policykit.sources.port import Entry, EntryKind, Source, blob_key

Known = Mapping[str, tuple[tuple[int, ...], str]]
"""Stamp and content key of files by path."""

SETTLED: Final = 2_000_000_000
"""How old the stamp of a file must be to tell it from a later content, in nanoseconds.

A file system notes times in steps, the coarsest in use (FAT) of two seconds: what is written
twice within one step bears one stamp.
"""


class Stamped:
    """A Source over another one, listed once; what is read through it is remembered.

    Args:
        base: the source below.
        known: what is remembered of earlier runs.
        now: the time of the listing, in nanoseconds since 1970 (UTC).
    """

    def __init__(self, base: Source, known: Known, now: int) -> None:
        self._base = base
        self._now = now
        self._known = known
        self._read: dict[str, str] = {}
        self._entries = tuple(self._with_key(entry) for entry in base.entries())

    @property
    def name(self) -> str:
        """The name of the source below."""
        return self._base.name

    def entries(self) -> Sequence[Entry]:
        """The entries below, with their keys where the files are as they were."""
        return self._entries

    def digest(self) -> str:
        """A key of all files as they are; '' where a file may change without a trace."""
        if not all(map(self._is_settled, self._entries)):
            return ""
        told = [
            (entry.path, entry.kind, entry.size, entry.stamp, entry.detail)
            for entry in self._entries
        ]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()

    def remembered(self) -> Known:
        """What the next run may rely on."""
        keys = {entry.path: entry.key for entry in self._entries} | self._read
        return {
            entry.path: (entry.stamp, key)
            for entry in self._entries
            if (key := keys[entry.path]) is not None and self._is_settled(entry)
        }

    def _with_key(self, entry: Entry) -> Entry:
        if entry.kind is not EntryKind.FILE or entry.key is not None:
            return entry
        stamp, key = self._known.get(entry.path, ((), None))
        if key is not None and stamp == entry.stamp and self._is_settled(entry):
            return replace(entry, key=key)
        return replace(entry, read=self._noting(entry))

    def _noting(self, entry: Entry) -> Callable[[], bytes]:
        def read() -> bytes:
            content = entry.read()
            self._read[entry.path] = blob_key(content)
            return content

        return read

    def _is_settled(self, entry: Entry) -> bool:
        if entry.kind is not EntryKind.FILE:
            return True
        if not entry.stamp:
            return False
        changed, touched, *_ = entry.stamp
        return max(changed, touched) < self._now - SETTLED
