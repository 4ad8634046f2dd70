"""Where a policy holds: its channels and regions, and whether another one holds there too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policykit.model.facts import Facts, Narrowing
from policykit.model.organisation import ChannelHours, Organisation
from policykit.model.position import Pointer
from policykit.model.surroundings import Surroundings


def meets_customers(facts: Facts, around: Surroundings) -> bool:
    """Whether an area of the policy meets customers."""
    return any(around.areas[name].contact_facing for name in facts.areas if name in around.areas)


def channels(facts: Facts, organisation: Organisation) -> tuple[str, ...]:
    """The channels a policy holds in: those of its scope that exist, or all there are."""
    named = facts.scope.channels
    if named is None:
        return tuple(organisation.channels)
    return tuple(name for name in named if name in organisation.channels)


def channel_pointer(facts: Facts, channel: str) -> Pointer:
    """Where the scope names a channel, or would name it."""
    named = facts.scope.channels or ()
    if channel in named:
        return ("scope", "channels", named.index(channel))
    return ("scope", "channels") if "scope" in facts.sections else ()


def hours_in(
    channel: str, regions: Iterable[str] | None, organisation: Organisation
) -> Iterator[tuple[str, ChannelHours]]:
    """The regions, among some (None: all), in which a channel is open, and how."""
    found = organisation.channels.get(channel)
    if found is None:
        return
    wanted = None if regions is None else tuple(regions)
    for region, hours in found.regions.items():
        if wanted is None or is_in(region, wanted):
            yield region, hours


def is_staffed(hours: ChannelHours) -> bool:
    """Whether people answer there: hours or a calendar say when."""
    return bool(hours.hours or hours.calendar)


def is_in(region: str, names: Iterable[str]) -> bool:
    """Whether a region is one of some, or a part of one of them."""
    return any(region == name or region.startswith(f"{name}-") for name in names)


def holds_for_all(scope: Narrowing, other: Narrowing) -> bool:
    """Whether a scope holds everywhere another one does; a side it leaves open holds for all."""
    sides = (
        (scope.regions, other.regions),
        (scope.brands, other.brands),
        (scope.channels, other.channels),
        (scope.reasons, other.reasons),
        (scope.groups, other.groups),
    )
    return all(
        wide is None or (narrow is not None and set(narrow) <= set(wide)) for wide, narrow in sides
    )


def may_meet(one: Narrowing, other: Narrowing) -> bool:
    """Whether both can hold in one case, as far as regions, brands, channels and reasons go."""
    sides = (
        (one.brands, other.brands),
        (one.channels, other.channels),
        (one.reasons, other.reasons),
        (one.groups, other.groups),
    )
    if any(
        first is not None and second is not None and not set(first) & set(second)
        for first, second in sides
    ):
        return False
    if one.regions is None or other.regions is None:
        return True
    return any(is_in(a, (b,)) or is_in(b, (a,)) for a in one.regions for b in other.regions)
