"""Frameworks against policies: which requirement is covered where, by what, and if not, why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TypeAlias

from policykit.gaps.applicability import Applicability
from policykit.gaps.asked import Asked, World
from policykit.gaps.force import standings
from policykit.gaps.index import Index, Shelves
from policykit.gaps.joining import every
from policykit.gaps.judging import judge
from policykit.gaps.need_words import need_words
from policykit.gaps.offers import Version
from policykit.gaps.settling import MOST_EVIDENCE, Judged, Outcome
from policykit.gaps.waiving import Waivers
from policykit.library import read
from policykit.library.calendars import BusinessTime, PublicHolidays
from policykit.library.reviews import due_day
from policykit.model.coverage import (
    Coverage,
    FrameworkCoverage,
    Lack,
    Reason,
    RequirementCoverage,
    State,
    Waiver,
)
from policykit.model.finding import Severity
from policykit.model.framework import Framework, Requirement
from policykit.model.position import Location, Pointer
from policykit.model.surroundings import Surroundings

Placed: TypeAlias = Callable[[str, Pointer], Location]
"""Gives the location of a node of a framework or of the settings, with its span."""

_STATES = {
    Outcome.HOLDS: State.COVERED,
    Outcome.STALE: State.OUTDATED,
    Outcome.HALF: State.PARTIAL,
    Outcome.ABSENT: State.MISSING,
}


def world(
    around: Surroundings,
    policies: Iterable[tuple[Version, ...]],
    today: date,
    holidays: PublicHolidays | None = None,
    time: BusinessTime | None = None,
    shelves: Shelves | None = None,
) -> World:
    """What all needs are judged by.

    Args:
        around: the organisation, the settings and the frameworks.
        policies: the texts of each policy.
        today: the day to judge by.
        holidays: what knows public holidays, None to look them up anew.
        time: measures business time, None to measure it from the day on.
        shelves: what was indexed before, None to index everything anew.
    """
    organisation = around.organisation
    review = read.text(read.section(organisation.defaults, "review"), "every")
    time = time or BusinessTime(organisation, today, holidays)

    def due(last: date, every_: str) -> date | None:
        return due_day(
            last,
            every_,
            lambda since: (hours := BusinessTime(organisation, since, holidays)).calendar(
                hours.calendar_of(None, None)
            ),
        )

    standing = [each for versions in policies for each in standings(versions, today, review, due)]
    index = Index(standing, around.frameworks, organisation, today.isoformat(), shelves)
    areas = {
        area for each in standing for area in each.version.areas if each.lack is not Lack.RETIRED
    }
    return World(
        around=around,
        today=today,
        index=index,
        applicability=Applicability(around, areas, today),
        time=time,
    )


def assessed(
    world: World, placed: Placed, chosen: Iterable[str] = ()
) -> tuple[tuple[FrameworkCoverage, ...], tuple[Waiver, ...]]:
    """Every framework with its requirements, and the waivers of the settings.

    Args:
        world: what the needs are judged by.
        placed: gives locations in frameworks and settings.
        chosen: the frameworks to judge, none for all.
    """
    wanted = frozenset(chosen)
    waivers = Waivers(world.around.settings, world.today, placed)
    found = tuple(
        _framework(world, framework, placed, waivers)
        for framework in sorted(world.around.frameworks.values(), key=_law_first)
        if not wanted or framework.id in wanted
    )
    return found, waivers.told(found)


def _law_first(framework: Framework) -> tuple[bool, str]:
    return not framework.jurisdiction, framework.id


def outcome(
    world: World, framework: Framework, requirement: Requirement, region: str
) -> tuple[State, bool]:
    """The state of a requirement where it applies, and whether a promise is below the law there."""
    judged = every([*_needs(world, framework, requirement, region)])
    if judged.outcome is Outcome.IDLE:
        return State.NOT_APPLICABLE, False
    return _STATES[judged.outcome], any(why.is_error for why in judged.whys)


def _framework(
    world: World, framework: Framework, placed: Placed, waivers: Waivers
) -> FrameworkCoverage:
    answer = world.applicability.framework(framework)
    requirements: tuple[RequirementCoverage, ...] = ()
    if answer.applies:
        regions = world.applicability.regions_of(framework)
        requirements = tuple(
            _requirement(world, framework, requirement, regions, placed, waivers)
            for requirement in framework.requirements
        )
    return FrameworkCoverage(
        id=framework.id,
        title=framework.title or framework.id,
        jurisdiction=framework.jurisdiction,
        location=placed(framework.path, ("framework",)),
        applies=answer.applies,
        because=answer.because,
        requirements=requirements,
    )


def _requirement(
    world: World,
    framework: Framework,
    requirement: Requirement,
    regions: tuple[str, ...],
    placed: Placed,
    waivers: Waivers,
) -> RequirementCoverage:
    name = f"{framework.id}.{requirement.id}"
    path = requirement.path or framework.path
    return RequirementCoverage(
        name=name,
        framework=framework.id,
        title=requirement.title or requirement.id.replace("-", " "),
        requirement=requirement.requirement,
        area=requirement.area,
        severity=Severity(requirement.severity),
        location=placed(path, (*requirement.pointer, "id")),
        cite=requirement.cite,
        checked=requirement.checked or framework.checked,
        confidence=requirement.confidence,
        url=requirement.url,
        question=requirement.question,
        valid_from=requirement.valid_from,
        valid_to=requirement.valid_to,
        regions=tuple(
            waivers.waived(_coverage(world, framework, requirement, region, placed))
            for region in regions
        ),
    )


def _coverage(
    world: World, framework: Framework, requirement: Requirement, region: str, placed: Placed
) -> Coverage:
    name = f"{framework.id}.{requirement.id}"
    answer = world.applicability.requirement(framework, requirement, region)
    if not answer.applies:
        return Coverage(
            requirement=name, region=region, state=State.NOT_APPLICABLE, because=answer.because
        )
    judged = every([*_needs(world, framework, requirement, region)])
    if judged.outcome is Outcome.IDLE:
        because = "It asks for nothing here: it is about other regions, or about closed channels."
        return Coverage(
            requirement=name, region=region, state=State.NOT_APPLICABLE, because=because
        )
    path = requirement.path or framework.path
    return Coverage(
        requirement=name,
        region=region,
        state=_STATES[judged.outcome],
        evidence=tuple(each.evidence for each in judged.shown[:MOST_EVIDENCE]),
        more_evidence=max(0, len(judged.shown) - MOST_EVIDENCE),
        reasons=tuple(_reasons(judged, path, placed)),
        notes=judged.notes,
    )


def _needs(
    world: World, framework: Framework, requirement: Requirement, region: str
) -> Iterator[Judged]:
    for number, need in enumerate(requirement.needs):
        yield judge(
            Asked(
                world=world,
                framework=framework,
                requirement=requirement,
                need=need,
                pointer=(*requirement.pointer, "needs", number),
                region=region,
            )
        )


def _reasons(judged: Judged, path: str, placed: Placed) -> Iterator[Reason]:
    for why in judged.whys:
        yield Reason(
            lack=why.lack,
            need=need_words(why.need),
            message=why.message,
            do=why.do,
            written=placed(path, why.written),
            found=why.found,
            is_error=why.is_error,
        )
