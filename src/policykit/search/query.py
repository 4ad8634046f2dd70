"""What a query finds in an index.

Every entry found has all words of the query, in itself or, but for one, in the title of its
policy. A word counts most as it was typed, then in another form, as the beginning of a word, as
a part of a compound, without its accents, as a synonym. Where a word is found nowhere, words
one slip of the keyboard away stand in for it; where no entry has all words, those with most of
them are found. The script of the site gives the same hits in the same order.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Final

from policykit.model.value import dataclass
from policykit.search.entries import WEIGHTS, Kind
from policykit.search.index import TITLE, Index, Phrase
from policykit.search.words import folded, is_one_edit, is_signs, stem, words

EXACT: Final = 12
FORM: Final = 11
PREFIX: Final = 9
STEM_PREFIX: Final = 8
PART: Final = 7
FOLDED: Final = 6
FOLDED_PREFIX: Final = 5
SYNONYM: Final = 4
FOLDED_PART: Final = 3
SLIP: Final = 2
CONTEXT: Final = 3
"""What a match counts by its quality; CONTEXT is for a word in the title of the policy."""

FIELDS: Final = (4, 3, 1)
"""What a match counts by its field: title, text, more."""

SHORTEST_PREFIX: Final = 2
SHORTEST_STEM: Final = 5
SHORTEST_PART: Final = 4
SHORTEST_SLIP: Final = 4
"""Letters a typed word needs to be looked for in these ways."""

MOST_WORDS: Final = 12
"""Words of a query that are looked for."""

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)+")
_HAS_DIGIT = re.compile(r"[0-9]")


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry by its number in the index, and how well it fits; more is better."""

    entry: int
    score: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a query finds, the best first; `words` are the words of texts it meets.

    `near` says that nothing has all words as they were typed.
    """

    hits: tuple[Hit, ...]
    words: frozenset[str]
    near: bool = False


@dataclass(frozen=True, slots=True)
class _Match:
    """Where a word of a query is: what each entry counts, and the words of texts it meets.

    `titles` are the entries of policies that have it in their title.
    """

    scores: Mapping[int, int] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    titles: frozenset[int] = frozenset()


def find(index: Index, query: str, *, shows: Callable[[int], bool] | None = None) -> Found:
    """What a query finds; `shows` leaves entries out, such as those for other channels."""
    asked = words(query)
    telling = [word for word in asked if word not in index.language.stop] or asked
    telling = telling[:MOST_WORDS]
    if not telling:
        return Found((), frozenset())
    matches = _with_synonyms(index, telling, [_match(index, word) for word in telling])
    near = False
    for at, word in enumerate(telling):
        if not matches[at].scores:
            near = True
            if word not in index.language.stop:
                matches[at] = _parts(index, word) or _slips(index, word)
    least = len(matches)
    hits = _hits(index, matches, least)
    while not hits and least > 1:
        near = True
        least -= 1
        hits = _hits(index, matches, least)
    shown = tuple(hit for hit in hits if shows is None or shows(hit.entry))
    return Found(shown, frozenset().union(*(match.words for match in matches)), near)


def _hits(index: Index, matches: Sequence[_Match], least: int) -> list[Hit]:
    """Entries that have so many of the words, the best first, else in the order of the book."""
    found: list[Hit] = []
    for entry in {entry for match in matches for entry in match.scores}:
        head = index.firsts[bisect_right(index.firsts, entry) - 1]
        having, score = 0, 0
        for match in matches:
            if entry in match.scores:
                having += 1
                score += match.scores[entry]
            elif head in match.titles:
                having += 1
                score += CONTEXT
        if having >= least:
            found.append(Hit(entry, score * WEIGHTS[index.entries[entry].kind]))
    return sorted(found, key=lambda hit: (-hit.score, hit.entry))


def _match(index: Index, asked: str) -> _Match:
    """A word as it was typed, and in the ways it may have been meant."""
    quality = _quality(index, asked)
    found = _spread(index, {word: rank for word in index.places if (rank := quality(word))})
    if not _NUMBER.fullmatch(asked):
        return found
    scores = dict(found.scores)
    for number, entry in enumerate(index.entries):
        if entry.number == asked:
            scores[number] = EXACT * FIELDS[TITLE]
        elif entry.number.startswith(f"{asked}."):
            scores[number] = max(PREFIX * FIELDS[TITLE], scores.get(number, 0))
    return _Match(scores, found.words, found.titles)


def _spread(index: Index, ranked: Mapping[str, int]) -> _Match:
    """Where words of the index stand, each entry with the best of what it has."""
    scores: dict[int, int] = {}
    titles: set[int] = set()
    for word, rank in ranked.items():
        for entry, place in index.places[word]:
            scores[entry] = max(scores.get(entry, 0), rank * FIELDS[place])
            if place == TITLE and index.entries[entry].kind is Kind.POLICY:
                titles.add(entry)
    return _Match(scores, frozenset(ranked), frozenset(titles))


def _quality(index: Index, asked: str) -> Callable[[str], int]:
    """How well a word of the index fits a typed one, 0 for not at all."""
    language = index.language
    root, bare = stem(asked, language), folded(asked, language)
    bare_root = folded(root, language)
    is_prefix = len(asked) >= SHORTEST_PREFIX or is_signs(asked)
    is_stem = len(root) >= SHORTEST_STEM
    part = root if is_stem else asked
    bare_part = folded(part, language)
    is_part = language.compounds and len(part) >= SHORTEST_PART

    def as_typed(word: str, own: str) -> int:
        if word == asked:
            return EXACT
        if root in {own, word}:
            return FORM
        if is_prefix and word.startswith(asked):
            return PREFIX
        if is_stem and word.startswith(root) and word not in language.apart:
            return STEM_PREFIX
        return PART if is_part and word.find(part, SHORTEST_PREFIX) > 0 else 0

    def without_accents(word: str, own: str) -> int:
        plain = folded(word, language)
        if plain == word and bare == asked:
            return 0
        if plain == bare or folded(own, language) == bare_root:
            return FOLDED
        if is_prefix and plain.startswith(bare):
            return FOLDED_PREFIX
        return FOLDED_PART if is_part and plain.find(bare_part, SHORTEST_PREFIX) > 0 else 0

    def quality(word: str) -> int:
        own = stem(word, language)
        return as_typed(word, own) or without_accents(word, own)

    return quality


def _forms(index: Index, phrase: Phrase) -> list[list[str]]:
    """For each word of a phrase, the words of the index that are forms of it."""
    roots = [stem(word, index.language) for word in phrase]
    return [[own for own in index.places if stem(own, index.language) == root] for root in roots]


def _together(index: Index, phrase: Phrase, rank: int) -> _Match:
    """Where all words of a phrase stand in some form; titles are left out."""
    found = [_spread(index, dict.fromkeys(forms, rank)) for forms in _forms(index, phrase)]
    first, *others = found
    scores = {
        entry: min((score, *(each.scores[entry] for each in others)))
        for entry, score in first.scores.items()
        if all(entry in each.scores for each in others)
    }
    if not scores:
        return _Match()
    return _Match(scores, frozenset().union(*(each.words for each in found)))


def _with_synonyms(index: Index, telling: Sequence[str], matches: Sequence[_Match]) -> list[_Match]:
    """The matches with those of phrases that mean the same as what was typed."""
    found = list(matches)
    language = index.language
    roots = tuple(folded(stem(word, language), language) for word in telling)
    for group in index.synonyms:
        for phrase in group:
            size = len(phrase)
            meant = tuple(folded(stem(word, language), language) for word in phrase)
            for at in range(len(roots) - size + 1):
                if roots[at : at + size] != meant:
                    continue
                for other in group:
                    if other != phrase:
                        same = _together(index, other, SYNONYM)
                        for place in range(at, at + size):
                            found[place] = _joined(found[place], same)
    return found


def _joined(one: _Match, two: _Match) -> _Match:
    scores = dict(one.scores)
    for entry, score in two.scores.items():
        scores[entry] = max(scores.get(entry, 0), score)
    return _Match(scores, one.words | two.words, one.titles)


def _parts(index: Index, asked: str) -> _Match | None:
    """Where both parts of a typed compound stand, or else its last part, the longest first."""
    if not index.language.compounds:
        return None
    cuts = range(len(asked) - SHORTEST_PART, SHORTEST_PART - 1, -1)
    tails = (asked[len(asked) - cut :] for cut in cuts)
    ways = (
        *((asked[:cut], asked[cut:]) for cut in cuts),
        *((tail,) for tail in tails if len(stem(tail, index.language)) >= SHORTEST_STEM),
    )
    for phrase in ways:
        found = _together(index, phrase, SLIP)
        if found.scores:
            return found
    return None


def _slips(index: Index, asked: str) -> _Match:
    """Where words stand, in any form, that are one slip away from what was typed."""
    if len(asked) < SHORTEST_SLIP or _HAS_DIGIT.search(asked):
        return _Match()
    language = index.language
    bare = folded(asked, language)
    meant = {
        stem(word, language) for word in index.places if is_one_edit(folded(word, language), bare)
    }
    return _spread(index, {word: SLIP for word in index.places if stem(word, language) in meant})
