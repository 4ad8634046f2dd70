"""Results as JSON text."""

from __future__ import annotations

import json
import re
from typing import Final

from policykit.report.visible import COMMAND

_LONE: Final = re.compile("[\ud800-\udfff]")
"""Half a character, as names of files can hold; many programs refuse a whole text for one."""


def dumped(body: object) -> str:
    """JSON in ASCII with a final line end, which no build server takes as a command to it."""
    text = json.dumps(body, ensure_ascii=True, indent=2)
    if "\\ud" in text:
        plain = json.dumps(body, ensure_ascii=False)
        if _LONE.search(plain):
            whole = json.loads(_LONE.sub("\N{REPLACEMENT CHARACTER}", plain))
            text = json.dumps(whole, ensure_ascii=True, indent=2)
    # Such a mark can stand inside of strings alone, where the escape means the same.
    return COMMAND.sub(r"##\1\\u005b", text) + "\n"
