"""Slips that can be mended in memory, so that the rest of a file is read by a guess."""

from __future__ import annotations

from typing import Final

from policykit.yamlsource import codes

REPAIRABLE: Final = frozenset(
    {
        codes.COLON_IN_TEXT,
        codes.SPECIAL_START,
        codes.TEXT_AFTER_QUOTE,
        codes.TAB,
        codes.NO_SPACE_AFTER_COLON,
        codes.NO_SPACE_AFTER_DASH,
        codes.UNCLOSED_QUOTE,
        codes.WORD_QUOTE,
        codes.WRONG_INDENT,
        codes.MARK_IN_SHORT_FORM,
        codes.UNCLOSED_BRACKET,
        codes.UNKNOWN_ESCAPE,
        codes.NO_COLON,
        codes.DASH_MISSING,
        codes.FOREIGN_CHARACTER,
    }
)
"""The codes of these slips."""
