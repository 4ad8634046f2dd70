"""Countries and languages: what they are called, and what a country pays, speaks and reads the clock by."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.numbers import get_territory_currencies

_FIRST_ZONES: Final = {
    "AR": "America/Argentina/Buenos_Aires",
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "DE": "Europe/Berlin",
    "ES": "Europe/Madrid",
    "ID": "Asia/Jakarta",
    "MX": "America/Mexico_City",
    "NZ": "Pacific/Auckland",
    "PT": "Europe/Lisbon",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
    "US": "America/New_York",
}
"""Of countries with several time zones, the one most people live in."""


_NAMED_IN: Final = (
    ("en", "sv", "de"),
    (
        "fr",
        "es",
        "it",
        "nl",
        "pl",
        "pt",
        "da",
        "nb",
        "fi",
        "cs",
        "hu",
        "ro",
        "el",
        "et",
        "lv",
        "lt",
    ),
)
"""The languages a country is looked up in by its name, those most people type first."""

_OTHER_NAMES: Final = {
    "america": "US",
    "britain": "GB",
    "czech republic": "CZ",
    "england": "GB",
    "great britain": "GB",
    "grossbritannien": "GB",
    "holland": "NL",
    "northern ireland": "GB",
    "scotland": "GB",
    "usa": "US",
    "wales": "GB",
}
"""What people call countries beside the names there are in lists."""


def is_country(code: str) -> bool:
    """Whether a code of two capital letters is that of a country that has a time zone."""
    return code in get_global("territory_zones")


def is_language(code: str) -> bool:
    """Whether a language is known by this code."""
    try:
        Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError, TypeError):
        return False
    return True


def country_name(code: str, locale: str) -> str:
    """What people who speak a language call a country; the code where nobody knows."""
    return str(Locale.parse(locale.replace("-", "_")).territories.get(code, code))


def country_code(name: str) -> str:
    """The code of a country as people may call it in many languages, '' for none."""
    plain = _folded(name)
    if plain in _OTHER_NAMES:
        return _OTHER_NAMES[plain]
    return next((found for each in _NAMED_IN if (found := _codes(each).get(plain, ""))), "")


def countries(locale: str) -> dict[str, str]:
    """The countries a shop can be in, code and name, in the order of their codes."""
    return {
        code: country_name(code, locale)
        for code in sorted(get_global("territory_zones"))
        if len(code) == _CODE and code.isalpha() and has_currency(code)
    }


_CODE: Final = 2


@cache
def _codes(locales: Iterable[str]) -> dict[str, str]:
    """The codes of countries by their names in some languages, as they are compared."""
    found: dict[str, str] = {}
    for locale in locales:
        for code, name in countries(locale).items():
            found.setdefault(_folded(name), code)
    return found


def _folded(name: str) -> str:
    """A name without marks on its letters and without capitals."""
    words = " ".join("and" if each == "&" else each for each in name.casefold().split())
    parts = unicodedata.normalize("NFKD", words)
    return "".join(each for each in parts if not unicodedata.combining(each))


def language_name(code: str, locale: str) -> str:
    """What people who speak one language call another."""
    known = Locale.parse(locale.replace("-", "_")).languages
    return str(known.get(code.partition("-")[0], code))


def currency_of(code: str, day: date) -> str:
    """The currency of a country on a day, '' where it has none."""
    found = get_territory_currencies(code, day, day)
    return str(found[0]) if found else ""


def has_currency(code: str) -> bool:
    """Whether a country ever had a currency: no shop is where there is none."""
    return bool(get_territory_currencies(code, date.min, date.max))


def time_zones(code: str) -> tuple[str, ...]:
    """The time zones of a country, the one most people live in first."""
    zones = [str(each) for each in get_global("territory_zones").get(code, ())]
    first = _FIRST_ZONES.get(code, "")
    return (first, *(each for each in zones if each != first)) if first else tuple(zones)


def language_of(code: str) -> str:
    """The language most people of a country speak at work: the first official one."""
    spoken = get_global("territory_languages").get(code, {})
    official = [
        name for name, about in spoken.items() if about.get("official_status") == "official"
    ]
    return str(next(iter((*official, *spoken)), ""))
