"""Handbooks as configured: which books in which formats and languages."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from functools import partial
from typing import cast

from policykit.handbook import formats as formats_package
from policykit.handbook.book import Imprint, book
from policykit.handbook.formats import Format
from policykit.handbook.possible import demand_possible
from policykit.locale.words import Locales
from policykit.model.book import Book, OutputFile
from policykit.model.config import HandbookSettings
from policykit.model.errors import SettingsError
from policykit.model.library import Library
from policykit.model.value import dataclass
from policykit.rendering import Templates


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A handbook in a format: its files, how much is untranslated, and what leads nowhere."""

    name: str
    format: str
    files: tuple[OutputFile, ...]
    untranslated: Mapping[str, int]
    unresolved: int


def make(
    library: Library,
    templates: Templates,
    *,
    handbooks: tuple[str, ...],
    formats: tuple[str, ...],
    locales: tuple[str, ...],
    today: date,
    preface: Callable[[str, str], str],
) -> tuple[Made, ...]:
    """Every handbook asked for, in every format and language asked for.

    Empty tuples mean what the settings say. `preface` gives the words of a preface file in a
    locale.

    Raises:
        SettingsError: a handbook, format or language that does not exist, or a handbook that
            cannot be made as the settings ask.
        RenderError: a template cannot be filled in.
    """
    spoken = Locales()
    chosen = _chosen(library, handbooks)
    for each in chosen:
        demand_possible(each, library.surroundings)
    return tuple(
        _made(
            library,
            settings,
            _format(name),
            templates,
            locales=locales,
            book_of=partial(book, library, settings, today=today, locales=spoken),
            preface=preface,
        )
        for settings in chosen
        for name in formats or settings.formats
    )


def _made(
    library: Library,
    settings: HandbookSettings,
    chosen: Format,
    templates: Templates,
    *,
    locales: tuple[str, ...],
    book_of: Callable[..., Book],
    preface: Callable[[str, str], str],
) -> Made:
    files: dict[str, OutputFile] = {}
    untranslated: dict[str, int] = {}
    unresolved = 0
    languages = _languages(library, settings, locales)
    imprint = Imprint(languages=languages)
    for locale in languages:
        told = book_of(locale, preface=preface(settings.preface, locale), imprint=imprint)
        untranslated[locale] = told.untranslated
        unresolved += len(told.unresolved)
        for file in chosen.render(told, templates):
            files[file.path] = file
    return Made(
        name=settings.name,
        format=chosen.name,
        files=tuple(files[path] for path in sorted(files)),
        untranslated=untranslated,
        unresolved=unresolved,
    )


def format_names() -> tuple[str, ...]:
    """The handbook formats there are."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(formats_package.__path__)))


def _format(name: str) -> Format:
    if name not in format_names():
        raise _unknown("handbook format", name, format_names())
    module = importlib.import_module(f"{formats_package.__name__}.{name}")
    return cast("Format", module.FORMAT)


def _chosen(library: Library, names: tuple[str, ...]) -> tuple[HandbookSettings, ...]:
    configured = library.surroundings.settings.handbooks or (HandbookSettings(name="staff"),)
    by_name = {each.name: each for each in configured}
    for name in names:
        if name not in by_name:
            raise _unknown("handbook", name, tuple(by_name))
    return tuple(by_name[name] for name in names) if names else configured


def _languages(
    library: Library, settings: HandbookSettings, asked: tuple[str, ...]
) -> tuple[str, ...]:
    worded = {locale for entry in library.entries.values() for locale in entry.policies}
    known = tuple(dict.fromkeys((*library.surroundings.settings.locales.all, *sorted(worded))))
    for name in asked:
        if name not in known:
            raise _unknown("language of the policies", name, known)
    return asked or settings.locales or known


def _unknown(what: str, name: str, known: tuple[str, ...]) -> SettingsError:
    near = get_close_matches(name, known, 1)
    return SettingsError(
        f"unknown-{what.partition(' ')[0]}",
        f"There is no {what} called {name!r}.",
        hint=(f"Did you mean {near[0]}? " if near else "") + f"There are: {', '.join(known)}.",
    )
