"""WRD013: one thing has one name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.wording import wording
from policykit.locale.phrases import phrases_pattern, word_set
from policykit.model.finding import Problem, Severity
from policykit.model.organisation import GlossaryEntry
from policykit.model.page import Page

_SECTIONS = ("statements", "procedures")
_LAST_WORD = re.compile(r"([^\W\d_]+)\s+$")


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    own: dict[str, str] = {}
    for text in examined.texts:
        if text.key or text.section not in _SECTIONS:
            continue
        glossary = examined.surroundings.organisation_in(text.locale).glossary
        terms, marks, pattern = _synonyms(glossary)
        small = text.text.lower()
        if not any(mark in small for mark in marks):
            continue
        for found in pattern.finditer(text.text):
            if not _is_a_thing(text.text, found, text.locale):
                continue
            if text.locale not in own:
                own[text.locale] = _headwords(examined, text.locale)
            word = found.group().lower()
            if word in own[text.locale]:
                continue
            yield wording(
                text,
                found.start(),
                found.end(),
                f"Our glossary calls this {terms[' '.join(word.split())]}, not {{}}.",
                "Write the word of the glossary, or take the other word out of its synonyms.",
            )


def _is_a_thing(text: str, found: re.Match[str], locale: str) -> bool:
    """Whether the word stands for a thing: "a transfer", not "transfer it"."""
    before = _LAST_WORD.search(text, 0, found.start())
    return before is not None and before[1].lower() in word_set(locale, "determiners")


def _headwords(examined: Examined, locale: str) -> str:
    """What the policy itself defines, in small letters."""
    return "\n".join(
        text.text
        for text in examined.texts
        if text.locale == locale
        and (text.address.endswith("#term") or text.address.startswith("terms."))
    ).lower()


@lru_cache(maxsize=16)
def _synonyms(
    glossary: tuple[GlossaryEntry, ...],
) -> tuple[dict[str, str], tuple[str, ...], re.Pattern[str]]:
    """The term of each synonym in small letters, pieces to look for first, and a pattern."""
    terms = {entry.term.lower() for entry in glossary}
    found = {
        word.lower(): entry.term
        for entry in glossary
        for word in entry.synonyms
        if word.lower() not in terms
    }
    marks = tuple(max(word.split(), key=len) for word in found if word.split())
    return found, marks, phrases_pattern(tuple(found))


RULE = Rule(
    page=Page(
        code="WRD013",
        name="word-we-avoid",
        category="words",
        severity=Severity.WARNING,
        summary="A duty uses another word for something than the glossary of the organisation.",
        why="Two words for one thing make readers look for the difference. In training, search "
        "and statistics the second word is lost.",
        bad="""\
statements:
  - id: tell-number
    must: Give the customer the number of the ticket.
---
# policies/organisation.yaml
glossary:
  case:
    term: case
    meaning: One customer problem with one number.
    synonyms: [ticket]
""",
        good="""\
statements:
  - id: tell-number
    must: Give the customer the number of the case.
---
# policies/organisation.yaml
glossary:
  case:
    term: case
    meaning: One customer problem with one number.
    synonyms: [ticket]
""",
        how="Use the word of the glossary. A word that means something else, too, is better not "
        "listed among the synonyms.",
    ),
    per_policy=_check,
)
