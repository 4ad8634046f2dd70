"""What the prefaces of handbooks name: they are texts, too, and take numbers from terms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from policykit.library.walk import FoundReference, marks
from policykit.model.config import HandbookSettings, Settings
from policykit.model.errors import SourceError
from policykit.model.value import dataclass
from policykit.sources.prefaces import files_of


class Named(NamedTuple):
    """A name in a preface, and the line it stands in, from 1."""

    found: FoundReference
    line: int


@dataclass(frozen=True, slots=True)
class Preface:
    """The preface of a handbook in some languages, and the names in it, each once, in order.

    `path` is the file that holds it, '' where there is none; `text` its words. `trouble` says why
    a file that is there cannot be read.
    """

    handbook: str
    locales: tuple[str, ...]
    path: str
    names: tuple[Named, ...] = ()
    text: str = ""
    trouble: SourceError | None = None


def prefaces(settings: Settings, content: Callable[[str], bytes | None]) -> tuple[Preface, ...]:
    """The prefaces of all handbooks; one that serves several languages once.

    Args:
        settings: which handbooks there are, with which prefaces, in which languages.
        content: gives a file by its path, None where it is not there or may not be a preface;
            raises a SourceError where it is there and cannot be read.
    """
    found: dict[tuple[str, str], Preface] = {}
    for handbook in settings.handbooks:
        for locale in _locales(handbook, settings) if handbook.preface else ():
            one = _read(handbook.name, handbook.preface, locale, content)
            known = found.setdefault((handbook.name, one.path), one)
            if known is not one:
                both = replace(known, locales=(*known.locales, locale))
                found[handbook.name, one.path] = both
    return tuple(replace(each, names=tuple(_named(each.text))) for each in found.values())


def preface_files(settings: Settings) -> tuple[str, ...]:
    """All files that can hold the preface of a handbook, whether they are there or not."""
    return tuple(
        dict.fromkeys(
            name
            for handbook in settings.handbooks
            if handbook.preface
            for name in files_of(handbook.preface, _locales(handbook, settings))
        )
    )


def _locales(handbook: HandbookSettings, settings: Settings) -> tuple[str, ...]:
    return handbook.locales or settings.locales.all


def _read(
    handbook: str, preface: str, locale: str, content: Callable[[str], bytes | None]
) -> Preface:
    for path in files_of(preface, (locale,)):
        try:
            found = content(path)
        except SourceError as trouble:
            return Preface(handbook, (locale,), path, trouble=trouble)
        if found is not None:
            text = found.decode("utf-8", errors="replace")
            return Preface(handbook, (locale,), path, text=text)
    return Preface(handbook, (locale,), "")


def _named(text: str) -> Iterator[Named]:
    """Each name where it stands first; paragraph by paragraph, for a name stands in one."""
    seen: set[tuple[str, str]] = set()
    line = 1
    for paragraph in text.split("\n\n"):
        for found in marks(paragraph, ()):
            if (found.kind, found.raw) in seen:
                continue
            seen.add((found.kind, found.raw))
            at = -1
            for _ in range(found.nth + 1):
                at = paragraph.find(found.words, at + 1)
            yield Named(found, line + paragraph.count("\n", 0, max(at, 0)))
        line += paragraph.count("\n") + 2
