"""What in a file from translators is not taken, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from policykit.model.standing_words import Slip
from policykit.report.visible import visible

_ALONE: Final = 3
"""So many problems of one kind are told one by one."""


def told(slips: Iterable[Slip]) -> Iterator[str]:
    """The problems, line by line; many that say the same as one, with how many and the first."""
    kinds: dict[tuple[str, str, str], list[Slip]] = {}
    for slip in slips:
        kinds.setdefault((slip.path, slip.message, slip.hint), []).append(slip)
    for alike in kinds.values():
        if len(alike) <= _ALONE:
            yield from map(_one, alike)
            continue
        first = alike[0]
        yield visible(f"{first.path}: {len(alike)} times: {first.message} {first.hint}".rstrip())
        yield from map(_place, alike[:_ALONE])
        yield f"  and {len(alike) - _ALONE} more"


def _one(slip: Slip) -> str:
    place = f"{slip.path}:{slip.line}" if slip.line else slip.path
    about = f" {slip.address}:" if slip.address else ""
    message = f"{slip.message.removesuffix('.')}: {slip.detail}." if slip.detail else slip.message
    return visible(f"{place}:{about} {message} {slip.hint}".rstrip())


def _place(slip: Slip) -> str:
    line = f"line {slip.line}: " if slip.line else ""
    detail = f": {slip.detail}" if slip.detail else ""
    return visible(f"  {line}{slip.address}{detail}")
