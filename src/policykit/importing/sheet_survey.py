"""What the XML of an Excel sheet holds, so that nothing a reader passes over is lost in silence."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import field
from typing import Final

from policykit.importing.archive import Archive
from policykit.importing.refusing import damaged, refused, too_large
from policykit.importing.sheet import MOST_ROWS
from policykit.importing.source import clean
from policykit.model.errors import SourceError

MOST_CELLS: Final = 5_000_000
"""Cells of a sheet, empty ones among them: rows that are styled to their end have 16,384."""

_TYPES: Final = "[Content_Types].xml"
_WORKBOOK: Final = "xl/workbook.xml"
_MAIN: Final = ".main+xml"
_LETTERS: Final = 26
_MOST_NAMED: Final = 10
_MOST_TITLE: Final = 80


@dataclasses.dataclass(slots=True)
class SheetSurvey:
    """What stands in a sheet.

    Attributes:
        title: what the sheet is called.
        filled: by the numbers of rows, how many of their cells hold something.
        rows: the numbers of the hidden rows that hold something.
        columns: the same of columns, from 1.
    """

    title: str
    filled: dict[int, int] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)


class _Survey:
    """Goes through the XML of one sheet."""

    def __init__(self, title: str, name: str) -> None:
        self.found = SheetSurvey(title)
        self._name = name
        self._hidden: list[tuple[int, int]] = []
        self._columns: set[int] = set()
        self._row = self._column = self._cells = self._rows = 0
        self._within = ""
        self._in_data = self._is_hidden = self._is_filled = False

    def start(self, _: str, element: str, attributes: dict[str, str]) -> None:
        match element:
            case "sheetData":
                self._in_data = True
            case "col" if not self._in_data:
                if _is_hidden(attributes, "width"):
                    low, high = attributes.get("min", ""), attributes.get("max", "")
                    self._hidden.append((_whole(low), _whole(high)))
            case "row" if self._in_data:
                self._begin_row(attributes)
            case "c" if self._in_data:
                self._begin_cell(attributes.get("r", ""))
            case "v" | "t" if self._in_data:
                self._within = element
            case _:
                pass

    def end(self, _: str, element: str) -> None:
        match element:
            case "sheetData":
                self._in_data = False
                self.found.columns = sorted(
                    each
                    for each in self._columns
                    if any(low <= each <= high for low, high in self._hidden)
                )
            case "row" if self._in_data and self._is_hidden and self._row in self.found.filled:
                self.found.rows.append(self._row)
            case "c" if self._in_data and self._is_filled:
                self.found.filled[self._row] = self.found.filled.get(self._row, 0) + 1
                self._columns.add(self._column)
            case "v" | "t":
                self._within = ""
            case _:
                pass

    def text(self, words: str) -> None:
        if self._within and words:
            self._is_filled = True

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._rows += 1
        if self._rows > MOST_ROWS:
            raise too_large(self._name, f"it has more than {MOST_ROWS:,} rows")
        before, told = self._row, attributes.get("r", "")
        self._row = _whole(told) if told else before + 1
        if self._row <= before:
            raise self._misplaced("stands twice or not in its order")
        self._column = 0
        self._is_hidden = _is_hidden(attributes, "ht")

    def _begin_cell(self, place: str) -> None:
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise too_large(self._name, f"a sheet of it has more than {MOST_CELLS:,} cells")
        before = self._column
        self._column = _column(place) if place else before + 1
        if self._column <= before:
            raise self._misplaced(f"has the cell {place[:20]} twice or not in its order", self._row)
        self._is_filled = False

    def _misplaced(self, what: str, row: int = 0) -> SourceError:
        return unread_row(self._name, self.found.title, row or self._row, what)


def survey_of(archive: Archive, part: str, title: str) -> SheetSurvey:
    """What the XML of a sheet holds.

    Args:
        archive: the workbook.
        part: the name of the part the sheet is.
        title: what the sheet is called.

    Raises:
        SourceError: a row or a cell stands twice or not in its order, which those who read
            sheets pass over in silence; or it is no XML, or has more than any list of rules.
    """
    survey = _Survey(title, archive.name)
    try:
        is_there = archive.parse(part, survey.start, survey.end, survey.text)
    except ValueError as error:
        raise damaged(archive.name, "Excel", ".xlsx") from error
    if not is_there:
        raise damaged(archive.name, "Excel", ".xlsx")
    return survey.found


def demand_all_sheets(archive: Archive, titles: Iterable[str]) -> None:
    """Refuse a workbook that names sheets that were not found in it.

    Args:
        archive: the workbook.
        titles: what the sheets are called that were found.

    Raises:
        SourceError: one that it names is missing.
    """
    parts = [_WORKBOOK]
    named: list[str] = []

    def typed(_: str, element: str, attributes: dict[str, str]) -> None:
        if element == "Override" and attributes.get("ContentType", "").endswith(_MAIN):
            parts[0] = attributes.get("PartName", "").removeprefix("/")

    def listed(_: str, element: str, attributes: dict[str, str]) -> None:
        if element == "sheet":
            named.append(attributes.get("name", ""))

    archive.parse(_TYPES, typed, lambda *_: None, lambda _: None)
    archive.parse(parts[0], listed, lambda *_: None, lambda _: None)
    found = list(titles)
    for each in found:
        if each in named:
            named.remove(each)
    if named:
        raise refused(
            "damaged",
            f"Sheet {_told(named[0])} is named in this workbook and is not in it.",
            archive.name,
            "Open it in Excel, look whether all sheets are there, save it anew as .xlsx, and "
            "import that.",
        )


def unread_row(name: str, title: str, row: int, what: str) -> SourceError:
    """A row that cannot be read without losing some of it.

    Args:
        name: the file.
        title: what the sheet is called.
        row: its number.
        what: what is wrong with it, as the end of a sentence.
    """
    return refused(
        "damaged",
        f"Row {row} of sheet {_told(title)} {what}, so some of it would be lost.",
        name,
        "Open it in Excel or LibreOffice, look whether all rows are there, save it anew as .xlsx, "
        "and import that.",
    )


def hidden_remark(surveys: Iterable[SheetSurvey], sheets: Iterable[str]) -> str:
    """What was hidden in a workbook and was read like all the rest, '' for nothing.

    Args:
        surveys: what stands in its sheets.
        sheets: the titles of those that are hidden as a whole.
    """
    hidden = list(sheets)
    told = [f"sheet {_told(each)}" for each in hidden]
    for survey in surveys:
        if survey.title in hidden:
            continue
        rows = [str(each) for each in survey.rows]
        columns = [_letters(each) for each in survey.columns]
        told += [
            f"{_counted(what, each)} of sheet {_told(survey.title)}"
            for what, each in (("row", rows), ("column", columns))
            if each
        ]
    if not told:
        return ""
    return f"Hidden in Excel and read like all the rest: {'; '.join(told)}. Please check them."


def _counted(what: str, names: list[str]) -> str:
    if len(names) == 1:
        return f"{what} {names[0]}"
    shown = names[:_MOST_NAMED]
    rest = f"{len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else shown.pop()
    return f"{what}s {', '.join(shown)} and {rest}"


def _told(title: str) -> str:
    return clean(title)[:_MOST_TITLE]


def _is_hidden(attributes: dict[str, str], size: str) -> bool:
    return attributes.get("hidden") in {"1", "true"} or attributes.get(size) in {"0", "0.0"}


def _whole(number: str) -> int:
    """A number of a row or column; some programs write 3.0.

    Raises:
        ValueError: it is none.
    """
    return int(number.removesuffix(".0"))


def _column(place: str) -> int:
    """The number of a column, from 1, by the place of a cell, such as 28 for AB7."""
    number = 0
    for letter in place.strip("$").upper():
        if not "A" <= letter <= "Z":
            break
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def _letters(column: int) -> str:
    told = ""
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        told = chr(ord("A") + rest) + told
    return told
