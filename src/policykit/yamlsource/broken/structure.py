"""Slips in what stands under what: colons, dashes, indentation."""

from __future__ import annotations

from typing import Final

from policykit.yamlsource import codes
from policykit.yamlsource.broken.case import Case, note_at
from policykit.yamlsource.indents import item_without_dash, wrong_indent
from policykit.yamlsource.limits import MAX_KEY_LENGTH
from policykit.yamlsource.lines import (
    glued_colon,
    glued_dash,
    is_identifier,
    take_apart,
    with_quoted_value,
)
from policykit.yamlsource.notes import Note

_SENTENCE_ENDS: Final = ".!?:;\"'\u2019\u201d)]}"
"""Behind these nobody goes on with the same text on the next line."""


def _glued(case: Case, number: int) -> Note | None:
    """A missing space behind the colon or the dash a line begins with."""
    line = case.line(number)
    parts = take_apart(line)
    mended = glued_dash(line)
    if mended:
        return note_at(codes.NO_SPACE_AFTER_DASH, number, parts.column, mended=mended)
    mended = glued_colon(line)
    if mended:
        column = parts.column + parts.value.index(":")
        return note_at(codes.NO_SPACE_AFTER_COLON, number, column, mended=mended)
    return None


def stray_colon(case: Case) -> Note | None:
    """A colon where no key can be."""
    trouble = case.trouble
    if "values are not allowed" not in trouble.said:
        return None
    line = case.line(trouble.line)
    if trouble.column > MAX_KEY_LENGTH and ":" not in line[: trouble.column]:
        return _long_key(case, trouble.line)
    parts = take_apart(line)
    if parts.key and trouble.column < parts.column:
        above = case.line_before(trouble.line)
        return _glued(case, above) or _no_colon(case, above) or _wrong_indent(case)
    if (
        not parts.key
        and not parts.dashes
        and len(parts.indent) + len(parts.value) > trouble.column
        and _began_above(case, trouble.line)
    ):
        # The text began on a line above, so no single line can be quoted.
        return note_at(codes.COLON_IN_TEXT, trouble.line, trouble.column)
    mended = with_quoted_value(parts)
    if parts.value.endswith(":"):
        below = case.line(trouble.line + 1)
        follows = len(below) - len(below.lstrip()) > len(parts.indent)
        mended = "" if follows or below.lstrip().startswith("- ") else mended
    if parts.value.startswith(('"', "'", "--- ")):
        mended = ""
    return note_at(codes.COLON_IN_TEXT, trouble.line, trouble.column, mended=mended)


def _began_above(case: Case, number: int) -> bool:
    """Whether the text on a line without a key goes on from one above."""
    above = case.line_before(number)
    while above >= 0:
        parts = take_apart(case.line(above))
        if parts.key or parts.dashes:
            return bool(parts.value)
        above = case.line_before(above)
    return False


def _no_colon(case: Case, number: int) -> Note | None:
    """A line at the place of a key that is none."""
    parts = take_apart(case.line(number))
    if number < 0 or parts.key or parts.dashes or not parts.value:
        return None
    above = case.line_before(number)
    head = take_apart(case.line(above))
    if above >= 0 and len(parts.indent) > len(head.indent) + len(head.dashes):
        return None
    if len(parts.value) > MAX_KEY_LENGTH:
        return _long_key(case, number)
    first, _, rest = parts.value.partition(" ")
    mended = ""
    if rest and is_identifier(first) and first.islower() and not rest[:1].islower():
        mended = f"{parts.indent}{first}: {rest.lstrip()}{parts.trailer}"
    elif (
        rest
        and first.islower()
        and head.key
        and " " in head.value
        and head.value[-1] not in _SENTENCE_ENDS
    ):
        mended = f"{parts.indent}  {parts.value}{parts.trailer}"
    return note_at(
        codes.NO_COLON,
        number,
        len(parts.indent),
        text=parts.value,
        mended=mended,
        length=len(parts.value),
    )


def _long_key(case: Case, number: int) -> Note:
    line = case.line(number)
    column = len(line) - len(line.lstrip())
    return note_at(codes.KEY_TOO_LONG, number, column, text=line.strip())


def missing_colon(case: Case) -> Note | None:
    """A line that was taken for a key whose colon never came."""
    trouble = case.trouble
    if "could not find expected ':'" not in trouble.said or trouble.context_line < 0:
        return None
    number = trouble.context_line
    if trouble.line == number and trouble.column - trouble.context_column > MAX_KEY_LENGTH:
        return _long_key(case, number)
    return _glued(case, number) or _no_colon(case, number)


def behind_comment(case: Case) -> Note | None:
    """Text that goes on below a comment line in its midst."""
    trouble = case.trouble
    line = case.line(trouble.line)
    if trouble.column != len(line) - len(line.lstrip()) or "expected" not in trouble.said:
        return None
    above = case.line(trouble.line - 1)
    parts = take_apart(line)
    if parts.key or parts.dashes or not parts.value or "#" not in above:
        return None
    column = above.index("#")
    return note_at(codes.COMMENT_CUTS_TEXT, trouble.line - 1, column, text=above[column + 1 :])


def second_document(case: Case) -> Note | None:
    """Keys behind `...`, which ends a document."""
    trouble = case.trouble
    if "document start" not in trouble.said:
        return None
    if not case.line(case.line_before(trouble.line)).startswith("..."):
        return None
    return note_at(codes.SECOND_DOCUMENT, trouble.line, trouble.column)


def _wrong_indent(case: Case) -> Note | None:
    """A line that stands too far in or out."""
    trouble = case.trouble
    line = case.line(trouble.line)
    indent = len(line) - len(line.lstrip(" "))
    number = trouble.line
    if "document start" in trouble.said:
        first = case.line_before(trouble.line)
        while case.line_before(first) >= 0:
            first = case.line_before(first)
        shift = len(case.line(first)) - len(case.line(first).lstrip(" "))
        if first < 0 or not shift or indent:
            return None
        return note_at(codes.WRONG_INDENT, first, 0, mended=case.line(first)[shift:], length=shift)
    glued = _glued(case, number)
    if glued is not None:
        return glued
    if dash := item_without_dash(case.lines, number):
        key = take_apart(line).key
        return note_at(codes.DASH_MISSING, number, indent, text=key, mended=dash, length=len(key))
    right = wrong_indent(case.lines, number)
    if right is None:
        return None
    mended = " " * right + line.lstrip(" ")
    return note_at(codes.WRONG_INDENT, number, indent, mended=mended)


def misplaced_line(case: Case) -> Note | None:
    """A break at the first word of a line, so that the whole line is meant."""
    trouble = case.trouble
    line = case.line(trouble.line)
    before = line[: trouble.column]
    if before.strip(" -"):
        return None
    return _wrong_indent(case)
