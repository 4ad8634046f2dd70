"""What staff said of the rules as JSON: versioned, see schemas/output/remarks.schema.json."""

from __future__ import annotations

from collections.abc import Sequence

from policykit.model.document import Json
from policykit.model.remark import Came, Heard
from policykit.report.data import dumped
from policykit.report.formats import Style

VERSION = 1
"""Raised when a field changes its meaning or goes away; new fields do not raise it."""


def render(found: Sequence[Heard], style: Style) -> str:
    """All remarks as one JSON object with a final line end; nothing in it is shortened."""
    del style
    return dumped({"format": VERSION, "about": [_heard(each) for each in found]})


def _heard(each: Heard) -> dict[str, Json]:
    return {
        "name": each.name,
        "policy": each.policy,
        "words_now": each.words,
        "remarks": [_came(came) for came in each.remarks],
    }


def _came(came: Came) -> dict[str, Json]:
    return {
        "number": came.number,
        "title": came.title,
        "date": came.day,
        "open": came.is_open,
        "named": came.named,
        "words_then": came.body.quoted,
        "happened": came.body.happened,
        "better": came.body.better,
        "role": came.body.role,
        "said": came.body.said,
    }
