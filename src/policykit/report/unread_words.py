"""What is said of files with mistakes, of which a report says nothing else."""

from __future__ import annotations

from policykit.model.unread import Unread
from policykit.report.words import one_line


def unread_told(each: Unread) -> str:
    """That a file has a mistake, and which."""
    return (
        f"{one_line(each.path)} cannot be read as it was meant, so what is told of "
        f"{one_line(each.policy)} may be wrong or missing: {one_line(each.message)}"
    )
