"""What a look at the surroundings brought up, as JSON: versioned, with a published schema.

It is described by schemas/output/checkup.schema.json.
"""

from __future__ import annotations

from policykit.model.checkup import Checkup, State
from policykit.report.data import dumped
from policykit.report.formats import Style

VERSION = 1
"""Raised when a field changes its meaning or goes away; new fields do not raise it."""


def render(checkup: Checkup, style: Style) -> str:
    """All that was looked at, as one JSON object with a final line end."""
    del style
    return dumped(
        {
            "format": VERSION,
            "policykit": checkup.version,
            "root": checkup.root,
            "counts": {state.value: checkup.count(state) for state in State},
            "checks": [
                {
                    "name": check.name,
                    "topic": check.topic,
                    "state": check.state.value,
                    "message": check.message,
                    "command": check.command,
                }
                for check in checkup.checks
            ],
        }
    )
