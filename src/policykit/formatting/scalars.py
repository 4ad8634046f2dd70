"""Single values as they are written: quotes only where they are needed."""

from __future__ import annotations

from typing import Final

from policykit.formatting.tree import Node, Style
from policykit.model.document import Json
from policykit.yamlsource.lines import CURLY_QUOTES, quoted
from policykit.yamlsource.scalars import NUMBER_STARTS, WORDS, number

_SPECIAL_STARTS: Final = frozenset("-?:,[]{}#&*!|>'\"%@`<=") | frozenset(CURLY_QUOTES)
_SHORT_MARKS: Final = frozenset(",[]{}:?\"'")


def written(node: Node, source: str, *, short: bool, was_short: bool = False) -> str:
    """A value on one line; '' where it needs several.

    Args:
        node: the value.
        source: as it stands in the file.
        short: whether it is to stand in `[…]` or `{…}`.
        was_short: whether it does so in the file.
    """
    if "\n" in source:
        return one_line(node.value, short=short) if short else ""
    if node.style is Style.QUOTED:
        if source[0] == '"' and "\\" in source:
            return source
        return one_line(node.value, short=short) or source
    if short and not was_short and isinstance(node.value, str):
        return one_line(node.value, short=True)
    return source


def one_line(value: Json, *, short: bool) -> str:
    """A text on one line, in quotes where they are needed; '' where it cannot be written so."""
    if not isinstance(value, str) or not value.isprintable():
        return ""
    if needs_no_quotes(value, short=short):
        return value
    return "" if '"' in value and "'" in value else quoted(value)


def written_key(key: str, source: str) -> str:
    """A key, without quotes where it needs none."""
    return key if needs_no_quotes(key, short=True) else source


def needs_no_quotes(text: str, *, short: bool) -> bool:
    """Whether a text reads back as itself without quotes; in doubt it does not."""
    if not text or text != text.strip() or not text.isprintable() or text in WORDS:
        return False
    if text[0] in _SPECIAL_STARTS or ": " in text or " #" in text or text.endswith(":"):
        return False
    if text[0] in NUMBER_STARTS and not isinstance(number(text), str):
        return False
    return not (short and _SHORT_MARKS.intersection(text))
