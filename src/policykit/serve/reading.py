"""The library of a work tree, read again and again: only what changed since, and never a gap.

A policy whose file cannot be read stands as it last could be, so one slip of the keyboard does
not empty the page somebody is writing on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

from policykit.gaps.offers import Version, offered
from policykit.library.load import Loader, Surrounded
from policykit.library.survey import NamedEntry, Survey, survey
from policykit.library.whole import library_entry
from policykit.model.finding import Problem
from policykit.model.library import Entry, Library
from policykit.model.surroundings import Surroundings
from policykit.model.value import dataclass
from policykit.opening import surrounded
from policykit.sources import port
from policykit.sources.port import Source
from policykit.validation import load_schemas
from policykit.yamlsource.catalogue.broken import BROKEN_PAGES
from policykit.yamlsource.catalogue.files import FILE_PAGES

_BROKEN: Final = frozenset(page.code for page in (*BROKEN_PAGES, *FILE_PAGES))

Stamps: TypeAlias = tuple[tuple[str, tuple[int, ...]], ...]
"""What tells that files are other ones than before."""


def stamps(files: Source) -> Stamps:
    """The stamps of all files of a source, by path."""
    return tuple((entry.path, entry.stamp) for entry in files.entries())


@dataclass(frozen=True, slots=True)
class _Kept:
    """A bundle as it could be read last: for which language, and whether for gaps too."""

    stamps: Stamps
    asked: tuple[str, bool]
    entry: Entry | None
    offers: tuple[Version, ...]


class Reader:
    """Reads a library again and again."""

    def __init__(self, tells_gaps: Callable[[Surroundings], bool] = lambda _around: False) -> None:
        """Args: tells_gaps: whether what policies offer as evidence is asked for."""
        self._tells_gaps = tells_gaps
        self._bundles: dict[tuple[str, str], _Kept] = {}
        self._around: tuple[Stamps, Surrounded] | None = None

    @property
    def surrounded(self) -> Surrounded | None:
        """What the policies stand in, as it was read last."""
        return None if self._around is None else self._around[1]

    @property
    def offers(self) -> tuple[tuple[Version, ...], ...]:
        """What each policy offers as evidence, where that is asked for."""
        return tuple(kept.offers for kept in self._bundles.values() if kept.offers)

    def read(self, source: Source) -> Library:
        """The library of a source as it is now.

        Raises:
            SourceError: the files cannot be listed.
            SettingsError: the schema of a company's own fields cannot be used.
        """
        files = survey(source)
        schemas = load_schemas((entry.path, entry.read()) for entry in files.extensions)
        loader = Loader(schemas)
        around = self._surrounded(loader, files).surroundings
        asked = around.settings.locales.source, self._tells_gaps(around)
        entries: dict[str, Entry] = {}
        for place, group in files.bundles.items():
            entry = self._entry(loader, place, group, asked)
            if entry is not None:
                entries.setdefault(entry.facts.id, entry)
        self._bundles = {place: self._bundles[place] for place in files.bundles}
        return Library(surroundings=around, entries=entries)

    def _entry(
        self,
        loader: Loader,
        place: tuple[str, str],
        group: tuple[NamedEntry, ...],
        asked: tuple[str, bool],
    ) -> Entry | None:
        now = _stamps(each.entry for each in group)
        before = self._bundles.get(place)
        if before is not None and (before.stamps, before.asked) == (now, asked):
            return before.entry
        locale, tells_gaps = asked
        reading = loader.bundle(place[1], group, checked=False)
        entry = library_entry(reading.bundle, locale)
        offers = offered(reading.bundle) if tells_gaps else ()
        readable = entry is not None and bool(entry.facts.id) and not _broken(reading.problems)
        if not readable and before is not None and before.entry is not None:
            entry, offers = before.entry, before.offers
        self._bundles[place] = _Kept(now, asked, entry, offers)
        return entry

    def _surrounded(self, loader: Loader, files: Survey) -> Surrounded:
        listed = (
            *files.single.values(),
            *files.organisation_words.values(),
            *files.frameworks,
            *files.assessments,
        )
        # Languages come from the names of files.
        spoken = sorted({each.name.locale for group in files.bundles.values() for each in group})
        now = (*_stamps(listed), *((name, ()) for name in spoken))
        if self._around is not None and self._around[0] == now:
            return self._around[1]
        found = surrounded(loader, files)
        if files.assessments and self._tells_gaps(found.surroundings):
            found = surrounded(loader, files, practice=True)
        if self._around is not None and _broken(found.problems):
            found = self._around[1]
        self._around = now, found
        return found


def _stamps(entries: Iterable[port.Entry]) -> Stamps:
    return tuple((entry.path, entry.stamp) for entry in entries)


def _broken(problems: Iterable[Problem]) -> bool:
    """Whether something could not be read, so that what was read lacks it."""
    return any(problem.code in _BROKEN for problem in problems)
