"""Who uses a thing, in a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from policykit.authoring.told import Line

_FIRST: Final = 10


def used_by(policies: Sequence[str]) -> Iterator[Line]:
    """How many other policies use it, and the first of them; nothing where none does."""
    number = len(policies)
    if number:
        more = f" and {number - _FIRST} more" if number > _FIRST else ""
        names = ", ".join(policies[:_FIRST])
        label = "Used by 1 policy" if number == 1 else f"Used by {number} policies"
        yield Line(f"{names}{more}", "entry", label=label)
