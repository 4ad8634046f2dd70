"""WRD009: one denial a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.sentences import spans
from policykit.lint.wording import wording
from policykit.locale.phrases import finder, phrases, phrases_pattern, word_set
from policykit.locale.word_lists import word_list
from policykit.model.finding import Problem, Severity
from policykit.model.page import Page

_NEAR = 6
"""Words between two denials that are read together."""

_BREAK = re.compile(r"[,;:\u2013\u2014()]")


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    for duty in examined.duties:
        text = duty.text
        if finder(text.locale, "denials").search(text.text) is None:
            continue
        for begin, stop in spans(text.text, word_list(text.locale)):
            found = _two(text.text[begin:stop], text.locale)
            if found is not None:
                start, end = found
                yield wording(
                    text,
                    begin + start,
                    begin + end,
                    "{} says no twice, so the reader has to work out what is left.",
                    "Say what to do in place of what not to leave undone.",
                )


def _two(sentence: str, locale: str) -> tuple[int, int] | None:
    """The shortest stretch from a denial to the next that belongs to it."""
    joins = word_set(locale, "coordinating")
    for first in _denials(locale).finditer(sentence):
        for second in finder(locale, "second_denials").finditer(sentence):
            between = sentence[first.end() : second.start()]
            if second.start() < first.end() or _BREAK.search(between):
                continue
            words = between.lower().split()
            if len(words) <= _NEAR and joins.isdisjoint(words):
                return first.start(), second.end()
    return None


@cache
def _denials(locale: str) -> re.Pattern[str]:
    return phrases_pattern(phrases(locale, "denials"))


RULE = Rule(
    page=Page(
        code="WRD009",
        name="double-negation",
        category="words",
        severity=Severity.WARNING,
        summary="A duty denies twice in one sentence.",
        why='"Never leave it unless …" or "not without" has to be turned round in the head, and '
        "under pressure people turn it round wrongly. Readers of a second language do so "
        "most.",
        bad="""\
statements:
  - id: close
    must: Make sure that no case is closed without an answer.
""",
        good="""\
statements:
  - id: close
    must: Answer before you close a case.
""",
        how="Say it the other way round: what to do, and what comes first. A plain prohibition "
        "goes under must_not.",
    ),
    per_policy=_check,
)
