"""What becomes of a requirement once drafts for it stand in policies in force."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

from policykit.gaps.asked import World
from policykit.gaps.assess import assessed, world
from policykit.gaps.offers import offered
from policykit.library.bundle import Bundle
from policykit.library.calendars import PublicHolidays
from policykit.model.coverage import Coverage, FrameworkCoverage
from policykit.model.document import Document, Origin
from policykit.model.position import Location, Pointer
from policykit.model.surroundings import Surroundings
from policykit.validation import Kind, Schemas, load_schemas, validate
from policykit.yamlsource import read

TODAY = date(2026, 12, 30)
"""A day on which every requirement that is shipped holds already."""

HOLIDAYS = PublicHolidays()


@cache
def schemas() -> Schemas:
    return load_schemas()


def document_of(text: str, path: str = "policies/trial.yaml") -> tuple[Document, list[str]]:
    """A policy as it is read, and what is wrong with it."""
    document, slips = read(text.encode(), Origin(path, ""))
    problems = [*slips, *validate(document, Kind.POLICY, schemas())]
    return document, [each.message for each in problems]


def world_with(around: Surroundings, texts: Iterable[str]) -> World:
    """What needs are judged by where there are these policies and no others."""
    bundles = [
        Bundle(id=f"trial-{number}", policy=document_of(text, f"policies/trial-{number}.yaml")[0])
        for number, text in enumerate(texts)
    ]
    return world(around, [offered(each) for each in bundles], TODAY, HOLIDAYS)


def coverages(world: World, framework: str) -> dict[str, tuple[Coverage, ...]]:
    """The coverage of the requirements of a framework by id, region by region."""
    found, _ = assessed(world, _placed, [framework])
    return {each.name.partition(".")[2]: each.regions for one in found for each in one.requirements}


def applying(world: World) -> tuple[FrameworkCoverage, ...]:
    """All frameworks as they are judged."""
    return assessed(world, _placed)[0]


def _placed(path: str, pointer: Pointer) -> Location:
    return Location(path, None, pointer)
