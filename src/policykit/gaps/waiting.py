"""Frameworks of which nothing counts yet."""

from __future__ import annotations

from datetime import date

from policykit.model.coverage import FrameworkCoverage


def holds_from(framework: FrameworkCoverage, today: date) -> str:
    """The day from which something of a framework holds of which nothing counts yet, else ''."""
    counts = framework.tally
    if counts.counted or counts.waived:
        return ""
    days = (_day(each.valid_from) for each in framework.requirements)
    coming = [day for day in days if day is not None and day > today]
    return min(coming).isoformat() if coming else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
