"""Sheets to look at: contacts by channel, areas by channel, and coverage through time."""

from __future__ import annotations

from collections.abc import Sequence

from policykit.model.coverage import CoverageReport, MatrixCell, State
from policykit.rendering.spreadsheet import Cell, Chart, Series, Sheet
from policykit.report.coverage_words import cell_told, heat_told, trend_told
from policykit.report.words import one_line
from policykit.report.xlsx.looks import LINES, OF_WARMTH, head, sentences, share, text

_CHANNEL_WIDTH = 24
_COMMIT_LETTERS = 12
_PIXELS_OF_A_LETTER = 7
_WIDEST = 1600


def matrix(report: CoverageReport) -> Sheet:
    """What is promised to someone who gets in touch for a reason (row) by a channel (column)."""
    found = report.matrix
    cells = {(cell.reason, cell.channel): cell for cell in found.cells} if found else {}
    channels = found.channels if found else ()
    titles = (report.title("channel", each) for each in channels)
    table = [head("Reason to get in touch", *titles)]
    for reason in found.reasons if found else ():
        line = [text(report.title("reason", reason), "side")]
        for channel in channels:
            cell = cells.get((reason, channel))
            line.append(
                text(cell_told(report, cell), _look(report, cell)) if cell else Cell("", "")
            )
        table.append(tuple(line))
    return Sheet(
        name="Matrix",
        rows=table,
        widths=(34, *(_CHANNEL_WIDTH for _ in channels)),
        head=0,
        is_filtered=False,
        fixed=1,
        is_one_page=True,
    )


def _look(report: CoverageReport, cell: MatrixCell) -> str:
    if cell.closed and {*cell.closed} >= {*report.regions}:
        return State.NOT_APPLICABLE.value
    if cell.answers:
        return State.PARTIAL.value if cell.unanswered else State.COVERED.value
    return State.PARTIAL.value if cell.rules else State.MISSING.value


def heat(report: CoverageReport) -> Sheet:
    """How well each area (row) is looked after in each channel (column)."""
    cells = {(cell.area, cell.channel): cell for cell in report.heat}
    titles = (report.title("channel", each) for each in report.channels)
    table = [head("Area", *titles)]
    for area in dict.fromkeys(cell.area for cell in report.heat):
        line = [text(report.title("area", area), "side")]
        for channel in report.channels:
            cell = cells.get((area, channel))
            line.append(text(heat_told(cell), OF_WARMTH[cell.warmth]) if cell else Cell("", ""))
        table.append(tuple(line))
    return Sheet(
        name="Heat",
        rows=table,
        widths=(34, *(_CHANNEL_WIDTH for _ in report.channels)),
        head=0,
        is_filtered=False,
        fixed=1,
        is_one_page=True,
    )


def trend(report: CoverageReport) -> Sheet:
    """Coverage at times in the past, with a chart."""
    names = [each.id for each in report.frameworks]
    drawn = [name for name in names if any(name in point.frameworks for point in report.trend)]
    called = {each.id: each.title or each.id for each in report.frameworks}
    columns = head(
        *("When", "Day", "Commit", "All frameworks", *(called[name] for name in drawn)),
        *("Covered", "Partly covered", "Outdated", "Missing", "Counted"),
    )
    table = [
        (
            text(point.name, "side"),
            text(point.day.isoformat()),
            text(point.commit[:_COMMIT_LETTERS]),
            share(point.tally.percent, "total-share"),
            *(share(point.frameworks.get(name)) for name in drawn),
            Cell(point.tally.covered),
            Cell(point.tally.partial),
            Cell(point.tally.outdated),
            Cell(point.tally.missing),
            Cell(point.tally.counted),
        )
        for point in report.trend
    ]
    rows = [columns, *table]
    series = [
        Series(4 + drawn.index(name), color, marker=marker, dash=dash)
        for name, (color, marker, dash) in zip(_lowest(report, drawn), LINES, strict=False)
    ]
    widths = (16, 12, 15, 13, *(18 for _ in drawn), 9, 9, 10, 9, 9)
    told = trend_told(report.trend)
    width = min(sum(widths) * _PIXELS_OF_A_LETTER, _WIDEST)
    chart = Chart(
        title="Share of requirements covered",
        axis="covered, %",
        told=one_line(f"A chart of the table above. {told}"),
        names=0,
        series=(Series(3, "#101828", is_bold=True), *series),
        first=1,
        last=len(table),
        below=len(rows) + 1,
        width=width,
        height=width // 3,
    )
    return Sheet(
        name="Trend",
        rows=[*rows, (), *sentences([told])],
        widths=widths,
        head=0,
        is_filtered=False,
        fixed=1,
        chart=chart,
    )


def _lowest(report: CoverageReport, names: Sequence[str]) -> list[str]:
    """The frameworks a chart draws, in the order of the table: where there is most to do.

    More lines than there are looks could not be told apart; the table has them all.
    """
    last = report.trend[-1].frameworks
    lowest = sorted(names, key=lambda name: last.get(name, 100))[: len(LINES)]
    return [name for name in names if name in lowest]
