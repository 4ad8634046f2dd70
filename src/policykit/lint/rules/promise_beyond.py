"""WRD011: we promise what we can keep."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policykit.lint.rule import Examined, HumanText, Options, Rule
from policykit.lint.sentences import spans
from policykit.lint.spoken import promised
from policykit.lint.wording import may_hold, wording
from policykit.locale.phrases import finder, phrases
from policykit.locale.word_lists import word_list
from policykit.model.finding import Problem, Severity
from policykit.model.page import Page


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    if not (may_hold(examined, "beyond") or may_hold(examined, "at_once")):
        return
    named: dict[str, str] = {}
    for text, found in _beyond(promised(examined)):
        if text.locale not in named:
            named[text.locale] = _named(examined, text.locale)
        if found.group().lower() not in named[text.locale]:
            yield wording(
                text,
                found.start(),
                found.end(),
                "{} promises more than anybody can keep every time.",
                "Say what we do and by when, with a term such as {reply-time} for the time.",
            )


def _beyond(texts: Iterable[HumanText]) -> Iterator[tuple[HumanText, re.Match[str]]]:
    for text in texts:
        for found in finder(text.locale, "beyond").finditer(text.text):
            rest = text.text[found.start() :].lower()
            rights = (each.lower() for each in phrases(text.locale, "beyond_but"))
            if not rest.startswith(tuple(rights)):
                yield text, found
        for found in finder(text.locale, "at_once").finditer(text.text):
            # "Stop using the lamp immediately" asks the customer and promises nothing.
            if finder(text.locale, "promisers").search(_sentence(text, found.start())):
                yield text, found


def _sentence(text: HumanText, at: int) -> str:
    """The sentence in which a place of a text stands."""
    for start, end in spans(text.text, word_list(text.locale)):
        if start <= at < end:
            return text.text[start:end]
    return ""


def _named(examined: Examined, locale: str) -> str:
    """The words that this house gives a meaning of its own, in small letters."""
    around = examined.surroundings.organisation_in(locale)
    words = [word for entry in around.glossary for word in (entry.term, *entry.synonyms)]
    words += [
        text.text
        for text in examined.texts
        if text.locale == locale
        and (text.address.startswith("terms.") or text.address.endswith("#term"))
    ]
    return "\n".join(words).lower()


RULE = Rule(
    page=Page(
        code="WRD011",
        name="promise-beyond",
        category="words",
        severity=Severity.WARNING,
        summary='What customers hear or read promises without limit: "we guarantee", "always", '
        '"immediately".',
        why="The first customer for whom it does not come true has our broken promise in writing. "
        "Some such promises bind us in law, too.",
        bad="""\
scripts:
  - id: parcel
    title: Where is my parcel?
    text: We guarantee that it arrives tomorrow.
""",
        good="""\
scripts:
  - id: parcel
    title: Where is my parcel?
    text: The carrier has it and plans to deliver tomorrow. I look again in the evening and write to you.
""",
        how="Promise what we do, and put the time in a term. Words that the glossary or a term of "
        "the policy explains may stand.",
    ),
    per_policy=_check,
)
