"""The gap report: opens the repository, judges it by its frameworks, and gathers what is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.model.position import Location, Pointer
from policykit.model.value import dataclass

if TYPE_CHECKING:
    from policykit.gaps.assess import Placed
    from policykit.gaps.narrowing import Part
    from policykit.gaps.offers import Version
    from policykit.library.load import Surrounded
    from policykit.model.coverage import CoverageReport, FrameworkCoverage
    from policykit.model.report import FindingsReport
    from policykit.model.surroundings import Surroundings
    from policykit.opening import Opened

Today = Callable[[str], date]
"""Gives the day it is in a time zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapsRequest:
    """What is to be told of gaps.

    `at` is the revision of the files, '' for those as they are. `frameworks`, `areas`, `owners`
    and `regions` narrow what is told, not what is judged by; empty ones do not. `matrix` asks for
    channels by contact reasons, `trend` for `tags`, `months` or `commits` ('' for none), the last
    `points` of them. `against` is the revision to compare with, `ratchet` the one nothing may be
    worse than. `fail_under` is a share in percent, `fail_on` `missing` or `partial`.
    """

    root: Path
    at: str = ""
    frameworks: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    matrix: bool = False
    trend: str = ""
    points: int = 12
    against: str = ""
    ratchet: str = ""
    fail_under: int | None = None
    fail_on: str = ""
    allow_empty: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """The texts of all policies, and the files that could not be read, with the reason."""

    policies: tuple[tuple[Version, ...], ...]
    unread: tuple[tuple[str, str], ...]


_OF_FRAMEWORKS = ("frameworks", "yaml", "schema", "REF", "files")
"""What is checked of frameworks and settings before anything is judged by them."""


def gaps(request: GapsRequest, today: Today) -> CoverageReport:
    """What is required, what the policies hold of it, what is missing and why.

    Raises:
        SourceError: the files or a revision cannot be read, or there is nothing to judge.
        SettingsError: a framework, area, owner or region was asked for that there is not.
    """
    from policykit.gaps.advising import advised, owned
    from policykit.gaps.assess import assessed, world
    from policykit.gaps.demanding import demand_known
    from policykit.gaps.doubts import doubts
    from policykit.gaps.missing_areas import missing_areas
    from policykit.gaps.narrowing import narrowed
    from policykit.gaps.owners import Owners
    from policykit.gaps.tasks import tasks
    from policykit.gaps.views import heat, matrix
    from policykit.library.assessments import practice
    from policykit.library.demanded import demand_surroundings
    from policykit.library.files import FileKind
    from policykit.model.coverage import CoverageReport
    from policykit.opening import demand_policies, opened_at

    with opened_at(request.root, request.at) as opened:
        demand_policies(opened, allow_empty=request.allow_empty)
        around = opened.surrounded.surroundings
        demand_known(
            around,
            frameworks=request.frameworks,
            areas=request.areas,
            owners=request.owners,
            regions=request.regions,
            fail_on=request.fail_on,
            fail_under=request.fail_under,
        )
        day = today(around.organisation.time_zone)
        read = read_policies(opened)
        judged = world(around, read.policies, day)
        place = placed(opened.surrounded)
        every, waivers = assessed(judged, place, request.frameworks)
        owners = Owners(judged.index.standings, around)
        every = owned(every, owners)
        frameworks = advised(
            narrowed(every, areas=request.areas, owners=request.owners, regions=request.regions),
            judged,
        )
        if any(each.address for each in around.settings.handbooks):
            from policykit.handbook.addresses import linked

            frameworks = linked(frameworks, read.policies, around, day)
        if not any(each.requirements for each in every):
            demand_surroundings(opened.files, opened.surrounded)
        missing = missing_areas(frameworks, judged, owners)
        problems = _problems(request, opened, today)
        report = CoverageReport(
            name=around.organisation.name or opened.source.name,
            today=day,
            regions=judged.applicability.regions,
            frameworks=frameworks,
            areas=_areas(around, frameworks),
            waivers=waivers,
            heat=heat(judged),
            channels=tuple(around.organisation.channels),
            practice=tuple(
                replace(each, questions=_questions(each.area, every))
                for each in practice(around.assessments, day.isoformat())
                if not request.areas or each.area in request.areas
            ),
            matrix=matrix(judged) if request.matrix else None,
            missing_areas=missing,
            tasks=tasks((each for one in frameworks for each in one.requirements), owners, missing),
            titles=titles(around, read),
            policies=len(read.policies),
            commit=opened.loader.commit or "",
            unread=read.unread,
            problems=problems,
            warnings=doubts(
                judged,
                read.unread,
                problems,
                has_organisation=FileKind.ORGANISATION in opened.files.single,
            ),
        )
        report = _with_past(request, around, report)
        return _with_gates(request, around, report, every)


