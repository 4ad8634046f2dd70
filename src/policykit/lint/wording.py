"""Findings of phrases that stand in lists: where they stand, and what they come to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from policykit.lint.places import part_of
from policykit.lint.rule import Examined, HumanText
from policykit.locale.phrases import finder, word_set
from policykit.model.finding import Place, Problem

_QUOTES: Final = tuple("\"'\u2018\u201a\u201c\u201d\u201e\u00ab\u00bb")
_NEAR: Final = 3
"""Words among which a denial belongs to what follows."""


def may_hold(examined: Examined, name: str) -> frozenset[str]:
    """The languages in which a policy can hold a phrase of a list; others surely do not."""
    return frozenset(
        locale
        for locale, words in examined.words_by_locale.items()
        if finder(locale, name).may_be_among(words)
    )


def phrases_in(
    examined: Examined, texts: Iterable[HumanText], name: str
) -> Iterator[tuple[HumanText, re.Match[str]]]:
    """Every phrase of a list of the language of each text, with the text it stands in.

    `texts` are some of the policy's.
    """
    locales = may_hold(examined, name)
    if locales:
        for text in texts:
            if text.locale in locales:
                for found in finder(text.locale, name).finditer(text.text):
                    yield text, found


def is_quoted(text: HumanText, start: int) -> bool:
    """Whether words stand in quotes: then somebody else is said to say them."""
    return text.text[:start].rstrip()[-1:] in _QUOTES


def is_denied(text: HumanText, start: int) -> bool:
    """Whether a denial stands right before words, as in "it is not your fault"."""
    before = text.text[:start].lower().split()[-_NEAR:]
    return not word_set(text.locale, "denials").isdisjoint(before)


def place_in(text: HumanText, start: int, end: int) -> Place:
    """The place of a stretch of a text."""
    return part_of(text.path, text.pointer, text.text, start, end)


def wording(text: HumanText, start: int, end: int, message: str, hint: str) -> Problem:
    """A problem with words of a text; `{}` in the message stands for the words."""
    place = place_in(text, start, end)
    return Problem(
        place=place,
        message=message.replace("{}", f'"{place.words}"'),
        hint=hint,
        value=f"{text.locale} {place.words.lower()}",
    )
