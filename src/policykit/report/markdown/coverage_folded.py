"""What a comment on coverage has besides gaps, folded: tasks, waivers, matrix, trend, practice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from policykit.model.coverage import CoverageReport, Matrix
from policykit.report.coverage_groups import groups, waivers
from policykit.report.coverage_view import CoverageView
from policykit.report.coverage_words import (
    cell_told,
    draft_command,
    place,
    practice_told,
    regions_told,
    share,
    trend_told,
    waiver_told,
)
from policykit.report.markdown.plain import code, in_html, words
from policykit.report.markdown.room import Room


def folded(room: Room, report: CoverageReport, view: CoverageView) -> None:
    """Add what was asked for besides gaps, while there is room."""
    if view.tasks:
        room.add_folded("To do", "", list(_tasks(report)))
    _waivers(room, report)
    if report.matrix is not None:
        room.add_folded("What is answered where", "", _matrix(report, report.matrix))
    if report.trend:
        rows = [[point.name, share(point.tally)] for point in report.trend]
        told = in_html(trend_told(report.trend))
        room.add_folded(f"Coverage through time. {told}", "", _rows(["At", "Covered"], rows))
    if report.practice:
        room.add_folded("Policies and practice", "", _practice(report))


def _waivers(room: Room, report: CoverageReport) -> None:
    sorted_out = waivers(report)
    parts = (
        ("Over, so a gap again", "over", sorted_out.over),
        ("Refused", "refused", sorted_out.refused),
        ("Ends within 30 days", "ending within 30 days", sorted_out.soon),
        ("In force", "in force", sorted_out.in_force),
        ("Idle, so it can go", "idle", sorted_out.idle),
    )
    counts = [f"{len(found)} {word}" for _, word, found in parts if found]
    items = [
        f"- {title}: {code(each.requirement)}, {words(waiver_told(report, each))} "
        f"{code(place(each.location))}"
        for title, _, found in parts
        for each in found
    ]
    room.add_folded(f"Waivers: {', '.join(counts)}", "", items)


def _matrix(report: CoverageReport, matrix: Matrix) -> list[str]:
    cells = {(cell.channel, cell.reason): cell_told(report, cell) for cell in matrix.cells}
    head = ["Channel", *(report.title("reason", each) for each in matrix.reasons)]
    rows = [
        [
            report.title("channel", channel),
            *(cells.get((channel, reason), "nothing") for reason in matrix.reasons),
        ]
        for channel in matrix.channels
    ]
    return _rows(head, rows)


def _practice(report: CoverageReport) -> list[str]:
    tallies = {group.name: group.tally for group in groups(report, "area")}
    rows = [
        [
            report.title("area", each.area),
            share(tallies[each.area]) if each.area in tallies else "nothing required",
            practice_told(each),
        ]
        for each in report.practice
    ]
    return _rows(["Area", "Policies cover", "Practice"], rows)


def _tasks(report: CoverageReport) -> Iterator[str]:
    titles = {each.name: each.title for each in report.requirements}
    for task in report.tasks:
        owner = report.title("role", task.owner) if task.owner else "Whoever takes it on"
        where = regions_told(report, task.regions) if task.requirement else ""
        home = task.path or draft_command(task.area)
        asked = f" {code(task.requirement)}" if task.requirement else ""
        yield (
            f"- {words(owner)}: {words(task.do)}{asked}"
            f"{f' ({words(where)})' if where else ''}{f' {code(home)}' if home else ''}"
        )
        yield from (f"  - {words(titles.get(part) or part)}" for part in task.parts)


def _rows(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [
        f"| {' | '.join(map(words, head))} |",
        f"|{' --- |' * len(head)}",
        *(f"| {' | '.join(map(words, row))} |" for row in rows),
    ]
