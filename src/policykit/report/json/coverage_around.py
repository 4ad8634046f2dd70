"""What stands around requirements as JSON: contacts, areas, time, tasks, practice, gates."""

from __future__ import annotations

from policykit.model.assessment import Answered, Assessment, Practice
from policykit.model.coverage import (
    Against,
    Answer,
    CoverageReport,
    Gate,
    HeatCell,
    Matrix,
    MatrixCell,
    MissingArea,
    Tally,
    Task,
    TrendPoint,
    Turned,
)
from policykit.report.json.places import location


def around(report: CoverageReport) -> dict[str, object]:
    """The parts of a report that are about no single requirement; null where not asked for."""
    return {
        "matrix": _matrix(report.matrix) if report.matrix else None,
        "heat": [_heat(each) for each in report.heat],
        "trend": [_point(each) for each in report.trend],
        "against": _against(report.against) if report.against else None,
        "missing_areas": [_missing_area(each) for each in report.missing_areas],
        "tasks": [_task(each) for each in report.tasks],
        "practice": [_practice(each) for each in report.practice],
        "gates": [_gate(each) for each in report.gates],
    }


def tally_data(counts: Tally) -> dict[str, object]:
    """How many requirements are in each state; `percent` is null where nothing counts."""
    return {
        "covered": counts.covered,
        "partial": counts.partial,
        "outdated": counts.outdated,
        "missing": counts.missing,
        "waived": counts.waived,
        "not_applicable": counts.not_applicable,
        "counted": counts.counted,
        "percent": counts.percent,
    }


def _matrix(matrix: Matrix) -> dict[str, object]:
    return {
        "channels": list(matrix.channels),
        "reasons": list(matrix.reasons),
        "cells": [_cell(each) for each in matrix.cells],
    }


def _cell(cell: MatrixCell) -> dict[str, object]:
    return {
        "channel": cell.channel,
        "reason": cell.reason,
        "answers": [_answer(each) for each in cell.answers],
        "rules": cell.rules,
        "closed": list(cell.closed),
        "unanswered": list(cell.unanswered),
    }


def _answer(answer: Answer) -> dict[str, object]:
    return {
        "policy": answer.policy,
        "target": answer.target,
        "first_response": answer.first_response,
        "resolution": answer.resolution,
        "by": answer.by,
        "attain": answer.attain,
        "regions": list(answer.regions),
        "location": location(answer.location),
        "page": answer.page,
    }


def _heat(cell: HeatCell) -> dict[str, object]:
    return {
        "area": cell.area,
        "channel": cell.channel,
        "warmth": cell.warmth.value,
        "rules": cell.rules,
        "first_response": cell.first_response,
    }


def _point(point: TrendPoint) -> dict[str, object]:
    return {
        "name": point.name,
        "commit": point.commit,
        "day": point.day.isoformat(),
        "summary": tally_data(point.tally),
        "frameworks": dict(sorted(point.frameworks.items())),
    }


def _against(against: Against) -> dict[str, object]:
    return {
        "name": against.name,
        "commit": against.commit,
        "before": tally_data(against.before),
        "turned": [_turned(each) for each in against.turned],
    }


def _turned(turned: Turned) -> dict[str, object]:
    return {
        "requirement": turned.requirement,
        "region": turned.region,
        "before": turned.before.value,
        "after": turned.after.value,
        "closes": turned.closes,
        "opens": turned.opens,
        "is_below_the_law": turned.is_below_the_law,
    }


def _task(task: Task) -> dict[str, object]:
    return {
        "owner": task.owner,
        "requirement": task.requirement,
        "area": task.area,
        "state": task.state.value,
        "severity": task.severity.value,
        "do": task.do,
        "regions": list(task.regions),
        "policy": task.policy,
        "path": task.path,
        "starter": task.starter,
        "skeleton": task.skeleton,
        "parts": list(task.parts),
    }


def _missing_area(area: MissingArea) -> dict[str, object]:
    return {
        "area": area.area,
        "requirements": list(area.requirements),
        "frameworks": list(area.frameworks),
        "severity": area.severity.value,
        "owner": area.owner,
        "starter": area.starter,
        "needs": list(area.needs),
        "skeleton": area.skeleton,
    }


def _practice(practice: Practice) -> dict[str, object]:
    return {
        "area": practice.area,
        "questions": practice.questions,
        "assessments": [_assessment(each) for each in practice.assessments],
    }


def _assessment(assessment: Assessment) -> dict[str, object]:
    return {
        "date": assessment.date,
        "percent": assessment.percent,
        "by": list(assessment.by),
        "answers": [_answered(each) for each in assessment.answers],
        "strengths": list(assessment.strengths),
        "weaknesses": list(assessment.weaknesses),
        "location": location(assessment.location),
    }


def _answered(answer: Answered) -> dict[str, object]:
    return {
        "requirement": answer.requirement,
        "question": answer.question,
        "score": answer.score,
        "because": answer.because,
        "evidence": answer.evidence,
    }


def _gate(gate: Gate) -> dict[str, object]:
    return {"name": gate.name, "is_open": gate.is_open, "told": gate.told}