def _questions(area: str, frameworks: Iterable[FrameworkCoverage]) -> int:
    """How many questions about an area the frameworks that apply have."""
    from policykit.model.coverage import State

    return sum(
        each.area == area and bool(each.question) and each.state is not State.NOT_APPLICABLE
        for framework in frameworks
        for each in framework.requirements
    )


def _problems(request: GapsRequest, opened: Opened, today: Today) -> FindingsReport:
    """What is wrong with the frameworks and settings themselves."""
    from policykit.linting import LintRequest, linted

    around = replace(opened, files=replace(opened.files, bundles={}))
    asked = LintRequest(root=request.root, at=request.at, select=_OF_FRAMEWORKS)
    settings = opened.surrounded.surroundings.settings.lint
    # What prefaces name are policies, which are not looked at here.
    return linted(
        asked, around, settings, today, adapted=lambda engine: replace(engine, prefaces=())
    )


def covered(
    surrounded: Surrounded, policies: tuple[tuple[Version, ...], ...], day: date
) -> CoverageReport:
    """What policies that were read hold of what is required, and who would close what is open.

    It has what is told of every requirement, without views, texts to paste and tasks.
    """
    from policykit.gaps.advising import owned
    from policykit.gaps.assess import assessed, world
    from policykit.gaps.doubts import doubts
    from policykit.gaps.owners import Owners
    from policykit.library.assessments import practice
    from policykit.model.coverage import CoverageReport

    around = surrounded.surroundings
    judged = world(around, policies, day)
    every, waivers = assessed(judged, placed(surrounded))
    frameworks = owned(every, Owners(judged.index.standings, around))
    return CoverageReport(
        name=around.organisation.name,
        today=day,
        regions=judged.applicability.regions,
        frameworks=frameworks,
        areas=_areas(around, frameworks),
        waivers=waivers,
        practice=tuple(
            replace(each, questions=_questions(each.area, every))
            for each in practice(around.assessments, day.isoformat())
        ),
        warnings=doubts(
            judged,
            (),
            None,
            has_organisation=any(
                path.rpartition("/")[2].startswith("organisation.") for path in surrounded.documents
            ),
        ),
        titles=titles(around, Read(policies, ())),
        policies=len(policies),
    )


def _with_past(
    request: GapsRequest, around: Surroundings, report: CoverageReport
) -> CoverageReport:
    """The report with its trend, where one was asked for; what is now is the last point."""
    if not request.trend:
        return report
    from policykit.coverage_past import past
    from policykit.model.coverage import TrendPoint

    told = past(
        request.root,
        request.at,
        request.trend,
        max(1, request.points - 1),
        around,
        report.today,
        _part(request, report),
    )
    shares = {each.id: each.tally.percent for each in report.frameworks if each.applies}
    now = TrendPoint(
        name="now",
        commit=report.commit,
        day=report.today,
        tally=report.tally,
        frameworks={name: share for name, share in shares.items() if share is not None},
    )
    points = (*told.points, now) if told.points else ()
    return replace(report, trend=points, notes=(*report.notes, *told.notes))


def _part(request: GapsRequest, report: CoverageReport) -> Part:
    """The part of what is required that is told."""
    from policykit.gaps.narrowing import Part

    return Part(
        frameworks=frozenset(request.frameworks) or None,
        areas=frozenset(request.areas) or None,
        regions=frozenset(request.regions) or None,
        requirements=_owned_now(request, report),
    )


