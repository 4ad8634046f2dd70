"""What to ask about an area, and what was found before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import Final

from policykit.gapping import placed, read_policies
from policykit.gaps.assess import assessed, world
from policykit.library.assessments import practice
from policykit.lint.names import suggestion
from policykit.model.assessment import Answered, Assessment, Practice
from policykit.model.coverage import FrameworkCoverage, RequirementCoverage, State
from policykit.model.errors import SourceError
from policykit.model.quantity.mistake import shown
from policykit.model.surroundings import Surroundings
from policykit.model.value import dataclass
from policykit.opening import Opened, opened_at
from policykit.report.coverage_words import STATES


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a requirement asks about practice.

    `requirement` is its name with that of its framework, `asks` what it asks of policies, `held`
    what the policies say of it today, '' where that is not known. `last` is the latest answer,
    `last_day` its day.
    """

    requirement: str
    framework: str
    title: str
    question: str
    asks: str
    url: str = ""
    held: str = ""
    last: Answered | None = None
    last_day: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An area with its questions, in the order of the frameworks that ask them.

    `roles` are those there are, with their titles; `today` is the day it is.
    """

    area: str
    title: str
    questions: tuple[Question, ...]
    today: date
    roles: Mapping[str, str] = field(default_factory=dict)
    before: Practice | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaPractice:
    """An area with how many questions it has and what was found of it, the earliest first."""

    area: str
    title: str
    questions: int
    assessments: tuple[Assessment, ...] = ()


def asked(root: Path, area: str, today: Callable[[str], date]) -> Asked:
    """The questions of an area, with what the policies say of each, and the last answers.

    Args:
        root: the folder of the policy repository.
        area: the id of an area.
        today: gives the day in a time zone.

    Raises:
        SourceError: there is no such area, no requirement that applies asks about it, or the
            files cannot be read.
    """
    with opened_at(root, "", demanding=True) as opened:
        around = opened.surrounded.surroundings
        day = today(around.organisation.time_zone)
        found = tuple(_required(opened, day))
    if area not in around.areas:
        raise SourceError(
            "unknown-area",
            f"There is no service area {shown(area)}.",
            context=str(root),
            hint=suggestion(area, around.areas, "`policykit assess --list` has all."),
        )
    before = {each.area: each for each in practice(around.assessments, day.isoformat())}.get(area)
    questions = tuple(
        _question(framework, each, before) for framework, each in found if each.area == area
    )
    title = _title(around, area)
    if not questions:
        raise SourceError(
            "nothing-to-ask",
            f"No requirement that applies here asks about {title}.",
            context=str(root),
            hint="`policykit assess --list` has the areas with questions. A framework of your own "
            "in schemas/frameworks can ask more.",
        )
    return Asked(
        area=area,
        title=title,
        questions=questions,
        today=day,
        roles=around.organisation.names.get("role", {}),
        before=before,
    )


def practised(root: Path, today: Callable[[str], date]) -> tuple[AreaPractice, ...]:
    """Every area with its questions and what was found of it up to today, in order.

    Raises:
        SourceError: the files cannot be read.
    """
    with opened_at(root, "", demanding=True) as opened:
        around = opened.surrounded.surroundings
        day = today(around.organisation.time_zone)
        counts = Counter(each.area for _, each in _required(opened, day))
    found = {each.area: each.assessments for each in practice(around.assessments, day.isoformat())}
    known = sorted(around.areas.values(), key=lambda area: (area.order, area.id))
    return tuple(
        AreaPractice(
            area=each.id,
            title=_title(around, each.id),
            questions=counts[each.id],
            assessments=found.get(each.id, ()),
        )
        for each in known
    )


def _required(opened: Opened, day: date) -> Iterator[tuple[FrameworkCoverage, RequirementCoverage]]:
    """The requirements with a question that apply in any region, with their frameworks."""
    judged = world(opened.surrounded.surroundings, read_policies(opened).policies, day)
    frameworks, _ = assessed(judged, placed(opened.surrounded))
    for framework in frameworks:
        for each in framework.requirements:
            if each.question and each.state is not State.NOT_APPLICABLE:
                yield framework, each


def _question(
    framework: FrameworkCoverage, required: RequirementCoverage, before: Practice | None
) -> Question:
    last, day = _last(required.name, before)
    return Question(
        requirement=required.name,
        framework=framework.title,
        title=required.title,
        question=required.question,
        asks=required.requirement,
        url=required.url,
        held=_held(required),
        last=last,
        last_day=day,
    )


def _held(required: RequirementCoverage) -> str:
    """What the policies say of a requirement: its state, and the first words that show it."""
    state = STATES[required.state]
    told = (each for region in required.regions for each in region.evidence)
    first = next((each for each in told if each.text), None)
    if first is None:
        return f"{state}."
    words = _LINK.sub(r"\1", " ".join(first.text.split()))
    return f"{state}: {words} ({first.name})"


_LINK: Final = re.compile(r"\[([^\[\]]+)\]\([^()]*\)")


def _last(name: str, before: Practice | None) -> tuple[Answered | None, str]:
    for each in reversed(before.assessments if before is not None else ()):
        for answer in each.answers:
            if answer.requirement == name:
                return answer, each.date
    return None, ""


def _title(around: Surroundings, area: str) -> str:
    titles = around.areas[area].titles
    return titles.get(around.settings.locales.source) or area.replace("-", " ")
