"""What is told of remarks of staff, in whatever form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policykit.model.remark import Came

NOBODY: Final = "Nobody has said anything."
UNKNOWN: Final = "About nothing that is here, or ever was:"


def headline(came: Came) -> str:
    """The number, the day and whether it is open."""
    return f"#{came.number}  {came.day or 'no day'}  {'open' if came.is_open else 'closed'}"


def renamed(came: Came, name: str) -> str:
    """By what name it came in, where that is another one today."""
    return f"(said of {came.named})" if came.named and came.named != name else ""


def said(came: Came) -> Iterator[tuple[str, str]]:
    """What was said, each part with what it answers."""
    body = came.body
    parts = (
        ("Happened", body.happened),
        ("Better", body.better),
        ("Role", body.role),
        ("Says", body.said),
    )
    return (part for part in parts if part[1])
