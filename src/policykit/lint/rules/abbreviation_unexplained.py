"""WRD012: an abbreviation is explained once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.lint.capitals import abbreviations
from policykit.lint.house_words import house_capitals, own_capitals
from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.wording import wording
from policykit.model.finding import Problem, Severity
from policykit.model.page import Page


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    explained: dict[str, set[str]] = {}
    for text in examined.with_capitals:
        for found in abbreviations(text.text, text.locale):
            word = found.group()
            if word in house_capitals(examined.surroundings, text.locale):
                continue
            if text.locale not in explained:
                explained[text.locale] = set(_explained(examined, text.locale))
            if word in explained[text.locale]:
                continue
            explained[text.locale].add(word)
            yield wording(
                text,
                found.start(),
                found.end(),
                "Nobody says what {} stands for.",
                f"Write it out the first time, as in: the full words ({word}). Or put it under "
                "definitions: or into the glossary of organisation.yaml.",
            )


_EXPLAINED = re.compile(r"\((?P<behind>[^\W\d_]{2,6})\)|(?P<before>[^\W\d_]{2,6})\s\((?=[^)]*\s)")


def _explained(examined: Examined, locale: str) -> Iterator[str]:
    """The abbreviations the policy defines or writes out, in brackets behind or before."""
    yield from own_capitals(examined, locale)
    for text in examined.texts:
        if text.locale == locale and "(" in text.text:
            for found in _EXPLAINED.finditer(text.text):
                yield found["behind"] or found["before"]


RULE = Rule(
    page=Page(
        code="WRD012",
        name="abbreviation-unexplained",
        category="words",
        severity=Severity.WARNING,
        summary="An abbreviation in capitals that nothing in the policy or the house explains.",
        why="Those who know it do not see that others guess. New colleagues and customers are the "
        "ones who lose.",
        bad="""\
statements:
  - id: note
    must: Note the RMA in the case.
""",
        good="""\
statements:
  - id: note
    must: Note the return number (RMA) in the case.
""",
        how="Write the words out, or explain the abbreviation once: in brackets, under "
        "definitions:, or in the glossary of the organisation.",
    ),
    per_policy=_check,
)
