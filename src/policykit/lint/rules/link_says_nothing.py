"""TXT004: a link says where it leads."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.wording import place_in
from policykit.locale.phrases import word_set
from policykit.model.finding import Problem, Severity
from policykit.model.page import Page
from policykit.model.text import Link, segments


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    for text in examined.texts:
        if "](" not in text.text:
            continue
        empty = word_set(text.locale, "empty_links")
        at = 0
        for segment in segments(text.text):
            if not isinstance(segment, Link):
                continue
            at = text.text.find(segment.raw, at)
            label = " ".join(segment.label.strip(" .!…*_").lower().split())
            if label in empty or not label:
                yield Problem(
                    place=place_in(text, at, at + len(segment.raw)),
                    message="This link has no words."
                    if not label
                    else f'The words "{segment.label}" do not say where the link leads.',
                    hint="Put the link on the words that name what is there, such as "
                    "[the table of limits](limits).",
                    value=f"{text.locale} {label}",
                )
            at += len(segment.raw)


RULE = Rule(
    page=Page(
        code="TXT004",
        name="link-says-nothing",
        category="text",
        severity=Severity.WARNING,
        summary='The words of a link are "here", "this link" or the like.',
        why="Screen readers read out the links of a page one by one: here, here, here. In print "
        "the words have to say by themselves what is meant.",
        bad="""\
statements:
  - id: greet
    must: Greet as shown [here](smile).
  - id: smile
    must: Smile.
""",
        good="""\
statements:
  - id: greet
    must: Greet with [a smile](smile).
  - id: smile
    must: Smile.
""",
        how="Link the words that name what the reader finds there.",
    ),
    per_policy=_check,
)
