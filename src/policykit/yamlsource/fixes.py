"""Fixes of slips whose line can be written as it should read."""

from __future__ import annotations

from typing import Final

from policykit.model.document import unpack
from policykit.model.finding import Fix
from policykit.model.line_edit import line_edit
from policykit.yamlsource import codes
from policykit.yamlsource.characters import REPLACEMENT
from policykit.yamlsource.notes import Note

SAFE: Final = frozenset(
    {
        codes.NUMBER_WOULD_CHANGE,
        codes.CODE_LIKE_NUMBER,
        codes.COLON_IN_TEXT,
        codes.SPECIAL_START,
        codes.TEXT_AFTER_QUOTE,
        codes.TAB,
        codes.NO_SPACE_AFTER_COLON,
        codes.NO_SPACE_AFTER_DASH,
        codes.WORD_QUOTE,
        codes.MARK_IN_SHORT_FORM,
        codes.FOREIGN_CHARACTER,
        codes.UNKNOWN_ESCAPE,
    }
)
"""Slips of which the mended line can mean nothing else than what the author wrote."""

UNSAFE: Final = frozenset(
    {
        codes.COMMA_CUTS_TEXT,
        codes.COMMENT_CUTS_TEXT,
        codes.BRACES_AROUND_NAME,
        codes.LIST_IN_TEXT,
        codes.KEY_NOT_TEXT,
        codes.ANCHOR,
        codes.ALIAS,
        codes.TAG,
        codes.UNCLOSED_QUOTE,
        codes.UNCLOSED_BRACKET,
        codes.WRONG_INDENT,
        codes.NO_COLON,
        codes.DASH_MISSING,
    }
)
"""Slips of which the mended line is the likeliest of several that could be meant."""


_TITLE: Final = "Write the line as it should read"
_TITLES: Final = {
    codes.NUMBER_WOULD_CHANGE: "Put it in quotes",
    codes.CODE_LIKE_NUMBER: "Put it in quotes",
    codes.COLON_IN_TEXT: "Put the text in quotes",
    codes.SPECIAL_START: "Put the text in quotes",
    codes.TEXT_AFTER_QUOTE: "Put the whole text in quotes",
    codes.MARK_IN_SHORT_FORM: "Put the text in quotes",
    codes.COMMA_CUTS_TEXT: "Put the whole text in quotes",
    codes.COMMENT_CUTS_TEXT: "Put the whole text in quotes",
    codes.TAB: "Put spaces in place of the tab",
    codes.FOREIGN_CHARACTER: "Put the ordinary character in its place",
    codes.NO_SPACE_AFTER_COLON: "Put a space behind the colon",
    codes.NO_SPACE_AFTER_DASH: "Put a space behind the dash",
    codes.WORD_QUOTE: "Write straight quote marks",
    codes.UNKNOWN_ESCAPE: "Write two backslashes",
    codes.UNCLOSED_QUOTE: "Close the quote mark",
    codes.UNCLOSED_BRACKET: "Close the bracket",
    codes.WRONG_INDENT: "Move the line to where it belongs",
    codes.DASH_MISSING: "Put the dash there",
}
"""What a mended line does, for a menu that does not show it."""


def fix_of(note: Note, lines: list[str], path: str) -> Fix | None:
    """The fix of a slip, None where nobody knows the mended line.

    Args:
        note: what was noted.
        lines: the lines of the file as they stand in it, without their ends.
        path: the file.
    """
    number = unpack(note.start).line
    known = note.code in SAFE or note.code in UNSAFE
    if not known or not note.mended or not 1 <= number <= len(lines):
        return None
    line = lines[number - 1]
    if line == note.mended or REPLACEMENT in note.mended:
        return None
    edit = line_edit(path, number, line, note.mended)
    return Fix(_TITLES.get(note.code, _TITLE), (edit,), safe=is_safe(note))


def is_safe(note: Note) -> bool:
    """Whether the mended line can mean nothing else than what the author wrote."""
    return note.code in SAFE and note.sure
