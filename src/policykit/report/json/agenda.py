"""An agenda as JSON: versioned, described by schemas/output/agenda.schema.json."""

from __future__ import annotations

from dataclasses import asdict

from policykit.model.agenda import Agenda, Occasion
from policykit.report.data import dumped
from policykit.report.formats import Style

VERSION = 1
"""Raised when a field changes its meaning or goes away; new fields do not raise it."""


def render(agenda: Agenda, style: Style) -> str:
    """All days, as one JSON object with a final line end."""
    del style
    return dumped(
        {
            "format": VERSION,
            "title": agenda.title,
            "locale": agenda.locale,
            "day": agenda.day.isoformat(),
            "occasions": [_occasion(each) for each in agenda.occasions],
        }
    )


def _occasion(occasion: Occasion) -> dict[str, object]:
    return {
        **asdict(occasion),
        "kind": occasion.kind.value,
        "day": occasion.day.isoformat(),
    }
