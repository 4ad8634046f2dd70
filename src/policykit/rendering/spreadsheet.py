"""Tables as a workbook (Office Open XML): the one place that knows how they are written.

A cell is a text or a number and never a formula or a link, whatever it begins with.
"""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import lru_cache
from textwrap import wrap
from typing import TYPE_CHECKING, Final, TypeAlias, cast
from unicodedata import east_asian_width

from policykit.model.value import dataclass

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart_line import ChartLine
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Value: TypeAlias = str | int
Look: TypeAlias = Mapping[str, str | int | bool]
"""How cells look, in the words of the library: `bold`, `bg_color`, `num_format` …"""

LONGEST: Final = 32_767
"""How many characters a cell holds (ECMA-376, and what programs refuse beyond)."""

_CUT: Final = " …"
_FORMULAS: Final = "=+-@\t\r\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}"
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_MORE: Final[Mapping[str, Look]] = {
    "number": {"align": "center"},
    "quoted": {"quote_prefix": True},
}
_A4: Final = 9

_USUAL_SIZE: Final = 11.0
"""The size of the letters that widths of columns are counted in, in points."""

_USUAL_HEIGHT: Final = 15.0
_PIXELS_OF_A_ROW: Final = 20
"""What a row of the usual height takes on a screen."""

_HIGHEST: Final = 409.0
"""The highest row there can be, in points."""

_LEADING: Final = 1.32
_PADDING: Final = 2.5


@dataclass(frozen=True, slots=True)
class Cell:
    """A text or a number, and the name of its look ('' for the usual one)."""

    value: Value
    look: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """A line of a chart: the column of its numbers, whose head is its name; its look."""

    column: int
    color: str
    is_bold: bool = False
    marker: str = "circle"
    dash: str = "solid"


@dataclass(frozen=True, slots=True)
class Chart:
    """Lines over the rows `first` to `last` (from 0, the head of the columns before them).

    `names` is the column with what each row is called. `title` and `axis` are words of ours. `told` says in words what the lines show, for those
    who cannot see them. It stands below the row `below` (from 0), `width` by `height` pixels.
    """

    title: str
    axis: str
    told: str
    names: int
    series: Sequence[Series]
    first: int
    last: int
    below: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet: rows of cells, and how wide its columns are, in characters.

    `head` is the row (from 0) that names the columns of a table, which runs to the last row;
    it stays in sight and, where `is_filtered`, can be filtered. None for a sheet without such a
    table. `fixed` is how many columns stay in sight, `printed` how many are put on paper (0 for
    all); rows are as high as those need. `is_one_page` puts all of it on one.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int]
    head: int | None = None
    is_filtered: bool = True
    fixed: int = 0
    printed: int = 0
    is_one_page: bool = False
    chart: Chart | None = None


