"""A part of a gap report: some frameworks, areas, owners or regions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from policykit.model.coverage import FrameworkCoverage, RequirementCoverage
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A part of what is required; None stands for all.

    `requirements` are some by name (`eu-consumer.refund`), whatever their area.
    """

    frameworks: frozenset[str] | None = None
    areas: frozenset[str] | None = None
    regions: frozenset[str] | None = None
    requirements: frozenset[str] | None = None

    def has_framework(self, framework: str) -> bool:
        """Whether a framework belongs to it."""
        return _is_in(framework, self.frameworks)

    def has_requirement(self, name: str, area: str) -> bool:
        """Whether a requirement of an area belongs to it."""
        return _is_in(name, self.requirements) and _is_in(area, self.areas)

    def has_region(self, region: str) -> bool:
        """Whether a region belongs to it."""
        return _is_in(region, self.regions)


def _is_in(name: str, wanted: frozenset[str] | None) -> bool:
    return wanted is None or name in wanted


WHOLE: Final = Part()


def narrowed(
    frameworks: Iterable[FrameworkCoverage],
    *,
    areas: Iterable[str] = (),
    owners: Iterable[str] = (),
    regions: Iterable[str] = (),
    names: frozenset[str] | None = None,
) -> tuple[FrameworkCoverage, ...]:
    """The frameworks with the requirements of some areas and owners, judged in some regions.

    Empty ones do not narrow; `names` are those of the requirements to keep, None for all. A
    requirement that is judged in none of the regions is left out.
    """
    part = Part(
        areas=frozenset(areas) or None,
        regions=frozenset(regions) or None,
        requirements=names,
    )
    wanted = frozenset(owners) or None
    if part == WHOLE and wanted is None:
        return tuple(frameworks)
    return tuple(
        replace(
            framework,
            requirements=tuple(
                narrow
                for each in framework.requirements
                if _is_in(each.owner, wanted) and (narrow := _requirement(each, part)) is not None
            ),
        )
        for framework in frameworks
    )


def _requirement(requirement: RequirementCoverage, part: Part) -> RequirementCoverage | None:
    if not part.has_requirement(requirement.name, requirement.area):
        return None
    if part.regions is None:
        return requirement
    kept = tuple(each for each in requirement.regions if part.has_region(each.region))
    return replace(requirement, regions=kept) if kept else None
