"""Ids: what they look like and which words they may not be."""

from __future__ import annotations

import re

from policykit.model.text import CHANNEL_VALUES, FORMS, PARTS

LONGEST_ID = 64
"""Ids become file names, anchors and links; longer ones are refused."""

RESERVED = frozenset({"none", "true", "false", "null", "these", *PARTS, *CHANNEL_VALUES, *FORMS})
"""Words that mean something else where an id could stand."""

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def is_id(text: str) -> bool:
    """Whether a text can be the id of a policy or an item."""
    return len(text) <= LONGEST_ID and _ID.fullmatch(text) is not None and text not in RESERVED


def suggested_id(text: str) -> str:
    """The id nearest to a text: `Late Delivery!` gives `late-delivery`; '' when none is near."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    joined = "-".join(words)[:LONGEST_ID].strip("-")
    return joined if is_id(joined) else ""
