"""The gap report: opens the repository, judges it by its frameworks, and gathers what is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.model.position import Location, Pointer
from policykit.model.value import dataclass

if TYPE_CHECKING:
    from policykit.gaps.assess import Placed
    from policykit.gaps.offers import Version
    from policykit.model.coverage import CoverageReport, FrameworkCoverage
    from policykit.model.document import Document
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


def gaps(request: GapsRequest, today: Today) -> CoverageReport:
    """What is required, what the policies hold of it, and what is missing.

    Raises:
        SourceError: the files or a revision cannot be read, or there is nothing to judge.
        SettingsError: a framework, area, owner or region was asked for that there is not.
    """
    from policykit.gaps.assess import assessed, world
    from policykit.gaps.views import heat, matrix
    from policykit.model.coverage import CoverageReport
    from policykit.opening import demand_policies, opened_at

    with opened_at(request.root, request.at) as opened:
        demand_policies(opened, allow_empty=request.allow_empty)
        around = opened.surrounded.surroundings
        day = today(around.organisation.time_zone)
        read = read_policies(opened)
        judged = world(around, read.policies, day)
        frameworks, waivers = assessed(judged, placed(opened.surrounded.documents))
        return CoverageReport(
            name=around.organisation.name or opened.source.name,
            today=day,
            regions=judged.applicability.regions,
            frameworks=frameworks,
            areas=_areas(around, frameworks),
            waivers=waivers,
            heat=heat(judged),
            channels=tuple(around.organisation.channels),
            matrix=matrix(judged) if request.matrix else None,
            titles=titles(around, read),
            policies=len(read.policies),
            commit=opened.loader.commit or "",
            unread=read.unread,
        )


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


def placed(documents: Mapping[str, Document]) -> Placed:
    """What gives the location of a node of a document, with its span where it is known."""

    def location(path: str, pointer: Pointer) -> Location:
        document = documents.get(path)
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
