"""Handbooks as configured: which books in which formats and languages."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import field, replace
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeAlias, cast

from policykit.handbook import formats as formats_package
from policykit.handbook.book import Imprint, book
from policykit.handbook.formats import Format, print_of
from policykit.handbook.pages import demand_pages, left_out, pages_of
from policykit.handbook.possible import demand_possible, demand_view
from policykit.handbook.remarks import demand_remarks
from policykit.handbook.roles import for_each
from policykit.handbook.view import View
from policykit.locale.words import Locales
from policykit.model.book import Book, OutputFile, Unresolved
from policykit.model.config import HandbookSettings
from policykit.model.errors import RenderError, SettingsError
from policykit.model.library import Library
from policykit.model.value import dataclass
from policykit.rendering import Templates

if TYPE_CHECKING:
    from policykit.model.coverage import CoverageReport

Progress: TypeAlias = Callable[[int, int, str], None]
"""Hears how many files or sites are made, of how many, and which is made now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A handbook in a format: its files, how much is untranslated, and what leads nowhere.

    `notes` are what whoever asked for it should know, in whole sentences; `boxed` characters
    that boxes with codes stand for, as no font has them; `pages` how many each file has, where
    the format has pages.
    """

    name: str
    format: str
    files: tuple[OutputFile, ...]
    untranslated: Mapping[str, int]
    unresolved: tuple[Unresolved, ...]
    notes: tuple[str, ...] = ()
    boxed: tuple[str, ...] = ()
    pages: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What a handbook takes from outside the library.

    `preface` gives the words of a preface file in a locale, `logo` a picture as in `Design` for
    a handbook; `revision` is the commit the policies are of, None where they are of none.
    `progress` is told what is being made; `keep` holds a file until all are made. `coverage` is
    what the policies hold of what is required, None where nobody looked.
    """

    preface: Callable[[str, str], str] = lambda _path, _locale: ""
    progress: Progress = lambda _done, _all, _words: None
    logo: Callable[[HandbookSettings], str] = lambda _handbook: ""
    revision: str | None = ""
    keep: Callable[[OutputFile], OutputFile] = lambda file: file
    coverage: CoverageReport | None = None


def make(
    library: Library,
    templates: Templates,
    *,
    handbooks: tuple[str, ...],
    formats: tuple[str, ...],
    locales: tuple[str, ...],
    today: date,
    view: View | None = None,
    outside: Outside | None = None,
) -> tuple[Made, ...]:
    """Every handbook asked for, in every format and language asked for.

    Empty tuples mean what the settings say; `view` narrows every handbook further.

    Raises:
        SettingsError: a handbook, format or language that does not exist, or a handbook that
            cannot be made as the settings ask.
        RenderError: a template cannot be filled in, a handbook has nothing in it or more pages
            than it may have, or customers would read what is not public.
    """
    chosen = chosen_handbooks(library, handbooks)
    for each in chosen:
        demand_possible(each, library.surroundings)
    demand_view(view or View(), library.surroundings)
    demand_remarks(library.surroundings.settings.remarks)
    given = outside or Outside()
    spoken = Locales()
    made: list[Made] = []
    counter = _Counter(given.progress, _how_many(library, chosen, formats, locales, view))
    for settings in chosen:
        languages = languages_of(library, settings, locales)
        imprint = Imprint(
            languages=languages,
            revision=given.revision,
            logo=given.logo(settings),
            coverage=given.coverage,
        )
        told = [
            tuple(
                book(
                    library,
                    one,
                    locale,
                    today=today,
                    locales=spoken,
                    view=seen(view, one),
                    preface=given.preface(one.preface, locale),
                    imprint=imprint,
                )
                for locale in languages
            )
            for one in for_each(settings, library, view)
        ]
        filled = [books for books in told if not any(each.is_empty for each in books)]
        if not filled:
            raise _empty(settings)
        names = formats or settings.formats
        made.extend(
            _made(settings, _format(name), templates, books, counter, given.keep)
            for books in filled
            for name in names
        )
    return tuple(made)


class _Counter:
    """Counts what is made, and tells."""

    def __init__(self, progress: Progress, every: int) -> None:
        self._progress = progress
        self._every = every
        self._done = 0

    def next(self, book: Book, form: str) -> None:
        """A book is being made in a format."""
        self._progress(self._done, self._every, f"{book.name} ({form}, {book.language.id})")
        self._done += 1


def _how_many(
    library: Library,
    chosen: tuple[HandbookSettings, ...],
    formats: tuple[str, ...],
    locales: tuple[str, ...],
    view: View | None,
) -> int:
    return sum(
        len(tuple(for_each(each, library, view)))
        * len(formats or each.formats)
        * len(languages_of(library, each, locales))
        for each in chosen
    )


def seen(view: View | None, settings: HandbookSettings) -> View | None:
    """What a call narrows a handbook to; one that is for a role stays for it."""
    if view is not None and settings.for_each_role:
        return replace(view, audience=())
    return view


def _made(
    settings: HandbookSettings,
    chosen: Format,
    templates: Templates,
    books: tuple[Book, ...],
    counter: _Counter,
    keep: Callable[[OutputFile], OutputFile],
) -> Made:
    files: dict[str, OutputFile] = {}
    boxed: set[str] = set()
    for told in books:
        counter.next(told, chosen.name)
        printed = print_of(chosen, told, templates)
        files.update({file.path: keep(file) for file in printed.files})
        boxed.update(printed.boxed)
    found = tuple(files[path] for path in sorted(files))
    return Made(
        name=books[0].name,
        format=chosen.name,
        files=found,
        untranslated={told.language.id: told.untranslated for told in books},
        unresolved=tuple(each for told in books for each in told.unresolved),
        notes=(
            *demand_pages(settings.most_pages, books[0].name, chosen, found),
            *left_out(chosen, books[0]),
        ),
        boxed=tuple(sorted(boxed)),
        pages=pages_of(chosen, found),
    )


def _empty(settings: HandbookSettings) -> RenderError:
    return RenderError(
        "empty-handbook",
        f'Nothing would stand in the handbook "{settings.name}".',
        context=f"policykit.yaml: handbooks.{settings.name}",
        hint="Narrow it less (areas, audience, channels, regions, brands), or, if it is for "
        "customers, mark what they may read with `public: true`.",
    )


def format_names() -> tuple[str, ...]:
    """The handbook formats there are."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(formats_package.__path__)))


def _format(name: str) -> Format:
    if name not in format_names():
        raise _unknown("handbook format", name, format_names())
    module = importlib.import_module(f"{formats_package.__name__}.{name}")
    return cast("Format", module.FORMAT)


def chosen_handbooks(library: Library, names: tuple[str, ...]) -> tuple[HandbookSettings, ...]:
    """The handbooks of these names; all of the settings where there are none.

    Raises:
        SettingsError: there is no handbook of a name.
    """
    configured = library.surroundings.settings.handbooks or (HandbookSettings(name="staff"),)
    by_name = {each.name: each for each in configured}
    for name in names:
        if name not in by_name:
            raise _unknown("handbook", name, tuple(by_name))
    return tuple(by_name[name] for name in names) if names else configured


def languages_of(
    library: Library, settings: HandbookSettings, asked: tuple[str, ...]
) -> tuple[str, ...]:
    """The languages a handbook is made in: those asked for, else as the settings say.

    Raises:
        SettingsError: nothing is written in a language that was asked for.
    """
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
