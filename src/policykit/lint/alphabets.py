"""Letters that do not belong: of another alphabet inside a word, or without a meaning to all.

What can be printed is judged by Unicode alone, by ranges and by what has been given out; no font
is opened.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*")
_OTHER: Final = re.compile("[\u0370-\u03ff\u0400-\u052f\u0531-\u058f\u13a0-\u13ff\u1f00-\u1fff]")
"""Letters of the alphabets whose letters look like Latin ones."""

_ALPHABETS: Final = frozenset({"LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE"})
_UNITS: Final = frozenset("\u03bc\u03a9\u03b1\u03b2\u03b3\u03c0\u0394\u03c3\u03c1\u03bb")
"""Greek letters that stand for units and sizes: micro, ohm, alpha to gamma, pi and so on."""

_RARE: Final = re.compile(
    "[\ue000-\uf8ff\ufffd\U0001d400-\U0001d7ff\U000f0000-\U0010ffff\ud800-\udfff]"
)
_UNUSUAL: Final = re.compile("[^\x00-\u0233\u2010-\u2027\u20ac]")
"""Characters beyond those of European texts, among which there is none without a meaning."""

_ESCAPE: Final = re.compile(r"\\[uU]")
"""A character written as an escape, such as `\\u0430`, is not itself in a file."""

_PRIVATE: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_STYLED: Final = re.compile("[\U0001d400-\U0001d7ff]")
BROKEN: Final = "\ufffd"
"""What stands where a letter was lost."""


def may_be_mixed(text: str) -> bool:
    """A quick question whether a whole file can hold a word of two alphabets; false is certain."""
    return bool((not text.isascii() and _OTHER.search(text)) or _ESCAPE.search(text))


def may_be_unprintable(text: str) -> bool:
    """A quick question whether a whole file can hold an unprintable character; false is certain."""
    if text.isascii():
        return bool(_ESCAPE.search(text))
    return bool(
        _RARE.search(text)
        or any(map(_is_unassigned, set(_UNUSUAL.findall(text))))
        or _ESCAPE.search(text)
    )


def mixed(text: str) -> Iterator[tuple[int, int, int]]:
    """Words of two alphabets: start, end, and the offset of the first letter of the lesser one."""
    if not _OTHER.search(text):
        return
    for found in _WORD.finditer(text):
        word = found.group()
        if word.isascii() or _is_unit(word):
            continue
        for part in re.finditer(r"[^-]+", word):
            stranger = _stranger(part.group())
            if stranger is not None:
                yield found.start(), found.end(), found.start() + part.start() + stranger


def unprintable(text: str) -> Iterator[tuple[int, str]]:
    """The offsets of characters without a meaning to all, each with what is the matter with it."""
    if not _RARE.search(text) and not any(map(_is_unassigned, set(text))):
        return
    for offset, character in enumerate(text):
        if character == BROKEN:
            yield offset, "stands where a letter was broken on the way here"
        elif _PRIVATE.match(character):
            yield offset, "is known to a single font only"
        elif _STYLED.match(character):
            yield offset, "is a sign of mathematics and no letter"
        elif _is_unassigned(character):
            yield offset, "is no character yet, so that no font knows it"


def _is_unit(word: str) -> bool:
    return word[0] in _UNITS and word[1:].isascii()


def _stranger(word: str) -> int | None:
    """The first letter of the alphabet that has fewer letters in the word."""
    scripts = [_script(letter) for letter in word]
    present = sorted(set(scripts) & _ALPHABETS, key=lambda each: (scripts.count(each), each))
    return scripts.index(present[0]) if len(present) > 1 else None


@lru_cache(maxsize=1_024)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


@lru_cache(maxsize=4_096)
def _is_unassigned(character: str) -> bool:
    # New pictograms come every year; what we do not know there others may.
    return unicodedata.category(character) in {"Cn", "Cs"} and not (
        "\U0001f000" <= character <= "\U0001fbff"
    )
