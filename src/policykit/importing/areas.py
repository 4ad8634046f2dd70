"""Which service area a chapter is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from policykit.locale.handbook_words import LOCALES, handbook_words
from policykit.model.imported import Sure
from policykit.model.surroundings import Area

_COMMON: Final = "service-standards"
_FEWEST: Final = 3
"""How often a chapter has to name a subject to be about it."""


def area_of(title: str, texts: Iterable[str], areas: Mapping[str, Area]) -> tuple[str, Sure]:
    """The area of a chapter and how sure that is.

    Args:
        title: its heading.
        texts: what stands in it.
        areas: the areas there are, with their titles in every language; at least one.
    """
    plain = title.casefold().strip()
    for name, area in areas.items():
        if plain == name or plain in {each.casefold() for each in area.titles.values()}:
            return name, Sure.SURE
    named = [
        (len(found.group()), name)
        for name in areas
        for found in _pattern(name, _titles(areas[name])).finditer(plain)
    ]
    if named:
        return max(named, key=lambda each: each[0])[1], Sure.LIKELY
    joined = " ".join(texts).casefold()
    counts = {name: len(_pattern(name, ()).findall(joined)) for name in areas}
    best = max(counts, key=lambda name: counts[name])
    if counts[best] >= _FEWEST:
        return best, Sure.UNSURE
    first = min(areas.values(), key=lambda each: (each.order, each.id)).id
    return (_COMMON if _COMMON in areas else first), Sure.UNSURE


def area_named(text: str, areas: Mapping[str, Area]) -> str:
    """The only area among some that a text names more often than others; '' where there is none."""
    plain = text.casefold()
    counts = {name: len(_pattern(name, _titles(areas[name])).findall(plain)) for name in areas}
    most = max(counts.values(), default=0)
    named = [name for name, count in counts.items() if count == most]
    return named[0] if most and len(named) == 1 else ""


def _titles(area: Area) -> tuple[str, ...]:
    return tuple(sorted({each.casefold() for each in area.titles.values()}))


@cache
def _pattern(area: str, titles: tuple[str, ...]) -> re.Pattern[str]:
    phrases = {each for locale in LOCALES for each in handbook_words(locale).areas.get(area, ())}
    every = sorted(phrases | set(titles), key=lambda each: (-len(each), each))
    if not every:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, every))})(?!\w)")
