"""Taking in an answer sheet: as a file of assessments, or just the answers."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from enum import Enum, auto
from pathlib import Path
from typing import Final

from policykit import __version__
from policykit.library import read as reading
from policykit.library.assessments import NOT_APPLICABLE, assessment
from policykit.library.bundle import mapping
from policykit.library.readable import stops
from policykit.lint import assessed
from policykit.lint.places import location
from policykit.lint.registry import load_registry
from policykit.lint.remedies import with_remedy
from policykit.lint.rules import (
    answer_without_reason,
    assessed_in_future,
    question_answered_twice,
    unknown_name,
)
from policykit.model.assessment import Assessment
from policykit.model.document import Document, Json, Origin, Positions
from policykit.model.errors import SourceError
from policykit.model.finding import Finding, Problem, Related, Severity
from policykit.model.page import Page
from policykit.model.position import Position
from policykit.model.quantity.mistake import shown
from policykit.model.report import FindingsReport
from policykit.model.surroundings import Surroundings
from policykit.model.value import dataclass
from policykit.opening import opened_at
from policykit.validation import Kind, load_schemas, validate
from policykit.yamlsource import read

_MOST_BYTES: Final = 4 * 1024 * 1024
_LEFT_EMPTY: Final = "Left empty."
_NOWHERE: Final = Positions(array("q"), array("q"), array("q"))
_EMPTY: Final[tuple[Json, ...]] = (None, [], [None])


class _Left(Enum):
    """What becomes of answers and lines nobody filled in.

    They go OUT; or something stands for them, so that what is told of the others stands where it
    is: what is RIGHT by the schema, or a BLANK.
    """

    OUT = auto()
    RIGHT = auto()
    BLANK = auto()


@dataclass(frozen=True, slots=True)
class Taken:
    """The assessment of a sheet, or what is wrong with it; never both."""

    assessment: Assessment | None
    report: FindingsReport | None = None


def take(
    root: Path,
    sheet: Path,
    today: Callable[[str], date],
    *,
    area: str = "",
    day: str = "",
    by: tuple[str, ...] = (),
) -> Taken:
    """What an answer sheet says, completed by what was given beside it; nothing is written.

    Args:
        root: the folder of the policy repository.
        sheet: the file; keys without a value, and answers without any, count as left out.
        today: gives the day in a time zone.
        area: the area that was named, '' for that of the sheet.
        day: the day that was named (ISO 8601), '' for that of the sheet, else today.
        by: the roles that were named, none for those of the sheet.

    Raises:
        SourceError: the sheet cannot be read, or is about another area, or has no answer.
    """
    document, slips = read(_bytes(sheet), Origin(sheet.as_posix(), ""))
    data = mapping(document)
    named = reading.text(data, "assessment")
    if area and named and area != named:
        raise SourceError(
            "another-area",
            f"This sheet is about {shown(named)}, and {shown(area)} was asked for.",
            context=str(sheet),
            hint="Name its own area, or leave the area out.",
        )
    with opened_at(root, "", demanding=True) as opened:
        around = opened.surrounded.surroundings
    now = today(around.organisation.time_zone)
    beside: dict[str, Json] = {
        "format": data.get("format") or 1,
        "assessment": area or data.get("assessment"),
        "date": day or data.get("date") or now.isoformat(),
        "by": list(by) or data.get("by"),
    }
    whole = document
    if isinstance(document.data, dict):
        whole = replace(document, data={**data, **beside}, positions=_NOWHERE)
    problems = tuple(slips)
    if not any(map(stops, slips)):
        problems += tuple(_problems(whole, around, now))
    if problems:
        return Taken(None, _report(problems, document, around, now))
    found = assessment(_given(whole), around.frameworks)
    if not found.answers:
        raise SourceError(
            "no-answers",
            "There is no answer on this sheet, so there is nothing to keep.",
            context=str(sheet),
            hint="Give at least one question a score from 0 to 4, or none where it does not apply.",
        )
    return Taken(found)


def _bytes(sheet: Path) -> bytes:
    try:
        with sheet.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as trouble:
        raise SourceError(
            "unreadable-sheet",
            f"This file cannot be read: {(trouble.strerror or 'it failed').lower()}.",
            context=str(sheet),
            hint="Check the name; `policykit assess AREA --print` makes a blank sheet.",
        ) from trouble
    if len(content) > _MOST_BYTES:
        raise SourceError(
            "unreadable-sheet",
            "This file is too large to be an answer sheet.",
            context=str(sheet),
            hint="`policykit assess AREA --print` makes a blank sheet.",
        )
    return content


def _given(document: Document, left: _Left = _Left.OUT) -> Document:
    """The document without keys that have no value, and without what was left empty in lists."""
    if not isinstance(document.data, dict):
        return document
    kept = {key: value for key, value in document.data.items() if value not in _EMPTY}
    for key, empty in (("answers", _is_skipped), ("strengths", _is_none), ("weaknesses", _is_none)):
        listed = kept.get(key)
        if isinstance(listed, list):
            kept[key] = [
                _stand_in(each, left) if empty(each) else _filled(each)
                for each in listed
                if left is not _Left.OUT or not empty(each)
            ]
    # Places are told by the sheet itself: they would not be those of other keys.
    return replace(document, data=kept, positions=_NOWHERE)


def _filled(value: Json) -> Json:
    if not isinstance(value, dict):
        return value
    return {key: below for key, below in value.items() if below is not None}


def _is_skipped(answer: Json) -> bool:
    return isinstance(answer, dict) and [
        key for key, value in answer.items() if value is not None
    ] == ["requirement"]


def _is_none(value: Json) -> bool:
    return value is None


def _stand_in(value: Json, left: _Left) -> Json:
    if not isinstance(value, dict):
        return _LEFT_EMPTY
    if left is _Left.BLANK:
        return {}
    return {"requirement": value["requirement"], "score": NOT_APPLICABLE, "because": _LEFT_EMPTY}


def _problems(document: Document, around: Surroundings, today: date) -> Iterator[Problem]:
    yield from validate(_given(document, _Left.RIGHT), Kind.ASSESSMENT, load_schemas())
    given = _given(document, _Left.BLANK)
    day = reading.text(mapping(given), "date")
    for rule, found in (
        (unknown_name, assessed.unknown_names(given, around)),
        (question_answered_twice, assessed.answered_twice(given)),
        (answer_without_reason, assessed.without_reason(given)),
        (assessed_in_future, assessed.to_come(given.path, day, today)),
    ):
        yield from (replace(each, code=rule.RULE.page.code) for each in found)


def _report(
    problems: tuple[Problem, ...], document: Document, around: Surroundings, today: date
) -> FindingsReport:
    pages = load_registry().pages
    findings = [_finding(each, pages[each.code], document) for each in problems]
    return FindingsReport(
        findings=tuple(sorted(findings, key=_order)),
        texts={document.path: document.text},
        pages={each.code: pages[each.code] for each in problems},
        files=1,
        policies=0,
        today=today.isoformat(),
        version=__version__,
        name=around.organisation.name,
    )


def _finding(problem: Problem, page: Page, document: Document) -> Finding:
    where = location(problem.place, document)
    problem = with_remedy(problem, where, document)
    return Finding(
        code=problem.code,
        name=page.name,
        severity=Severity.ERROR,
        message=problem.message,
        location=where,
        related=tuple(
            Related(words, location(place, document)) for words, place in problem.related
        ),
        hint=problem.hint,
        mended=problem.mended,
    )


def _order(finding: Finding) -> tuple[Position, str]:
    span = finding.location.span
    return span.start if span is not None else Position(0, 0), finding.message
