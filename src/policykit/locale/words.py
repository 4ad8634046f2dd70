"""A locale: its words, its numbers, its dates, its order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias

import babel
from babel.dates import format_date, format_interval, get_day_names
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from babel.plural import PluralRule

from policykit.locale.catalogue import Catalogue, plural_index, read_catalogue
from policykit.locale.folder import FOLDER
from policykit.locale.sorting import SortKey, sort_key
from policykit.model.errors import RenderError
from policykit.model.quantity.dates import DateRange
from policykit.model.value import dataclass

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

SOURCE_LANGUAGE = "en"
"""The language every other falls back to; its catalogue has every message."""

Join: TypeAlias = Literal["standard", "or"]

_FORMATS = {"en": "en_GB"}
"""English without a country: the day before the month, the clock of 24 hours."""

_NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class Locale:
    """How things are said and written in one language.

    Args:
        id: as in file names, such as `sv` or `sv-FI`.
        catalogues: the catalogues to look into, the most specific first, English last.
        formats: numbers, dates and lists of the language.
    """

    id: str
    catalogues: tuple[Catalogue, ...]
    formats: babel.Locale

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return self.formats.text_direction

    @property
    def name(self) -> str:
        """What the language calls itself, with a capital: `Svenska`."""
        own = self.formats.languages.get(self.formats.language) or self.id
        if "-" in self.id:
            own = self.formats.get_display_name() or own
        return own[:1].upper() + own[1:]

    def text(self, key: str, form: str = "", /, **values: object) -> str:
        """A message with values put in.

        Args:
            key: the key of the message.
            form: an inflected form; a language that has none for it gives the plain message.
            values: what the message names in braces.

        Raises:
            KeyError: no catalogue, not even the English one, has the message.
        """
        return self._found(key, form, 0).format_map(values)

    def plural(self, key: str, number: Decimal | int, form: str = "", /, **values: object) -> str:
        """The message for a number; `{number}` in it is the number as written here."""
        for catalogue in self.catalogues:
            index = self._index(catalogue, number)
            found = _inflected(catalogue, key, form, index)
            if found is not None:
                return found.format_map({"number": self.number(number), **values})
        raise KeyError(key)

    def optional(self, key: str) -> str | None:
        """A message of this language alone, None where it has none."""
        return next(
            (
                found
                for catalogue in self.catalogues
                if catalogue.language == self.id.partition("-")[0]
                and (found := catalogue.message(key)) is not None
            ),
            None,
        )

    def under(self, prefix: str) -> dict[str, str]:
        """All messages whose keys start with a prefix, by the rest of the key."""
        found: dict[str, str] = {}
        for catalogue in reversed(self.catalogues):
            for key in catalogue.messages:
                if key.startswith(prefix) and ":" not in key:
                    found[key.removeprefix(prefix)] = catalogue.messages[key][-1]
        return found

    def number(self, number: Decimal | int) -> str:
        """A number with the marks of the language."""
        written = str(number)
        found = self._numbers.get(written)
        if found is None:
            found = self._numbers[written] = str(
                format_decimal(number, locale=self.formats, decimal_quantization=False)
            )
        return found

    def percent(self, percent: Decimal) -> str:
        """So many in a hundred: `90%`, `90 %`."""
        return str(format_percent(percent / 100, locale=self.formats, decimal_quantization=False))

    def date(self, day: date) -> str:
        """A day in full: `1 July 2026`."""
        return str(format_date(day, "long", locale=self.formats)).replace(" ", _NO_BREAK)

    def dates(self, days: DateRange) -> str:
        """A range of days: from 15 November to 24 December 2026, months short."""
        return str(format_interval(days.first, days.last, "yMMMd", locale=self.formats))

    def day(self, day: int) -> str:
        """A day of the week, short; Monday is 0."""
        return str(get_day_names("abbreviated", "format", self.formats)[day]).rstrip(".")

    def listed(self, items: Iterable[str], join: Join = "standard") -> str:
        """Several things in a row: `a, b and c`."""
        found = list(items)
        return found[0] if len(found) == 1 else str(format_list(found, join, locale=self.formats))

    def language(self, code: str) -> str:
        """The name of a language: `Swedish`; its code where nobody knows it."""
        return str(self.formats.languages.get(code.replace("-", "_")) or code)

    def sort_key(self, text: str) -> SortKey:
        """What a text sorts by in this language."""
        return sort_key(text, self._last_letters)

    @cached_property
    def _last_letters(self) -> str:
        return self.optional("sort.last-letters") or ""

    @cached_property
    def _numbers(self) -> dict[str, str]:
        """Numbers as they were printed, by how they are written; a book has few of them."""
        return {}

    def _found(self, key: str, form: str, index: int) -> str:
        for catalogue in self.catalogues:
            found = _inflected(catalogue, key, form, index)
            if found is not None:
                return found
        raise KeyError(key)

    def _index(self, catalogue: Catalogue, number: Decimal | int) -> int:
        rule = _plural_rule(catalogue.language)
        return plural_index(rule.tags, rule(number))


@cache
def _plural_rule(language: str) -> PluralRule:
    """What tells the plural category of a number in a language."""
    return babel.Locale.parse(language).plural_form


def _inflected(catalogue: Catalogue, key: str, form: str, index: int) -> str | None:
    inflected = catalogue.message(f"{key}:{form}", index) if form else None
    return inflected if inflected is not None else catalogue.message(key, index)


class Locales:
    """Reads catalogues, each once; make one for a run and pass it on."""

    def __init__(self, folder: Traversable | None = None) -> None:
        """Args: folder: where the .po files stand; the shipped ones when left out."""
        self._folder = folder if folder is not None else FOLDER
        self._catalogues: dict[str, Catalogue | None] = {}
        self._locales: dict[str, Locale] = {}

    def locale(self, name: str) -> Locale:
        """The locale of a name such as `sv` or `sv-FI`.

        A language without a catalogue speaks English with its own numbers and dates.

        Raises:
            RenderError: the name is not one of a language.
        """
        found = self._locales.get(name)
        if found is None:
            found = self._locales[name] = self._read(name)
        return found

    def available(self) -> Sequence[str]:
        """The languages that have a catalogue."""
        return sorted(
            entry.name.removesuffix(".po")
            for entry in self._folder.iterdir()
            if entry.name.endswith(".po")
        )

    def _read(self, name: str) -> Locale:
        try:
            formats = babel.Locale.parse(_FORMATS.get(name, name).replace("-", "_"))
        except (ValueError, babel.UnknownLocaleError) as error:
            raise RenderError(
                "unknown-locale",
                f'There is no language "{name[:120]}".',
                hint="Write a language code such as en, sv or de, with a country where it matters: de-AT.",
            ) from error
        chain = dict.fromkeys((name, name.partition("-")[0], SOURCE_LANGUAGE))
        catalogues = tuple(
            found for language in chain if (found := self._catalogue(language)) is not None
        )
        return Locale(name, catalogues, formats)

    def _catalogue(self, language: str) -> Catalogue | None:
        if language not in self._catalogues:
            self._catalogues[language] = read_catalogue(self._folder, language)
        return self._catalogues[language]


Words: TypeAlias = Mapping[str, str]
"""Messages by key, for templates."""
