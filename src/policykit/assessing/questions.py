"""What to ask about an area, and what was found before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from datetime import date
from pathlib import Path

from policykit.library.assessments import practice
from policykit.library.law import Law, is_in_force
from policykit.lint.names import suggestion
from policykit.model.assessment import Answered, Assessment, Practice
from policykit.model.errors import SourceError
from policykit.model.framework import Framework, Requirement
from policykit.model.quantity.mistake import shown
from policykit.model.surroundings import Surroundings
from policykit.model.value import dataclass
from policykit.opening import opened_at


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
    """The questions of an area, with the last answers.

    Args:
        root: the folder of the policy repository.
        area: the id of an area.
        today: gives the day in a time zone.

    Raises:
        SourceError: there is no such area, no requirement that applies asks about it, or the
            files cannot be read.
    """
    with opened_at(root, "") as opened:
        around = opened.surrounded.surroundings
        day = today(around.organisation.time_zone)
        found = tuple(_questions(around, day))
        before = {each.area: each for each in _practice(around, day)}.get(area)
        if area not in around.areas:
            raise SourceError(
                "unknown-area",
                f"There is no service area {shown(area)}.",
                context=opened.source.name,
                hint=suggestion(
                    area, {each.area for each, _ in found}, "`policykit assess --list` has all."
                ),
            )
    questions = tuple(
        _question(framework, each, before) for each, framework in found if each.area == area
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
    with opened_at(root, "") as opened:
        around = opened.surrounded.surroundings
    day = today(around.organisation.time_zone)
    counts: dict[str, int] = {}
    for each, _ in _questions(around, day):
        counts[each.area] = counts.get(each.area, 0) + 1
    found = {each.area: each.assessments for each in _practice(around, day)}
    known = sorted(around.areas.values(), key=lambda area: (area.order, area.id))
    return tuple(
        AreaPractice(
            area=each.id,
            title=_title(around, each.id),
            questions=counts.get(each.id, 0),
            assessments=found.get(each.id, ()),
        )
        for each in known
    )


def _questions(around: Surroundings, day: date) -> Iterator[tuple[Requirement, Framework]]:
    """The requirements with a question that apply anywhere, with their frameworks."""
    law = Law(around, day)
    chosen = around.settings.frameworks
    regions = around.organisation.regions
    for _, framework in sorted(around.frameworks.items()):
        where = framework.jurisdiction
        if (chosen is not None and framework.id not in chosen) or (
            where and not any(law.holds_in(where, each) for each in regions)
        ):
            continue
        for requirement in framework.requirements:
            if requirement.question and is_in_force(requirement, day):
                yield requirement, framework


def _question(framework: Framework, requirement: Requirement, before: Practice | None) -> Question:
    name = f"{framework.id}.{requirement.id}"
    last, day = _last(name, before)
    return Question(
        requirement=name,
        framework=framework.title or framework.id,
        title=requirement.title or requirement.id.replace("-", " "),
        question=requirement.question,
        asks=requirement.requirement,
        url=requirement.url,
        last=last,
        last_day=day,
    )


def _last(name: str, before: Practice | None) -> tuple[Answered | None, str]:
    for each in reversed(before.assessments if before is not None else ()):
        for answer in each.answers:
            if answer.requirement == name:
                return answer, each.date
    return None, ""


def _practice(around: Surroundings, day: date) -> tuple[Practice, ...]:
    return practice(around.assessments, day.isoformat())


def _title(around: Surroundings, area: str) -> str:
    known = (
        around.areas[area].titles.get(around.settings.locales.source)
        if area in around.areas
        else ""
    )
    return known or area.replace("-", " ")
