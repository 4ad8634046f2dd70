"""WRD020: a paragraph can be taken in at a glance."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.lint.rule import Examined, Option, Options, Rule
from policykit.lint.wording import place_in
from policykit.model.finding import Problem, Severity
from policykit.model.page import Page

_MAX_WORDS = Option("max_words", 80, "How many words a paragraph may have.", least=1)
_PARAGRAPH = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+]|\d{1,9}[.)]) )")
_LINE = re.compile(r"\n")
_FIRST_WORDS = re.compile(r"(?:\S+\s+){0,7}\S+")


def _check(examined: Examined, options: Options) -> Iterator[Problem]:
    most = options[_MAX_WORDS.name]
    if not isinstance(most, int):
        return
    for text in examined.texts:
        # A word and the space behind it are two characters at least.
        if len(text.text) < 2 * most or len(text.text.split()) <= most:
            continue
        ends = _LINE if text.address.startswith("scripts.") else _PARAGRAPH
        for start, end in _parts(text.text, ends):
            words = len(text.text[start:end].split())
            found = _FIRST_WORDS.search(text.text, start, end)
            if words > most and found is not None:
                yield Problem(
                    place=place_in(text, found.start(), found.end()),
                    message=f"This paragraph has {words} words; above {most} it is a wall.",
                    hint="Leave an empty line where a new thought begins, or make a list of it.",
                    value=f"{text.locale} {text.address}",
                )


def _parts(text: str, ends: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for found in ends.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


RULE = Rule(
    page=Page(
        code="WRD020",
        name="wall-of-text",
        category="words",
        severity=Severity.WARNING,
        summary="A paragraph is so long that nobody reads it with a customer waiting.",
        why="Eyes look for a place to hold on to. In a wall of text they find none, and what "
        "stands in its middle is not read.",
        bad="""\
rationale: >-
  People phone us when they are stuck. Listen first, and let them tell it all. Then say what
  you will do and when. If you do not know, say so, and find out. Write down what you
  promised, so that the next one who helps can see it. Say sorry when the fault is ours. Do
  not hide behind a rule. If a rule seems wrong, tell us, and we look at it. Nobody minds a
  short call, and nobody minds a long one when it ends well. Thank them for their time.
""",
        good="""\
rationale: |
  People phone us when they are stuck. Listen first, and let them tell it all.

  Then say what you will do and when. If you do not know, say so, and find out.
""",
        how="Break it where a new thought begins, or turn it into points or steps. The option "
        "max_words sets the limit.",
    ),
    options=(_MAX_WORDS,),
    per_policy=_check,
)
