"""TXT002: a word is of one alphabet."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.lint.alphabets import may_be_mixed, mixed
from policykit.lint.everywhere import each_file
from policykit.lint.invisible import name
from policykit.lint.rule import Rule
from policykit.lint.scalars import Scalar, scalars
from policykit.model.document import Document
from policykit.model.finding import Problem, Severity
from policykit.model.page import Page
from policykit.model.quantity.mistake import shown


def _in_file(document: Document) -> Iterator[Problem]:
    if not may_be_mixed(document.text):
        return
    for scalar in scalars(document):
        if not scalar.text.isascii():
            for start, end, stranger in mixed(scalar.text):
                yield _problem(scalar, start, end, stranger)


def _problem(scalar: Scalar, start: int, end: int, stranger: int) -> Problem:
    word = scalar.text[start:end]
    return Problem(
        place=scalar.place(start, end),
        message=f"In {shown(word)}, letter {stranger - start + 1} is of another alphabet than the "
        f"rest: {name(scalar.text[stranger])}.",
        hint="Type the word anew with one keyboard. It looks the same and is another word.",
        value=word,
    )


_POLICY, _AROUND = each_file(_in_file)

RULE = Rule(
    page=Page(
        code="TXT002",
        name="mixed-alphabets",
        category="text",
        severity=Severity.ERROR,
        preset="minimal",
        summary="A word mixes letters of two alphabets that look alike.",
        why="Searches miss it, names no longer match, and a web address may lead to somebody "
        "else. It comes from another keyboard, or from someone who wants to deceive.",
        bad="""\
statements:
  - id: refund
    must: P\u0430y the refund.
""",
        good="""\
statements:
  - id: refund
    must: Pay the refund.
""",
        how="Type the word anew. Greek signs of units and sciences, such as the one for a "
        "micrometre, may stand before a letter.",
    ),
    per_policy=_POLICY,
    around=_AROUND,
)
