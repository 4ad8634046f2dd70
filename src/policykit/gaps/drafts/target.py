"""A response target for the channels and contact reasons that are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from policykit.gaps.drafting import CHOOSE, Draft, Ground, Within
from policykit.gaps.drafts.statement import named
from policykit.library import read
from policykit.model.document import Json

_LIVE: Final = {"phone": "2 minutes", "chat": "2 minutes", "in-person": "5 minutes"}
"""A first answer where the customer waits: in everyday retail, to begin with."""

_WRITTEN: Final = {
    "first_response": 1,
    "next_response": 1,
    "resolution": 5,
    "update_every": 2,
}
"""Days for everything else, to begin with."""

_MOSTLY: Final = "90 %"
_FIRST: Final = frozenset({"first_response", "next_response"})


def add(draft: Draft, given: Mapping[str, Json], within: Within) -> None:
    """One target, or one for each pace where people wait by some channels and not by others."""
    ground = draft.ground
    channels = ground.known("channel", read.names(given, "channels")) or within.channels
    of = read.text(given, "of")
    paces: dict[str, list[str]] = {}
    for channel in channels or ("",):
        paces.setdefault(_pace(given, of, channel, ground), []).append(channel)
    for pace, those in paces.items():
        _add(draft, given, within, pace, tuple(filter(None, those)))


def _add(
    draft: Draft, given: Mapping[str, Json], within: Within, pace: str, channels: tuple[str, ...]
) -> None:
    ground = draft.ground
    reasons = ground.known("reason", read.names(given, "reasons")) or within.reasons
    place = Within(channels, reasons, within.roles, within.regions)
    of = read.text(given, "of")
    fields: dict[str, Json] = {
        **place.narrowing(ground),
        "by": read.text(given, "by") or "person",
        "priority": read.text(given, "priority") or "normal",
        of: pace,
        "attain": read.text(given, "attain") or _MOSTLY,
    }
    most = read.text(given, "at_most")
    note = f"At most {most}:" if most else CHOOSE
    draft.item(
        "response_targets",
        f"{ground.requirement.id}-answer",
        {**fields, **named(given)},
        **{of: note},
    )


def _pace(given: Mapping[str, Json], of: str, channel: str, ground: Ground) -> str:
    if most := read.text(given, "at_most"):
        return most
    if of in _FIRST and channel in _LIVE:
        return _LIVE[channel]
    return days(_WRITTEN[of], ground)


def days(number: int, ground: Ground) -> str:
    """So many working days; plain days where nothing says when we are open."""
    business = "business " if ground.has_business_time else ""
    return f"{number} {business}day{'' if number == 1 else 's'}"
