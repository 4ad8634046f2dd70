"""What is wrong with an assessment of practice: names, answers, and its day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from policykit.library import read
from policykit.library.assessments import NOT_APPLICABLE, practice
from policykit.library.bundle import mapping
from policykit.library.files import FileKind, file_name
from policykit.library.load import Surrounded
from policykit.lint.days import day_of
from policykit.lint.declared import requirement_problem, unknown
from policykit.model.document import Document
from policykit.model.finding import Place, Problem
from policykit.model.surroundings import Surroundings

_ALWAYS: Final = "9999-12-31"


def assessments(surrounded: Surrounded) -> Iterator[Document]:
    """The documents of all assessments, by path."""
    for path in sorted(surrounded.documents):
        if file_name(path).kind is FileKind.ASSESSMENT:
            yield surrounded.documents[path]


def latest(surrounded: Surrounded) -> Iterator[Document]:
    """The document of the last assessment of each area.

    Earlier ones are records: names they use may have gone since.
    """
    for each in practice(surrounded.surroundings.assessments, _ALWAYS):
        document = surrounded.documents.get(each.latest.location.path)
        if document is not None:
            yield document


def unknown_names(document: Document, around: Surroundings) -> Iterator[Problem]:
    """An area, roles and requirements that are declared nowhere."""
    data, path = mapping(document), document.path
    area = read.text(data, "assessment")
    for kind, key, names in (
        ("area", "assessment", (area,)),
        ("role", "by", read.names(data, "by")),
    ):
        known = around.names.get(kind)
        for index, name in enumerate(names):
            if name and known is not None and name not in known:
                place = (key, index) if isinstance(data.get(key), list) else (key,)
                yield unknown(path, place, name, kind, known)
    for pointer, answer in read.items(data, "answers"):
        name = read.text(answer, "requirement")
        problem = requirement_problem(path, (*pointer, "requirement"), name, around)
        if name and problem is not None:
            yield problem


def answered_twice(document: Document) -> Iterator[Problem]:
    """Requirements with more than one answer."""
    first: dict[str, Place] = {}
    for pointer, answer in read.items(mapping(document), "answers"):
        name = read.text(answer, "requirement")
        place = Place(document.path, (*pointer, "requirement"))
        earlier = first.setdefault(name, place)
        if name and earlier is not place:
            yield Problem(
                place=place,
                message=f"The question of {name} is answered twice.",
                hint="Keep one answer: the one you agreed on.",
                related=(("the first answer", earlier),),
                value=name,
            )


def without_reason(document: Document) -> Iterator[Problem]:
    """Questions that are said not to apply, without a word why."""
    for pointer, answer in read.items(mapping(document), "answers"):
        if answer.get("score") == NOT_APPLICABLE and "because" not in answer:
            name = read.text(answer, "requirement")
            yield Problem(
                place=Place(document.path, (*pointer, "score")),
                message=f"Nobody can tell why the question of {name} does not apply."
                if name
                else "Nobody can tell why this question does not apply.",
                hint="Write because: with the reason, or give a score from 0 to 4.",
                value=name,
            )


def to_come(path: str, day: str, today: date) -> Iterator[Problem]:
    """A day of an assessment that is still to come."""
    found = day_of(day)
    if found is not None and found > today:
        yield Problem(
            place=Place(path, ("date",)),
            message=f"The practice was assessed on {day}, and that day is still to come.",
            hint="Write the day on which you looked at it.",
            value=day,
        )
