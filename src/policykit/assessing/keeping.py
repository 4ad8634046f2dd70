"""Keeping an assessment: a file of its own, whole or not at all, and never in place of another."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from pathlib import Path

from policykit.assessing.sheet import SCHEMA, written
from policykit.formatting.formatting import formatted
from policykit.library.assessments import NOT_APPLICABLE, file_for
from policykit.model.assessment import Answered, Assessment
from policykit.model.document import Json, Origin
from policykit.model.errors import PolicykitError, SourceError
from policykit.model.value import dataclass
from policykit.output import create_file
from policykit.sources.worktree import file_now
from policykit.validation import Kind, load_schemas
from policykit.yamlsource import read


@dataclass(frozen=True, slots=True)
class Kept:
    """Where an assessment is kept, relative to the root, and whether it was written just now."""

    path: str
    is_new: bool


def keep(root: Path, assessment: Assessment) -> Kept:
    """Write an assessment into a new file, unless one of its day says the very same.

    Raises:
        PolicykitError: it holds words that cannot be written, or the file cannot be; then there
            is none.
    """
    has_schema = (root / "schemas" / SCHEMA).is_file()
    wanted = as_data(assessment)
    content = written(assessment, for_editors=has_schema).encode()
    for nth in count(1):
        path = file_for(assessment.area, assessment.date, nth)
        whole = formatted(content, path, Kind.ASSESSMENT, load_schemas()).content
        if read(whole, Origin(path, ""))[0].data != wanted:
            raise PolicykitError(
                "words-not-kept",
                "Some of these words cannot be kept as they are, so nothing was written.",
                context=path,
                hint="Leave out characters that cannot be seen.",
            )
        if create_file(root, path, whole):
            return Kept(path, is_new=True)
        if _says(root, path, wanted):
            return Kept(path, is_new=False)
    raise AssertionError


def _says(root: Path, path: str, wanted: Mapping[str, Json]) -> bool:
    """Whether a file that is there says just this."""
    try:
        there = file_now(root, path)
    except SourceError:
        return False
    return read(there, Origin(path, ""))[0].data == wanted


def as_data(assessment: Assessment) -> Mapping[str, Json]:
    """What the file of an assessment holds."""
    data: dict[str, Json] = {"format": 1, "assessment": assessment.area, "date": assessment.date}
    if assessment.by:
        data["by"] = list(assessment.by)
    data["answers"] = [_answer(each) for each in assessment.answers]
    if assessment.strengths:
        data["strengths"] = list(assessment.strengths)
    if assessment.weaknesses:
        data["weaknesses"] = list(assessment.weaknesses)
    return data


def _answer(answer: Answered) -> Json:
    data: dict[str, Json] = {
        "requirement": answer.requirement,
        "score": NOT_APPLICABLE if answer.score is None else answer.score,
    }
    if answer.because:
        data["because"] = answer.because
    if answer.evidence:
        data["evidence"] = answer.evidence
    return data
