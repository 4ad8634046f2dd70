"""The pictures of a gap report in characters: bars, matrix, heat, trend, practice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from policykit.model.coverage import CoverageReport, Matrix, State, Tally, TrendPoint, Warmth
from policykit.report.colored import Text
from policykit.report.coverage_groups import Group
from policykit.report.coverage_words import (
    STATES,
    cell_told,
    gap_counts,
    heat_told,
    moved,
    practice_told,
    share,
    trend_told,
)
from policykit.report.flowing import Stretch, flow
from policykit.report.formats import Style
from policykit.report.text.grid import grid
from policykit.report.visible import columns, visible

SIGNS: Final = {
    State.COVERED: ("█", "green"),
    State.PARTIAL: ("▓", "yellow"),
    State.OUTDATED: ("▒", "magenta"),
    State.MISSING: ("░", "bold red"),
    State.WAIVED: ("w", "cyan"),
    State.NOT_APPLICABLE: ("-", "dim"),
}
"""A sign and a colour for each state; bars are made of the first four."""

_STEPS: Final = "▁▂▃▄▅▆▇█"
_WIDE: Final = 90
_WIDEST: Final = 110
_MOST_TITLE: Final = 40
_LONG_BAR, _SHORT_BAR = 20, 12
_INDENT: Final = "  "
_WARM: Final = {
    Warmth.ANSWERED: "green",
    Warmth.RULES: "",
    Warmth.OUTDATED: "magenta",
    Warmth.NOTHING: "red",
}


def legend(out: Text, style: Style) -> None:
    """Add the line that says what the signs stand for."""
    stretches: list[Stretch] = []
    for state in (State.COVERED, State.PARTIAL, State.OUTDATED, State.MISSING):
        sign, color = SIGNS[state]
        # A draft is as little in force as a text whose day is over.
        said = " (a draft, or over)" if state is State.OUTDATED else ""
        stretches += [
            (", " if stretches else "", "dim"),
            (sign, color),
            (f" {STATES[state]}{said}", "dim"),
        ]
    flow(out, stretches, style.width, first=_INDENT, rest=_INDENT)


def bar(counts: Tally, length: int) -> list[Stretch]:
    """The states of requirements as a bar; nothing that is there vanishes in it."""
    parts = (counts.covered, counts.partial, counts.outdated, counts.missing)
    states = (State.COVERED, State.PARTIAL, State.OUTDATED, State.MISSING)
    if not counts.counted:
        return [("·" * length, "dim")]
    sizes = [max(part * length // counts.counted, 1) if part else 0 for part in parts]
    left = length - sum(sizes)
    # What rounding leaves goes to the biggest gap, so that a bar never shows more than there is;
    # what it lacks is taken where it shows least.
    gaps = [each for each in range(1, len(parts)) if parts[each]] or [0]
    among = gaps if left > 0 else range(len(parts))
    sizes[max(among, key=sizes.__getitem__)] += left
    return [
        (SIGNS[state][0] * size, SIGNS[state][1])
        for state, size in zip(states, sizes, strict=True)
        if size
    ]


def bars(
    out: Text,
    title: str,
    shown: Sequence[Group],
    style: Style,
    waiting: Sequence[tuple[str, str]] = (),
) -> None:
    """Add a bar with its numbers for each group, on one line where there is room.

    Args:
        out: what is written to.
        title: what stands above.
        shown: the groups.
        style: how wide it may be.
        waiting: titles of frameworks of which nothing counts yet, each with the day it will.
    """
    flow(out, [(title, "bold")], style.width)
    counting = [group for group in shown if group.tally.counted]
    titles = [visible(group.title) for group in counting]
    wide = style.width >= _WIDE
    length = _LONG_BAR if style.width >= _WIDEST else _SHORT_BAR
    column = min(max(map(columns, titles), default=0), _MOST_TITLE)
    for group, title_shown in zip(counting, titles, strict=True):
        counts = group.tally
        numbers = _numbers(counts)
        if wide and columns(title_shown) <= column:
            lead = f"{_INDENT}{title_shown}{' ' * (column - columns(title_shown))}  "
        else:
            flow(out, [(group.title, "")], style.width, first=_INDENT, rest=_INDENT * 2)
            lead = " " * (column + 4) if wide else _INDENT * 2
        hanging = " " * (columns(lead) + length + 1) if wide else _INDENT * 2
        flow(out, [*bar(counts, length), *numbers], style.width, first=lead, rest=hanging)
    for name, day in waiting:
        told = [(name, ""), (f": holds from {day}", "bold")]
        flow(out, told, style.width, first=_INDENT, rest=_INDENT * 2)
    waits = {name for name, _ in waiting}
    silent = [each.title for each in shown if not each.tally.counted and each.title not in waits]
    if silent:
        words = f"Nothing counts (waived, or does not apply): {', '.join(silent)}"
        flow(out, [(words, "dim")], style.width, first=_INDENT, rest=_INDENT * 2)


def _numbers(counts: Tally) -> list[Stretch]:
    gaps = gap_counts(counts)
    waived = f"; {counts.waived} waived" if counts.waived else ""
    return [
        (f" {share(counts)}", "green" if counts.covered == counts.counted else ""),
        (f"; {gaps}" if gaps else "", ""),
        (waived, "cyan"),
    ]


def matrix(out: Text, report: CoverageReport, asked: Matrix, style: Style) -> None:
    """Add the table of channels and contact reasons, with the target in each cell."""
    flow(out, [("What is answered where: the first answer that is promised", "bold")], style.width)
    cells = {(cell.channel, cell.reason): cell for cell in asked.cells}
    rows: list[list[Stretch]] = []
    for channel in asked.channels:
        row: list[Stretch] = [(report.title("channel", channel), "")]
        for reason in asked.reasons:
            cell = cells.get((channel, reason))
            told = cell_told(report, cell) if cell else "nothing"
            open_here = bool(cell and cell.answers)
            lacks = told.startswith(("no target", "nothing")) or bool(cell and cell.unanswered)
            closed = told == "closed"
            row.append((told, "dim" if closed else "red" if lacks else "green" * open_here))
        rows.append(row)
    head = ["Channel", *(report.title("reason", reason) for reason in asked.reasons)]
    grid(out, head, rows, style.width)


def heat(out: Text, report: CoverageReport, style: Style) -> None:
    """Add the table of areas and channels: how many rules hold, and the fastest first answer."""
    flow(out, [("How each area is looked after in each channel", "bold")], style.width)
    cells = {(cell.area, cell.channel): cell for cell in report.heat}
    areas = dict.fromkeys(cell.area for cell in report.heat)
    rows: list[list[Stretch]] = []
    for area in areas:
        row: list[Stretch] = [(report.title("area", area), "")]
        for channel in report.channels:
            cell = cells.get((area, channel))
            row.append((heat_told(cell), _WARM[cell.warmth]) if cell else ("nothing", "red"))
        rows.append(row)
    head = ["Area", *(report.title("channel", channel) for channel in report.channels)]
    grid(out, head, rows, style.width)


def trend(out: Text, points: Sequence[TrendPoint], style: Style) -> None:
    """Add the line of coverage through time, and its points below."""
    flow(out, [("Coverage through time, by the frameworks of today", "bold")], style.width)
    shares = [point.tally.percent for point in points]
    line = "".join("·" if each is None else _STEPS[min(each * 8 // 100, 7)] for each in shares)
    told: list[Stretch] = [(line, "bold cyan"), (f" {trend_told(points)}", "")]
    flow(out, told, style.width, first=_INDENT, rest=_INDENT)
    rows: list[list[Stretch]] = []
    before: int | None = None
    wide = style.width >= _WIDE
    for point in points:
        percent = point.tally.percent
        turned = "" if before is None or percent is None else moved(before, percent)
        color = "green" if turned.startswith("↑") else "red" if turned.startswith("↓") else "dim"
        length = (percent or 0) // 10
        drawn = [(f"{'█' * length}{'·' * (10 - length)}", "cyan")] if wide else []
        rows.append(
            [
                (point.name, ""),
                *drawn,
                (share(point.tally), ""),
                (turned, color),
                (point.day.isoformat(), "dim"),
            ]
        )
        before = percent if percent is not None else before
    head = ["At", *(["0 to 100 %"] if wide else []), "Covered", "Since before", "Judged by"]
    grid(out, head, rows, style.width)


def by_framework(out: Text, report: CoverageReport, style: Style) -> None:
    """Add the share of each framework through time."""
    names = dict.fromkeys(name for point in report.trend for name in point.frameworks)
    rows: list[list[Stretch]] = [
        [
            (point.name, ""),
            *(
                (f"{point.frameworks[name]} %" if name in point.frameworks else "-", "")
                for name in names
            ),
        ]
        for point in report.trend
    ]
    if names:
        grid(out, ["At", *names], rows, style.width)


def practice(out: Text, report: CoverageReport, by_area: Sequence[Group], style: Style) -> None:
    """Add what the policies cover and how it is lived, side by side for each area assessed."""
    flow(out, [("Policies and practice", "bold")], style.width)
    tallies = {group.name: group.tally for group in by_area}
    rows: list[list[Stretch]] = []
    for each in report.practice:
        told = practice_told(each)
        color = "green" if "↑" in told else "red" if "↓" in told else ""
        counts = tallies.get(each.area)
        covered = share(counts) if counts else "nothing required"
        rows.append([(report.title("area", each.area), ""), (covered, ""), (told, color)])
    grid(out, ["Area", "Policies cover", "Practice"], rows, style.width)
    assessed = {each.area for each in report.practice}
    left = sum(group.name not in assessed for group in by_area)
    if left:
        areas = "1 area has" if left == 1 else f"{left} areas have"
        words = f"{areas} not been assessed; policykit assess AREA asks the questions."
        flow(out, [(words, "dim")], style.width, first="  ", rest="  ")


def found_in_practice(out: Text, report: CoverageReport, style: Style) -> None:
    """Add what those who assessed an area last found strong and weak."""
    for each in report.practice:
        latest = each.latest
        by = ", ".join(report.title("role", role) for role in latest.by)
        head = f"{report.title('area', each.area)} on {latest.date}{f', by {by}' if by else ''}"
        told: list[Stretch] = [
            *((f"strong: {words}", "green") for words in latest.strengths),
            *((f"weak: {words}", "yellow") for words in latest.weaknesses),
        ]
        if told:
            flow(out, [(head, "")], style.width, first=_INDENT, rest=_INDENT * 2)
        for stretch in told:
            flow(out, [stretch], style.width, first=_INDENT * 2, rest=_INDENT * 3)
