"""How hard a text is to read: LIX, and the Flesch-Kincaid grade for English.

Both are hints on a whole text, never on one sentence: they count how long words and sentences
are, not whether the words are the right ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import field
from functools import lru_cache
from typing import Final

from policykit.model.value import dataclass

LONG_WORD: Final = 6
"""Letters a word may have without being a long one (C. H. Björnsson, Läsbarhet, 1968)."""

_KEPT_WORDS: Final = 20_000
_WORD: Final = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_VOWELS: Final = re.compile(r"[aeiouy]+")
_SILENT: Final = re.compile(
    r"(?:[^laeiouy]e|[aeiouy]le|[^tdl]ed|[aeiouy]led|[^lscgzxh]es|[aeiouy]les|[^sc]hes)$"
)
"""Endings whose e is not heard: `make`, `asked`, `times`; but `table`, `wanted`, `boxes`."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was counted in one or more texts.

    `long_words` have more than six letters; `longest` are the distinct longest words, longest
    first.
    """

    words: int = 0
    sentences: int = 0
    long_words: int = 0
    syllables: int = 0
    longest: tuple[str, ...] = field(default=())

    @property
    def lix(self) -> float:
        """Words for each sentence plus per cent of long words (Björnsson 1968); 0 of nothing.

        Below 30 very easy, 30 to 40 easy, 40 to 50 like a newspaper, above 50 official.
        """
        if not self.words:
            return 0.0
        return self.words / max(self.sentences, 1) + 100 * self.long_words / self.words

    @property
    def grade(self) -> float:
        """Years of school an English text asks for; 0 of nothing.

        Source of the formula: Kincaid, Fishburne, Rogers and Chissom, 1975.
        """
        if not self.words:
            return 0.0
        return (
            0.39 * self.words / max(self.sentences, 1) + 11.8 * self.syllables / self.words - 15.59
        )


def counted(texts: Iterable[tuple[str, int]], longest: int = 5) -> Reading:
    """Counts texts, each given with its number of sentences.

    Words are runs of letters; digits and marks count for nothing. Compounds with a hyphen are
    one word. `longest` is how many of the longest words are wanted.
    """
    words = sentences = long_words = heard = 0
    distinct: set[str] = set()
    for text, parts in texts:
        found = _WORD.findall(unicodedata.normalize("NFC", text))
        if not found:
            continue
        sentences += parts
        words += len(found)
        heard += sum(map(syllables, found))
        long = [word for word in found if len(word) > LONG_WORD]
        long_words += len(long)
        if longest:
            distinct.update(map(str.lower, long))
    ordered = sorted(distinct, key=lambda word: (-len(word), word))
    return Reading(words, sentences, long_words, heard, tuple(ordered[:longest]))


@lru_cache(_KEPT_WORDS)
def syllables(word: str) -> int:
    """The syllables of an English word, counted by its vowels; at least one."""
    plain = word.lower()
    heard = len(_VOWELS.findall(plain))
    if heard > 1 and _SILENT.search(plain):
        heard -= 1
    return max(heard, 1)
