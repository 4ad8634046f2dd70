"""Assessments as YAML: a blank sheet for a meeting, and the file that is kept."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from policykit.assessing.questions import Asked, Question
from policykit.library.assessments import NOT_APPLICABLE
from policykit.model.assessment import SCALE, Answered, Assessment
from policykit.yamlsource.plain import one_line

_WIDTH: Final = 88
SCHEMA: Final = "assessment.schema.json"
_EDITORS: Final = f"# yaml-language-server: $schema=../../schemas/{SCHEMA}"


def blank(asked: Asked, day: date, by: Sequence[str] = ()) -> str:
    """An answer sheet to fill in, with the questions as comments."""
    scores = (f"{score} {words}" for score, words in enumerate(SCALE))
    lines = [
        *_remark(f"Assessment of practice: {asked.title}, {number(asked.questions)}."),
        *_remark(f"Scores: {', '.join(scores)}."),
        *_remark(
            f"Write {NOT_APPLICABLE} where a question does not apply, and because: why. What is "
            "left empty is left out. Then: policykit assess --answers THIS-FILE"
        ),
        "format: 1",
        f"assessment: {asked.area}",
        f"date: {day.isoformat()}",
        f"by: [{', '.join(by)}]  # the roles that look at it together, such as [store-manager]",
        "answers:",
    ]
    for nth, each in enumerate(asked.questions, 1):
        lines += _asked(nth, each)
    lines += ["", "# What goes well, one sentence a line:", "strengths:", "  -"]
    lines += ["# What has to become better:", "weaknesses:", "  -"]
    return "\n".join(lines) + "\n"


def number(questions: Sequence[Question]) -> str:
    """How many questions there are, in words."""
    return "1 question" if len(questions) == 1 else f"{len(questions)} questions"


def _asked(nth: int, question: Question) -> Iterator[str]:
    yield ""
    yield from _remark(f"{nth}. {question.title}: {question.question}", "  ")
    yield from _remark(f"{question.framework}: {question.asks}", "  ")
    if question.last is not None:
        score = NOT_APPLICABLE if question.last.score is None else question.last.score
        yield from _remark(f"Last time, on {question.last_day}: {score}", "  ")
    yield f"  - requirement: {question.requirement}"
    yield "    score:"
    yield "    because:"
    yield "    evidence:"


def _remark(words: str, indent: str = "") -> Iterator[str]:
    """Words as lines of a comment; no word of them can end it."""
    bare = "".join(each if each.isprintable() else " " for each in words)
    for line in textwrap.wrap(bare, _WIDTH - len(indent), break_on_hyphens=False):
        yield f"{indent}# {line}"


def written(assessment: Assessment, *, for_editors: bool) -> str:
    """The file of an assessment; `for_editors` says whether it names its schema to them."""
    lines = [_EDITORS] if for_editors else []
    lines += ["format: 1", f"assessment: {assessment.area}", f"date: {assessment.date}"]
    if assessment.by:
        lines.append(f"by: [{', '.join(assessment.by)}]")
    lines.append("answers:")
    for each in assessment.answers:
        lines += _answer(each)
    for key, sentences in (
        ("strengths", assessment.strengths),
        ("weaknesses", assessment.weaknesses),
    ):
        if sentences:
            lines += [f"{key}:", *(f"  - {_text(each)}" for each in sentences)]
    return "\n".join(lines) + "\n"


def _answer(answer: Answered) -> Iterator[str]:
    yield f"  - requirement: {answer.requirement}"
    yield f"    score: {NOT_APPLICABLE if answer.score is None else answer.score}"
    if answer.because:
        yield f"    because: {_text(answer.because)}"
    if answer.evidence:
        yield f"    evidence: {_text(answer.evidence)}"


def _text(words: str) -> str:
    return one_line(words, short=False) or json.dumps(words, ensure_ascii=not words.isprintable())
