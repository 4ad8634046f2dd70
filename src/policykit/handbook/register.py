"""The index at the end of a printed handbook: what people look up, and the places it leads to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Final, TypeAlias

from policykit.handbook.at_hand import reasons
from policykit.locale.search_words import SearchWords, search_words
from policykit.locale.words import Locale
from policykit.model.book import Book, Card, PolicyPage, ProcedureCard, PromiseLine
from policykit.model.value import dataclass
from policykit.search.words import stem, words

_SHORTEST_PART: Final = 4
"""Letters of a word that is looked for inside a longer one, at least."""

_LONGEST_ENDING: Final = 3
"""Letters that may follow it there."""

_MOST_POLICIES: Final = 3
"""Places a reason to contact us leads to: the policies that are about fewest other ones."""


Key: TypeAlias = tuple[str, str]
"""A word as it is compared, with the word to see instead."""


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A word with the anchors it leads to, or the word to `see` instead.

    `below` are the promises, procedures and ready texts that are about it.
    """

    text: str
    anchors: tuple[str, ...] = ()
    see: str = ""
    language: str = ""
    below: tuple[RegisterLine, ...] = ()


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of a text as they are compared, and without their endings."""

    words: tuple[str, ...]
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegisterGroup:
    """The words with one first letter."""

    letter: str
    lines: tuple[RegisterLine, ...]


_Names: TypeAlias = dict[str, list[tuple[Key, _Said]]]
"""Heads by the first of their words."""


def register(book: Book, spoken: Locale) -> tuple[RegisterGroup, ...]:
    """Our words, reasons to contact us and areas, as the language sorts them.

    Below each stand the promises, procedures and ready texts that name it, or that are of the
    area where they name none: nobody looks for "Time until your money is back" under T.
    """
    found: dict[Key, RegisterLine] = {}
    for line in _heads(book):
        _add(found, line)
    known = search_words(book.language.id)
    names: _Names = defaultdict(list)
    for line in found.values():
        key = _key_of(line)
        if key in found and not set(words(line.text)) <= set(known.stop):
            name = _said(line.text, known)
            names[name.stems[0]].append((key, name))
    areas = {chapter.id: (_one_line(chapter.title).casefold(), "") for chapter in book.chapters}
    below: dict[Key, dict[Key, RegisterLine]] = {}
    for page in book.policies:
        for line in _titles(page):
            if (line.text.casefold(), "") in found:
                _add(found, line)
                continue
            title = _said(line.text, known)
            about = dict.fromkeys(_about(title, names, known))
            about = about or dict.fromkeys(filter(None, (areas.get(page.chapter),)))
            for key in about:
                _add(below.setdefault(key, {}), line)
    lines = [
        replace(line, below=_sorted(below[key].values(), spoken)) if key in below else line
        for key, line in found.items()
    ]
    return tuple(
        RegisterGroup(letter, tuple(group))
        for letter, group in groupby(
            _sorted(lines, spoken), key=lambda line: _letter(line.text, spoken)
        )
    )


def _add(found: dict[Key, RegisterLine], line: RegisterLine) -> None:
    """A line among others: places of the same word stand together."""
    text = _one_line(line.text)
    if not text:
        return
    key = (text.casefold(), line.see)
    before = found.get(key)
    anchors = dict.fromkeys((*(before.anchors if before else ()), *line.anchors))
    found[key] = replace(
        before or line, text=before.text if before else text, anchors=tuple(anchors)
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _sorted(lines: Iterable[RegisterLine], spoken: Locale) -> tuple[RegisterLine, ...]:
    return tuple(sorted(lines, key=lambda line: (spoken.sort_key(line.text), line.see)))


def _letter(text: str, spoken: Locale) -> str:
    """The letter a word stands under: one with a mark stands with the bare one unless its own."""
    first = text[0].upper()
    if not first.isalpha():
        return "#"
    places = spoken.sort_key(first)[0]
    return next((c for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if _starts(places, c, spoken)), first)


def _starts(places: tuple[int, ...], letter: str, spoken: Locale) -> bool:
    return places[:1] == spoken.sort_key(letter)[0][:1]


def _heads(book: Book) -> Iterator[RegisterLine]:
    for word in book.glossary:
        places = (word.anchor, *(source.anchor for source in word.sources))
        yield RegisterLine(word.term, places, language=word.language)
        for synonym in word.synonyms:
            yield RegisterLine(synonym, see=_one_line(word.term), language=word.language)
    for page in book.policies:
        for one in page.definitions:
            yield RegisterLine(one.title.text, (one.anchor,), language=one.title.language)
    for chapter in book.chapters:
        places = tuple(page.id for page in book.policies if page.chapter == chapter.id)
        if places:
            yield RegisterLine(chapter.title, places)
    about: dict[str, list[tuple[int, str]]] = {}
    for page in book.policies:
        named = reasons(page)
        for reason in named:
            about.setdefault(reason, []).append((len(named), page.id))
    for reason, found in about.items():
        yield RegisterLine(reason, tuple(name for _, name in sorted(found)[:_MOST_POLICIES]))


def _titles(page: PolicyPage) -> Iterator[RegisterLine]:
    """What has a title of its own in a policy; the policy itself where its area has another."""
    titled: tuple[PromiseLine | ProcedureCard | Card, ...]
    titled = (*page.promises, *page.procedures, *page.scripts)
    for one in titled:
        yield RegisterLine(_one_line(one.title.text), (one.anchor,), language=one.title.language)
    if all(area.title != page.title for area in page.areas):
        yield RegisterLine(_one_line(page.title), (page.id,), language=page.language)


def _key_of(line: RegisterLine) -> Key:
    """Where titles stand that name this word: at the word to see instead, if there is one."""
    return ((line.see or line.text).casefold(), "")


def _said(text: str, known: SearchWords) -> _Said:
    found = words(text)
    return _Said(tuple(found), tuple(stem(word, known) for word in found))


def _about(title: _Said, names: _Names, known: SearchWords) -> Iterator[Key]:
    """What a title names: words in their order, or as a part of one of its words."""
    for at, first in enumerate(title.stems):
        for key, name in names.get(first, ()):
            if title.stems[at : at + len(name.stems)] == name.stems:
                yield key
    if not known.compounds:
        return
    for found in names.values():
        for key, name in found:
            if len(name.words) == 1 and any(_is_part(name.words[0], each) for each in title.words):
                yield key


def _is_part(part: str, word: str) -> bool:
    """Whether a word of several begins with another, or ends with it but for an ending."""
    if len(part) < _SHORTEST_PART:
        return False
    at = word.rfind(part)
    return word.startswith(part) or (at > 0 and len(word) - at - len(part) <= _LONGEST_ENDING)
