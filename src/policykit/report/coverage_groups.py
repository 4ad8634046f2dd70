"""Requirements gathered for readers: by framework, area, owner or region, the worst gaps first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from policykit.model.coverage import (
    Against,
    Coverage,
    CoverageReport,
    FrameworkCoverage,
    RequirementCoverage,
    State,
    Tally,
    Turned,
    Waiver,
    tally,
)
from policykit.model.value import dataclass

SOON_DAYS = 30
"""A waiver that ends within so many days is told of beforehand."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Regions in which a requirement fares just the same; `coverage` is that of the first."""

    coverage: Coverage
    regions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Requirements under one heading, as written; those seen by region hold that region alone."""

    name: str
    title: str
    requirements: tuple[RequirementCoverage, ...]

    @property
    def tally(self) -> Tally:
        """Its requirements by state."""
        return tally(each.state for each in self.requirements)

    @property
    def gaps(self) -> tuple[RequirementCoverage, ...]:
        """Those something has to be done about, the worst first."""
        return worst_first(self.requirements)

    def of_state(self, state: State) -> tuple[RequirementCoverage, ...]:
        """Those in a state, as written."""
        return tuple(each for each in self.requirements if each.state is state)


@dataclass(frozen=True, slots=True)
class Waivers:
    """The waivers by what a reader has to do about them."""

    over: tuple[Waiver, ...]
    refused: tuple[Waiver, ...]
    soon: tuple[Waiver, ...]
    in_force: tuple[Waiver, ...]
    idle: tuple[Waiver, ...]

    @property
    def in_order(self) -> tuple[Waiver, ...]:
        """All of them, group by group."""
        return (*self.over, *self.refused, *self.soon, *self.in_force, *self.idle)


@dataclass(frozen=True, slots=True)
class Turn:
    """A requirement whose state turned alike in some regions.

    `is_below_the_law` says that a promise breaks the law there now and did not before.
    """

    requirement: str
    regions: tuple[str, ...]
    before: State
    after: State
    is_below_the_law: bool = False


@dataclass(frozen=True, slots=True)
class Turns:
    """What turned since a revision; each stands in one group, the law first.

    `fell` is what is below the law now and was not; `others` is neither better nor worse.
    """

    fell: tuple[Turn, ...]
    opened: tuple[Turn, ...]
    closed: tuple[Turn, ...]
    others: tuple[Turn, ...]


def groups(report: CoverageReport, by: str) -> tuple[Group, ...]:
    """The requirements of every framework that applies, under headings; none of them is empty."""
    if by == "area":
        made = _by_area(report)
    elif by == "owner":
        made = _by_owner(report)
    elif by == "region":
        made = _by_region(report)
    else:
        made = (
            Group(each.id, framework_title(each), each.requirements) for each in report.frameworks
        )
    return tuple(group for group in made if group.requirements)


def framework_title(framework: FrameworkCoverage) -> str:
    """Its title, with whose law it is where it is one."""
    title = framework.title or framework.id
    return f"{title} ({framework.jurisdiction})" if framework.jurisdiction else title


def worst_first(requirements: Iterable[RequirementCoverage]) -> tuple[RequirementCoverage, ...]:
    """The gaps: below the law first, then by severity, then by state, else as they came."""
    gaps = [each for each in requirements if each.state.is_gap]
    return tuple(
        sorted(
            gaps,
            key=lambda each: (not below_the_law(each), -each.severity.rank, each.state.rank),
        )
    )


def below_the_law(requirement: RequirementCoverage) -> bool:
    """Whether a promise breaks the number of a law in a region."""
    return any(each.is_below_the_law for each in requirement.regions)


def alike(requirement: RequirementCoverage) -> tuple[Alike, ...]:
    """Its regions, those that fare the same in one; gaps come first, the worst of them first."""
    found: dict[Coverage, list[str]] = {}
    for each in requirement.regions:
        found.setdefault(replace(each, region=""), []).append(each.region)
    made = [
        Alike(next(each for each in requirement.regions if each.region == regions[0]), (*regions,))
        for regions in found.values()
    ]
    return tuple(sorted(made, key=lambda one: one.coverage.state.rank))


def waivers(report: CoverageReport) -> Waivers:
    """The waivers, sorted out; each stands in one group, what is urgent first."""
    refused = tuple(each for each in report.waivers if each.refused)
    counting = [each for each in report.waivers if not each.refused]
    rest = [each for each in counting if not (each.is_over or each.is_idle)]
    by_day = sorted(rest, key=lambda each: each.days_left)
    return Waivers(
        over=tuple(each for each in counting if each.is_over),
        refused=refused,
        soon=tuple(each for each in by_day if each.days_left <= SOON_DAYS),
        in_force=tuple(each for each in by_day if each.days_left > SOON_DAYS),
        idle=tuple(each for each in counting if each.is_idle and not each.is_over),
    )


def turns(turned: Iterable[Turned]) -> tuple[Turn, ...]:
    """What turned, regions of a requirement that turned alike in one."""
    found: dict[Turned, list[str]] = {}
    for each in turned:
        found.setdefault(replace(each, region=""), []).append(each.region)
    return tuple(
        Turn(each.requirement, (*regions,), each.before, each.after, each.is_below_the_law)
        for each, regions in found.items()
    )


def sorted_turns(against: Against) -> Turns:
    """What turned since a revision, sorted out for readers."""
    fell = [each for each in against.turned if each.is_below_the_law]
    rest = [each for each in against.turned if not each.is_below_the_law]
    return Turns(
        fell=turns(fell),
        opened=turns(each for each in rest if each.opens),
        closed=turns(each for each in rest if each.closes),
        others=turns(each for each in rest if not (each.closes or each.opens)),
    )


def _by_area(report: CoverageReport) -> Iterator[Group]:
    found: dict[str, list[RequirementCoverage]] = {area: [] for area in report.areas}
    for each in report.requirements:
        found.setdefault(each.area, []).append(each)
    for area, requirements in found.items():
        yield Group(area, report.title("area", area) or "Of no area", tuple(requirements))


def _by_owner(report: CoverageReport) -> Iterator[Group]:
    found: dict[str, list[RequirementCoverage]] = {}
    for each in report.requirements:
        found.setdefault(each.owner, []).append(each)
    for owner in sorted(found, key=lambda name: not name):
        title = report.title("role", owner) if owner else "Nobody is named"
        yield Group(owner, title, tuple(found[owner]))


def _by_region(report: CoverageReport) -> Iterator[Group]:
    for region in report.regions:
        title = report.title("region", region) if region else "Everywhere"
        requirements = (
            replace(each, regions=tuple(one for one in each.regions if one.region == region))
            for each in report.requirements
        )
        yield Group(region, title, tuple(each for each in requirements if each.regions))
