"""Characters no policy may hold: they do harm on screens, or are cut off on the way."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_NONCHARACTERS = "\ufdd0-\ufdef\ufffe\uffff" + "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17)
)

REFUSED: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
    "\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff" + _NONCHARACTERS + "]"
)
"""Control characters, overrides of the reading direction, and what is no character at all."""

STRANGE_BREAK: Final = re.compile("\r(?!\n)|[\x85\u2028\u2029]")
"""Line breaks that editors and Git count differently."""

REPLACEMENT: Final = "\ufffd"

_NAMES: Final = {
    "\t": "a tab",
    "\r": "a carriage return",
    "\x00": "a NUL character",
    "\x07": "a bell character",
    "\x08": "a backspace",
    "\x0b": "a vertical tab",
    "\x0c": "a form feed",
    "\x1b": "an escape character",
    "\x7f": "a delete character",
    "\x85": "a next-line character",
    "\u2028": "a line separator",
    "\u2029": "a paragraph separator",
    "\ufeff": "a byte order mark",
    "\u00a0": "a no-break space",
    "\u2007": "a figure space",
    "\u2009": "a thin space",
    "\u200b": "a zero-width space",
    "\u202f": "a narrow no-break space",
    "\u3000": "an ideographic space",
    "\uff1a": "a full-width colon",
}


def name(character: str) -> str:
    """A character in words, as `a NUL character (U+0000)`."""
    number = f"U+{ord(character):04X}"
    known = _NAMES.get(character)
    if known is None:
        proper = unicodedata.name(character, "")
        known = f"the character {proper}" if proper else "an invisible character"
    return f"{known} ({number})"


def is_plain(text: str) -> bool:
    """True when a text surely holds only printable characters, spaces and LF."""
    return text.isprintable() or text.replace("\n", "").isprintable()


def clean(text: str) -> str:
    """The text with every refused character replaced by U+FFFD."""
    return REFUSED.sub(REPLACEMENT, text)
