"""What customers hear or read of a policy: words for them, and what is public."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policykit.lint.rule import Examined
from policykit.lint.texts import HumanText

_PROMISED: Final = {"statements": ("",), "faq": ("a",)}
"""Sections whose items may be public, and which texts of these promise something."""


def promised(examined: Examined) -> Iterator[HumanText]:
    """What customers hear or read of us: words for customers, and what is public."""
    public = {
        item.id
        for item in examined.found.items
        if isinstance(item.value, dict) and item.value.get("public") is True and not item.parent
    }
    for text in examined.texts:
        section = text.section
        is_public = (
            bool(public)
            and text.key in _PROMISED.get(section, ())
            and text.name.partition(".")[0] in public
        )
        # An answer for staff alone is not said to customers.
        if section == "faq":
            wanted = is_public
        else:
            wanted = is_public or text.is_spoken or section == "customer_benefit"
        if wanted:
            yield text
