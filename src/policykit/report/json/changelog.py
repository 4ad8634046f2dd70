"""A changelog as JSON: versioned."""

from __future__ import annotations

from dataclasses import asdict

from policykit.model.changelog import Changelog
from policykit.report.data import dumped
from policykit.report.formats import Style

VERSION = 1
"""Raised when a field changes its meaning or goes away; new fields do not raise it."""


def render(changelog: Changelog, style: Style) -> str:
    """All groups with all items, as one JSON object with a final line end."""
    del style
    return dumped({"format": VERSION, **asdict(changelog)})
