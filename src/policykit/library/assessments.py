"""Assessments of practice: documents to what was found of each area, up to a day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from policykit.library import read
from policykit.library.bundle import mapping
from policykit.library.files import ASSESSMENT
from policykit.model.assessment import HIGHEST_SCORE, Answered, Assessment, Practice
from policykit.model.document import Document, Json
from policykit.model.framework import Framework
from policykit.model.position import Location
from policykit.model.value import dataclass

FOLDER: Final = "policies/assessments"
"""Where assessments stand."""

NOT_APPLICABLE: Final = "none"
"""The score of a question that does not apply."""

_AGAIN: Final = re.compile(r"-([1-9][0-9]*)\Z")


@dataclass(frozen=True, slots=True)
class Named:
    """What the name of an assessment says: a month or a day, and the area.

    `rest` is all behind the date: the area, or the area and the number of one more of that day.
    """

    date: str
    rest: str

    def fits(self, area: str, day: str) -> bool:
        """Whether this is a name for what was found of an area on a day."""
        return self.nth(area) > 0 and (day == self.date or day.startswith(f"{self.date}-"))

    def nth(self, area: str) -> int:
        """Which one of an area this is on its day, 0 where it is of another area."""
        if self.rest == area:
            return 1
        again = _AGAIN.search(self.rest)
        return int(again[1]) if again and self.rest == f"{area}{again[0]}" else 0


def named(path: str) -> Named | None:
    """What the path of an assessment says, None where it is called otherwise."""
    folder, _, name = path.rpartition("/")
    found = ASSESSMENT.fullmatch(name)
    return None if found is None or folder != FOLDER else Named(found["date"], found["rest"])


def file_for(area: str, day: str, nth: int = 1) -> str:
    """The path of the nth assessment of an area on a day."""
    return f"{FOLDER}/{day}-{area}{f'-{nth}' if nth > 1 else ''}.yaml"


def assessment(document: Document, frameworks: Mapping[str, Framework]) -> Assessment:
    """What a document found; answers without a score that can be read are left out.

    The frameworks have the question of each requirement.
    """
    data = mapping(document)
    questions = {
        f"{framework.id}.{requirement.id}": requirement.question
        for framework in frameworks.values()
        for requirement in framework.requirements
    }
    return Assessment(
        area=read.text(data, "assessment"),
        date=read.text(data, "date"),
        location=Location(document.path, document.value_span(("assessment",)), ("assessment",)),
        by=read.names(data, "by"),
        answers=tuple(_answers(data, questions)),
        strengths=read.names(data, "strengths"),
        weaknesses=read.names(data, "weaknesses"),
    )


def practice(assessments: Iterable[Assessment], until: str) -> tuple[Practice, ...]:
    """What was found of each area up to a day (ISO 8601, that day included), by area.

    What names no area, or no day, is left out; of two of one day the one stands last whose
    file was begun later.
    """
    by_area: dict[str, list[Assessment]] = {}
    for each in assessments:
        if each.area and each.date and each.date <= until:
            by_area.setdefault(each.area, []).append(each)
    return tuple(
        Practice(area, tuple(sorted(found, key=_order))) for area, found in sorted(by_area.items())
    )


def _order(each: Assessment) -> tuple[str, int, str]:
    path = each.location.path
    name = named(path)
    return each.date, name.nth(each.area) if name is not None else 0, path


def _answers(data: Mapping[str, Json], questions: Mapping[str, str]) -> Iterator[Answered]:
    for _, item in read.items(data, "answers"):
        name, score = read.text(item, "requirement"), item.get("score")
        number = score_of(score)
        if name and (number is not None or score == NOT_APPLICABLE):
            yield Answered(
                requirement=name,
                question=questions.get(name, ""),
                score=number,
                because=read.text(item, "because"),
                evidence=read.text(item, "evidence"),
            )


def score_of(written: Json) -> int | None:
    """The score a value stands for, None where it is none."""
    if isinstance(written, bool) or not isinstance(written, int | float):
        return None
    return int(written) if written in range(HIGHEST_SCORE + 1) else None
