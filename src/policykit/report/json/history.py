"""The history of a promise as JSON: versioned."""

from __future__ import annotations

from policykit.model.history import Brought, History
from policykit.report.data import dumped
from policykit.report.formats import Style

VERSION = 1
"""Raised when a field changes its meaning or goes away; new fields do not raise it."""


def render(history: History, style: Style) -> str:
    """The history as one JSON object with a final line end, the first value first."""
    del style
    return dumped(
        {
            "format": VERSION,
            "today": history.today.isoformat(),
            "branch": history.branch,
            "gap": history.gap,
            "policy": history.policy,
            "item": history.item,
            "kind": history.kind,
            "title": history.title,
            "names": list(history.names),
            "values": [
                {
                    "words": each.words,
                    "facets": [
                        {"label": facet.label, "words": facet.words} for facet in each.facets
                    ],
                    "name": each.name,
                    "path": each.path,
                    "version": each.version,
                    "status": each.status,
                    "reason": each.reason,
                    "landed": _commit(each.landed),
                    "gone": None if each.gone is None else _commit(each.gone),
                    "in_force": [
                        {
                            "first": days.first.isoformat(),
                            "last": None if days.last is None else days.last.isoformat(),
                            "by": _commit(days.by),
                        }
                        for days in each.in_force
                    ],
                }
                for each in history.values
            ],
        }
    )


def _commit(brought: Brought) -> dict[str, str]:
    return {
        "commit": brought.commit,
        "author": brought.author,
        "subject": brought.subject,
        "day": brought.day.isoformat(),
    }
