"""Texts as they are written in YAML: quotes only where they are needed."""

from __future__ import annotations

from typing import Final

from policykit.model.document import Json
from policykit.yamlsource.lines import CURLY_QUOTES, quoted
from policykit.yamlsource.scalars import NUMBER_STARTS, WORDS, number

_SPECIAL_STARTS: Final = frozenset("-?:,[]{}#&*!|>'\"%@`<=") | frozenset(CURLY_QUOTES)
_SHORT_MARKS: Final = frozenset(",[]{}:?\"'")


def one_line(value: Json, *, short: bool) -> str:
    """A text on one line, in quotes where they are needed; '' where it cannot be written so."""
    if not isinstance(value, str) or not value.isprintable():
        return ""
    if needs_no_quotes(value, short=short):
        return value
    return "" if '"' in value and "'" in value else quoted(value)


def needs_no_quotes(text: str, *, short: bool) -> bool:
    """Whether a text reads back as itself without quotes; in doubt it does not."""
    if not text or text != text.strip() or not text.isprintable() or text in WORDS:
        return False
    if text[0] in _SPECIAL_STARTS or ": " in text or " #" in text or text.endswith(":"):
        return False
    if text[0] in NUMBER_STARTS and not isinstance(number(text), str):
        return False
    return not (short and _SHORT_MARKS.intersection(text))
