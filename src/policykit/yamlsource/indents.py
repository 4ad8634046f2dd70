"""Where a line should have stood."""

from __future__ import annotations

from policykit.yamlsource.lines import indent_columns, take_apart


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
