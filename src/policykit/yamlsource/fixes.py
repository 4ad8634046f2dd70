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
    }
)
"""Slips of which the mended line is the likeliest of several that could be meant."""


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
    return Fix("Write the line as it should read", (edit,), safe=note.code in SAFE)
