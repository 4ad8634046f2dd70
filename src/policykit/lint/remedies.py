"""Fixes of names: what a hint tells a person to write, as an edit a program can make."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from policykit.model.document import Document
from policykit.model.finding import Edit, Fix, Problem
from policykit.model.position import Location, Pointer
from policykit.model.quantity.parse import is_term_name
from policykit.yamlsource.lines import quoted

_PLACEHOLDER: Final = "REF001"
_LINK: Final = "REF002"
_NAME: Final = "REF003"
_NUMBER: Final = "WRD005"
_SETTING: Final = "SET001"
_CODES: Final = frozenset({_PLACEHOLDER, _LINK, _NAME, _NUMBER, _SETTING})

_MEANT = re.compile(r"(?:Did you mean (?P<near>\S+)\?|.*\b[Ww]rite (?P<sure>\S+)\.)")
_BRACES = re.compile(r"\{[^{}]+\}")
_PLAIN = re.compile(r"[A-Za-z0-9][\w.-]*")
_SENTENCE_END: Final = re.compile(r"[.,;:!?]+$")
_GIVEN: Final = ("item ", "term ")
_RENAMED: Final = "is now called"


def with_remedy(problem: Problem, where: Location, document: Document | None) -> Problem:
    """The problem with a fix, where its hint names the one thing to write in its place.

    Args:
        problem: as a rule tells it.
        where: its place in the file.
        document: the file, None where it was not read.
    """
    if problem.instead:
        return _with_other_words(problem, where, document)
    if problem.code not in _CODES or problem.fix is not None or document is None:
        return problem
    span = where.span
    found = _MEANT.fullmatch(problem.hint)
    if span is None or span.start.line != span.end.line or found is None:
        return problem
    line = document.text.split("\n")[span.start.line - 1]
    written = line[span.start.column - 1 : span.end.column - 1]
    meant = found["near"] or found["sure"]
    new = _new(problem.code, written, meant)
    if not new or new == written or _stands_beside(document, where.pointer, new):
        return problem
    if (problem.code != _NAME or problem.value.startswith(_GIVEN)) and not is_term_name(
        meant.strip("{}")
    ):
        # What it leads to is itself to be renamed first.
        return problem
    safe = _RENAMED in problem.message or (
        problem.code == _PLACEHOLDER and found["sure"] is not None
    )
    title = f"Write {meant}"
    edit = Edit(document.path, span, new)
    whole = document.value_span(where.pointer) if new.startswith("{") else None
    if whole is not None and whole.start == span.start:
        # A brace at the very front of a text without quotes would begin a list of keys.
        if whole.end.line != span.end.line:
            return problem
        text = new + line[span.end.column - 1 : whole.end.column - 1]
        edit = Edit(document.path, whole, quoted(text))
    fix = Fix(title, (edit,), safe=safe)
    return replace(problem, fix=fix)


def _with_other_words(problem: Problem, where: Location, document: Document | None) -> Problem:
    """The problem with a fix that writes other words where the file has the words themselves."""
    span = where.span
    if document is None or span is None or span.start.line != span.end.line:
        return problem
    line = document.text.split("\n")[span.start.line - 1]
    if line[span.start.column - 1 : span.end.column - 1] != problem.place.words:
        return problem
    edit = Edit(document.path, span, problem.instead)
    return replace(problem, fix=Fix(f"Write {problem.instead}", (edit,), safe=False))


def _new(code: str, written: str, meant: str) -> str:
    """What to put in the place of what is written; '' where the hint names a part of it alone."""
    if code == _NUMBER:
        return meant if _BRACES.fullmatch(meant) else ""
    if code == _PLACEHOLDER:
        return _placeholder(written, meant)
    if code == _LINK:
        # A policy alone would lose the item; whether the other policy has it, nobody knows here.
        is_lost = "." in written and "." not in meant
        is_link = written.startswith("](") and written.endswith(")")
        return f"]({meant})" if is_link and not is_lost else ""
    bare = written.strip("\"'")
    alike = bare.count(".") == meant.count(".") or meant.endswith(f".{bare}")
    return meant if alike and _PLAIN.fullmatch(meant) else ""


def _stands_beside(document: Document, pointer: Pointer, name: str) -> bool:
    """Whether a list has the name already: then it is not what was meant by another entry."""
    if not pointer or not isinstance(pointer[-1], int):
        return False
    beside = document.data
    for part in pointer[:-1]:
        if isinstance(beside, dict) and isinstance(part, str):
            beside = beside.get(part)
        elif isinstance(beside, list) and isinstance(part, int):
            beside = beside[part]
    return isinstance(beside, list) and name in beside


def _placeholder(written: str, meant: str) -> str:
    if not meant.startswith("{"):
        is_whole = "." in meant and ":" not in written and _BRACES.fullmatch(written)
        return f"{{{meant}}}" if is_whole else ""
    if not _BRACES.fullmatch(meant):
        return ""
    if not _BRACES.fullmatch(written):
        end = _SENTENCE_END.search(written)
        return meant + (end[0] if end else "")
    if written.count(".") != meant.count("."):
        return ""
    _, colon, form = written.strip("{} ").partition(":")
    return f"{meant[:-1]}{colon}{form}}}"
