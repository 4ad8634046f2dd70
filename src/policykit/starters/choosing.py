"""Which areas a company begins with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from policykit.starters.company import Company

_ALWAYS: Final = (
    "service-standards",
    "returns",
    "product-faults",
    "complaints",
    "privacy-requests",
)
_BY_CHANNEL: Final = (
    ("in-person", "in-person"),
    ("web", "delivery"),
    ("phone", "phone"),
    ("email", "email"),
    ("chat", "chat"),
)
_FILL: Final = ("difficult-customers", "escalation")
_LEAST, MOST = 6, 8
"""How many policies a small shop begins with."""

SHORT: Final = 6
"""The most statements a policy of a small shop begins with."""


def areas_for(company: Company, known: Sequence[str]) -> tuple[str, ...]:
    """The areas to begin with, in the order they are written; `known` are those with a starter.

    A small shop begins with six to eight, a chain with all.
    """
    if company.size == "chain":
        return tuple(known)
    wanted = [*_ALWAYS, *(area for each, area in _BY_CHANNEL if each in company.channels)][:MOST]
    wanted += [each for each in _FILL if each not in wanted][: max(0, _LEAST - len(wanted))]
    return tuple(each for each in wanted if each in known)
