"""Words as they are read: lines joined, quotes and escapes taken off."""

from __future__ import annotations

import re
from typing import Final


def folded(parts: list[str]) -> str:
    """Lines as one: each break is a space, an empty line between is a break."""
    text = parts[0]
    for part in parts[1:]:
        if not part or part == "\n":
            text += "\n"
        else:
            text += part if text.endswith("\n") else f" {part}"
    return text


def undented(words: str, style: str) -> str:
    """The lines of a block without the white space all of them begin with."""
    lines = words.replace("\r", "").split("\n")
    deep = min((len(each) - len(each.lstrip(" ")) for each in lines if each.strip()), default=0)
    kept = [each[deep:] for each in lines]
    while kept and not kept[-1].strip():
        kept.pop()
    if style == "folded":
        return f"{folded(kept)}\n" if kept else ""
    return "".join(f"{each}\n" for each in kept)


_LAST_CHARACTER: Final = 0x10FFFF
_ESCAPED: Final = re.compile(
    r"\\(?:(?P<digits>x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})|(?P<sign>.))", re.DOTALL
)
_ESCAPES: Final = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "/": "/", " ": " "}


def unquoted(raw: str, mark: str) -> str:
    """What stands between quote marks, as it is meant."""
    joined = folded([part.strip() for part in raw.split("\n")]) if "\n" in raw else raw
    if mark == "'":
        return joined.replace("''", "'")
    return _ESCAPED.sub(_told, joined)


def _told(found: re.Match[str]) -> str:
    digits = found["digits"]
    if digits:
        number = int(digits[1:], 16)
        return chr(number) if number <= _LAST_CHARACTER else found[0]
    return _ESCAPES.get(found["sign"], found[0])
