"""The words before a remark that asks whoever writes to decide or to check something."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

DECIDE: Final = "decide"
"""What stands before a blank in a policy that was begun for somebody."""

CHECK: Final[Mapping[str, str]] = {
    "en": "please check",
    "sv": "kontrollera",
    "de": "bitte prüfen",
}
"""What stands before a remark on what was imported, by language."""


def check(locale: str) -> str:
    """The words for a locale such as `sv` or `de-AT`: those of its language, else of English."""
    return CHECK.get(locale.partition("-")[0], CHECK["en"])
