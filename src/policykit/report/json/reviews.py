"""Reviews as JSON: versioned."""

from __future__ import annotations

from policykit.model.review import ReviewReport
from policykit.report.data import dumped
from policykit.report.formats import Style
from policykit.report.review_words import by_month, by_owner

VERSION = 1
"""Raised when a field changes its meaning or goes away; new fields do not raise it."""


def render(report: ReviewReport, style: Style) -> str:
    """The reviews as one JSON object with a final line end."""
    del style
    return dumped(
        {
            "format": VERSION,
            "name": report.name,
            "today": report.today.isoformat(),
            "within": report.within,
            "unread": [
                {"policy": each.policy, "path": each.path, "message": each.message}
                for each in report.unread
            ],
            "reviews": [
                {
                    "policy": each.policy,
                    "title": each.title,
                    "path": each.path,
                    "owner": each.owner,
                    "version": each.version,
                    "every": each.every,
                    "last": each.last.isoformat() if each.last is not None else None,
                    "what": each.was,
                    "by": each.by,
                    "due": each.due.isoformat() if each.due is not None else None,
                    "days": (each.due - report.today).days if each.due is not None else None,
                    "state": each.state.value,
                    "hollow": [why.value for why in each.hollow],
                    "changed_since": each.changed_since,
                }
                for each in report.policies
            ],
            "rounds": [
                {"by": each.by, "date": each.on, "policies": list(each.policies)}
                for each in report.rounds
            ],
            "since": report.since or None,
            "suspects": [
                {
                    "policy": each.policy,
                    "owner": each.owner,
                    "item": each.item,
                    "path": each.path,
                    "line": each.line,
                    "target": {
                        "policy": each.cited,
                        "item": each.target,
                        "kind": each.kind,
                        "words": each.words,
                    },
                    "changed": list(each.changed),
                }
                for each in report.suspects
            ],
            "stale": [
                {
                    "policy": each.policy,
                    "owner": each.owner,
                    "path": each.path,
                    "locale": each.locale,
                    "texts": each.texts,
                }
                for each in report.stale
            ],
            "by_owner": {
                owner: [each.policy for each in found] for owner, found in by_owner(report).items()
            },
            "by_month": {
                month: [each.policy for each in found] for month, found in by_month(report).items()
            },
        }
    )
