"""Where a line should have stood."""

from __future__ import annotations

from typing import Final

from policykit.yamlsource.lines import indent_columns, take_apart

_STEP: Final = 2
"""Spaces that a line moves in by under the key it belongs to."""


def wrong_indent(lines: list[str], number: int) -> int | None:
    """The column (from 0) at which line `number` (from 0) fits best.

    A key is put under the nearest key above, a list item under the nearest item. None when
    the line stands where it could, so that something else is wrong.
    """
    line = lines[number] if number < len(lines) else ""
    indent = len(line) - len(line.lstrip(" "))
    parts = take_apart(line)
    if not parts.key and not parts.dashes:
        return None
    is_item = bool(parts.dashes)
    columns = [column for column, item in indent_columns(lines, number) if item == is_item]
    if not columns or indent in columns:
        return None
    return min(columns, key=lambda column: abs(column - indent))


def depth_of_tabbed(lines: list[str], number: int) -> tuple[int, bool]:
    """How many spaces line `number` (from 0) should begin with, where it begins with tabs.

    Tabs do not tell how deep a line stands, but the lines around it do.

    Returns:
        The depth, and whether the line could stand at no other.
    """
    line = lines[number].lstrip(" \t")
    if not line:
        return _STEP, True
    parts = take_apart(line)
    is_item = bool(parts.dashes)
    above = _content(lines[:number][::-1])
    below = _content(lines[number + 1 :])
    if above is None:
        return 0, True
    head = take_apart(above)
    depth = len(head.indent) + len(head.dashes)
    below_depth = -1 if below is None else len(below) - len(below.lstrip(" "))
    below_is_item = below is not None and below.lstrip(" ").startswith("- ")
    if head.key and not head.value:
        if below_depth > depth and below_is_item == is_item:
            return below_depth, True
        if is_item and below_depth - len(parts.dashes) > depth:
            return below_depth - len(parts.dashes), True
        # A key with nothing behind it may also be one that is not finished, with another beside it.
        return depth + _STEP, is_item or not depth
    known = [
        column
        for column, item in indent_columns(lines, number)
        if item == is_item and (column or is_item)
    ]
    if not known or not (parts.key or is_item):
        return depth + _STEP if head.key else len(head.indent), False
    is_among = below_depth == known[0] and below_is_item == is_item and bool(parts.value)
    return known[0], len(set(known)) == 1 or is_among


def _content(lines: list[str]) -> str | None:
    """The first line that says something."""
    return next(
        (each for each in lines if each.strip() and not each.lstrip().startswith("#")), None
    )


def item_without_dash(lines: list[str], number: int) -> str:
    """Line `number` (from 0) with a dash, where it stands as a list item does and has none.

    Empty where the items above do not begin with its key.
    """
    line = lines[number]
    parts = take_apart(line)
    if not parts.key or parts.dashes:
        return ""
    column = len(parts.indent)
    for above in reversed(lines[:number]):
        head = take_apart(above)
        if not above.strip() or len(head.indent) > column:
            continue
        is_sibling = len(head.indent) == column and head.dashes and head.key == parts.key
        return f"{head.indent}{head.dashes}{line.lstrip(' ')}" if is_sibling else ""
    return ""
