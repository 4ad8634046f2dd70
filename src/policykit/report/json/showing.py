"""A policy as it was, as JSON: versioned."""

from __future__ import annotations

from policykit.model.history import Brought
from policykit.model.showing import Shown
from policykit.report.data import dumped
from policykit.report.formats import Style

VERSION = 1
"""Raised when a field changes its meaning or goes away; new fields do not raise it."""


def render(shown: Shown, style: Style) -> str:
    """What is shown as one JSON object with a final line end; `found` is false where nothing is."""
    del style
    return dumped(
        {
            "format": VERSION,
            "found": bool(shown.lines),
            "why": shown.why,
            "policy": shown.policy,
            "item": shown.item,
            "title": shown.title,
            "version": shown.version,
            "status": shown.status,
            "path": shown.path,
            "on": None if shown.on is None else shown.on.isoformat(),
            "since": None if shown.since is None else shown.since.isoformat(),
            "by": _commit(shown.by),
            "commit": _commit(shown.commit),
            "branch": shown.branch,
            "gap": shown.gap,
            "lines": [
                {
                    "item": each.item,
                    "heading": each.heading,
                    "label": each.label,
                    "text": each.text,
                }
                for each in shown.lines
            ],
        }
    )


def _commit(brought: Brought | None) -> dict[str, str] | None:
    if brought is None:
        return None
    return {
        "commit": brought.commit,
        "author": brought.author,
        "subject": brought.subject,
        "day": brought.day.isoformat(),
    }
