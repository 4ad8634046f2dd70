"""The mended line of slips in a text that could be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from policykit.model.document import unpack
from policykit.model.policy_shape import POLICY
from policykit.model.shape import Items, Keyed, Named, Quantity, Reference, Rows, Section, Shape
from policykit.yamlsource import codes
from policykit.yamlsource.indents import wrong_indent
from policykit.yamlsource.limits import LONGEST_LINE
from policykit.yamlsource.lines import quoted, take_apart, with_quoted_value
from policykit.yamlsource.notes import Note

_NEAR = 2
_QUOTE_VALUE = frozenset({codes.ANCHOR, codes.ALIAS, codes.TAG})
_QUOTE_NODE = frozenset({codes.NUMBER_WOULD_CHANGE, codes.CODE_LIKE_NUMBER, codes.KEY_NOT_TEXT})


def mend(notes: list[Note], lines: list[str]) -> Iterator[Note]:
    """The notes with the mended line where there is one.

    Keys that one sentence was cut into are told once.

    Args:
        notes: in the order they were taken.
        lines: the lines of the text.
    """
    covered = (0, 0)
    for note in notes:
        start, end = unpack(note.start), unpack(note.end)
        line = lines[start.line - 1] if 1 <= start.line <= len(lines) else ""
        if not line or len(line) > LONGEST_LINE:
            yield note
            continue
        column = start.column - 1
        mended = ""
        if note.code == codes.COMMA_CUTS_TEXT:
            if covered[0] == start.line and column < covered[1]:
                continue
            mended, stop = _whole_text(line, column)
            covered = (start.line, stop)
        elif note.code == codes.NO_SPACE_AFTER_COLON:
            colon = line.find(":", column) + 1
            mended = f"{line[:colon]} {line[colon:]}" if colon else ""
        elif note.code == codes.NO_SPACE_AFTER_DASH:
            mended = f"{line[: column + 1]} {line[column + 1 :]}"
        elif note.code == codes.BRACES_AROUND_NAME:
            mended = _bare_name(line, note.text, column)
        elif note.code == codes.LIST_IN_TEXT:
            right = wrong_indent(lines, start.line - 1)
            near = right is not None and abs(right - column) <= _NEAR
            mended = " " * (right or 0) + line.lstrip(" ") if near else ""
        elif note.code == codes.WORD_QUOTE and start.line == end.line:
            stop = end.column - 1
            mended = f"{line[:column]}{quoted(line[column + 1 : stop - 1])}{line[stop:]}"
        elif note.code in _QUOTE_VALUE:
            parts = take_apart(line)
            mended = with_quoted_value(parts) if parts.column == column else ""
        elif note.code in _QUOTE_NODE and note.text and start.line == end.line:
            stop = end.column - 1
            mended = f"{line[:column]}{quoted(line[column:stop])}{line[stop:]}"
        elif note.code == codes.KEY_NOT_TEXT:
            mended = _braces_text(line)
        yield replace(note, mended=mended)


def _whole_text(line: str, column: int) -> tuple[str, int]:
    """The line with the sentence around a comma in quotes, and where the sentence ends."""
    found = re.compile(r"[^{}\[\]]*?(?=,\s*[\w-]+\s*:\s|\s*\})").match(line, column)
    stop = found.end() if found else column
    head = line[:column]
    if ":" not in head[head.rfind("{") :]:
        # Not one key has a value: a list was meant.
        inner = line[head.rfind("{") + 1 : stop]
        if found and line[stop : stop + 1] == "}" and head.rfind("{") >= 0:
            return f"{line[: head.rfind('{')]}[{inner}]{line[stop + 1 :]}", stop
        return "", stop
    start = head.rfind(": ") + 2
    start += len(line[start:]) - len(line[start:].lstrip(" "))
    words = line[start:stop]
    if start > column or not words or words[0] in "\"'[{":
        return "", stop
    return f"{line[:start]}{quoted(words)}{line[stop:]}", stop


def _bare_name(line: str, name: str, column: int) -> str:
    parts = take_apart(line)
    if re.fullmatch(r"\{\s*" + re.escape(name) + r"\s*\}", parts.value) is None:
        start, end = line.rfind("{", 0, column), line.find("}", column) + 1
        return f"{line[:start]}{quoted(line[start:end])}{line[end:]}" if start >= 0 < end else ""
    if parts.key in _keys_of_names():
        return f"{parts.prefix}{name}{parts.trailer}"
    return with_quoted_value(parts)


@cache
def _keys_of_names() -> frozenset[str]:
    """The keys of policies behind which a bare name can stand; behind all others are texts."""
    return frozenset(_named(POLICY))


def _named(fields: Mapping[str, Shape]) -> Iterator[str]:
    for key, shape in fields.items():
        match shape:
            case Quantity() | Reference():
                yield key
            case Section(below) | Items(fields=below) | Named(fields=below) | Rows(fields=below):
                yield from _named(below)
            case Keyed(value=Quantity() | Reference()):
                yield key
            case _:
                pass


def _braces_text(line: str) -> str:
    parts = take_apart(line)
    return with_quoted_value(parts) if parts.value.startswith("{{") else ""
