"""Coverage drawn: where the parts of a bar, the points of a line and the cells of a map stand.

Widths are in hundredths of what a picture has, heights in pixels, so that one drawing fits a
phone, a screen and a sheet of paper.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Final

from policykit.model.coverage import CoverageReport, HeatCell, Tally, TrendPoint, Warmth
from policykit.rendering import Plain
from policykit.report.counts import number
from policykit.report.coverage_words import moved
from policykit.report.html.coverage_phrases import percent, tally_words
from policykit.report.words import one_line

_LEAST: Final = 1.2
"""The narrowest part of a bar that is still seen, in hundredths."""

_TOP: Final = 34
_BOTTOM: Final = 178
_LEFT: Final = 12.0
_RIGHT: Final = 94.0
_MOST_NAMES: Final = 5
_MOST_NUMBERS: Final = 8
_LONGEST_NAME: Final = 11
_COMMIT_LETTERS: Final = 9

_WARM: Final = {
    Warmth.ANSWERED: ("covered", "looked after"),
    Warmth.RULES: ("partial", "no answer"),
    Warmth.OUTDATED: ("outdated", "not in force"),
    Warmth.NOTHING: ("not-applicable", "no rule"),
}
_BARE: Final = ("missing", "nothing at all")
"""An area without anything in any channel; with something elsewhere, no rule is no gap yet."""


def bar(counts: Tally) -> dict[str, Plain]:
    """Requirements by state as parts of one bar; those that do not count have no part."""
    parts = (
        ("covered", counts.covered),
        ("partial", counts.partial),
        ("outdated", counts.outdated),
        ("missing", counts.missing),
    )
    widths = _shares([many for _, many in parts])
    starts = [sum(widths[:place]) for place in range(len(widths))]
    return {
        "told": tally_words(counts),
        "parts": [
            {"look": look, "at": _share(start), "width": _share(width)}
            for (look, _), start, width in zip(parts, starts, widths, strict=True)
            if width
        ],
    }


def _shares(counts: Sequence[int]) -> list[float]:
    """Counts in hundredths of their sum, none of them too narrow to be seen."""
    whole = sum(counts)
    if not whole:
        return [0.0 for _ in counts]
    raised = [max(100 * many / whole, _LEAST) if many else 0.0 for many in counts]
    return [100 * width / sum(raised) for width in raised]


def heat(report: CoverageReport) -> dict[str, Plain] | None:
    """Areas by channels; None where nothing is known of them."""
    cells = {(cell.area, cell.channel): cell for cell in report.heat}
    if not cells:
        return None
    drawn_areas = dict.fromkeys(cell.area for cell in report.heat)
    known = [area for area in report.areas if area in drawn_areas]
    areas = [*dict.fromkeys([*known, *drawn_areas])]
    bare = {
        area
        for area in areas
        if all(cell.warmth is Warmth.NOTHING for cell in report.heat if cell.area == area)
    }
    rows: list[Plain] = []
    looks: list[tuple[str, str]] = []
    for area in areas:
        drawn = [
            _warm(cells.get((area, channel), HeatCell(area, channel, Warmth.NOTHING)), bare)
            for channel in report.channels
        ]
        looks.extend((str(each["look"]), str(each["words"])) for each in drawn)
        rows.append({"title": one_line(report.title("area", area)), "cells": [*drawn]})
    return {
        "channels": [one_line(report.title("channel", each)) for each in report.channels],
        "rows": rows,
        "legend": [
            {"look": look, "words": words}
            for look, words in (*_WARM.values(), _BARE)
            if (look, words) in looks
        ],
    }


def _warm(cell: HeatCell, bare: Container[str]) -> dict[str, Plain]:
    look, words = _BARE if cell.area in bare else _WARM[cell.warmth]
    return {
        "look": look,
        "words": words,
        "rules": number(cell.rules, "rule", "rules") if cell.rules else "",
        "answer": one_line(cell.first_response),
    }


def trend(points: Sequence[TrendPoint], titles: Sequence[tuple[str, str]]) -> Plain:
    """Coverage over time as a line, with its table; None where there is no past.

    Args:
        points: the earliest first.
        titles: frameworks of today, each its id and what it is called.
    """
    if not points:
        return None
    shares = [point.tally.percent for point in points]
    known = [share for share in shares if share is not None]
    lowest = max(min([*known, 90]) - 10, 0) // 10 * 10
    xs = _places(len(points))
    ys = [None if share is None else _height(share, lowest) for share in shares]
    named = _spread(len(points), _MOST_NAMES)
    numbered = set(range(len(points))) if len(points) <= _MOST_NUMBERS else named
    return {
        "told": _trend_words(points),
        "lines": [
            {"y": round(_height(share, lowest)), "words": f"{share}\u00a0%"}
            for share in sorted({lowest, (lowest + 100) // 2, 100})
        ],
        "under": _under(xs, ys),
        "steps": [
            {"x1": _share(x1), "y1": round(y1), "x2": _share(x2), "y2": round(y2)}
            for x1, y1, x2, y2 in zip(xs, ys, xs[1:], ys[1:], strict=False)
            if y1 is not None and y2 is not None
        ],
        "points": [
            {
                "x": _share(x),
                "y": None if y is None else round(y),
                "words": percent(point.tally) if place in numbered else "",
                "name": _name(point) if place in named else "",
                "is_inner": 0 < place < len(points) - 1,
            }
            for place, (point, x, y) in enumerate(zip(points, xs, ys, strict=True))
        ],
        "height": _BOTTOM + 26,
        "floor": _BOTTOM,
        "rows": [_point_row(point, before) for point, before in _with_before(points)],
        "frameworks": [
            line for name, title in titles if (line := _small_line(points, name, title))
        ],
    }


def spark(shares: Sequence[int | None]) -> str:
    """Shares over time as the points of a small line of 100 by 24; '' for fewer than two."""
    known = [(place, share) for place, share in enumerate(shares) if share is not None]
    if len(known) < 2:  # noqa: PLR2004 - one point is no line
        return ""
    last = max(len(shares) - 1, 1)
    return " ".join(f"{100 * place / last:.1f},{22 - share / 5:.1f}" for place, share in known)


def _small_line(points: Sequence[TrendPoint], name: str, title: str) -> Plain:
    shares = [point.frameworks.get(name) for point in points]
    known = [share for share in shares if share is not None]
    if not (line := spark(shares)):
        return None
    return {
        "title": one_line(title),
        "points": line,
        "told": f"{known[0]}\u00a0% → {known[-1]}\u00a0%"
        if known[0] != known[-1]
        else f"{known[-1]}\u00a0%, as before",
    }


def _trend_words(points: Sequence[TrendPoint]) -> str:
    first, last = points[0], points[-1]
    if len(points) == 1:
        return f"{percent(last.tally)} on {last.day.isoformat()}."
    return (
        f"From {percent(first.tally)} on {first.day.isoformat()} "
        f"to {percent(last.tally)} on {last.day.isoformat()}."
    )


def _point_row(point: TrendPoint, before: TrendPoint | None) -> Plain:
    now, earlier = point.tally.percent, before.tally.percent if before else None
    counts = point.tally
    return {
        "name": one_line(point.name),
        "day": point.day.isoformat(),
        "percent": percent(counts),
        "change": "" if now is None or earlier is None else moved(earlier, now),
        "counts": [counts.covered, counts.partial, counts.outdated, counts.missing],
    }


def _with_before(
    points: Sequence[TrendPoint],
) -> list[tuple[TrendPoint, TrendPoint | None]]:
    """The latest first, each with the one before it."""
    return [*reversed([*zip(points, [None, *points], strict=False)])]


def _name(point: TrendPoint) -> str:
    if point.name == point.commit:
        return one_line(point.name[:_COMMIT_LETTERS])
    name = one_line(point.name)
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


def _places(count: int) -> list[float]:
    if count == 1:
        return [(_LEFT + _RIGHT) / 2]
    return [_LEFT + (_RIGHT - _LEFT) * place / (count - 1) for place in range(count)]


def _spread(count: int, most: int) -> set[int]:
    """At most so many places, evenly apart, the first and the last among them."""
    if count <= most:
        return set(range(count))
    return {place * (count - 1) // (most - 1) for place in range(most)}


def _height(share: int, lowest: int) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * (share - lowest) / (100 - lowest)


def _under(xs: Sequence[float], ys: Sequence[float | None]) -> str:
    """The area below the line, where it has no gap."""
    if len(xs) < 2 or None in ys:  # noqa: PLR2004 - one point is no line
        return ""
    above = [f"{x:.2f},{y:.1f}" for x, y in zip(xs, ys, strict=True)]
    return " ".join([f"{xs[0]:.2f},{_BOTTOM}", *above, f"{xs[-1]:.2f},{_BOTTOM}"])


def _share(hundredths: float) -> str:
    return f"{hundredths:.2f}%"
