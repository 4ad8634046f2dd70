"""Tables: lists of rules, times to answer, steps of escalation; all others stay tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policykit.importing.chapters import Entry, Unit
from policykit.importing.columns import Row, text_of
from policykit.importing.draft import MOST_TITLE, Draft
from policykit.importing.placing import Placing
from policykit.importing.rule_lists import put_rules
from policykit.importing.timed_lists import put_steps, put_targets
from policykit.importing.wording import escaped, fitting, name_of
from policykit.model.document import Json


def put(draft: Draft, entry: Entry) -> None:
    """Put a table to its place in a draft."""
    head = entry.block.head or tuple(cell.text for cell in entry.block.rows[0])
    rows = entry.cells if entry.block.head else entry.cells[1:]
    if not (
        put_rules(draft, entry, rows)
        or put_targets(draft, entry, head, rows)
        or put_steps(draft, entry, head, rows)
    ):
        _table(draft, entry, head, rows)


def _table(draft: Draft, entry: Entry, head: Sequence[str], rows: Sequence[Row]) -> None:
    words = draft.ground.words
    tables = draft.sections.setdefault("tables", [])
    filled = [row for row in rows if any(row)]
    if not isinstance(tables, list) or not filled:
        _drop_empty(draft)
        draft.leave([unit for row in entry.cells for units in row for unit in units])
        return
    width = max(len(head), *(len(row) for row in filled))
    at = len(tables)
    title = entry.path[-1] if entry.path else ""
    made: dict[str, Json] = {"id": draft.names.give(name_of(title, words.common), "table")}
    if title:
        made["title"] = fitting(title, MOST_TITLE)
    names: list[str] = []
    columns: dict[str, Json] = {}
    for index in range(width):
        text = head[index] if index < len(head) else ""
        name = draft.names.give(name_of(text, ()), "column")
        names.append(name)
        columns[name] = escaped(text) if text else f"Column {index + 1}"
    made["columns"] = columns
    for name, units in zip(names, () if entry.block.head else entry.cells[0], strict=False):
        draft.placings += _cells(units, ("tables", at, "columns", name))
    body: list[Json] = []
    for number, row in enumerate(filled):
        cells: dict[str, Json] = {}
        for name, units in zip(names, row, strict=False):
            if units:
                cells[name] = escaped(text_of(units))
                draft.placings += _cells(units, ("tables", at, "rows", number, "cells", name))
        first = next((text_of(units) for units in row if units), "")
        body.append({"id": draft.names.give(name_of(first, words.common), "row"), "cells": cells})
    made["rows"] = body
    tables.append(made)


def _drop_empty(draft: Draft) -> None:
    if not draft.sections.get("tables"):
        draft.sections.pop("tables", None)


def _cells(units: Sequence[Unit], pointer: tuple[str | int, ...]) -> Iterator[Placing]:
    for index, unit in enumerate(units):
        yield Placing(
            unit=unit.number,
            pointer=pointer,
            kind="table",
            written=escaped(unit.text, is_start=index == 0),
        )
