"""The states alone, many times over: what did not change since is not judged again."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Final, TypeAlias

from policykit.gaps.asked import World
from policykit.gaps.assess import outcome
from policykit.gaps.force import Standing
from policykit.gaps.index import turn as _turn
from policykit.gaps.narrowing import WHOLE, Part
from policykit.gaps.waiving import Waivers
from policykit.model.coverage import State, TrendPoint, tally, whole
from policykit.model.document import Json
from policykit.model.framework import Framework, Requirement
from policykit.model.position import Location, Pointer

Remembered: TypeAlias = dict[Hashable, tuple[State, bool]]
"""States that were judged, and whether they break a law, by everything they hang on."""

_EVERYWHERE: Final = frozenset({"statement", "term", "response_target"})
_EACH: Final = ("each_channel", "each_reason", "each_role", "each_region")


def states(
    world: World, remembered: Remembered, part: Part = WHOLE, waivers: Waivers | None = None
) -> Mapping[str, tuple[State, ...]]:
    """The state of each requirement of each framework that applies.

    Args:
        world: what is judged by; texts and organisations that are the same objects as before
            count as unchanged.
        remembered: what was judged before; what is judged now is added.
        part: what is asked for.
        waivers: those that waive gaps, None for none.
    """
    return {
        framework.id: tuple(_requirements(world, framework, remembered, part, waivers))
        for framework in world.around.frameworks.values()
        if part.has_framework(framework.id) and world.applicability.framework(framework).applies
    }


def point(
    name: str, commit: str, world: World, remembered: Remembered, part: Part = WHOLE
) -> TrendPoint:
    """The coverage of a moment, with the waivers of the settings that had not ended by then."""
    waivers = Waivers(world.around.settings, world.today, _unplaced)
    found = states(world, remembered, part, waivers)
    shares = {framework: tally(each).percent for framework, each in sorted(found.items())}
    return TrendPoint(
        name=name,
        commit=commit,
        day=world.today,
        tally=tally(state for each in found.values() for state in each),
        frameworks={framework: share for framework, share in shares.items() if share is not None},
    )


def _unplaced(path: str, pointer: Pointer) -> Location:
    return Location(path, None, pointer)


def _requirements(
    world: World,
    framework: Framework,
    remembered: Remembered,
    part: Part,
    waivers: Waivers | None,
) -> Iterator[State]:
    regions = [each for each in world.applicability.regions_of(framework) if part.has_region(each)]
    for requirement in framework.requirements:
        name = f"{framework.id}.{requirement.id}"
        if not part.has_requirement(name, requirement.area):
            continue
        involved = _involved(world, framework, requirement)
        found = []
        for region in regions:
            if not world.applicability.requirement(framework, requirement, region).applies:
                continue
            key = (id(requirement), region, involved)
            if key not in remembered:
                remembered[key] = outcome(world, framework, requirement, region)
            state, is_below = remembered[key]
            if waivers is not None and waivers.waives(name, region, state, is_below=is_below):
                state = State.WAIVED
            found.append(state)
        if (state := whole(found)) is not State.NOT_APPLICABLE:
            yield state


def _involved(world: World, framework: Framework, requirement: Requirement) -> Hashable:
    """Everything the state of a requirement hangs on: texts, whether they hold, and the day."""
    index = world.index
    name = f"{framework.id}.{requirement.id}"
    found: dict[int, Standing] = {}
    for need in requirement.needs:
        for kind, given in _plain(need):
            named = given.get("law") or given.get("covers")
            if isinstance(named, str):
                found.update((id(each.standing), each.standing) for each in index.naming(named))
            elif kind in _EVERYWHERE and "area" not in given:
                return _of_all(world, name)
            area = given.get("area")
            area = area if isinstance(area, str) else requirement.area
            found.update((id(each), each) for each in index.of_area(area))
    for each in tuple(found.values()):
        for borrowed in each.version.borrows:
            other = index.policy(borrowed)
            if other is not None:
                found.setdefault(id(other), other)
    standings = tuple((id(each.version), each.lack, each.why) for each in found.values())
    days = {day for each in found.values() for day in each.version.days}
    return _key(world, name, standings, _turn(sorted(days), world.today.isoformat()))


def _of_all(world: World, name: str) -> Hashable:
    """The same where any text of all counts."""
    return _key(world, name, *world.index.signature)


def _key(world: World, name: str, standings: Hashable, turn: Hashable) -> Hashable:
    law = tuple(kin for kin in world.index.kin(name) if world.applicability.law.is_in_use(kin))
    return name, standings, turn, law, world.time.since.year, id(world.around.organisation)


def _plain(need: Mapping[str, Json]) -> Iterator[tuple[str, Mapping[str, Json]]]:
    """The needs inside a need, each with its kind."""
    for kind, given in need.items():
        if kind == "any_of" and isinstance(given, list):
            for each in given:
                if isinstance(each, dict):
                    yield from _plain(each)
        elif kind in _EACH and isinstance(given, dict):
            inner = given.get("need")
            yield from _plain(inner if isinstance(inner, dict) else {})
        elif isinstance(given, dict):
            yield kind, given
