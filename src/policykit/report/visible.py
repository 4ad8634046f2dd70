"""Text from files made safe to print: what acts on a terminal or a build server shows instead."""

from __future__ import annotations

import re
import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_KEPT = frozenset({"\u200c", "\u200d"})

COMMAND = re.compile(r"##(\w*)\[")
"""What build servers (GitHub, Azure, TeamCity) take as a command anywhere in a line of a log."""

_AT_THE_START = "::"
"""What GitHub takes as a command at the start of a line, spaces before it or not."""


def visible(text: str) -> str:
    r"""A text with tabs as spaces and every control, bidi or unassigned character as `\\u….`.

    What a build server would take as a command in the middle of a line is spelt out too.
    """
    if not (text.isascii() and text.isprintable()):
        text = "".join(_shown(character) for character in text)
    return COMMAND.sub(r"##\1\\u005b", text) if "##" in text else text


def visible_line(line: str) -> str:
    """A visible text that is safe at the start of a line as well."""
    shown = visible(line)
    bare = shown.lstrip()
    if not bare.startswith(_AT_THE_START):
        return shown
    return f"{shown[: len(shown) - len(bare)]}\\u003a{bare[1:]}"


def visible_lines(text: str) -> str:
    """A visible text of several lines, each safe at its start; its last line end stays."""
    return "\n".join(visible_line(line) for line in text.split("\n"))


def _shown(character: str) -> str:
    if character == "\t":
        return "    "
    if character in _KEPT or unicodedata.category(character) not in _HIDDEN:
        return character
    number = ord(character)
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"  # noqa: PLR2004 - BMP


def columns(text: str) -> int:
    """How many terminal columns a text takes: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(character)
        else 2
        if unicodedata.east_asian_width(character) in {"W", "F"}
        else 1
        for character in text
    )
