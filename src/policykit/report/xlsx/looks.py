"""How cells of a report look. Every colour has its word in the cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import Final

from policykit.model.coverage import State, Warmth
from policykit.rendering.spreadsheet import Cell, Look
from policykit.report.words import lines, one_line

_TEXT: Final[Look] = {"text_wrap": True, "valign": "top", "font_size": 10}
_BOXED: Final[Look] = {**_TEXT, "border": 1, "border_color": "#D0D5DD"}


def _filled(color: str, ink: str) -> Look:
    return {**_BOXED, "bg_color": color, "font_color": ink, "bold": True}


_GREEN: Final = _filled("#D3F2DC", "#0B4A24")
_AMBER: Final = _filled("#FFE9B8", "#5C3B00")
_BLUE: Final = _filled("#D9E6FF", "#14316E")
_RED: Final = _filled("#FFD9D6", "#7A110B")
_GREY: Final = _filled("#ECEEF1", "#3B424D")
_VIOLET: Final = _filled("#E9E0FA", "#41217F")

LOOKS: Final[dict[str, Look]] = {
    "": _BOXED,
    "line": {"font_size": 10, "valign": "top"},
    "title": {"bold": True, "font_size": 18},
    "big": {"bold": True, "font_size": 12},
    "law": {"bold": True, "font_size": 12, "font_color": "#7A110B"},
    "heading": {"bold": True, "font_size": 13, "top": 1, "top_color": "#98A2B3"},
    "head": {
        **_TEXT,
        "bold": True,
        "bg_color": "#1F2A3D",
        "font_color": "#FFFFFF",
        "border": 1,
        "border_color": "#1F2A3D",
    },
    "side": {**_BOXED, "bold": True, "bg_color": "#F2F4F7"},
    "share": {**_BOXED, "num_format": '0" %"'},
    "total": {**_BOXED, "bold": True, "bg_color": "#F2F4F7"},
    "total-share": {
        **_BOXED,
        "bold": True,
        "bg_color": "#F2F4F7",
        "num_format": '0" %"',
    },
    "code": {**_BOXED, "font_name": "Consolas", "font_size": 9},
    State.COVERED.value: _GREEN,
    State.PARTIAL.value: _AMBER,
    State.OUTDATED.value: _BLUE,
    State.MISSING.value: _RED,
    State.WAIVED.value: _VIOLET,
    State.NOT_APPLICABLE.value: _GREY,
}

OF_WARMTH: Final = {
    Warmth.ANSWERED: State.COVERED.value,
    Warmth.RULES: State.PARTIAL.value,
    Warmth.OUTDATED: State.OUTDATED.value,
    Warmth.NOTHING: State.MISSING.value,
}
"""The look of each warmth: that of the state it is nearest to."""

LINES: Final = (
    ("#1D63B8", "square", "dash"),
    ("#B54708", "triangle", "solid"),
    ("#6941C6", "diamond", "dash"),
    ("#067647", "x", "solid"),
    ("#C11574", "star", "dash_dot"),
    ("#3B424D", "plus", "round_dot"),
)
"""Colour, marker and dashes of the lines of a chart, so that no line is told by colour alone."""

_SENTENCE: Final = 140
"""Characters of a sentence on one row of a sheet that is read as a page."""


def text(value: str, look: str = "") -> Cell:
    """A text on one line."""
    return Cell(one_line(value), look)


def several(values: Iterable[str], look: str = "") -> Cell:
    """Texts below each other."""
    return Cell("\n".join(one_line(each) for each in values), look)


def code(value: str) -> Cell:
    """Lines as they stand."""
    return Cell("\n".join(lines(value.replace("\t", "    ")).split("\n")), "code")


def share(value: int | None, look: str = "share") -> Cell:
    """A percentage; an empty cell where there is none."""
    return Cell("" if value is None else value, look)


def head(*titles: str) -> tuple[Cell, ...]:
    """The names of columns."""
    return tuple(Cell(one_line(each), "head") for each in titles)


def sentences(values: Iterable[str], look: str = "line") -> Sequence[Sequence[Cell]]:
    """Rows to read as a page: long sentences go on in the next row."""
    return [
        (Cell(line, look),)
        for value in values
        if value
        for line in wrap(one_line(value), _SENTENCE, break_long_words=True)
    ]
