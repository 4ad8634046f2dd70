"""The code of an edition: twenty letters and digits that people can read aloud and type.

They are those of Crockford's base 32, which has no I, L, O and U: whoever types those means 1, 1
and 0. Nineteen carry 95 bits of a digest, the last one tells a slip of the pen.
"""

from __future__ import annotations

import re
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

LETTERS: Final = 20

_GROUP: Final = 5
_BITS: Final = 5
_PRIME: Final = 31
_MEANT: Final = str.maketrans("ILO", "110")
_GROUPED: Final = re.compile(
    rf"(?<![0-9A-Za-z-])[{ALPHABET}]{{{_GROUP}}}"
    rf"(?:-[{ALPHABET}]{{{_GROUP}}}){{{LETTERS // _GROUP - 1}}}(?![0-9A-Za-z-])"
)
_BETWEEN: Final = re.compile(r"[\s\u00a0\u2010-\u2015-]+")


def edition_code(digest: str) -> str:
    """The code of a digest in hexadecimal of at least 95 bits, in groups of five."""
    carried = LETTERS - 1
    number = int(digest, 16) >> (len(digest) * 4 - carried * _BITS)
    letters = "".join(
        ALPHABET[number >> (_BITS * place) & 31] for place in range(carried - 1, -1, -1)
    )
    return _in_groups(letters + _check(letters))


def read_code(typed: str) -> str | None:
    """The code somebody typed, as it is printed; None where it has a slip or is no code."""
    letters = _BETWEEN.sub("", typed).upper().translate(_MEANT)
    if len(letters) != LETTERS or any(each not in ALPHABET for each in letters):
        return None
    return _in_groups(letters) if letters[-1] == _check(letters[:-1]) else None


def looks_typed(typed: str) -> bool:
    """Whether a text is meant as a code, with or without a slip."""
    letters = _BETWEEN.sub("", typed)
    nearly = LETTERS - 2 <= len(letters) <= LETTERS + 2
    return nearly and letters.isalnum() and letters.isascii()


def codes_in(text: str) -> tuple[str, ...]:
    """The codes a text has in it as they are printed, each once, in order."""
    found = (read_code(each.group()) for each in _GROUPED.finditer(text))
    return tuple(dict.fromkeys(each for each in found if each is not None))


def _in_groups(letters: str) -> str:
    return "-".join(letters[start : start + _GROUP] for start in range(0, LETTERS, _GROUP))


def _check(letters: str) -> str:
    """A letter that another letter, or two that changed places, nearly always changes."""
    total = sum(place * ALPHABET.index(letter) for place, letter in enumerate(letters, 1))
    return ALPHABET[total % _PRIME]
