"""TXT003: what stands in a text can be printed."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.lint.alphabets import may_be_unprintable, unprintable
from policykit.lint.everywhere import each_file
from policykit.lint.invisible import name
from policykit.lint.rule import Rule
from policykit.lint.scalars import scalars
from policykit.model.document import Document
from policykit.model.finding import Problem, Severity
from policykit.model.page import Page


def _in_file(document: Document) -> Iterator[Problem]:
    if not may_be_unprintable(document.text):
        return
    for scalar in scalars(document):
        if not scalar.text.isascii():
            for offset, reason in unprintable(scalar.text):
                character = scalar.text[offset]
                yield Problem(
                    place=scalar.place(offset, offset + 1),
                    message=f"{name(character)} {reason}.",
                    hint="Type what is meant with ordinary letters, or delete it.",
                    value=name(character),
                )


_POLICY, _AROUND = each_file(_in_file)

RULE = Rule(
    page=Page(
        code="TXT003",
        name="unprintable-letter",
        category="text",
        severity=Severity.ERROR,
        summary="A text holds a character that fonts do not know, such as a logo of one font or a "
        "broken letter.",
        why="On another screen and in print an empty box stands in its place. The sign for a "
        "broken letter says that a word was lost on the way here.",
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
        "all languages and pictograms may stand.",
    ),
    per_policy=_POLICY,
    around=_AROUND,
)
