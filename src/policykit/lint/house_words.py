"""Words in capitals that need no explanation in a policy: names and abbreviations of the house."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from policykit.lint.rule import Examined
from policykit.locale.phrases import phrases
from policykit.model.organisation import Organisation
from policykit.model.surroundings import Surroundings

_CAPITALS = re.compile(r"(?<!\w)[^\W\d_]{2,}(?!\w)")
_ANY_LANGUAGE = "any"


def house_capitals(around: Surroundings, locale: str) -> frozenset[str]:
    """What any policy may write in capitals: shipped abbreviations and the house's names."""
    return _known(_House(around), locale)


def own_capitals(examined: Examined, locale: str) -> Iterator[str]:
    """What one policy may write in capitals beside that: the words it defines."""
    for item in examined.found.items:
        if item.kind == "definition":
            yield from _id_words(item.id)
    for text in examined.texts:
        if text.locale == locale and text.address.endswith("#term"):
            yield from _in_capitals(text.text)


class _House:
    """Surroundings as a key of a cache: the same as long as they are one object."""

    def __init__(self, around: Surroundings) -> None:
        self.around = around

    def __hash__(self) -> int:
        return id(self.around)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _House) and self.around is other.around


@lru_cache(maxsize=16)
def _known(house: _House, locale: str) -> frozenset[str]:
    around = house.around
    organisations = (around.organisation_in(locale), around.organisation)
    return frozenset(
        (
            *phrases(_ANY_LANGUAGE, "abbreviations"),
            *phrases(locale, "abbreviations"),
            *around.unions,
            *(word for each in organisations for word in _of_organisation(each)),
        )
    )


def _of_organisation(organisation: Organisation) -> Iterator[str]:
    yield from _in_capitals(organisation.name)
    for declared in organisation.names.values():
        for name, title in declared.items():
            # A code such as `SE` or an id such as `crm` is explained where it is declared.
            yield from _id_words(name)
            yield from _in_capitals(title)
    for entry in organisation.glossary:
        yield from _id_words(entry.id)
        for words in (entry.term, entry.meaning, *entry.synonyms):
            yield from _in_capitals(words)
        yield from map(str.upper, entry.synonyms)
    for region in organisation.regions.values():
        yield region.currency
    for example in organisation.examples.values():
        yield from _in_capitals(example)


def _id_words(name: str) -> list[str]:
    return name.upper().split("-")


def _in_capitals(text: str) -> Iterator[str]:
    return (found for found in _CAPITALS.findall(text) if found.isupper())
