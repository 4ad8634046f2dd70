"""A notice as JSON: versioned, described by schemas/output/notice.schema.json."""

from __future__ import annotations

from dataclasses import asdict

from policykit.model.notice import Notice
from policykit.report.data import dumped
from policykit.report.formats import Style

VERSION = 1
"""Raised when a field changes its meaning or goes away; new fields do not raise it."""


def render(notice: Notice, style: Style) -> str:
    """The whole notice, as one JSON object with a final line end."""
    del style
    return dumped({"format": VERSION, **asdict(notice)})
