"""The index at the end of a printed handbook: words, and the places they lead to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from policykit.locale.words import Locale
from policykit.model.book import Book, Card, Line, PolicyPage, ProcedureCard, PromiseLine
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A word with the anchors it leads to, or the word to `see` instead."""

    text: str
    anchors: tuple[str, ...] = ()
    see: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class RegisterGroup:
    """The words with one first letter."""

    letter: str
    lines: tuple[RegisterLine, ...]


def register(book: Book, spoken: Locale) -> tuple[RegisterGroup, ...]:
    """Policies, promises, procedures, scripts and our own words, as the language sorts them."""
    found: dict[tuple[str, str], RegisterLine] = {}
    for line in _lines(book):
        text = " ".join(line.text.split())
        if not text:
            continue
        before = found.get((text.casefold(), line.see))
        anchors = dict.fromkeys((*(before.anchors if before else ()), *line.anchors))
        found[text.casefold(), line.see] = RegisterLine(
            text, tuple(anchors), line.see, line.language
        )
    ordered = sorted(found.values(), key=lambda line: (spoken.sort_key(line.text), line.see))
    return tuple(
        RegisterGroup(letter, tuple(lines))
        for letter, lines in groupby(ordered, key=lambda line: _letter(line.text, spoken))
    )


def _letter(text: str, spoken: Locale) -> str:
    """The letter a word stands under: one with a mark stands with the bare one unless its own."""
    first = text[0].upper()
    if not first.isalpha():
        return "#"
    places = spoken.sort_key(first)[0]
    return next((c for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if _starts(places, c, spoken)), first)


def _starts(places: tuple[int, ...], letter: str, spoken: Locale) -> bool:
    return places[:1] == spoken.sort_key(letter)[0][:1]


def _lines(book: Book) -> Iterator[RegisterLine]:
    for word in book.glossary:
        places = (word.anchor, *(source.anchor for source in word.sources))
        yield RegisterLine(word.term, places, language=word.language)
        for synonym in word.synonyms:
            yield RegisterLine(synonym, see=word.term, language=word.language)
    for policy in book.policies:
        yield RegisterLine(policy.title, (policy.id,), language=policy.language)
        yield from _parts(policy)


def _parts(policy: PolicyPage) -> Iterator[RegisterLine]:
    titled: tuple[PromiseLine | ProcedureCard | Card | Line, ...]
    titled = (*policy.promises, *policy.procedures, *policy.scripts, *policy.definitions)
    for one in titled:
        yield RegisterLine(one.title.text, (one.anchor,), language=one.title.language)