def _owned_now(request: GapsRequest, report: CoverageReport) -> frozenset[str] | None:
    """The requirements of the owners that were asked for, None for all.

    Who would close a gap changes with what is there, so the past is told of what they own today.
    """
    return frozenset(each.name for each in report.requirements) if request.owners else None


def _with_gates(
    request: GapsRequest,
    around: Surroundings,
    report: CoverageReport,
    every: tuple[FrameworkCoverage, ...],
) -> CoverageReport:
    """The report with what became of coverage since a revision, and the gates that were asked."""
    from policykit.gaps import gates
    from policykit.gaps.narrowing import narrowed
    from policykit.gaps.turning import turned, worse
    from policykit.model.coverage import Against, tally

    found = []
    if request.fail_under is not None:
        found.append(gates.under(request.fail_under, report.tally))
    if request.fail_on:
        found.append(gates.on(request.fail_on, report.requirements))
    if request.ratchet:
        _, then = _at(request, request.ratchet, around, report)
        # A ratchet looks at all of these frameworks, whatever part of them is told.
        found.append(gates.ratchet(request.ratchet, worse(then, every)))
    against = None
    if request.against:
        commit, then = _at(request, request.against, around, report)
        then = narrowed(
            then, areas=request.areas, regions=request.regions, names=_owned_now(request, report)
        )
        against = Against(
            name=request.against,
            commit=commit,
            before=tally(each.state for one in then for each in one.requirements),
            turned=turned(then, report.frameworks),
        )
    told = tuple(gates.in_doubt(each, len(report.unread)) for each in found)
    return replace(report, gates=told, against=against)


def _at(
    request: GapsRequest, revision: str, around: Surroundings, report: CoverageReport
) -> tuple[str, tuple[FrameworkCoverage, ...]]:
    """A revision's commit and its coverage, by the frameworks, settings and day of now."""
    from policykit.gaps.assess import assessed, world
    from policykit.opening import opened_at

    with opened_at(request.root, revision) as then:
        organisations = then.surrounded.surroundings.organisations
        judged = world(
            replace(around, organisations=organisations),
            read_policies(then).policies,
            report.today,
        )
        found, _ = assessed(judged, placed(then.surrounded), request.frameworks)
        return then.loader.commit or "", found


def read_policies(opened: Opened) -> Read:
    """What each policy offers, one read at a time."""
    from policykit.gaps.offers import offered
    from policykit.library.readable import read_in_part

    found: list[tuple[Version, ...]] = []
    unread: dict[str, str] = {}
    for (_, name), group in opened.files.bundles.items():
        reading = opened.loader.bundle(name, group, checked=False)
        versions = offered(reading.bundle)
        if versions:
            found.append(versions)
        for path in sorted(read_in_part(reading.problems)):
            unread[path] = next(it.message for it in reading.problems if it.place.path == path)
    return Read(tuple(found), tuple(sorted(unread.items())))


def placed(surrounded: Surrounded) -> Placed:
    """What gives the location of a node of a framework or the settings, with its span."""

    @cache
    def location(path: str, pointer: Pointer) -> Location:
        # A place is asked for in each region, and to find it takes a walk through its file.
        document = surrounded.documents.get(path) or surrounded.shipped.get(path)
        if document is None:
            return Location(path, None, pointer)
        span = document.value_span(pointer) or document.key_span(pointer)
        return Location(path, span, pointer)

    return location


def titles(around: Surroundings, read: Read) -> Mapping[str, Mapping[str, str]]:
    """What ids are called, by kind, in the words of the source language."""
    source = around.settings.locales.source
    return {
        **{
            kind: around.organisation.names.get(kind, {})
            for kind in ("channel", "reason", "region", "role", "event")
        },
        "area": {name: area.titles.get(source, "") for name, area in around.areas.items()},
        "policy": {each.id: each.title for versions in read.policies for each in versions},
    }


def _areas(around: Surroundings, frameworks: tuple[FrameworkCoverage, ...]) -> tuple[str, ...]:
    """The areas requirements are about, in the order of the areas file, unknown ones last."""
    asked = {each.area for framework in frameworks for each in framework.requirements}
    known = sorted(around.areas.values(), key=lambda area: (area.order, area.id))
    ordered = [area.id for area in known if area.id in asked]
    return (*ordered, *sorted(asked - set(ordered)))