def workbook(
    sheets: Sequence[Sheet], looks: Mapping[str, Look], *, title: str, made: date
) -> bytes:
    """The bytes of a workbook; equal sheets give equal bytes.

    Args:
        sheets: what it holds, the one to open first.
        looks: how cells look by the name of a look; '' is the usual one.
        title: what programs call it.
        made: the day it says it was made on.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - which only spreadsheets need

    file = io.BytesIO()
    with Workbook(file, dict(_OPTIONS)) as book:
        book.set_properties({"title": title, "created": datetime.combine(made, time(), UTC)})
        formats = _Formats(book, looks)
        for sheet in sheets:
            _write(book, sheet, formats)
    return file.getvalue()


class _Formats:
    """The looks of a workbook, each made once; with a mark for what begins as a formula does."""

    def __init__(self, book: Workbook, looks: Mapping[str, Look]) -> None:
        self._book = book
        self._looks = looks
        self._made: dict[tuple[str, str], Format] = {}

    def of(self, look: str, how: str = "") -> Format:
        """The format of a look, for a plain text, a `number` or a `quoted` text.

        Of a quoted one a program makes no formula when somebody edits it.
        """
        key = (look, how)
        if key not in self._made:
            more = _MORE.get(how, {})
            self._made[key] = self._book.add_format({**self._looks[look], **more})
        return self._made[key]

    def height(self, cells: Sequence[Cell], widths: Sequence[int]) -> float:
        """How high a row has to be for all its text, in points: not every program works it out."""
        needed = _USUAL_HEIGHT
        for cell, width in zip(cells, widths, strict=False):
            look = self._looks[cell.look]
            size = float(look.get("font_size", _USUAL_SIZE))
            count = 1
            if look.get("text_wrap") and isinstance(cell.value, str):
                # Letters that are larger or bold than usual take more room.
                room = int(width * _USUAL_SIZE / size * (0.88 if look.get("bold") else 0.95))
                count = sum(_lines(line, max(room, 1)) for line in cell.value.split("\n"))
            needed = max(needed, count * size * _LEADING + _PADDING)
        return min(needed, _HIGHEST)


@lru_cache(maxsize=4096)
def _lines(text: str, room: int) -> int:
    """How many lines a text takes in so many columns, wide letters two."""
    if not text.isascii():
        text = "".join(each * (2 if east_asian_width(each) in {"W", "F"} else 1) for each in text)
    return len(wrap(text, room)) if len(text) > room else 1


def _write(book: Workbook, sheet: Sheet, formats: _Formats) -> None:
    page = book.add_worksheet(sheet.name)
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    for row, cells in enumerate(sheet.rows):
        page.set_row(row, formats.height(cells[: sheet.printed or None], sheet.widths))
        for column, cell in enumerate(cells):
            if isinstance(cell.value, int):
                page.write_number(row, column, cell.value, formats.of(cell.look, "number"))
            elif not cell.value:
                page.write_blank(row, column, None, formats.of(cell.look))
            else:
                text = _fitting(cell.value)
                how = "quoted" if text.startswith(tuple(_FORMULAS)) else ""
                page.write_string(row, column, text, formats.of(cell.look, how))
    if sheet.head is not None:
        last = max(len(sheet.rows) - 1, sheet.head)
        page.freeze_panes(sheet.head + 1, sheet.fixed)
        if sheet.is_filtered:
            page.autofilter(sheet.head, 0, last, len(sheet.rows[sheet.head]) - 1)
        page.repeat_rows(sheet.head)
    if sheet.printed:
        page.print_area(0, 0, max(len(sheet.rows) - 1, 1), sheet.printed - 1)
    if sheet.chart is not None:
        _draw(book, page, sheet, sheet.chart)
        ends = sheet.chart.below + math.ceil(sheet.chart.height / _PIXELS_OF_A_ROW) + 1
        page.print_area(0, 0, ends, len(sheet.widths) - 1)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 1 if sheet.is_one_page else 0)
    page.set_footer("&L&A&RPage &P of &N")
    page.hide_gridlines(2)


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - len(_CUT)]}{_CUT}"


def _draw(book: Workbook, page: Worksheet, sheet: Sheet, chart: Chart) -> None:
    head, first, last = chart.first - 1, chart.first, chart.last
    drawn = cast("ChartLine", book.add_chart({"type": "line"}))
    for each in chart.series:
        drawn.add_series(
            {
                "name": [sheet.name, head, each.column],
                "categories": [sheet.name, first, chart.names, last, chart.names],
                "values": [sheet.name, first, each.column, last, each.column],
                "line": {
                    "color": each.color,
                    "width": 3 if each.is_bold else 1.5,
                    "dash_type": each.dash,
                },
                "marker": {
                    "type": each.marker,
                    "size": 7 if each.is_bold else 5,
                    "fill": {"color": each.color},
                    "border": {"color": each.color},
                },
            }
        )
    drawn.set_title({"name": chart.title, "overlay": False, "name_font": {"size": 13}})
    drawn.set_y_axis(
        {
            "name": chart.axis,
            "min": 0,
            "max": 100,
            "major_gridlines": {"visible": True, "line": {"color": "#E4E7EC"}},
        }
    )
    drawn.set_legend({"position": "bottom"})
    drawn.show_blanks_as("gap")
    drawn.set_size({"width": chart.width, "height": chart.height})
    page.insert_chart(chart.below + 1, 0, drawn, {"description": chart.told})
