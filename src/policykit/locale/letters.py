"""The letters a language is written with, as its own names of places, languages and days show."""

from __future__ import annotations

import unicodedata
from functools import cache

from babel import Locale, UnknownLocaleError


@cache
def letters(name: str) -> frozenset[str]:
    """Letters and marks of a language by its code; none where nothing is known of it.

    The names of countries, languages, months and days in a language have its alphabet, and of
    scripts with thousands of signs the most common ones.
    """
    try:
        locale = Locale.parse(name, sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        return frozenset()
    words = [*locale.territories.values(), *locale.languages.values()]
    for kind in (locale.months, locale.days):
        words += kind["format"]["wide"].values()
    text = "".join(map(str, words))
    return frozenset(
        each
        for each in unicodedata.normalize("NFC", text + text.upper())
        if unicodedata.category(each)[0] in "LM"
    )
