"""Phrases that rules about wording look for, one file a language, one list a purpose.

A `*` at the end of a word stands for any ending, as in `garanter*`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache

from policykit.locale.folder import FOLDER
from policykit.model.value import dataclass

_ANY_ENDING = "*"
_WORD = re.compile(r"\w+")
_PARTS = re.compile(r"\w+\*?")


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds phrases in a text as whole words, in any case.

    `marks` are pieces of which every text with a phrase holds at least one, in small letters;
    `words` are whole words of which it does, but for phrases with a word that begins as one of
    `beginnings`.
    """

    marks: tuple[str, ...]
    words: frozenset[str]
    beginnings: tuple[str, ...]
    pattern: re.Pattern[str]

    def may_be_among(self, words: frozenset[str]) -> bool:
        """Whether a text of these words, as `words_of` gives them, can hold a phrase."""
        return not self.words.isdisjoint(words) or (
            bool(self.beginnings) and any(word.startswith(self.beginnings) for word in words)
        )

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every phrase in the text, in order, none inside another."""
        if self.marks:
            small = text.lower()
            # Most texts hold none, and a search for pieces costs a tenth of the pattern.
            for mark in self.marks:
                if mark in small:
                    yield from self.pattern.finditer(text)
                    return

    def search(self, text: str) -> re.Match[str] | None:
        """The first phrase in the text, None where there is none."""
        return next(self.finditer(text), None)


@cache
def phrases(locale: str, name: str) -> tuple[str, ...]:
    """The list of a locale such as `sv` or `de-AT`; empty where the language has none."""
    return _lists(locale.partition("-")[0]).get(name, ())


@cache
def word_set(locale: str, name: str) -> frozenset[str]:
    """The words of a list in small letters, to look up."""
    return frozenset(word.lower() for word in phrases(locale, name))


@cache
def finder(locale: str, name: str) -> Finder:
    """Finds the phrases of a list."""
    known = phrases(locale, name)
    marks = {max(phrase.lower().split(), key=len).rstrip(_ANY_ENDING) for phrase in known}
    longest = [max(_PARTS.findall(phrase.lower()), key=len) for phrase in known]
    return Finder(
        tuple(sorted(marks)),
        frozenset(part for part in longest if not part.endswith(_ANY_ENDING)),
        tuple(part.rstrip(_ANY_ENDING) for part in longest if part.endswith(_ANY_ENDING)),
        phrases_pattern(known),
    )


def words_of(text: str) -> list[str]:
    """The words of a text in small letters; what is written with a hyphen is two."""
    return _WORD.findall(text.lower())


@cache
def patterns(locale: str, name: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of a list of them; a list that holds words, not patterns, is for `finder`."""
    return tuple(re.compile(each) for each in phrases(locale, name))


def phrases_pattern(known: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of the phrases as whole words, the longest first, over line ends too."""
    if not known:
        return re.compile(r"(?!)")
    ordered = sorted(known, key=lambda phrase: (-len(phrase), phrase))
    joined = "|".join(r"\s+".join(map(_word, phrase.split())) for phrase in ordered)
    return re.compile(rf"(?<![\w-])(?:{joined})(?!\w|-\w)", re.IGNORECASE)


def _word(word: str) -> str:
    if word.endswith(_ANY_ENDING):
        return rf"{re.escape(word.removesuffix(_ANY_ENDING))}\w*"
    return re.escape(word)


@cache
def _lists(language: str) -> Mapping[str, tuple[str, ...]]:
    file = FOLDER / "phrases" / f"{language}.toml"
    if not language.isalpha() or not file.is_file():
        return {}
    return {
        name: tuple(each) for name, each in tomllib.loads(file.read_text(encoding="utf-8")).items()
    }
