"""Areas that no policy is about: one gap each, however many requirements ask for one."""

from __future__ import annotations

from collections.abc import Iterable

from policykit.gaps.asked import World
from policykit.gaps.needs.marks import in_new
from policykit.gaps.owners import Owners
from policykit.gaps.skeleton import Wanted, areas_of, whole
from policykit.model.coverage import (
    FrameworkCoverage,
    Lack,
    MissingArea,
    Reason,
    RequirementCoverage,
    State,
)
from policykit.model.framework import Requirement

_WRITE = "Write "


def missing_areas(
    frameworks: Iterable[FrameworkCoverage], world: World, owners: Owners
) -> tuple[MissingArea, ...]:
    """The areas without any policy, drafts included and retired ones not, that something asks of.

    A requirement belongs to one where a new policy of the area alone would meet it: not where a
    promise elsewhere has to be mended first, nor where another area is asked, too. The area most
    is asked of comes first.

    Args:
        frameworks: with owners and skeletons.
        world: what they were judged by.
        owners: who keeps areas.
    """
    asking: dict[str, list[tuple[RequirementCoverage, Requirement]]] = {}
    for framework in frameworks:
        known = world.around.frameworks.get(framework.id)
        written = {f"{known.id}.{each.id}": each for each in known.requirements} if known else {}
        for told in framework.requirements:
            requirement = written.get(told.name)
            if requirement is not None and _is_closed_by_a_policy(told, requirement, world, owners):
                asking.setdefault(told.area, []).append((told, requirement))
    found = [_missing(area, those, world, owners) for area, those in asking.items()]
    return tuple(sorted(found, key=lambda each: -len(each.requirements)))


def _is_closed_by_a_policy(
    told: RequirementCoverage, requirement: Requirement, world: World, owners: Owners
) -> bool:
    return (
        bool(told.gaps)
        and not owners.of_area(told.area).path
        and areas_of(requirement, world.around) == {told.area}
        and all(
            reason.skeleton or reason.lack is Lack.RETIRED
            for coverage in told.gaps
            for reason in coverage.reasons
        )
    )


def _missing(
    area: str,
    asking: list[tuple[RequirementCoverage, Requirement]],
    world: World,
    owners: Owners,
) -> MissingArea:
    keeper = owners.of_area(area)
    told = [each for each, _ in asking]
    wanted = [Wanted(requirement, _regions(each)) for each, requirement in asking]
    frameworks = tuple(dict.fromkeys(each.framework for each in told))
    return MissingArea(
        area=area,
        requirements=tuple(each.name for each in told),
        frameworks=frameworks,
        severity=max((each.severity for each in told), key=lambda severity: severity.rank),
        owner=told[0].owner or keeper.owner,
        starter=keeper.starter,
        needs=tuple(
            dict.fromkeys(
                phrase
                for each in told
                for coverage in each.gaps
                for reason in coverage.reasons
                if (phrase := _phrase(reason, area))
            )
        ),
        skeleton=f"{_head(area, len(told), len(frameworks))}"
        f"{whole(wanted, area, world.around, world.applicability.law).yaml}",
    )


def _regions(told: RequirementCoverage) -> tuple[str, ...]:
    """The regions in which it applies."""
    return tuple(
        each.region
        for each in told.regions
        if each.region and each.state is not State.NOT_APPLICABLE
    )


def _phrase(reason: Reason, area: str) -> str:
    """What has to be in the policy, as a phrase; '' where that is the policy itself."""
    if reason.do.startswith(_WRITE) and reason.do.endswith(in_new(area)):
        return reason.do.removeprefix(_WRITE).removesuffix(in_new(area))
    return "" if reason.need.startswith("a policy") else reason.need


def _head(area: str, requirements: int, frameworks: int) -> str:
    """What the draft is and how it comes to count, in two lines of remarks."""
    asks = (
        "one requirement asks"
        if requirements == 1
        else f"{requirements} requirements in "
        f"{'one framework' if frameworks == 1 else f'{frameworks} frameworks'} ask"
    )
    return (
        f"# A draft of a policy for {area.replace('-', ' ')} with all that {asks} for.\n"
        "# Say it your way. It counts with status: active and effective:, the day it begins.\n"
    )
