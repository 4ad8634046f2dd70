"""Areas that no policy is about, for readers: one gap each, with all that ask for one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from policykit.model.coverage import CoverageReport, MissingArea, RequirementCoverage
from policykit.model.value import dataclass
from policykit.report.counts import number
from policykit.report.coverage_groups import framework_title
from policykit.report.coverage_words import inside


@dataclass(frozen=True, slots=True)
class Asking:
    """A framework by its title, with its requirements that ask for the policy of an area."""

    title: str
    requirements: tuple[RequirementCoverage, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """Gaps without those that a missing area has told; `areas` counts these by area."""

    gaps: tuple[RequirementCoverage, ...]
    areas: Mapping[str, int]


def asked_told(area: MissingArea) -> str:
    """How many ask for a policy, such as `30 requirements in 6 frameworks ask for one`."""
    count = len(area.requirements)
    frameworks = number(len(area.frameworks), "framework", "frameworks")
    return f"{number(count, 'requirement', 'requirements')} in {frameworks} {'asks' if count == 1 else 'ask'} for one"


def asking(report: CoverageReport, area: MissingArea) -> tuple[Asking, ...]:
    """The requirements that ask for its policy, framework by framework."""
    names = frozenset(area.requirements)
    found = (
        Asking(
            framework_title(each),
            tuple(one for one in each.requirements if one.name in names),
        )
        for each in report.frameworks
    )
    return tuple(each for each in found if each.requirements)


def where_told(report: CoverageReport, requirement: RequirementCoverage) -> str:
    """Such as `in Sweden`; '' where it is asked for in all regions there are."""
    regions = [each.region for each in requirement.gaps]
    return "" if {*regions} >= {*report.regions} else inside(report, regions).lstrip()


def apart(report: CoverageReport, gaps: Iterable[RequirementCoverage]) -> Apart:
    """Gaps by whether the missing areas have told of them already."""
    area_of = {name: each.area for each in report.missing_areas for name in each.requirements}
    rest: list[RequirementCoverage] = []
    counts: dict[str, int] = {}
    for gap in gaps:
        if gap.name in area_of:
            area = area_of[gap.name]
            counts[area] = counts.get(area, 0) + 1
        else:
            rest.append(gap)
    return Apart(tuple(rest), counts)
