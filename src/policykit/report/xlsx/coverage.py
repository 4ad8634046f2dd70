"""A gap report as a workbook: an overview, and a sheet for each thing to filter or to print."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from policykit.model.coverage import CoverageReport, State, Task, Waiver
from policykit.rendering.spreadsheet import Cell, Sheet, workbook
from policykit.report.counts import WORDS
from policykit.report.coverage_groups import SOON_DAYS, turns, waivers
from policykit.report.coverage_rows import Row, names, places, rows
from policykit.report.coverage_view import CoverageView
from policykit.report.coverage_words import (
    BELOW_THE_LAW,
    EVERYWHERE,
    STATES,
    draft_command,
    evidence_told,
    place,
    regions_told,
)
from policykit.report.formats import Style
from policykit.report.words import one_line
from policykit.report.xlsx.looks import LOOKS, code, head, several, text
from policykit.report.xlsx.overview import overview
from policykit.report.xlsx.pictures import heat, matrix, trend
from policykit.report.xlsx.practice import answers, practice

_USUAL: Final = CoverageView()
_Column: TypeAlias = tuple[str, int, Callable[[CoverageReport, Row], Cell]]


def render(report: CoverageReport, style: Style, view: CoverageView = _USUAL) -> bytes:
    """The workbook, whatever the view; equal reports give equal bytes.

    Sheets: an overview; every requirement in every region; then, where there is something to
    tell, what is to be done, the matrix of contacts, areas by channels, the trend with a chart,
    what turned, waivers, and practice with its answers.
    """
    del style, view
    sheets = [overview(report), _requirements(report)]
    for has_any, made in (
        (report.tasks, _tasks),
        (report.matrix and report.matrix.cells, matrix),
        (report.heat, heat),
        (report.trend, trend),
        (report.against, _turned),
        (report.waivers, _waivers),
        (report.practice, practice),
        (report.practice, answers),
    ):
        if has_any:
            sheets.append(made(report))
    title = f"Coverage{f' of {one_line(report.name)}' if report.name else ''}"
    return workbook(sheets, LOOKS, title=title, made=report.today)


def _state(row: Row) -> Cell:
    state = row.coverage.state
    words = "below the law" if row.coverage.is_below_the_law else STATES[state]
    return Cell(words, "missing" if row.coverage.is_below_the_law else state.value)


def _waived(row: Row, what: Callable[[Waiver], str]) -> Cell:
    waiver = row.waiver
    return text(what(waiver) if waiver else "")


_COLUMNS: Final[tuple[_Column, ...]] = (
    ("Requirement", 30, lambda _, row: text(row.requirement.name, "side")),
    ("Title", 26, lambda _, row: text(row.requirement.title)),
    ("State", 14, lambda _, row: _state(row)),
    ("Region", 12, lambda report, row: text(_region(report, row.coverage.region))),
    ("Owner", 18, lambda report, row: text(_closes(report, row))),
    ("Why", 46, lambda _, row: several(row.why)),
    ("What to do", 40, lambda _, row: several(row.do)),
    ("Severity", 10, lambda _, row: text(WORDS[row.requirement.severity])),
    ("Area", 20, lambda report, row: text(report.title("area", row.requirement.area))),
    ("Evidence", 70, lambda _, row: several(_evidence(row))),
    ("Evidence stands in", 34, lambda _, row: several(places(row.coverage.evidence))),
    ("Found instead", 60, lambda _, row: several(map(evidence_told, row.found))),
    ("Found in", 30, lambda _, row: several(places(row.found))),
    ("What is asked for", 60, lambda _, row: text(row.requirement.requirement)),
    ("Framework", 26, lambda _, row: text(row.framework.title or row.framework.id)),
    ("Source", 30, lambda _, row: text(row.requirement.cite)),
    ("Checked on", 12, lambda _, row: text(row.requirement.checked)),
    ("Waived until", 12, lambda _, row: _waived(row, lambda waiver: waiver.until)),
    ("Waived because", 30, lambda _, row: _waived(row, lambda waiver: waiver.reason)),
    ("Notes", 40, lambda _, row: several(row.coverage.notes)),
    ("Policy to change", 20, lambda _, row: text(row.requirement.policy)),
    ("Begin with", 30, lambda _, row: text(_begin(row))),
    ("Names of evidence", 30, lambda _, row: several(names(row.coverage.evidence))),
)
_PRINTED: Final = 7
_TO_DO_PRINTED: Final = 8


def _evidence(row: Row) -> Iterator[str]:
    yield from map(evidence_told, row.coverage.evidence)
    if row.coverage.more_evidence:
        yield f"and {row.coverage.more_evidence} more"


def _owner(report: CoverageReport, owner: str) -> str:
    return report.title("role", owner) if owner else "nobody is named"


def _closes(report: CoverageReport, row: Row) -> str:
    """Who would close it; of what is no gap only whom there is to name."""
    owner = row.requirement.owner
    return _owner(report, owner) if owner or row.coverage.state.is_gap else ""


def _begin(row: Row) -> str:
    """The command that begins a policy where a gap has none to change."""
    requirement = row.requirement
    has_to_begin = row.coverage.state.is_gap and not requirement.policy
    return draft_command(requirement.area) if has_to_begin else ""


def _region(report: CoverageReport, region: str) -> str:
    return report.title("region", region) if region else ""


def _requirements(report: CoverageReport) -> Sheet:
    """Every requirement in every region, what there is most to do about first."""
    found = sorted(rows(report), key=_urgency)
    table = [[made(report, row) for _, _, made in _COLUMNS] for row in found]
    return Sheet(
        name="Requirements",
        rows=[head(*(title for title, _, _ in _COLUMNS)), *table],
        widths=[width for _, width, _ in _COLUMNS],
        head=0,
        fixed=2,
        printed=_PRINTED,
    )


def _urgency(row: Row) -> tuple[bool, bool, int, int, int]:
    """A key for what is below the law, then gaps by severity and state, then all else."""
    coverage = row.coverage
    is_gap = coverage.state.is_gap
    return (
        not coverage.is_below_the_law,
        not is_gap,
        -row.requirement.severity.rank if is_gap else 0,
        coverage.state.rank if is_gap else 0,
        0 if is_gap else list(State).index(coverage.state),
    )


def _tasks(report: CoverageReport) -> Sheet:
    titles = {each.name: each.title for each in report.requirements}
    table = [
        (
            text(""),
            text(_owner(report, task.owner), "side"),
            several([task.do, *(f"· {titles.get(part) or part}" for part in task.parts)]),
            Cell(STATES[task.state], task.state.value),
            text(WORDS[task.severity]),
            text(regions_told(report, task.regions)),
            text(_where(task)),
            text(task.requirement),
            text(titles.get(task.requirement, "")),
            text(report.title("area", task.area)),
            code(task.skeleton),
        )
        for task in report.tasks
    ]
    columns = head(
        *("Done", "Owner", "What to do", "State", "Severity", "Regions", "Where"),
        *("Requirement", "Title", "Area", "Lines to begin with"),
    )
    widths = (7, 22, 46, 14, 10, 18, 30, 30, 26, 20, 60)
    return Sheet(
        name="To do", rows=[columns, *table], widths=widths, head=0, fixed=2, printed=_TO_DO_PRINTED
    )


def _where(task: Task) -> str:
    """The file to change, or what to begin a new policy with."""
    return task.path or draft_command(task.area)


def _turned(report: CoverageReport) -> Sheet:
    every = report.against.turned if report.against else ()
    turned = turns(sorted(every, key=lambda each: not each.is_below_the_law))
    titles = {each.name: each.title for each in report.requirements}
    table = [
        (
            text(each.requirement, "side"),
            text(titles.get(each.requirement, "")),
            text(regions_told(report, each.regions)),
            Cell(STATES[each.before], each.before.value),
            Cell(STATES[each.after], each.after.value),
            Cell(f"fell {BELOW_THE_LAW}", "missing")
            if each.is_below_the_law
            else text(_way(each.before, each.after)),
        )
        for each in turned
    ]
    columns = head("Requirement", "Title", "Regions", "Before", "Now", "So")
    return Sheet(
        name="What turned", rows=[columns, *table], widths=(34, 34, 22, 16, 16, 18), head=0, fixed=1
    )


def _way(before: State, after: State) -> str:
    if not (before.counts and after.counts) or before.rank == after.rank:
        return STATES[after]
    return "closes" if after.rank > before.rank else "opens"


def _waivers(report: CoverageReport) -> Sheet:
    table = [
        (
            text(waiver.requirement, "side"),
            text(_stands(waiver)),
            text(waiver.until),
            Cell(waiver.days_left),
            text(regions_told(report, waiver.regions) or EVERYWHERE),
            text(report.title("role", waiver.owner)),
            text(waiver.reason),
            text(place(waiver.location)),
        )
        for waiver in waivers(report).in_order
    ]
    columns = head(
        *("Requirement", "Stands", "Until", "Days left", "Regions", "Owner", "Reason", "Written in")
    )
    widths = (34, 24, 12, 10, 18, 26, 50, 22)
    return Sheet(name="Waivers", rows=[columns, *table], widths=widths, head=0, fixed=1)


def _stands(waiver: Waiver) -> str:
    if waiver.refused:
        return f"does not count: {waiver.refused}"
    if waiver.is_over:
        return "over"
    if waiver.is_idle:
        return "waives nothing"
    return "ends soon" if waiver.days_left <= SOON_DAYS else "in force"
