"""How far the words of each language are, as JSON: versioned."""

from __future__ import annotations

from collections.abc import Sequence

from policykit.model.standing_words import Standing
from policykit.report.data import dumped
from policykit.report.formats import Style

VERSION = 1
"""Raised when a field changes its meaning or goes away; new fields do not raise it."""


def render(standings: Sequence[Standing], style: Style) -> str:
    """The files of words as one JSON object with a final line end."""
    del style
    return dumped(
        {
            "format": VERSION,
            "translations": [
                {
                    "translates": each.name,
                    "locale": each.locale,
                    "coming": each.coming,
                    "path": each.path,
                    "owner": each.owner,
                    "required": each.required,
                    "texts": each.texts,
                    "translated": each.translated,
                    "share": each.share,
                    "stale": list(each.stale),
                    "older": list(each.older),
                    "unknown": list(each.unknown),
                    "missing": list(each.missing),
                    "unread": list(each.unread),
                    "gone": list(each.gone),
                    "trouble": each.trouble,
                }
                for each in standings
            ],
        }
    )
