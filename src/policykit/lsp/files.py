"""The files of a repository, listed once and kept up with: those on the disk, and the unsaved."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path

from policykit.authoring.snapshot import files_of
from policykit.library.survey import NamedEntry, Survey, survey
from policykit.model.errors import SourceError
from policykit.model.value import dataclass
from policykit.sources.port import MAXIMUM_BYTES, Entry, EntryKind, blob_key
from policykit.sources.stamped import SETTLED
from policykit.sources.worktree import WorkTree

BundleKey = tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Files:
    """The files at one moment.

    `entries` are those a policy repository reads, by path, each with its content key where it
    could be read; `owners` tells of those of a policy which bundle they belong to. `spoken` are
    the languages of all of them.
    """

    name: str
    survey: Survey
    entries: Mapping[str, Entry]
    owners: Mapping[str, BundleKey]
    spoken: frozenset[str]

    def group(self, path: str) -> tuple[NamedEntry, ...]:
        """The files of the bundle a file belongs to, none where it is of none."""
        owner = self.owners.get(path)
        return self.survey.bundles.get(owner, ()) if owner is not None else ()

    def replaced(self, instead: Mapping[str, Entry]) -> Files:
        """The same files, some of them with other contents."""
        if not instead:
            return self
        bundles = dict(self.survey.bundles)
        for owner in {self.owners[path] for path in instead if path in self.owners}:
            bundles[owner] = tuple(
                NamedEntry(instead.get(each.entry.path, each.entry), each.name)
                for each in bundles[owner]
            )

        def now(entry: Entry) -> Entry:
            return instead.get(entry.path, entry)

        found = replace(
            self.survey,
            bundles=bundles,
            single={kind: now(entry) for kind, entry in self.survey.single.items()},
            organisation_words={
                locale: now(entry) for locale, entry in self.survey.organisation_words.items()
            },
            frameworks=tuple(map(now, self.survey.frameworks)),
            extensions=tuple(map(now, self.survey.extensions)),
            assessments=tuple(map(now, self.survey.assessments)),
        )
        entries = {
            **self.entries,
            **{path: entry for path, entry in instead.items() if path in self.entries},
        }
        return replace(self, survey=found, entries=entries)


@dataclass(frozen=True, slots=True)
class Held:
    """Files as a source."""

    name: str
    held: Mapping[str, Entry]

    def entries(self) -> Sequence[Entry]:
        """The files, sorted by path."""
        return tuple(self.held[path] for path in sorted(self.held))


@dataclass(frozen=True, slots=True, eq=False)
class Listing:
    """The files of a work tree when it was listed last, with their content keys."""

    root: Path
    held: Mapping[str, Entry] = field(default_factory=dict)

    def anew(self) -> Listing:
        """A later listing; only what is another file than before is read.

        Raises:
            SourceError: the files cannot be listed.
        """
        before = time.time_ns() - SETTLED
        held = {
            entry.path: _with_key(entry, self.held.get(entry.path), before)
            for entry in WorkTree(self.root).entries()
        }
        return Listing(self.root, held)

    def files(self, unsaved: Iterable[str]) -> Files:
        """The files, with places for those that are unsaved; they are empty there."""
        held = {**self.held, **{path: unsaved_entry(path, b"") for path in unsaved}}
        found = survey(Held(str(self.root), held))
        return Files(
            name=str(self.root),
            survey=found,
            entries=files_of(found),
            owners={
                each.entry.path: owner for owner, group in found.bundles.items() for each in group
            },
            spoken=frozenset(each.name.locale for group in found.bundles.values() for each in group)
            - {""},
        )


def unsaved_entry(path: str, content: bytes) -> Entry:
    """A file that stands in a buffer alone."""
    kept = content[: MAXIMUM_BYTES + 1]
    return Entry(path, EntryKind.FILE, len(content), blob_key(kept), lambda: kept)


def _with_key(entry: Entry, known: Entry | None, settled: int) -> Entry:
    """A file with its content key; the one known where it is the same.

    A file that was changed within one step of the clock of its file system may have been changed
    after it was read, and shows nothing of it: it is read again each time.
    """
    if entry.kind is not EntryKind.FILE:
        return entry
    changed, touched, *_ = entry.stamp
    if max(changed, touched) >= settled:
        # What is read of it now is what it is for this look.
        return _read_now(entry)
    if known is not None and known.key and (known.stamp, known.size) == (entry.stamp, entry.size):
        return known
    try:
        return replace(entry, key=blob_key(entry.read()))
    except SourceError:
        return entry


def _read_now(entry: Entry) -> Entry:
    try:
        content = entry.read()
    except SourceError:
        return entry
    # Without a stamp it is never taken for the file of a later listing.
    return replace(entry, key=blob_key(content), read=lambda: content, stamp=())
