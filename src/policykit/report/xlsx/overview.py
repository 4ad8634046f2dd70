"""The first sheet: how much is covered, what the words mean, and what counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from policykit.gaps.waiting import holds_from
from policykit.model.coverage import CoverageReport, State, Tally
from policykit.rendering.spreadsheet import Cell, Sheet
from policykit.report.coverage_groups import Group, framework_title, groups
from policykit.report.coverage_words import (
    DOUBTS,
    STATES,
    about,
    against_told,
    does_not_apply,
    failing,
    gate_told,
    headline,
    law_line,
    trend_told,
)
from policykit.report.xlsx.looks import head, sentences, share, text

_WIDTHS: Final = (46, 11, 11, 11, 11, 11, 11, 11, 11)
_ORDER: Final = (
    State.COVERED,
    State.PARTIAL,
    State.OUTDATED,
    State.MISSING,
    State.WAIVED,
    State.NOT_APPLICABLE,
)
MEANINGS: Final = {
    State.COVERED: "Everything that is asked for is written and in force.",
    State.PARTIAL: "Something is written, and a part of what is asked for is lacking.",
    State.OUTDATED: "It is written, but not in force: a draft, coming, overdue or expired.",
    State.MISSING: "Nothing is written.",
    State.WAIVED: "Left open on purpose, with a reason, until a day.",
    State.NOT_APPLICABLE: "Nobody asks for it here.",
}
_COUNTS: Final = (
    "A requirement is covered when it is covered in every region where it applies.",
    (
        "Percentages are of the requirements that count: not of those waived or not applicable. They "
        "are rounded down, so 100 % means all."
    ),
    "This is guidance for your own people, and no legal advice.",
)

Rows = Iterator[Sequence[Cell]]


def overview(report: CoverageReport) -> Sheet:
    """The sheet to open first."""
    return Sheet(name="Overview", rows=list(_rows(report)), widths=_WIDTHS, is_one_page=True)


def _rows(report: CoverageReport) -> Rows:
    named = f" of {report.name}" if report.name else ""
    yield (text(f"What the policies{named} cover", "title"),)
    yield from sentences([headline(report)], "big")
    yield from sentences([law_line(report)], "law")
    if report.warnings:
        yield from sentences([DOUBTS, *report.warnings], "law")
    yield from sentences([about(report), trend_told(report.trend)])
    if report.against:
        yield from sentences([against_told(report, report.against)])
    if report.gates:
        yield from _heading("Gates")
        yield from sentences(gate_told(gate) for gate in report.gates)
        yield from sentences([failing(report)], "law")
    if report.requirements:
        yield from _heading("By framework")
        yield from _table("Framework", groups(report, "framework"), report.tally)
    if regions := [region for region in report.regions if region]:
        found = groups(report, "region")
        if found and len(regions) > 1:
            yield from _heading("By region")
            yield from _table("Region", found, None)
    yield from _around(report)
    yield from _heading("What the words mean")
    for state in _ORDER:
        yield (text(STATES[state], state.value), text(MEANINGS[state], "line"))
    yield from _heading("What counts")
    yield from sentences(_COUNTS)


def _around(report: CoverageReport) -> Rows:
    """What is no requirement: frameworks that do not apply, and what could not be read."""
    waiting = [
        f"{framework_title(each)}: holds from {day}."
        for each in report.frameworks
        if (day := holds_from(each, report.today))
    ]
    if waiting:
        yield from _heading("Frameworks that hold from a later day")
        yield from sentences(waiting)
    apart = [does_not_apply(each) for each in report.frameworks if not each.applies]
    if apart:
        yield from _heading("Frameworks that do not apply")
        yield from sentences(apart)
    problems = report.problems.findings if report.problems else ()
    wrong = [f"{each.code}: {each.message}" for each in problems]
    left_out = [f"{path} could not be read: {why}" for path, why in report.unread]
    if more := [*wrong, *left_out, *report.notes]:
        yield from _heading("To know")
        yield from sentences(more)


def _heading(words: str) -> Rows:
    yield ()
    yield (text(words, "heading"), *(Cell("", "heading") for _ in _WIDTHS[1:]))


def _table(first: str, found: Sequence[Group], whole: Tally | None) -> Rows:
    words = (STATES[state].capitalize() for state in _ORDER)
    yield head(first, "Share", "Counted", *words)
    for group in found:
        yield _row(group.title, group.tally, "")
    if whole is not None:
        yield _row("All", whole, "total")


def _row(title: str, counts: Tally, look: str) -> Sequence[Cell]:
    numbers = (
        counts.covered,
        counts.partial,
        counts.outdated,
        counts.missing,
        counts.waived,
        counts.not_applicable,
    )
    cells = zip(_ORDER, numbers, strict=True)
    return (
        text(title, look or "side"),
        share(counts.percent, "total-share" if look else "share"),
        Cell(counts.counted, look),
        # A nought has no colour: it is nothing to look at.
        *(Cell(many, state.value if many and not look else look) for state, many in cells),
    )
