"""Assessing practice: the questions of an area, answer sheets, and what is kept of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policykit.assessing.keeping import Kept
    from policykit.assessing.questions import AreaPractice, Asked
    from policykit.assessing.taking import Taken
    from policykit.model.assessment import Assessment


def assessment_questions(root: Path, area: str, today: Callable[[str], date]) -> Asked:
    """The questions of an area, with the last answers.

    Args:
        root: the folder of the policy repository.
        area: the id of an area.
        today: gives the day in a time zone.

    Raises:
        SourceError: there is no such area, no requirement that applies asks about it, or the
            files cannot be read.
    """
    from policykit.assessing.questions import asked

    return asked(root, area, today)


def practice_by_area(root: Path, today: Callable[[str], date]) -> tuple[AreaPractice, ...]:
    """Every area with its questions and what was found of it up to today, in order.

    Raises:
        SourceError: the files cannot be read.
    """
    from policykit.assessing.questions import practised

    return practised(root, today)


def answer_sheet(asked: Asked, day: date, by: tuple[str, ...] = ()) -> str:
    """A blank answer sheet as YAML, with the questions as comments."""
    from policykit.assessing.sheet import blank

    return blank(asked, day, by)


def take_answers(
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
    from policykit.assessing.taking import take

    return take(root, sheet, today, area=area, day=day, by=by)


def keep_assessment(root: Path, assessment: Assessment) -> Kept:
    """Write an assessment into a new file, unless one of its day says the very same.

    Raises:
        PolicykitError: it holds words that cannot be written, or the file cannot be; then there
            is none.
    """
    from policykit.assessing.keeping import keep

    return keep(root, assessment)
