"""The order of words in a language."""

from __future__ import annotations

import unicodedata
from typing import TypeAlias

SortKey: TypeAlias = tuple[tuple[int, ...], str]
"""Compares as the words sort; equal only for equal words."""

_BEHIND_Z = ord("z") + 1
_SPELT_OUT = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l"})


def sort_key(text: str, last_letters: str) -> SortKey:
    """What a text sorts by, upper and lower case alike.

    Args:
        text: the words.
        last_letters: letters of their own behind z, in order, such as `åäö`; all other
            letters with a mark sort as the bare letter.
    """
    places: list[int] = []
    for character in unicodedata.normalize("NFC", text.casefold()):
        own = last_letters.find(character)
        if own >= 0:
            places.append(_BEHIND_Z + own)
            continue
        bare = unicodedata.normalize("NFKD", character.translate(_SPELT_OUT))
        places.extend(_place(ord(c)) for c in bare if not unicodedata.combining(c))
    return tuple(places), text


def _place(code: int) -> int:
    """A code point, with room between z and what follows for a language's own letters."""
    return code if code < _BEHIND_Z else code + 100
