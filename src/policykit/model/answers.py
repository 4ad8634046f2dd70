"""What is answered where: contacts by channel and reason, areas by channel."""

from __future__ import annotations

from enum import StrEnum

from policykit.model.position import Location
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """A response target that answers a contact, with the regions where it does ('' for all)."""

    policy: str
    target: str
    first_response: str
    resolution: str
    by: str
    attain: str
    location: Location
    regions: tuple[str, ...] = ()
    page: str = ""


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What is promised to someone who gets in touch for a reason by a channel.

    `rules` counts the statements in force that name both the channel and the reason, or hold
    for all; `closed` are the regions in which the channel is not open.
    """

    channel: str
    reason: str
    answers: tuple[Answer, ...] = ()
    rules: int = 0
    closed: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """Channels by contact reasons, in the order of the organisation."""

    channels: tuple[str, ...]
    reasons: tuple[str, ...]
    cells: tuple[MatrixCell, ...]


class Warmth(StrEnum):
    """How well an area is looked after in a channel.

    ANSWERED: rules in force, and a response target where the area meets customers. RULES: rules
    in force without a response target. OUTDATED: only text that is not in force. NOTHING: none.
    """

    ANSWERED = "answered"
    RULES = "rules"
    OUTDATED = "outdated"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class HeatCell:
    """An area in a channel: how many statements hold there, and the fastest first answer."""

    area: str
    channel: str
    warmth: Warmth
    rules: int = 0
    first_response: str = ""
