"""Results as JSON text."""

from __future__ import annotations

import json

from policykit.report.visible import COMMAND


def dumped(body: object) -> str:
    """JSON in ASCII with a final line end, which no build server takes as a command to it."""
    text = json.dumps(body, ensure_ascii=True, indent=2)
    # Such a mark can stand inside of strings alone, where the escape means the same.
    return COMMAND.sub(r"##\1\\u005b", text) + "\n"
