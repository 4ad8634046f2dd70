"""A part of a gap report: some frameworks, areas, owners or regions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from policykit.model.coverage import FrameworkCoverage, RequirementCoverage


def narrowed(
    frameworks: Iterable[FrameworkCoverage],
    *,
    areas: Iterable[str] = (),
    owners: Iterable[str] = (),
    regions: Iterable[str] = (),
) -> tuple[FrameworkCoverage, ...]:
    """The frameworks with the requirements of some areas and owners, judged in some regions.

    Empty ones do not narrow. A requirement that is judged in none of the regions is left out.
    """
    wanted = frozenset(areas), frozenset(owners), frozenset(regions)
    if not any(wanted):
        return tuple(frameworks)
    return tuple(
        replace(
            framework,
            requirements=tuple(
                narrow
                for each in framework.requirements
                if (narrow := _requirement(each, *wanted)) is not None
            ),
        )
        for framework in frameworks
    )


def _requirement(
    requirement: RequirementCoverage,
    areas: frozenset[str],
    owners: frozenset[str],
    regions: frozenset[str],
) -> RequirementCoverage | None:
    if areas and requirement.area not in areas:
        return None
    if owners and requirement.owner not in owners:
        return None
    if not regions:
        return requirement
    kept = tuple(each for each in requirement.regions if each.region in regions)
    return replace(requirement, regions=kept) if kept else None
