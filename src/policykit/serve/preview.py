"""What the preview shows: the pages as the files are now, and what is wrong with them."""

from __future__ import annotations

import dataclasses
import hashlib
import threading
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeAlias

from policykit.gapping import covered
from policykit.handbook.book import Imprint, book
from policykit.handbook.kinds import tells_gaps
from policykit.handbook.making import chosen_handbooks, languages_of
from policykit.locale.words import Locales
from policykit.model.book import Book, PolicyPage
from policykit.model.coverage import CoverageReport
from policykit.model.document import Json
from policykit.model.errors import PolicykitError, SourceError
from policykit.model.finding import Finding
from policykit.model.library import Library
from policykit.model.report import FindingsReport
from policykit.model.surroundings import Surroundings
from policykit.model.value import dataclass
from policykit.opening import Logos, templates_of
from policykit.rendering import Templates
from policykit.serve.pages import Heads, Pages
from policykit.serve.reading import Reader, Stamps, stamps
from policykit.sources.prefaces import Prefaces, files_of
from policykit.sources.worktree import WorkTree

Today: TypeAlias = Callable[[str], date]
"""Gives the day it is in a time zone."""


@dataclass(frozen=True)
class Trouble:
    """Why the pages are not as the files are: what is wrong, where, what to do."""

    reference: str
    message: str
    context: str
    hint: str


def _trouble(error: PolicykitError) -> Trouble:
    return Trouble(error.reference, error.message, error.context, error.hint)


