"""The index of a book: which words stand where, ready to be asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from policykit.locale.search_words import SearchWords, search_words
from policykit.model.book import Book
from policykit.model.value import dataclass
from policykit.search.entries import Entry, Group, groups, synonyms
from policykit.search.words import words

TITLE: Final = 0
TEXT: Final = 1
MORE: Final = 2
"""Fields of an entry a word can stand in; one that stands in several counts for the first."""

Phrase = tuple[str, ...]
"""Words in their order, in the form they are compared in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """What can be found: groups with their entries, and for each word where it stands.

    `firsts` are the numbers of the first entries of the groups; `places` has for each word the
    numbers of entries with the field it stands in, ascending; `synonyms` are phrases that mean
    the same.
    """

    locale: str
    language: SearchWords
    groups: tuple[Group, ...]
    entries: tuple[Entry, ...]
    firsts: tuple[int, ...]
    places: Mapping[str, tuple[tuple[int, int], ...]]
    synonyms: tuple[tuple[Phrase, ...], ...]


def index_of(book: Book) -> Index:
    """The index of a book; empty for one without policies."""
    found = groups(book)
    language = search_words(book.language.id)
    entries = tuple(entry for group in found for entry in group.entries)
    firsts: list[int] = []
    total = 0
    for group in found:
        firsts.append(total)
        total += len(group.entries)
    return Index(
        locale=book.language.id,
        language=language,
        groups=found,
        entries=entries,
        firsts=tuple(firsts),
        places=_places(entries, language),
        synonyms=tuple(
            distinct
            for one in (*synonyms(book), *language.same)
            if len(distinct := tuple(dict.fromkeys(_phrases(one, language)))) > 1
        ),
    )


def _phrases(texts: Iterable[str], language: SearchWords) -> Iterator[Phrase]:
    """Texts without the words that say nothing, which no query is asked for either."""
    for text in texts:
        phrase = words(text)
        telling = tuple(word for word in phrase if word not in language.stop)
        if phrase:
            yield telling or tuple(phrase)


def _places(
    entries: tuple[Entry, ...], language: SearchWords
) -> dict[str, tuple[tuple[int, int], ...]]:
    places: dict[str, list[tuple[int, int]]] = {}
    stop = frozenset(language.stop)
    for number, entry in enumerate(entries):
        seen = set(stop)
        for field, text in ((TITLE, entry.title), (TEXT, entry.text), (MORE, entry.more)):
            place = (number, field)
            new = set(words(text)) - seen if text else ()
            seen.update(new)
            for word in new:
                places.setdefault(word, []).append(place)
    return {word: tuple(places[word]) for word in sorted(places)}
