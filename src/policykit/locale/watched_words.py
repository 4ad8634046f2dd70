"""Words that change what a rule says, one file a language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import field
from functools import cache
from typing import Any

from policykit.locale.folder import FOLDER
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class WatchedWords:
    """The watched words of a language, in small letters; nothing where we do not know it.

    `groups` maps phrases of `negations`, `conditions` and `duties`, as tuples of words, to
    their kind and to the first phrase of their group: what says the same. `longest` is the
    number of words of the longest phrase. One that begins a group and is in `moving` says
    something else beside other words; one in `names_by_numbers` is a name beside a number
    where it has a capital. `contractions` are words that are two. `numbers` are words that
    count, with what they count to, beside those of `word_lists`. `fillers` may come and go, as
    may a comma, but for one before a word of `relatives`. Words of `capitals_matter` are
    others with a capital. `variants` are letters that are written one way or the other; `alike`
    maps a word to those that only look like a slip of it.
    """

    groups: Mapping[tuple[str, ...], tuple[str, str]] = field(default_factory=dict)
    longest: int = 0
    moving: frozenset[str] = frozenset()
    names_by_numbers: frozenset[str] = frozenset()
    contractions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    fillers: frozenset[tuple[str, ...]] = frozenset()
    relatives: frozenset[str] = frozenset()
    capitals_matter: frozenset[str] = frozenset()
    variants: tuple[tuple[str, str], ...] = ()
    alike: Mapping[str, frozenset[str]] = field(default_factory=dict)
    known: frozenset[str] = frozenset()


@cache
def watched_words(locale: str) -> WatchedWords:
    """The words of a locale such as `sv` or `de-AT`: its language's; empty where there are none."""
    file = FOLDER / "watched" / f"{locale.partition('-')[0]}.toml"
    if not file.is_file():
        return WatchedWords()
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    groups = {
        tuple(phrase.split()): (kind, group[0])
        for kind in ("negations", "conditions", "duties")
        for group in data[kind]
        for phrase in group
    }
    contractions = {word: tuple(words.split()) for word, words in data["contractions"].items()}
    contractions |= {word.replace("'", ""): words for word, words in contractions.items()}
    numbers = dict(data["numbers"])
    fillers = frozenset(tuple(phrase.split()) for phrase in data["fillers"])
    return WatchedWords(
        groups=groups,
        longest=max(map(len, (*groups, *fillers))),
        moving=frozenset(data["moving"]),
        names_by_numbers=frozenset(data["names_by_numbers"]),
        contractions=contractions,
        numbers=numbers,
        fillers=fillers,
        relatives=frozenset(data["relatives"]),
        capitals_matter=frozenset(data["capitals_matter"]),
        variants=tuple((one, other) for one, other in data["variants"]),
        alike=_alike(data),
        known=frozenset(word for phrase in (*groups, *fillers) for word in phrase)
        | numbers.keys()
        | contractions.keys(),
    )


def _alike(data: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for group in data["alike"]:
        for word in group:
            found[word] = found.get(word, frozenset()) | frozenset(group) - {word}
    return found
