"""The states alone, many times over: what did not change since is not judged again."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Final, TypeAlias

from policykit.gaps.asked import World
from policykit.gaps.assess import outcome
from policykit.gaps.force import Standing
from policykit.model.coverage import State, TrendPoint, tally
from policykit.model.document import Json
from policykit.model.framework import Framework, Requirement

Remembered: TypeAlias = dict[Hashable, State | None]
"""States that were judged, by everything they hang on."""

_EVERYWHERE: Final = frozenset({"statement", "term", "response_target"})
_EACH: Final = ("each_channel", "each_reason", "each_role", "each_region")


def states(world: World, remembered: Remembered) -> Mapping[str, tuple[State, ...]]:
    """The state of each requirement of each framework that applies, waivers left out.

    Args:
        world: what is judged by; texts and organisations that are the same objects as before
            count as unchanged.
        remembered: what was judged before; what is judged now is added.
    """
    return {
        framework.id: tuple(_requirements(world, framework, remembered))
        for framework in world.around.frameworks.values()
        if world.applicability.framework(framework).applies
    }


def point(name: str, commit: str, world: World, remembered: Remembered) -> TrendPoint:
    """The coverage of a moment."""
    found = states(world, remembered)
    shares = {framework: tally(each).percent for framework, each in sorted(found.items())}
    return TrendPoint(
        name=name,
        commit=commit,
        day=world.today,
        tally=tally(state for each in found.values() for state in each),
        frameworks={framework: share for framework, share in shares.items() if share is not None},
    )


def _requirements(world: World, framework: Framework, remembered: Remembered) -> Iterator[State]:
    regions = world.applicability.regions_of(framework)
    for requirement in framework.requirements:
        involved = _involved(world, framework, requirement)
        found = []
        for region in regions:
            if not world.applicability.requirement(framework, requirement, region).applies:
                continue
            key = (id(requirement), region, involved)
            if key not in remembered:
                remembered[key] = outcome(world, framework, requirement, region)
            state = remembered[key]
            if state is not None:
                found.append(state)
        if found:
            yield min(found, key=lambda state: state.rank)


def _involved(world: World, framework: Framework, requirement: Requirement) -> Hashable:
    """Everything the state of a requirement hangs on: texts, whether they hold, and the day."""
    index = world.index
    found: dict[int, Standing] = {}
    for need in requirement.needs:
        for kind, given in _plain(need):
            named = given.get("law") or given.get("covers")
            if isinstance(named, str):
                found.update((id(each.standing), each.standing) for each in index.naming(named))
            elif kind in _EVERYWHERE and "area" not in given:
                found.update((id(each), each) for each in index.standings)
            area = given.get("area")
            area = area if isinstance(area, str) else requirement.area
            found.update((id(each), each) for each in index.of_area(area))
    for each in tuple(found.values()):
        for borrowed in each.version.borrows:
            other = index.policy(borrowed)
            if other is not None:
                found.setdefault(id(other), other)
    name = f"{framework.id}.{requirement.id}"
    standings = tuple((id(each.version), each.lack, each.why) for each in found.values())
    day = world.today if any(each.version.is_dated for each in found.values()) else None
    law = tuple(kin for kin in index.kin(name) if world.applicability.law.is_in_use(kin))
    return name, standings, day, law, world.time.since.year, id(world.around.organisation)


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
