"""What is answered where, as the page of coverage shows it: cells, and the promises behind them."""

from __future__ import annotations

from typing import Final

from policykit.model.coverage import Answer, CoverageReport, Matrix, MatrixCell
from policykit.rendering import Plain
from policykit.report.counts import number
from policykit.report.html.coverage_phrases import at, link, regions_all
from policykit.report.words import one_line

_MOST_IN_A_CELL: Final = 2


def matrix(report: CoverageReport) -> dict[str, Plain] | None:
    """Contact reasons by channels with what is promised; None where it was not asked for."""
    found = report.matrix
    if found is None:
        return None
    cells = {(cell.channel, cell.reason): cell for cell in found.cells}
    return {
        "channels": [one_line(report.title("channel", each)) for each in found.channels],
        "rows": [
            {
                "title": one_line(report.title("reason", reason)),
                "cells": [
                    _cell(report, cells.get((channel, reason), MatrixCell(channel, reason)))
                    for channel in found.channels
                ],
            }
            for reason in found.reasons
        ],
        "promises": _promises(report, found),
    }


def _cell(report: CoverageReport, cell: MatrixCell) -> dict[str, Plain]:
    open_regions = [region for region in report.regions if region not in cell.closed]
    closed = regions_all(report, cell.closed)
    if not open_regions:
        look, words = "not-applicable", "not open"
    elif not cell.answers:
        look, words = "missing", "no answer promised"
    elif cell.unanswered:
        look, words = "partial", "answered in part"
    else:
        look, words = "covered", "answered"
    unanswered = regions_all(report, cell.unanswered) if look == "partial" else ""
    told = [*dict.fromkeys(_told(report, each) for each in cell.answers)]
    more = len(told) - _MOST_IN_A_CELL
    return {
        "look": look,
        "words": words,
        "answers": [*told[:_MOST_IN_A_CELL]],
        "more": f"and {more} more" if more > 0 else "",
        "unanswered": f"no answer promised in {unanswered}" if unanswered else "",
        "closed": f"not open in {closed}" if closed and open_regions else "",
        "rules": number(cell.rules, "rule", "rules") if cell.rules else "",
    }


def _told(report: CoverageReport, answer: Answer) -> str:
    """The target of an answer, with the regions where it is one."""
    first = answer.first_response or f"solved within {answer.resolution}"
    where = _where(report, answer)
    return one_line(f"{first} in {where}" if where else first)


def _where(report: CoverageReport, answer: Answer) -> str:
    where = regions_all(report, answer.regions)
    return "" if where == "every region" else where


def _promises(report: CoverageReport, found: Matrix) -> list[Plain]:
    """Every answer that stands in a cell, once, with all channels and reasons it is for."""
    places: dict[Answer, tuple[list[str], list[str]]] = {}
    for cell in found.cells:
        for answer in cell.answers:
            channels, reasons = places.setdefault(answer, ([], []))
            channels.append(cell.channel)
            reasons.append(cell.reason)
    return [
        {
            "policy": one_line(report.title("policy", answer.policy)),
            "target": one_line(answer.target),
            "first": one_line(answer.first_response),
            "resolution": one_line(answer.resolution),
            "attain": one_line(answer.attain),
            "by": one_line(report.title("role", answer.by)) if answer.by else "",
            "where": _where(report, answer),
            "channels": _names(report, "channel", channels, found.channels),
            "reasons": _names(report, "reason", reasons, found.reasons),
            "place": at(answer.location),
            "page": link(answer.page),
        }
        for answer, (channels, reasons) in places.items()
    ]


def _names(report: CoverageReport, kind: str, names: list[str], every: tuple[str, ...]) -> str:
    """Names in the order of the organisation, each once; all of them are `all`."""
    here = [name for name in every if name in names]
    if len(here) == len(every) > 1:
        return "all"
    return one_line(", ".join(report.title(kind, each) for each in here))
