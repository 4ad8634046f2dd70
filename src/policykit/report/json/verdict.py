"""What verify found out, as JSON: versioned."""

from __future__ import annotations

from policykit.model.verdict import Verdict
from policykit.report.data import dumped
from policykit.report.formats import Style

VERSION = 1
"""Raised when a field changes its meaning or goes away; new fields do not raise it."""


def render(verdict: Verdict, style: Style) -> str:
    """The verdict as one JSON object with a final line end."""
    del style
    return dumped(
        {
            "format": VERSION,
            "today": verdict.on.isoformat(),
            "edition": {
                "code": verdict.code,
                "handbook": verdict.handbook,
                "locale": verdict.locale,
                "day": verdict.day.isoformat(),
                "commit": verdict.commit,
                "audience": list(verdict.audience),
                "regions": list(verdict.regions),
                "channels": list(verdict.channels),
                "brands": list(verdict.brands),
                "policies": verdict.policies,
            },
            "in_force": verdict.is_in_force,
            "since": None if verdict.since is None else verdict.since.isoformat(),
            "differences": [
                {
                    "policy": each.policy,
                    "title": each.title,
                    "kind": each.kind.value,
                    "since": each.since.isoformat(),
                    "before": each.before,
                    "after": each.after,
                }
                for each in verdict.differences
            ],
        }
    )
