"""The whole past of a branch: its library at each commit, and the one in force on a day.

A file that did not change is read once, whatever the number of commits it stands in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TypeAlias

from policykit.library.digests import oldest_names, rules_digests
from policykit.library.files import FileKind
from policykit.library.in_force import in_force
from policykit.library.load import Loader
from policykit.library.readable import broken
from policykit.library.survey import NamedEntry, Survey, survey
from policykit.library.whole import library_entry
from policykit.model.facts import Facts
from policykit.model.force import InForce, PolicyState, VersionFacts
from policykit.model.library import Entry, Library
from policykit.model.quantity.dates import parse_date
from policykit.model.surroundings import Surroundings
from policykit.model.value import dataclass
from policykit.sources import port
from policykit.sources.port import EntryKind, Landing

Keys: TypeAlias = tuple[tuple[str, str | None], ...]
"""Paths with the content keys of their files."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A commit, the day it landed on the branch, and the library it holds."""

    commit: str
    landed: date
    library: Library


class Standing:
    """A Source over the files that stood after some landings."""

    def __init__(self, commit: str, keys: Mapping[str, str], read: Callable[[str], bytes]) -> None:
        self._commit = commit
        self._keys = keys
        self._read = read

    @property
    def name(self) -> str:
        """The commit."""
        return self._commit

    def entries(self) -> Sequence[port.Entry]:
        """The files, sorted by path."""
        return tuple(
            port.Entry(path, EntryKind.FILE, 0, key, partial(self._read, key))
            for path, key in sorted(self._keys.items())
        )


def moments(
    landings: Sequence[Landing],
    days: Sequence[date],
    read: Callable[[str], bytes],
    loader: Loader,
    surroundings: Callable[[Loader, Survey], Surroundings],
) -> Iterator[Moment]:
    """The library of each commit, oldest first; the same object where nothing of it changed.

    Args:
        landings: first-parent commits, oldest first.
        days: the day each landed.
        read: gives the content of a blob.
        loader: reads files; its commit does not matter.
        surroundings: reads what the policies of a survey stand in.
    """
    standing: dict[str, str] = {}
    around: dict[Keys, Surroundings] = {}
    entries: dict[tuple[str, Keys], Entry | None] = {}
    library: Library | None = None
    for landing, day in zip(landings, days, strict=True):
        for change in landing.changes:
            if change.after is None:
                standing.pop(change.path, None)
            else:
                standing[change.path] = change.after
        if library is None or landing.changes:
            at = replace(loader, commit=landing.commit)
            files = survey(Standing(landing.commit, standing, read))
            key = _surrounding_keys(files)
            if key not in around:
                around[key] = surroundings(at, files)
            library = _library(files, around[key], at, entries, library)
        yield Moment(landing.commit, day, library)


def _surrounding_keys(files: Survey) -> Keys:
    listed = (*files.single.values(), *files.organisation_words.values(), *files.frameworks)
    return tuple((each.path, each.key) for each in listed)


def _library(
    files: Survey,
    around: Surroundings,
    loader: Loader,
    known: dict[tuple[str, Keys], Entry | None],
    before: Library | None,
) -> Library:
    source = around.settings.locales.source
    found: dict[str, Entry] = {}
    for (_, name), group in files.bundles.items():
        key = source, tuple((each.entry.path, each.entry.key) for each in group)
        if key not in known:
            known[key] = _entry(loader, name, group, source)
        entry = known[key]
        if entry is None:
            # What cannot be read for the length of a commit is not out of force by that.
            entry = before.entries.get(name) if before is not None else None
        if entry is not None:
            found.setdefault(entry.facts.id, entry)
    same = before is not None and before.surroundings is around and before.entries == found
    return before if same and before else Library(surroundings=around, entries=found)


def _entry(loader: Loader, name: str, group: tuple[NamedEntry, ...], source: str) -> Entry | None:
    """A policy, None where a text of it cannot be read to its end."""
    reading = loader.bundle(name, group, checked=False)
    unread = broken(reading.problems)
    if any(it.name.kind is FileKind.POLICY and it.entry.path in unread for it in group):
        return None
    entry = library_entry(reading.bundle, source)
    return entry if entry is not None and entry.facts.id else None


class Past:
    """What was in force on each day, by the moments of the release branch, oldest first."""

    def __init__(self, told: Sequence[Moment]) -> None:
        self.moments = tuple(told)
        self._states: dict[str, list[PolicyState]] = {}
        self._entries: dict[tuple[str, str], Entry] = {}
        self._gather()

    def turns(self, after: date, until: date) -> tuple[date, ...]:
        """The days on which what is in force can change, after one day and up to another."""
        found = {each.landed for each in self.moments}
        for states in self._states.values():
            for state in states:
                for version in (state.main, state.next):
                    if version is not None:
                        found.update(day for day in (version.effective, version.retired_on) if day)
        return tuple(sorted(day for day in found if after < day <= until))

    def held(self, day: date) -> tuple[InForce, ...]:
        """The versions in force on a day, each with the commit its words come from."""
        found = (in_force(states, day) for states in self._states.values())
        return tuple(each for each in found if each is not None)

    def library(self, day: date) -> Library | None:
        """The policies in force on a day in their words then; None before the first commit."""
        stood = [each for each in self.moments if each.landed <= day]
        if not stood:
            return None
        entries: dict[str, Entry] = {}
        for oldest, states in self._states.items():
            held = in_force(states, day)
            if held is None:
                continue
            entry = self._entries[oldest, held.commit]
            coming = entry.facts.coming
            if coming is not None and coming.path == held.version.path:
                entry = replace(entry, facts=coming, policies=entry.coming, coming={})
            entries[entry.facts.id] = entry
        return replace(stood[-1].library, entries=dict(sorted(entries.items())))

    def _gather(self) -> None:
        """The states of each policy, one for each commit that changed a file of it."""
        last: dict[str, Entry | None] = {}
        library: Library | None = None
        for moment in self.moments:
            if moment.library is library:
                continue
            library = moment.library
            now = {entry.facts.oldest_id: entry for entry in library.entries.values()}
            names = _oldest(library)
            for oldest in {**last, **now}:
                entry = now.get(oldest)
                if oldest in last and last[oldest] is entry:
                    continue
                last[oldest] = entry
                self._states.setdefault(oldest, []).append(_state(moment, entry, names))
                if entry is not None:
                    self._entries[oldest, moment.commit] = entry


def _oldest(library: Library) -> Callable[[str], str]:
    every = [entry.facts for entry in library.entries.values()]
    return oldest_names(
        {each.id: each for each in every},
        {former: each for each in every for former in each.former_ids},
    )


def _state(moment: Moment, entry: Entry | None, oldest: Callable[[str], str]) -> PolicyState:
    """A policy in a commit; where only its coming text can be read, that is all there is."""
    if entry is None:
        return PolicyState(moment.commit, moment.landed, None, None)
    source = moment.library.surroundings.settings.locales.source
    main, coming = entry.facts, entry.facts.coming
    return PolicyState(
        moment.commit,
        moment.landed,
        _version(main, source, oldest),
        _version(coming, source, oldest) if coming is not None else None,
    )


def _version(facts: Facts, source: str, oldest: Callable[[str], str]) -> VersionFacts:
    return VersionFacts(
        path=facts.path,
        key=facts.key,
        status=facts.status,
        version=facts.version,
        effective=_day(facts.effective),
        retired_on=_day(facts.retired_on),
        rules_digest=rules_digests(facts, oldest).get(source, ""),
    )


def _day(written: str) -> date | None:
    day = parse_date(written) if written else None
    return day if isinstance(day, date) else None
