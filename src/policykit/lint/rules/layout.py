"""TXT005: a file stands as `policykit fmt` lays it out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache

from policykit.library.files import file_name
from policykit.lint.everywhere import each_file
from policykit.lint.rule import Rule
from policykit.model.digest import sha256
from policykit.model.document import Document
from policykit.model.finding import Edit, Fix, Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.position import Position, Span
from policykit.validation import Schemas, load_schemas


def _in_file(document: Document) -> Iterator[Problem]:
    # Few runs ask for this rule, so none else loads what lays out.
    from policykit.formatting.files import KINDS  # noqa: PLC0415 - as said above
    from policykit.formatting.formatting import formatted  # noqa: PLC0415 - as said above

    kind = KINDS.get(file_name(document.path).kind)
    if kind is None or not document.text:
        return
    laid_out = formatted(document.text.encode(), document.path, kind, _schemas())
    text = laid_out.content.decode()
    if laid_out.trouble or text == document.text:
        return
    old_lines, new_lines = _lines(document.text), _lines(text)
    changes = SequenceMatcher(None, old_lines, new_lines, autojunk=False).get_opcodes()
    taken_out = any(
        stop - start > new_stop - new_start for _, start, stop, new_start, new_stop in changes
    )
    for change, start, stop, new_start, new_stop in changes:
        old, new = old_lines[start:stop], new_lines[new_start:new_stop]
        # What is moved is told where it stands now, not where it would come.
        if change == "equal" or (taken_out and not old and any(new)):
            continue
        yield _problem(document.path, start, old, new)


def _lines(text: str) -> list[str]:
    return [line.removesuffix("\r") for line in text.split("\n")]


@cache
def _schemas() -> Schemas:
    """The shipped schemas: they say in which order keys are read."""
    return load_schemas()


def _problem(path: str, start: int, old: Sequence[str], new: Sequence[str]) -> Problem:
    """One change: `start` counts lines from 0; without old lines, new ones come before it."""
    line = start + 1
    end = Position(start + len(old), len(old[-1]) + 1) if old else Position(line, 1)
    value = sha256("\n".join(old))[:12] if old else ""
    if len(old) != len(new):
        return Problem(
            place=Place(path, span=Span(Position(line, 1), end)),
            message=_moved(old, new),
            hint=f"Run `policykit fmt {path}`; it changes nothing of what the file says.",
            value=value,
        )
    edits = tuple(
        Edit(path, Span(Position(number, 1), Position(number, len(was) + 1)), now)
        for number, (was, now) in enumerate(zip(old, new, strict=True), line)
        if was != now
    )
    blank = all(was.rstrip() == now for was, now in zip(old, new, strict=True))
    first = len(new[0]) + 1 if blank else 1
    return Problem(
        place=Place(path, span=Span(Position(line, first), end)),
        message="Spaces stand at the end of the line, where nobody sees them."
        if blank
        else "`policykit fmt` writes this in another way.",
        hint=f"Run `policykit fmt {path}`, which does it for the whole file.",
        mended=new[0] if len(new) == 1 and not blank else "",
        value=value,
        fix=Fix("Lay it out as policykit fmt does", edits, safe=True),
    )


def _moved(old: Sequence[str], new: Sequence[str]) -> str:
    if not any(line.strip() for line in (*old, *new)):
        return "There is an empty line too many." if old else "An empty line is missing here."
    return "`policykit fmt` puts this in another place, or on more or fewer lines."


_POLICY, _AROUND = each_file(_in_file)

RULE = Rule(
    page=Page(
        code="TXT005",
        name="layout",
        category="text",
        severity=Severity.INFO,
        preset="strict",
        summary="A file is laid out in another way than policykit fmt lays it out.",
        why="Where every file looks alike, a change shows what was changed, and nothing else. A "
        "policy means the same in any layout, so this is looked at only where it is asked for.",
        bad="""\
statements:
    - id: greet
      must:   Greet the customer.
""",
        good="""\
format: 1
id: phone-manners
title: How we answer the phone
areas: [phone]
status: draft
version: 0.1.0
owner: head-of-customer-service

statements:
  - id: greet
    must: Greet the customer.
""",
        how="Run `policykit fmt`. `policykit lint --fix` does it for lines that stay where they "
        "are; moving keys and empty lines is left to fmt.",
        fix="safe",
    ),
    per_policy=_POLICY,
    around=_AROUND,
)
