"""Whether one word is another with a slip of the pen in it, and nothing more."""

from __future__ import annotations

from typing import Final

from policykit.locale.watched_words import WatchedWords

_TRANSPOSED: Final = 4
_DOUBLED: Final = 7
_OTHER: Final = 8
"""Letters a word has to have for two letters changed about, one doubled, one wrong.

Shorter words have too many neighbours: `week` and `weak` are both words.
"""

_BEGINNING: Final = 3
_ENDING: Final = 2
"""Letters at either end that have to be right: there stand prefixes, cases and numbers."""


def is_slip(one: str, other: str, watched: WatchedWords) -> bool:
    """Whether two words in small letters are the same word, one of them written with a slip.

    Words that change what a rule says are never slips of each other, nor are real words that
    look alike.
    """
    if one == other:
        return True
    if not watched.known or not (_is_letters(one) and _is_letters(other)):
        return False
    if one in watched.known or other in watched.known or other in watched.alike.get(one, ()):
        return False
    shorter, longer = sorted((one, other), key=lambda word: (len(word), word))
    if shorter[0] != longer[0]:
        return False
    if any(_variant(one, pair) == _variant(other, pair) for pair in watched.variants):
        return len(shorter) >= _TRANSPOSED
    return _is_near(shorter, longer)


def _is_letters(word: str) -> bool:
    return word.isalpha()


def _variant(word: str, pair: tuple[str, str]) -> str:
    return word[0] + word[1:].replace(*pair)


def _is_near(shorter: str, longer: str) -> bool:
    """Whether one slip makes one word of the other."""
    at = next(
        (index for index, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b),
        len(shorter),
    )
    if len(shorter) == len(longer):
        turned = longer[at + 1 : at + 2] + longer[at] + longer[at + 2 :]
        if shorter[at:] == turned:
            return len(longer) >= _TRANSPOSED
        return _is_inside(at, longer) and shorter[at + 1 :] == longer[at + 1 :]
    if len(longer) - len(shorter) != 1 or shorter[at:] != longer[at + 1 :]:
        return False
    if len(longer) >= _DOUBLED and longer[at] == longer[at - 1] and at < len(longer) - 1:
        return True
    return _is_inside(at, longer)


def _is_inside(at: int, longer: str) -> bool:
    return len(longer) >= _OTHER and _BEGINNING <= at < len(longer) - _ENDING
