"""Which language a document is in."""

from __future__ import annotations

import re
from typing import Final

from policykit.importing.source import SourceText
from policykit.locale.handbook_words import LOCALES, handbook_words

_WORD: Final = re.compile(r"[^\W\d_]+")
_ENOUGH: Final = 20_000
_CLEAR: Final = 0.05


def language_of(source: SourceText) -> tuple[str, bool]:
    """The language most of whose commonest words a document has, and whether that is clear."""
    text = " ".join(
        [each.text for each in source.blocks]
        + [cell.text for each in source.blocks for row in each.rows for cell in row]
    )[: _ENOUGH * 8]
    words = [each.casefold() for each in _WORD.findall(text)[:_ENOUGH]]
    shares = {
        locale: sum(each in handbook_words(locale).common for each in words) / max(len(words), 1)
        for locale in LOCALES
    }
    best = max(LOCALES, key=lambda locale: shares[locale])
    return best, shares[best] >= _CLEAR
