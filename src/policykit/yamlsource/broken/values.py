"""Slips in and around one value: escapes, tabs, quote marks, special characters."""

from __future__ import annotations

import re
from dataclasses import replace

from policykit.yamlsource import codes
from policykit.yamlsource.broken.case import Case, note_at
from policykit.yamlsource.broken.short_forms import CLOSING, open_bracket
from policykit.yamlsource.indents import depth_of_tabbed
from policykit.yamlsource.lines import CURLY_QUOTES, Parts, quoted, take_apart, with_quoted_value
from policykit.yamlsource.notes import Note

_KEY_LINE = re.compile(r"\n[ \t]*(?:- |[\w.-]+:(?:[ \t\n]|$))")
_SPECIAL = frozenset("{[*&!%@`|>,]}?")
_LONE_BACKSLASH = re.compile(
    r"""\\(?:([\\"/abefnrtv0 N_LP]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})|)"""
)


def unknown_escape(case: Case) -> Note | None:
    """A backslash in double quotes that means nothing."""
    trouble = case.trouble
    if "quoted scalar" not in trouble.said and "escape" not in trouble.said:
        return None
    if not re.search(r"escape|hexa?decimal", trouble.said):
        return None
    line = case.line(trouble.line)
    column = line.rfind("\\", 0, trouble.column + 1)
    mended = _LONE_BACKSLASH.sub(lambda found: found[0] if found[1] else r"\\", line)
    # A sound escape of no character at all: there is nothing to double.
    mended = "" if mended == line else mended
    text = line[column : column + 2]
    return note_at(codes.UNKNOWN_ESCAPE, trouble.line, max(column, 0), text=text, mended=mended)


def misplaced_tab(case: Case) -> Note | None:
    """A tab before, between or behind keys and values."""
    trouble = case.trouble
    line = case.line(trouble.line)
    indent = line[: len(line) - len(line.lstrip(" \t"))]
    parts = take_apart(line)
    if "\t" in indent and (
        trouble.column <= len(indent) or line[len(indent) : trouble.column] == parts.key
    ):
        return _tabbed(case, indent)
    if line[trouble.column : trouble.column + 1] != "\t":
        return None
    tabs = len(line[trouble.column :]) - len(line[trouble.column :].lstrip(" \t"))
    rest = line[trouble.column + tabs :]
    mended = f"{line[: trouble.column]}{' ' if rest else ''}{rest}"
    return note_at(codes.TAB, trouble.line, trouble.column, text="a space", mended=mended)


def _tabbed(case: Case, indent: str) -> Note:
    """A line moved in by tabs."""
    number = case.trouble.line
    depth, is_sure = depth_of_tabbed(case.lines, number)
    note = note_at(
        codes.TAB,
        number,
        indent.index("\t"),
        text=f"{depth} spaces" if depth > 1 else "spaces",
        mended=" " * depth + case.line(number)[len(indent) :],
    )
    return replace(note, sure=is_sure)


def unclosed_quote(case: Case) -> Note | None:
    """A quote mark whose text swallowed lines that look like keys or items."""
    trouble = case.trouble
    if "end of stream" in trouble.said and "quoted" in trouble.said:
        number, column = trouble.context_line, trouble.context_column
    elif case.last_text is not None:
        start, end = case.last_text
        words = case.text[start:end]
        near = case.text.count("\n", end, trouble.index) == 0 and end <= trouble.index
        if words[:1] not in ('"', "'") or not near or not _KEY_LINE.search(words):
            return None
        number = case.text.count("\n", 0, start)
        column = start - case.text.rfind("\n", 0, start) - 1
    else:
        return None
    line = case.line(number)
    quote, words = line[column : column + 1], line[column + 1 :].rstrip()
    short = re.match(r"[^,\]}]*(?=[,\]}])", words) if open_bracket(line[:column]) else None
    at = column + 1 + (short.end() if short else len(words))
    mended = f"{line[:at]}{quote}{line[at:].rstrip()}"
    return note_at(codes.UNCLOSED_QUOTE, number, column, text=quote, mended=mended)


def marked_value(case: Case) -> Note | None:
    """A quote mark, a Word quote or a special character at the start of a value."""
    trouble = case.trouble
    numbers = [trouble.line]
    if trouble.context_line not in {-1, trouble.line}:
        numbers.append(trouble.context_line)
    for number in numbers:
        line = case.line(number)
        parts = take_apart(line)
        if not parts.value or (number == trouble.line and trouble.column < parts.column):
            continue
        note = (
            _curly(parts, number)
            or _text_after_quote(parts, number)
            or (_special(parts, number) if number == trouble.line else None)
        )
        if note is not None:
            return note
    return None


def _curly(parts: Parts, number: int) -> Note | None:
    value = parts.value
    found = re.search(rf"[{CURLY_QUOTES}]", value)
    if found is None or (found.start() and value[found.start() - 1] not in "[{ ,"):
        return None
    if found.start() and value[0] not in "[{":
        return None
    last = max(value.rfind(quote) for quote in CURLY_QUOTES)
    if found.start() == 0 and last == len(value) - 1 > 0:
        value = quoted(value[1:-1])
    elif found.start():
        value = re.sub(rf"[{CURLY_QUOTES}]", '"', value)
    else:
        value = quoted(value)
    return note_at(
        codes.WORD_QUOTE,
        number,
        parts.column + found.start(),
        text=found.group(),
        mended=f"{parts.prefix}{value}{parts.trailer}",
    )


def _text_after_quote(parts: Parts, number: int) -> Note | None:
    value = parts.value
    found = re.match(r'"(?:[^"\\]|\\.)*"|' + r"'(?:[^']|'')*'", value)
    if found is None or found.end() == len(value):
        return None
    if not parts.key and value[found.end()] == ":":
        at = parts.column + found.end() + 1
        line = f"{parts.prefix}{value}{parts.trailer}"
        mended = f"{line[:at]} {line[at:]}"
        return note_at(codes.NO_SPACE_AFTER_COLON, number, at - 1, mended=mended)
    inner = value
    if value[-1] == value[0] and found.end() < len(value) - 1:
        inner = value[1:-1]
    elif value[0] == "'" and value[found.end()].isalnum():
        # An apostrophe ended the text, as in 'Don't.
        inner = value[1:]
    return note_at(
        codes.TEXT_AFTER_QUOTE,
        number,
        parts.column + found.end(),
        text=value,
        mended=f"{parts.prefix}{quoted(inner)}{parts.trailer}",
        length=len(value) - found.end(),
    )


def _special(parts: Parts, number: int) -> Note | None:
    value = parts.value
    if value.startswith("- ") and parts.key:
        return note_at(codes.LIST_BESIDE_KEY, number, parts.column, text=parts.key)
    if value[0] not in _SPECIAL:
        return None
    if value[0] in CLOSING and not _goes_on(value):
        return None
    return note_at(
        codes.SPECIAL_START,
        number,
        parts.column,
        text=value[0],
        mended=with_quoted_value(parts),
    )


def _goes_on(value: str) -> bool:
    """Whether words follow the bracket that closes the one at the start."""
    depth = 0
    for index, character in enumerate(value):
        depth += (character in "[{") - (character in "]}")
        if not depth:
            return index < len(value) - 1
    return False
