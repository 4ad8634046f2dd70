"""Small libraries made of short data: what is left out is filled in, and all of it is checked."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

import yaml

from policykit import resources
from policykit.gaps.asked import World
from policykit.gaps.assess import assessed, world
from policykit.gaps.index import Shelves
from policykit.gaps.offers import Version, offered
from policykit.library.bundle import mapping
from policykit.library.calendars import BusinessTime
from policykit.library.load import Loader, Surrounded
from policykit.library.survey import Survey, survey
from policykit.model.coverage import Coverage, FrameworkCoverage, Waiver
from policykit.model.document import Json, Origin
from policykit.model.finding import Problem
from policykit.model.organisation import Organisation
from policykit.model.position import Location, Pointer
from policykit.model.surroundings import Surroundings
from policykit.sources.port import Entry, EntryKind, blob_key
from policykit.validation import load_schemas
from policykit.yamlsource import read

HERE = Path(__file__).parent
TODAY = date(2026, 11, 22)
"""The day cases are judged by unless they name another."""

Data = Mapping[str, Any]

_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
"""The one in C, where there is one: with the other one writing takes longer than judging."""


class NotOursError(Exception):
    """A case holds files that are not as our schemas want them."""


@dataclass(frozen=True)
class Files:
    """Files in memory, as a source."""

    contents: Mapping[str, bytes]

    @property
    def name(self) -> str:
        """What to call it in a message."""
        return "case"

    def entries(self) -> Sequence[Entry]:
        """All of them, sorted by path."""
        return tuple(
            Entry(path, EntryKind.FILE, len(content), blob_key(content), partial(bytes, content))
            for path, content in sorted(self.contents.items())
        )


@dataclass(frozen=True)
class Judgement:
    """What became of a small library."""

    world: World
    frameworks: tuple[FrameworkCoverage, ...]
    waivers: tuple[Waiver, ...]

    @property
    def regions(self) -> dict[tuple[str, str], Coverage]:
        """What became of each requirement in each region."""
        return {
            (each.requirement, each.region): each
            for framework in self.frameworks
            for requirement in framework.requirements
            for each in requirement.regions
        }


def read_yaml(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    """The data of a file, read as policykit reads what people write."""
    document, problems = read(path.read_bytes(), Origin(path.name, ""))
    if problems or document is None:
        raise NotOursError("\n".join(_told(each) for each in problems))
    return document.data


@cache
def organisation() -> Data:
    """The organisation that cases stand in."""
    told: Data = read_yaml(HERE / "organisation.yaml")
    return told


def policy(short: Data) -> Data:
    """A whole policy from what a case says of it."""
    filled = {
        "format": 1,
        "id": "returns",
        "areas": ["returns"],
        "status": "active",
        "version": "1.0.0",
        "owner": "head-of-customer-service",
        "effective": "2026-01-01",
        "statements": [{"id": "greet", "should": "Greet everyone."}],
        **short,
    }
    filled.setdefault("title", str(filled["id"]).replace("-", " ").capitalize())
    return filled


def framework(short: Data) -> Data:
    """A whole framework from what a case says of it."""
    filled = {
        "format": 1,
        "framework": "rules",
        "title": "Rules",
        "applies_when": {"always": True},
        **short,
    }
    if "requirements" not in filled:
        filled["requirements"] = [{"needs": filled.pop("needs")}]
    filled["requirements"] = [
        {
            "id": "one",
            "area": "returns",
            "requirement": "Do what is asked.",
            "severity": "error",
            **each,
        }
        for each in filled["requirements"]
    ]
    return filled


def files(
    policies: Sequence[Data],
    frameworks: Sequence[Data],
    organised: Data | None = None,
    settings: Data | None = None,
) -> dict[str, bytes]:
    """The files of a library; `next` and `record` of a policy go into files of their own."""
    found: dict[str, Data] = {
        "policykit.yaml": {"format": 1, **(settings or {})},
        "policies/organisation.yaml": {**organisation(), **(organised or {})},
        "schemas/areas.yaml": {
            "format": 1,
            "areas": {
                "returns": {"title": "Returns", "order": 1},
                "complaints": {"title": "Complaints", "order": 2},
            },
        },
    }
    for each in policies:
        own = {key: value for key, value in each.items() if key not in {"next", "record"}}
        whole = policy(own)
        found[f"policies/{whole['id']}.yaml"] = whole
        if "next" in each:
            found[f"policies/{whole['id']}.next.yaml"] = {**whole, **each["next"]}
        if "record" in each:
            found[f"policies/{whole['id']}.record.yaml"] = each["record"]
    for each in frameworks:
        told = framework(each)
        found[f"schemas/frameworks/{told['framework']}.yaml"] = told
    return {
        path: yaml.dump(
            _without_nothing(data), Dumper=_DUMPER, sort_keys=False, allow_unicode=True, width=1000
        ).encode()
        for path, data in found.items()
    }


def _without_nothing(data: Data) -> Data:
    """What a case takes away it writes as null; what stands in it twice is written twice."""
    told: Data = json.loads(json.dumps(data))
    return {key: value for key, value in told.items() if value is not None}


@cache
def _shipped(name: str) -> Mapping[str, Json]:
    content = resources.read_text("schemas", name).encode()
    document, _ = read(content, Origin(name, ""))
    return mapping(document)


@cache
def _loader() -> Loader:
    return Loader(load_schemas(()))


def opened(contents: Mapping[str, bytes]) -> tuple[Survey, Surrounded]:
    """The files of a library, listed, and what its policies stand in.

    Raises:
        NotOursError: something in them is not as our schemas want it.
    """
    listed = survey(Files(contents))
    surrounded = _loader().surroundings(
        listed, _shipped("vocabulary.yaml"), _shipped("unions.yaml")
    )
    _demand_right((*listed.problems, *surrounded.problems))
    return listed, surrounded


def versions(listed: Survey) -> tuple[tuple[Version, ...], ...]:
    """The texts of all policies.

    Raises:
        NotOursError: something in them is not as our schemas want it.
    """
    found = []
    for (_, name), group in listed.bundles.items():
        reading = _loader().bundle(name, group)
        _demand_right(reading.problems)
        found.append(offered(reading.bundle))
    return tuple(found)


def judged(
    contents: Mapping[str, bytes],
    today: date = TODAY,
    around: Surroundings | None = None,
    known: Sequence[Version] = (),
    time: BusinessTime | None = None,
    shelves: Shelves | None = None,
) -> Judgement:
    """What becomes of the files of a library, in its own surroundings or in others.

    Args:
        contents: the files.
        today: the day to judge by.
        around: other surroundings than those of the files.
        known: texts that are to stand in the place of those of the same id.
        time: what measures business time.
        shelves: what was indexed before.

    Raises:
        NotOursError: something in them is not as our schemas want it.
    """
    listed, surrounded = opened(contents)
    around = around or surrounded.surroundings
    instead: dict[str, tuple[Version, ...]] = {}
    for each in known:
        instead[each.id] = (*instead.get(each.id, ()), each)
    texts = [instead.get(some[0].id, some) for some in versions(listed)]
    measured = time or _times(around.organisation, today)
    judging = world(around, texts, today, time=measured, shelves=shelves)
    return Judgement(judging, *assessed(judging, _placed))


_KNOWN: dict[tuple[str, date], BusinessTime] = {}


def _times(organised: Organisation, today: date) -> BusinessTime:
    """Measures business time; most cases share an organisation, and to measure is slow."""
    key = repr((organised.calendar, organised.calendars, organised.channels)), today
    if key not in _KNOWN:
        _KNOWN[key] = BusinessTime(organised, today)
    return _KNOWN[key]


def _placed(path: str, pointer: Pointer) -> Location:
    return Location(path, None, pointer)


def _demand_right(problems: Sequence[Problem]) -> None:
    if problems:
        raise NotOursError("\n".join(_told(each) for each in problems))


def _told(problem: Problem) -> str:
    return f"{problem.place.path} {problem.place.pointer}: {problem.message}"
