"""Texts to words, and words to the forms they are compared in.

Every function has its like in `templates/site/search.js`; they must give the same answers.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache
from itertools import pairwise
from typing import Final

from policykit.locale.search_words import SearchWords
from policykit.model.value import dataclass

SHORTEST_STEM: Final = 3
SHORTEST_TWICE: Final = 5
"""Letters that stay at least when an ending is taken off, and when another one is."""

_SIGNS: Final = (
    "\u3005\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
)
"""Ranges of scripts without spaces between words: Chinese, Japanese, Korean."""

_FIRST_SIGN: Final = _SIGNS[0]
_IS_SIGNS = re.compile(f"[{_SIGNS}]")
_LETTERS: Final = {
    "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "\u0131": "i",
}  # fmt: skip
_OTHER_LETTERS = re.compile(f"[{''.join(_LETTERS)}]")
_DIGRAPHS = re.compile("([aou])e")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of a text in the form it is compared in, and where it stands."""

    start: int
    end: int
    word: str


def composed(text: str) -> str:
    """A text in the form pieces are cut from."""
    return unicodedata.normalize("NFC", text)


def cased(word: str) -> str:
    """Words without regard to upper and lower case; `ß` becomes `ss`."""
    if word.isascii():
        return word.lower()
    return composed(word.lower().upper().lower()).replace("\u03c2", "\u03c3")


def pieces(text: str) -> list[Piece]:
    """The words of a composed text in order; runs of signs as overlapping pairs of them."""
    found: list[Piece] = []
    for match in _pattern().finditer(text):
        start, end = match.span()
        raw = match.group()
        if end - start > 1 and is_signs(raw):
            pairs = enumerate(_pairs(raw), start)
            found.extend(Piece(at, at + 2, pair) for at, pair in pairs)
        else:
            found.append(Piece(start, end, cased(raw)))
    return found


def words(text: str) -> list[str]:
    """The words of a text in order, in the form they are compared in."""
    whole = cased(composed(text))
    found: list[str] = _pattern().findall(whole)
    if _IS_SIGNS.search(whole) is None:
        return found
    return [
        word
        for raw in found
        for word in (_pairs(raw) if len(raw) > 1 and is_signs(raw) else (raw,))
    ]


def _pairs(signs: str) -> list[str]:
    return [one + two for one, two in pairwise(signs)]


def folded(word: str, language: SearchWords) -> str:
    """A word without accents, as somebody types who lacks the letters: `återköp` as `aterkop`."""
    if word.isascii():
        bare = word
    else:
        apart = unicodedata.normalize("NFD", word)
        bare = "".join(char for char in apart if not unicodedata.category(char).startswith("M"))
        bare = _OTHER_LETTERS.sub(lambda found: _LETTERS[found.group()], bare)
    return _DIGRAPHS.sub(r"\1", bare) if language.digraphs else bare


def stem(word: str, language: SearchWords) -> str:
    """A word without its ending, and if it is long without a letter that ends words too.

    So the Swedish `beloppets` and `belopp` have one stem; rare forms are left to beginnings.
    Words that only look like forms of others, as `police` of `policy`, have stems of their own.
    """
    own = language.apart.get(word)
    if own is not None:
        return own
    once = _cut(word, language, SHORTEST_STEM, len(word))
    return _cut(once, language, SHORTEST_TWICE, 1)


def _cut(word: str, language: SearchWords, least: int, most: int) -> str:
    """A word without its longest ending of so many letters at most, if so many are left."""
    for ending in language.endings:
        left = len(word) - len(ending)
        if left < least or len(ending) > most or not word.endswith(ending):
            continue
        if word[left - 1] == ending:
            return word
        is_double = left > SHORTEST_STEM and word[left - 1] == word[left - 2]
        return word[: left - (is_double and word[left - 1] in language.doubled)]
    return word


def is_one_edit(one: str, two: str) -> bool:
    """Whether a letter more, less, other or two swapped neighbours make one word the other."""
    if abs(len(one) - len(two)) > 1 or one == two:
        return False
    start = 0
    while start < min(len(one), len(two)) and one[start] == two[start]:
        start += 1
    rest, other = one[start:], two[start:]
    return (
        rest[1:] == other
        or rest == other[1:]
        or rest[1:] == other[1:]
        or (rest[:2] == other[:2][::-1] and rest[2:] == other[2:])
    )


def is_signs(word: str) -> bool:
    """Whether a word is of a script without spaces between words."""
    return word >= _FIRST_SIGN and _IS_SIGNS.match(word) is not None


@cache
def _pattern() -> re.Pattern[str]:
    marks = "".join(
        chr(code)
        for code in range(0x300, min(0x10000, sys.maxunicode))
        if unicodedata.category(chr(code)).startswith("M")
    )
    return re.compile(
        rf"[0-9]+(?:[.,:][0-9]+)+|[{_SIGNS}]+|(?:[^\W_{_SIGNS}]+|[{re.escape(marks)}]+)+"
    )
