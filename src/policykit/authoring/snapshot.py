"""A repository at one moment of writing: its files, with what is unsaved in their place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date
from pathlib import Path
from threading import Lock

from policykit.authoring.index import Index
from policykit.library.bundle import Bundle
from policykit.library.facts import facts
from policykit.library.files import FileKind
from policykit.library.survey import Survey
from policykit.model.document import Document
from policykit.model.facts import Facts
from policykit.model.surroundings import Surroundings
from policykit.model.value import dataclass
from policykit.opening import Opened, opened_at
from policykit.sources.port import Entry

_MOST_DOCUMENTS = 64
"""How many documents are held: those an author looks at again, not a whole library."""


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """A repository as an author sees it, never changed once made.

    `facts` are those of the policies that were looked at, by folder and id of their bundle; those
    of a policy that is half typed are the last ones known. `today` is the day in the zone of the
    organisation, `entries` are the files by path. `index` goes on from one snapshot to the next.
    `plugins` are the names of those whose rules judge as well.
    """

    root: Path
    opened: Opened
    facts: Mapping[tuple[str, str], Facts]
    today: date
    entries: Mapping[str, Entry]
    index: Index = field(default_factory=Index, repr=False)
    plugins: tuple[str, ...] = ()
    _documents: dict[str, Document | None] = field(default_factory=dict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)
    _late: dict[tuple[str, str], Facts | None] = field(default_factory=dict, repr=False)

    @property
    def around(self) -> Surroundings:
        """Settings, organisation, areas, measures, frameworks."""
        return self.opened.surrounded.surroundings

    @property
    def policies(self) -> Mapping[str, Facts]:
        """The facts of each policy by the id it has."""
        return {each.id: each for each in self.facts.values()}

    def facts_of(self, key: tuple[str, str]) -> Facts | None:
        """The facts of a bundle, None where it has none; nobody may have looked at it before."""
        if key in self.facts:
            return self.facts[key]
        if key not in self._late:
            is_there = key in self.opened.files.bundles
            source = self.around.settings.locales.source
            self._late[key] = facts(self.bundle(key), source, digests=False) if is_there else None
        return self._late[key]

    def document(self, path: str) -> Document | None:
        """The file at a path, parsed; None where there is none or nothing of it can be read."""
        with self._lock:
            if path in self._documents:
                return self._documents[path]
        entry = self.entries.get(path)
        found = None if entry is None else self.opened.loader.parsed(entry)[0]
        with self._lock:
            while len(self._documents) >= _MOST_DOCUMENTS:
                del self._documents[next(iter(self._documents))]
            # Whoever read it at the same time holds the very same document.
            return self._documents.setdefault(path, found)

    def key_of(self, path: str) -> tuple[str, str] | None:
        """The folder and id of the bundle a file belongs to, None where it is of none."""
        for key, group in self.opened.files.bundles.items():
            if any(each.entry.path == path for each in group):
                return key
        return None

    def bundle(self, key: tuple[str, str]) -> Bundle:
        """The documents of a bundle, as far as they can be read."""
        main: dict[bool, Document] = {}
        words: dict[bool, dict[str, Document]] = {False: {}, True: {}}
        record: Document | None = None
        for each in self.opened.files.bundles.get(key, ()):
            document = self.document(each.entry.path)
            if document is None:
                continue
            if each.name.kind is FileKind.POLICY:
                main[each.name.coming] = document
            elif each.name.kind is FileKind.RECORD:
                record = document
            else:
                words[each.name.coming][each.name.locale] = document
        return Bundle(
            id=key[1],
            policy=main.get(False),
            coming=main.get(True),
            words=words[False],
            coming_words=words[True],
            record=record,
        )


def files_of(survey: Survey) -> dict[str, Entry]:
    """The files of a survey by path."""
    return {
        entry.path: entry
        for entry in (
            *survey.single.values(),
            *survey.organisation_words.values(),
            *survey.frameworks,
            *survey.extensions,
            *survey.assessments,
            *(each.entry for group in survey.bundles.values() for each in group),
        )
    }


def snapshot(
    root: Path,
    unsaved: Mapping[str, bytes | None],
    today: Callable[[str], date],
    index: Index | None = None,
) -> Snapshot:
    """A repository as it is now, read from the ground up.

    Args:
        root: the folder policykit.yaml stands in.
        unsaved: contents that stand in for those of files, by path; None where a file is gone.
        today: the day to judge by, given the organisation's time zone (an IANA name).
        index: that of an earlier snapshot of the same repository, to go on from.

    Raises:
        SourceError: the files cannot be listed.
    """
    with opened_at(root, "", unsaved=unsaved) as opened:
        around = opened.surrounded.surroundings
        known: dict[tuple[str, str], Facts] = {}
        for key, group in opened.files.bundles.items():
            bundle = opened.loader.bundle(key[1], group, checked=False).bundle
            told = facts(bundle, around.settings.locales.source, digests=False)
            if told is not None:
                known[key] = told
        day = today(around.organisation.time_zone)
        entries = files_of(opened.files)
        return Snapshot(root, opened, known, day, entries, index or Index())
