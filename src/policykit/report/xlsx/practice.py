"""How areas are lived, beside what is written of them."""

from __future__ import annotations

from collections import defaultdict

from policykit.model.assessment import HIGHEST_SCORE, Assessment, Practice
from policykit.model.coverage import CoverageReport, tally
from policykit.rendering.spreadsheet import Cell, Sheet
from policykit.report.coverage_words import moved
from policykit.report.xlsx.looks import head, several, share, text


def practice(report: CoverageReport) -> Sheet:
    """A row an assessment, the latest of an area first, with what policies cover today."""
    written = defaultdict(list)
    for each in report.requirements:
        written[each.area].append(each.state)
    columns = head(
        *(
            "Area",
            "Day",
            "Practice",
            "Answered",
            "Since before",
            "Policies cover today",
            "Assessed by",
        ),
        *("Strengths", "Weaknesses"),
    )
    table = [
        (
            text(report.title("area", found.area), "side"),
            text(assessment.date),
            share(assessment.percent),
            text(_answered(found, assessment) if is_latest else ""),
            text(_since(found.assessments[:index], assessment)),
            share(tally(written[found.area]).percent if is_latest else None),
            several(report.title("role", role) for role in assessment.by),
            several(assessment.strengths),
            several(assessment.weaknesses),
        )
        for found in report.practice
        for index, assessment, is_latest in (
            (index, found.assessments[index], index == len(found.assessments) - 1)
            for index in reversed(range(len(found.assessments)))
        )
    ]
    widths = (30, 12, 11, 14, 18, 14, 26, 46, 46)
    return Sheet(name="Practice", rows=[columns, *table], widths=widths, head=0, fixed=1)


def _answered(practice: Practice, latest: Assessment) -> str:
    """How many of the questions there are have an answer, where not all have."""
    answered = len(latest.answers)
    return f"{answered} of {practice.questions}" if answered < practice.questions else "all"


def _since(earlier: tuple[Assessment, ...], now: Assessment) -> str:
    known = [each.percent for each in earlier if each.percent is not None and each.date < now.date]
    return moved(known[-1], now.percent) if known and now.percent is not None else ""


def answers(report: CoverageReport) -> Sheet:
    """Every answer of every assessment."""
    columns = head(
        *("Area", "Day", "Question", f"Score (0 to {HIGHEST_SCORE})", "Because", "Evidence"),
        "Requirement",
    )
    table = [
        (
            text(report.title("area", found.area), "side"),
            text(assessment.date),
            text(answer.question),
            text("does not apply") if answer.score is None else Cell(answer.score),
            text(answer.because),
            text(answer.evidence),
            text(answer.requirement),
        )
        for found in report.practice
        for assessment in reversed(found.assessments)
        for answer in assessment.answers
    ]
    widths = (30, 12, 46, 14, 40, 40, 34)
    return Sheet(name="Answers", rows=[columns, *table], widths=widths, head=0, fixed=1)
