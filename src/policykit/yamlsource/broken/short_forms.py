"""Slips inside `{…}` and `[…]`."""

from __future__ import annotations

import re
from typing import Final

from policykit.yamlsource import codes
from policykit.yamlsource.broken.case import Case, note_at
from policykit.yamlsource.lines import quoted, short_form_text
from policykit.yamlsource.notes import Note

CLOSING: Final = {"[": "]", "{": "}"}


def short_form(case: Case) -> Note | None:
    """A mark that ends or opens something inside `{…}` or `[…]`."""
    trouble = case.trouble
    if "flow" not in trouble.said and "',' or" not in trouble.said:
        return None
    line = case.line(trouble.line)
    opener_line = case.line(trouble.context_line)
    opener = opener_line[trouble.context_column : trouble.context_column + 1]
    if trouble.line == trouble.context_line:
        character = line[trouble.column : trouble.column + 1]
        closing = CLOSING.get(opener, "")
        if character in ("]", "}") and character != closing and closing:
            at = trouble.column
            mended = f"{line[:at]}{closing}{line[at + 1 :]}"
            return note_at(codes.UNCLOSED_BRACKET, trouble.line, at, text=opener, mended=mended)
        start, end = short_form_text(line, trouble.column)
        words = line[start:end]
        mended = f"{line[:start]}{quoted(words)}{line[end:]}"
        sound = bool(words) and "'" not in words[:1] and '"' not in words[:1]
        if character == ":":
            return note_at(
                codes.COLON_IN_TEXT,
                trouble.line,
                trouble.column,
                mended=mended if sound else "",
            )
        if character and character in "{[?}]":
            return note_at(
                codes.MARK_IN_SHORT_FORM,
                trouble.line,
                trouble.column,
                text=character,
                mended=mended if sound else "",
            )
    if opener in CLOSING and opener:
        words = opener_line.rstrip()
        mended = f"{words}{CLOSING[opener]}" if words[-1] not in "[{,#" else ""
        if mended and re.search(r"\s#", words):
            mended = ""
        return note_at(
            codes.UNCLOSED_BRACKET,
            trouble.context_line,
            trouble.context_column,
            text=opener,
            mended=mended,
        )
    return None


def open_bracket(head: str) -> str:
    """The last bracket of a line's head that is still open, empty if none is."""
    opened: list[str] = []
    for character in head:
        if character in "[{":
            opened.append(character)
        elif character in "]}" and opened:
            opened.pop()
    return opened[-1] if opened else ""
