"""Who would close each gap, and with what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from policykit.gaps.asked import World
from policykit.gaps.owners import Keeper, Owners
from policykit.gaps.skeleton import skeleton
from policykit.library import read
from policykit.model.coverage import (
    Coverage,
    FrameworkCoverage,
    Lack,
    Reason,
    RequirementCoverage,
    State,
)
from policykit.model.document import Json
from policykit.model.framework import Framework, Requirement
from policykit.model.position import Pointer

_MENDED: Final = frozenset(
    {Lack.BELOW, Lack.SOMETIMES, Lack.UNMEASURED, Lack.INCOMPARABLE, Lack.ENDED}
)
"""Lacks of something that has to be changed: nothing that is written beside it would help."""

_ELSEWHERE: Final = frozenset({Lack.ELSEWHERE, Lack.RETIRED})
"""Lacks of texts that are right where they are."""

_RULES: Final = frozenset({"statement", "term", "response_target"})


def owned(frameworks: Iterable[FrameworkCoverage], owners: Owners) -> tuple[FrameworkCoverage, ...]:
    """The frameworks with who would close a gap of each requirement, and in which policy."""
    return tuple(
        replace(
            framework,
            requirements=tuple(_owned(each, owners) for each in framework.requirements),
        )
        for framework in frameworks
    )


def _owned(requirement: RequirementCoverage, owners: Owners) -> RequirementCoverage:
    keeper = _keeper_of_text(requirement, owners) or owners.of_area(requirement.area)
    return replace(requirement, owner=keeper.owner, policy=keeper.policy, starter=keeper.starter)


def _keeper_of_text(requirement: RequirementCoverage, owners: Owners) -> Keeper | None:
    """Who keeps the text that has to be mended, None where there is none; what breaks a law first."""
    reasons = [reason for coverage in requirement.gaps for reason in coverage.reasons]
    for reason in sorted(reasons, key=lambda it: not it.is_error):
        if reason.found and reason.lack not in _ELSEWHERE:
            return owners.of_policy(reason.found[0].policy)
    return None


def advised(frameworks: Iterable[FrameworkCoverage], world: World) -> tuple[FrameworkCoverage, ...]:
    """The frameworks with a skeleton for each need that a new text would make hold.

    All that goes into one policy, or into the new one of an area, can be pasted there together:
    no id comes twice.
    """
    taken: dict[str, set[str]] = {}
    return tuple(
        _advised(each, world.around.frameworks[each.id], world, taken)
        if each.id in world.around.frameworks
        else each
        for each in frameworks
    )


def _advised(
    told: FrameworkCoverage, framework: Framework, world: World, taken: dict[str, set[str]]
) -> FrameworkCoverage:
    written = {f"{framework.id}.{each.id}": each for each in framework.requirements}
    return replace(
        told,
        requirements=tuple(
            _with_skeletons(each, written[each.name], world, taken)
            if each.gaps and each.name in written
            else each
            for each in told.requirements
        ),
    )


def _with_skeletons(
    told: RequirementCoverage, requirement: Requirement, world: World, used: dict[str, set[str]]
) -> RequirementCoverage:
    here = tuple(
        each.region
        for each in told.regions
        if each.region and each.state is not State.NOT_APPLICABLE
    )
    taken = used.setdefault(told.policy or told.area, set(_taken(told.policy, world)))
    made: dict[Pointer, str] = {}

    def text(reason: Reason) -> str:
        where = reason.written.pointer[len(requirement.pointer) :]
        need = _need(requirement, where)
        if not _helps(reason, need):
            return ""
        if where not in made:
            drawn = skeleton(
                need,
                requirement,
                "",
                world.around,
                regions=here,
                law=world.applicability.law,
                taken=taken,
            )
            taken.update(_ids(drawn.sections))
            made[where] = drawn.yaml
        return made[where]

    def with_text(coverage: Coverage) -> Coverage:
        if not coverage.state.is_gap:
            return coverage
        reasons = tuple(replace(each, skeleton=text(each)) for each in coverage.reasons)
        return replace(coverage, reasons=reasons)

    return replace(told, regions=tuple(map(with_text, told.regions)))


def _taken(policy: str, world: World) -> frozenset[str]:
    """The ids of what a policy offers."""
    standing = world.index.policy(policy)
    offers = standing.version.offers if standing is not None else ()
    return frozenset(offer.item.partition(".")[0] for offer in offers if offer.item)


def _ids(sections: Mapping[str, Json]) -> Iterator[str]:
    """The ids of items in parts of a policy: those in lists, and the names of terms."""
    for name, value in sections.items():
        if isinstance(value, list):
            for item in value:
                if isinstance(item, dict) and isinstance(item.get("id"), str):
                    yield str(item["id"])
        elif isinstance(value, dict):
            yield from value if name == "terms" else ()
            yield from _ids(value)


def _need(requirement: Requirement, where: Pointer) -> Mapping[str, Json]:
    """The need of a requirement that a pointer leads into; of several ways the one it names."""
    number = where[1] if len(where) > 1 else 0
    if not isinstance(number, int) or number >= len(requirement.needs):
        return {}
    return _on_the_way(requirement.needs[number], where[2:])


def _on_the_way(need: Mapping[str, Json], where: Pointer) -> Mapping[str, Json]:
    if len(where) > 1 and where[0] == "any_of":
        ways = [way for _, way in read.items(need, "any_of")]
        number = where[1]
        if isinstance(number, int) and number < len(ways):
            return _on_the_way(ways[number], where[2:])
    if len(where) > 1 and where[1] == "need":
        side = str(where[0])
        given = read.section(need, side)
        return {side: {**given, "need": dict(_on_the_way(read.section(given, "need"), where[2:]))}}
    return need


def _helps(reason: Reason, need: Mapping[str, Json]) -> bool:
    """Whether a new text would make the need hold, rather than a change of what is there."""
    if reason.lack.is_of_time or reason.lack in _MENDED:
        return False
    return reason.lack is not Lack.OTHERWISE or _RULES.isdisjoint(_kinds(need))


def _kinds(need: Mapping[str, Json]) -> frozenset[str]:
    inner = [read.section(given, "need") for given in need.values() if isinstance(given, dict)]
    return frozenset(need).union(*(_kinds(each) for each in inner if each))
