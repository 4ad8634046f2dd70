"""TXT001: what nobody sees is not there."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.lint.everywhere import each_file
from policykit.lint.invisible import HIDDEN, invisible, name
from policykit.lint.places import location
from policykit.lint.rule import Rule
from policykit.lint.scalars import Scalar, scalars
from policykit.model.document import Document
from policykit.model.finding import Edit, Fix, Problem, Severity
from policykit.model.page import Page


def _in_file(document: Document) -> Iterator[Problem]:
    # A character may also be written as an escape, such as "\u200b"; then it is not in the text.
    if (not document.text.isascii() and HIDDEN.search(document.text)) or "\\" in document.text:
        for scalar in scalars(document):
            for offset in invisible(scalar.text):
                yield _problem(document, scalar, offset)


def _problem(document: Document, scalar: Scalar, offset: int) -> Problem:
    place = scalar.place(offset, offset + 1)
    character = scalar.text[offset]
    return Problem(
        place=place,
        message=f"Here stands an invisible character: {name(character)}.",
        hint="Delete it; the text looks the same without it.",
        value=name(character),
        fix=_fix(document, scalar, offset),
    )


def _fix(document: Document, scalar: Scalar, offset: int) -> Fix | None:
    """Taking the character out, where it stands in the file as itself."""
    span = location(scalar.place(offset, offset + 1), document).span
    if span is None or span.start.line != span.end.line:
        return None
    line = document.text.split("\n")[span.start.line - 1]
    if line[span.start.column - 1 : span.end.column - 1] != scalar.text[offset]:
        return None
    return Fix("Delete the character", (Edit(document.path, span, ""),), safe=True)


_POLICY, _AROUND = each_file(_in_file)

RULE = Rule(
    page=Page(
        code="TXT001",
        name="invisible-characters",
        category="text",
        severity=Severity.ERROR,
        preset="minimal",
        summary="A file holds characters that nobody can see.",
        why="They come along from word processors and web pages. Searches then miss the word, "
        "names no longer match, and somebody could hide a change from whoever reviews it.",
        bad="""\
statements:
  - id: refund
    must: Pay the re\u00adfund.
""",
        good="""\
statements:
  - id: refund
    must: Pay the refund.
""",
        how="Delete the character. Joiners stay where a script needs them between its letters, as "
        "do marks of direction in texts that run from right to left, and parts of pictograms.",
        fix="safe",
    ),
    per_policy=_POLICY,
    around=_AROUND,
)
