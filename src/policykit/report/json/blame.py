"""Who changed what last, as JSON: versioned."""

from __future__ import annotations

from policykit.model.blame import Blame
from policykit.report.data import dumped
from policykit.report.formats import Style

VERSION = 1
"""Raised when a field changes its meaning or goes away; new fields do not raise it."""


def render(blame: Blame, style: Style) -> str:
    """The items as one JSON object with a final line end."""
    del style
    return dumped(
        {
            "format": VERSION,
            "policy": blame.policy,
            "title": blame.title,
            "path": blame.path,
            "version": blame.version,
            "everything": blame.everything,
            "branch": blame.branch,
            "gap": blame.gap,
            "items": [
                {
                    "item": each.item,
                    "kind": each.kind,
                    "words": each.words,
                    "version": each.version,
                    "commit": each.commit.commit,
                    "author": each.commit.author,
                    "subject": each.commit.subject,
                    "day": each.commit.day.isoformat(),
                    "why": list(each.why),
                }
                for each in blame.items
            ],
        }
    )
