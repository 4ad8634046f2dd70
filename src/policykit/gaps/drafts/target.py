"""A response target for the channels and contact reasons that are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from policykit.gaps.drafting import CHOOSE, Draft, Ground, Within, is_shorter
from policykit.gaps.drafts.statement import named
from policykit.library import read
from policykit.model.document import Json
from policykit.model.quantity.parse import parse_quantity
from policykit.model.quantity.share import Share

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


def in_step(draft: Draft) -> None:
    """Makes each target as good as those that hold for the same contacts, too.

    Where several requirements ask for the same contacts to be answered, the strictest counts.
    """
    found = draft.sections.get("response_targets")
    targets = [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
    for one in targets:
        for other in targets:
            if one is not other and _meet(one, other):
                _better(draft, one, other)


def _meet(one: Mapping[str, Json], other: Mapping[str, Json]) -> bool:
    """Whether a contact can be one of both."""
    alike = all(one.get(key) == other.get(key) for key in ("by", "priority"))
    sides = [
        (read.names(one, key), read.names(other, key))
        for key in ("channels", "reasons", "regions", "audience")
    ]
    return alike and all(
        not mine or not theirs or not set(mine).isdisjoint(theirs) for mine, theirs in sides
    )


def _better(draft: Draft, one: dict[str, Json], other: Mapping[str, Json]) -> None:
    for key in _WRITTEN.keys() & one.keys() & other.keys():
        mine, theirs = (_is_chosen(draft, each, key) for each in (one, other))
        # A bound also goes before a first guess that cannot be compared with it.
        gives_way = mine and not theirs and not is_shorter(one[key], other[key])
        if gives_way or is_shorter(other[key], one[key]):
            one[key] = other[key]
    had, needed = (parse_quantity(read.text(each, "attain")) for each in (one, other))
    if isinstance(had, Share) and isinstance(needed, Share) and needed.percent > had.percent:
        one["attain"] = other["attain"]


def _is_chosen(draft: Draft, target: Mapping[str, Json], key: str) -> bool:
    """Whether its time is a first guess rather than what a framework asks for."""
    return draft.notes.get(("response_targets", str(target["id"]), key)) == CHOOSE


def days(number: int, ground: Ground) -> str:
    """So many working days; plain days where nothing says when we are open."""
    business = "business " if ground.has_business_time else ""
    return f"{number} {business}day{'' if number == 1 else 's'}"