@dataclasses.dataclass
class Preview:
    """A handbook that follows its files; all it does can be asked for by several threads.

    Args:
        root: the folder of the policy repository.
        handbook: which handbook; the first of the settings where it is ''.
        today: the day by which it is judged what is in force.
        check: gives the findings.
    """

    root: Path
    handbook: str
    today: Today
    check: Callable[[], FindingsReport]
    version: int = 0
    findings: tuple[dict[str, Json], ...] | None = None
    trouble: Trouble | None = None
    _pages: Pages | None = None
    _seen: tuple[object, ...] = ()
    _day: date | None = None
    _zone: str | None = None
    _basis: tuple[Library, date] | None = None
    _beside: tuple[str, ...] = ()
    _reader: Reader = dataclasses.field(init=False)
    _locales: Locales = dataclasses.field(default_factory=Locales)
    _turn: threading.Condition = dataclasses.field(default_factory=threading.Condition)
    _templates: tuple[Stamps, Templates] | None = None
    _last: dict[str, bytes] = dataclasses.field(default_factory=dict)
    _failed: dict[str, Trouble] = dataclasses.field(default_factory=dict)

    def __post_init__(self) -> None:
        self._reader = Reader(self._tells_gaps)

    def look(self) -> bool:
        """Look at the files once, and make the pages anew where they changed.

        Returns:
            Whether anything changed; the findings are then those of before until `judge`.
        """
        try:
            now: tuple[object, ...] = self._stamps()
        except SourceError as error:
            now = (error.message,)
        day = self._today()
        if now == self._seen and day == self._day:
            return False
        self._seen, self._day = now, day
        try:
            pages, trouble = self._made(), None
        except PolicykitError as error:
            pages, trouble = None, _trouble(error)
        with self._turn:
            self._pages, self.trouble = pages or self._pages, trouble
            self._changed()
        return True

    def judge(self) -> None:
        """Check the policies as they are now."""
        try:
            found = tuple(map(_told, self.check().findings))
        except PolicykitError as error:
            found = ()
            with self._turn:
                if self.trouble is None:
                    self._tell(_trouble(error))
        with self._turn:
            self.findings = found
            self._changed()

    def page(self, path: str) -> bytes | None:
        """The bytes of a page or file, None where there is none.

        A page that cannot be made stays as it last could be; the trouble is told beside it.
        """
        with self._turn:
            if self._pages is None:
                return None
            try:
                content = self._pages.content(path)
            except PolicykitError as error:
                # Two pages may fail in two ways, and neither is news to the other.
                self._failed[path] = _trouble(error)
                return self._last.get(path)
            self._failed.pop(path, None)
            if content is not None:
                self._last[path] = content
            return content

    def state(self, path: str, seen: int, seconds: float) -> dict[str, Json]:
        """What a page is told: waits for a change since `seen`, at most so many seconds."""
        with self._turn:
            self._turn.wait_for(lambda: self.version != seen, seconds)
        content = self.page(path)
        with self._turn:
            trouble = self.trouble or self._failed.get(path)
            return {
                "version": self.version,
                "stamp": stamp_of(content) if content is not None else "",
                "trouble": None
                if trouble is None
                else {
                    "message": trouble.message,
                    "context": trouble.context,
                    "hint": trouble.hint,
                },
                "findings": None if self.findings is None else list(self.findings),
            }

    def _tell(self, trouble: Trouble) -> None:
        if trouble != self.trouble:
            self.trouble = trouble
            self._changed()

    def _changed(self) -> None:
        self.version += 1
        self._turn.notify_all()

    def _stamps(self) -> tuple[Stamps, tuple[tuple[int, ...], ...]]:
        return stamps(WorkTree(self.root)), tuple(map(self._stamp, self._beside))

    def _stamp(self, name: str) -> tuple[int, ...]:
        try:
            status = (self.root / name).stat()
        except OSError:
            return ()
        return status.st_mtime_ns, status.st_size, status.st_ino

    def _made(self) -> Pages:
        library = self._reader.read(WorkTree(self.root))
        around, offers = self._reader.surrounded, self._reader.offers
        self._zone = library.surroundings.organisation.time_zone
        self._day = self._today()
        settings = chosen_handbooks(library, (self.handbook,) if self.handbook else ())[0]
        names = languages_of(library, settings, ())
        self._beside = (*files_of(settings.preface, names), settings.logo)
        self._seen = *self._seen[:1], tuple(map(self._stamp, self._beside))
        preface = Prefaces(self.root)
        logo = Logos(self.root)(settings)
        day = self.today(self._zone)
        heads: Heads = {}
        if self._pages is not None and self._basis is not None and self._basis[1] == day:
            heads = _still(self._pages, self._basis[0], library)

        @cache
        def coverage() -> CoverageReport | None:
            if around is None or not tells_gaps(settings):
                return None
            return covered(around, offers, day)

        def made(name: str, known: Mapping[str, PolicyPage]) -> Book:
            return book(
                library,
                settings,
                name,
                today=day,
                locales=self._locales,
                preface=preface(settings.preface, name),
                imprint=Imprint(
                    languages=names, revision=None, logo=logo, known=known, coverage=coverage()
                ),
            )

        pages = Pages(names, made, self._templates_now(), heads)
        self._basis = library, day
        return pages

    def _tells_gaps(self, around: Surroundings) -> bool:
        """Whether the handbook that is shown tells of gaps."""
        named = (each for each in around.settings.handbooks if self.handbook in {"", each.name})
        first = next(named, None)
        return first is not None and tells_gaps(first)

    def _today(self) -> date | None:
        """The day by which the pages are made, None where that is not known."""
        if self._zone is None:
            return None
        try:
            return self.today(self._zone)
        except PolicykitError:
            return None

    def _templates_now(self) -> Templates:
        """The templates in force; the same as before, and what was read of them, if they are."""
        listed = WorkTree(self.root).entries()
        now = tuple(
            (each.path, each.stamp) for each in listed if each.path.startswith("templates/")
        )
        if self._templates is None or self._templates[0] != now:
            self._templates = now, templates_of(self.root)
        return self._templates[1]


def _still(pages: Pages, before: Library, now: Library) -> Heads:
    """The heads of policies that are what they were; none where what they stand in is not."""
    if before.surroundings is not now.surroundings:
        return {}
    same = {name for name, entry in now.entries.items() if before.entries.get(name) is entry}
    return {
        language: {name: head for name, head in heads.items() if name in same}
        for language, heads in pages.heads.items()
    }


def _told(finding: Finding) -> dict[str, Json]:
    """A finding as the browser is told it."""
    location = finding.location
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "path": location.path,
        "line": location.span.start.line if location.span else 0,
    }


def stamp_of(content: bytes) -> str:
    """What tells a page from the same page changed."""
    return hashlib.sha256(content).hexdigest()[:16]
