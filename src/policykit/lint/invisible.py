"""Characters nobody sees, and where a language or a symbol needs them all the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

HIDDEN: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Characters without a shape: joiners, marks of direction, fillers, selectors, tags.

Control characters, overrides of direction and what is no character at all never get this far:
the reader refuses them.
"""

_JOINERS: Final = "\u200c\u200d"
_DIRECTIONS: Final = "\u200e\u200f\u061c"
_RIGHT: Final = frozenset({"R", "AL"})
_BLACK_FLAG: Final = "\U0001f3f4"
_TAGS: Final = "".join(map(chr, range(0xE0020, 0xE0080)))
_LONGEST_FLAG: Final = 8
"""Characters of the longest flag of a region: a black flag, up to six tags, and their end."""

_JOINING_SCRIPTS: Final = (
    "ARABIC", "SYRIAC", "NKO", "MONGOLIAN", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI",
    "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "TIBETAN", "MYANMAR", "KHMER",
)  # fmt: skip
"""Scripts whose spelling tells letters apart by joiners, as Unicode names their letters."""


def invisible(text: str) -> Iterator[int]:
    """The offsets of invisible characters that have no business where they stand."""
    from_the_right: bool | None = None
    for found in HIDDEN.finditer(text):
        if found.group() in _DIRECTIONS:
            if from_the_right is None:
                from_the_right = any(map(_runs_from_the_right, text))
            is_needed = from_the_right
        else:
            is_needed = _is_needed(text, found.start())
        if not is_needed:
            yield found.start()


def _runs_from_the_right(character: str) -> bool:
    return character not in _DIRECTIONS and unicodedata.bidirectional(character) in _RIGHT


def name(character: str) -> str:
    """A character in words: `ZERO WIDTH SPACE (U+200B)`."""
    known = unicodedata.name(character, "")
    number = f"U+{ord(character):04X}"
    return f"{known} ({number})" if known else number


def _is_needed(text: str, offset: int) -> bool:
    character = text[offset]
    before, behind = text[offset - 1 : offset], text[offset + 1 : offset + 2]
    if character in _JOINERS:
        return (_is_joining(before) and _is_joining(behind)) or (
            character == "\u200d" and _is_symbol(before) and _is_symbol(behind)
        )
    if "\ufe00" <= character <= "\ufe0f":
        return _takes_a_selector(before)
    if "\U000e0020" <= character <= "\U000e007f":
        return text[max(0, offset - _LONGEST_FLAG) : offset].rstrip(_TAGS).endswith(_BLACK_FLAG)
    if character >= "\U000e0100":
        return _script(before).startswith("CJK")
    return "\u180b" <= character <= "\u180f" and _script(before) == "MONGOLIAN"


def _is_joining(character: str) -> bool:
    return _script(character) in _JOINING_SCRIPTS


def _script(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0] if character else ""


def _is_symbol(character: str) -> bool:
    """Whether a pictogram can end or begin with this character."""
    if not character:
        return False
    return character == "\ufe0f" or unicodedata.category(character) in {"So", "Sk", "Sm", "Cn"}


def _takes_a_selector(character: str) -> bool:
    """Whether a character has several shapes to choose from: no space, no letter with case."""
    return bool(character) and not (
        character.isspace()
        or unicodedata.category(character) in {"Ll", "Lu", "Lt"}
        or HIDDEN.match(character)
    )
