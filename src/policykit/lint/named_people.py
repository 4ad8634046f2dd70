"""People named in a sentence: only where the sentence itself says that it is a person."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

_NAME: Final = r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+(?:-[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+)?"
_PAIR: Final = rf"{_NAME} (?:(?:von|van|de|af) )?{_NAME}"
_SAYS: Final = (
    r"(?:says?|said|asks?|asked|thinks?|thought|writes?|wrote|told|tells|wants?|wanted"
    r"|suggests?|suggested|complains?|complained|phoned|wonders?|wondered)"
)
_PATTERNS: Final = (
    re.compile(rf"\b(?:[Mm]r|[Mm]rs|[Mm]s|Herr|Frau|[Ff]ru|[Ff]röken)\b\.? ({_NAME})"),
    re.compile(rf"\b(?i:my name is|signed|regards,?|hälsningar,?) ({_PAIR})"),
    re.compile(rf"(?<!he )(?<!ur )\b({_PAIR})(?:,? who|,)? {_SAYS}\b"),
    re.compile(rf"[.!?] ?[/\u2013\u2014-] ?({_PAIR})\.?$"),
)
_NO_NAMES: Final = frozenset(
    [
        "a",
        "after",
        "and",
        "as",
        "at",
        "because",
        "before",
        "but",
        "customers",
        "each",
        "every",
        "if",
        "in",
        "most",
        "my",
        "no",
        "one",
        "our",
        "since",
        "some",
        "staff",
        "that",
        "the",
        "their",
        "then",
        "this",
        "we",
        "what",
        "when",
        "where",
        "who",
        "your",
    ]
)


def named(text: str, known: Collection[str] = ()) -> str:
    """The first name of a person in a text, '' where none is sure to be one.

    Args:
        text: a sentence or several.
        known: words in small letters that are names of things (regions, brands, roles).
    """
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            words = match[1].casefold().split()
            if not any(word in known or word in _NO_NAMES for word in words):
                return match[1]
    return ""
