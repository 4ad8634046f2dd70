"""TXT003: what stands in a text can be printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from policykit.lint.alphabets import BROKEN, may_be_unprintable, unprintable
from policykit.lint.everywhere import each_file
from policykit.lint.invisible import name
from policykit.lint.places import written
from policykit.lint.rule import Rule
from policykit.lint.scalars import Scalar, scalars
from policykit.model.document import Document
from policykit.model.finding import Problem, Severity
from policykit.model.page import Page

_BROKEN: Final = re.compile(rf"{BROKEN}|\\u[fF]{{3}}[dD]")


def _in_file(document: Document) -> Iterator[Problem]:
    if not may_be_unprintable(document.text):
        return
    for scalar in scalars(document):
        if not scalar.text.isascii():
            yield from _in_scalar(document, scalar)


def _in_scalar(document: Document, scalar: Scalar) -> Iterator[Problem]:
    found = list(unprintable(scalar.text))
    broken = [each for each in found if scalar.text[each[0]] == BROKEN]
    put_in = set(broken[_broken_in_file(document, scalar) :] if broken else ())
    for offset, reason in found:
        if (offset, reason) not in put_in:
            character = scalar.text[offset]
            yield Problem(
                place=scalar.place(offset, offset + 1),
                message=f"{name(character)} {reason}.",
                hint="Type what is meant with ordinary letters, or delete it.",
                value=name(character),
            )


def _broken_in_file(document: Document, scalar: Scalar) -> int:
    """How many broken letters the file itself holds there.

    Where the reader refuses a character, one stands in its place, and the refusal is told.
    """
    if scalar.start is not None:
        return scalar.text.count(BROKEN)
    is_key = scalar.part == "key"
    span = document.key_span(scalar.pointer) if is_key else document.value_span(scalar.pointer)
    return 0 if span is None else len(_BROKEN.findall(written(document, span)))


_POLICY, _AROUND = each_file(_in_file)

RULE = Rule(
    page=Page(
        code="TXT003",
        name="unprintable-letter",
        category="text",
        severity=Severity.ERROR,
        preset="minimal",
        summary="A text holds a broken letter, a sign of one font only, or one that is no letter.",
        why="On another screen and in print an empty box stands in its place. The sign for a "
        "broken letter says that a letter was lost on the way here.",
        bad="""\
statements:
  - id: refund
    must: Pay the refund \ue000.
""",
        good="""\
statements:
  - id: refund
    must: Pay the refund.
""",
        how="Type the letter again, or say in words what the sign stood for. Ordinary letters of "
        "all languages and pictograms may stand. The Unicode standard is what counts here: the "
        "fonts of your handbooks are not looked at, and one of them may lack a letter that "
        "passes.",
    ),
    per_policy=_POLICY,
    around=_AROUND,
)
