"""WRD023: what is forbidden stands under must_not, not under "must: never …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.wording import wording
from policykit.locale.phrases import finder
from policykit.locale.word_lists import WordList, word_list
from policykit.model.finding import Problem, Severity
from policykit.model.page import Page

_LEVELS = {"must": "must_not", "should": "should_not"}
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    language = word_list(examined.surroundings.settings.locales.source)
    for duty in examined.duties:
        text = duty.text
        # Words in other languages follow the level that the source has.
        if duty.level not in _LEVELS or "." in duty.name or text.path != examined.facts.path:
            continue
        found = _denial(text.text, language)
        # "Never forget to …" asks for something.
        if found is None or finder(text.locale, "second_denials").search(text.text[found.end() :]):
            continue
        yield wording(
            text,
            found.start(),
            found.end(),
            f"{{}} makes this a prohibition, but it stands under {duty.level}.",
            f"Write it under {_LEVELS[duty.level]}: and leave the denial out.",
        )


def _denial(text: str, language: WordList) -> re.Match[str] | None:
    """The word among the first ones that denies the action."""
    words = islice(_WORD.finditer(text), language.negation_reach)
    return next((word for word in words if word.group().lower() in language.negations), None)


RULE = Rule(
    page=Page(
        code="WRD023",
        name="denial-in-must",
        category="words",
        severity=Severity.INFO,
        summary="A duty begins with a denial, so it is a prohibition under the wrong level.",
        why="Handbooks print what is forbidden as such, and comparisons tell a prohibition that was "
        "lifted from a duty that was lifted. Both look for must_not, and find none here.",
        bad="""\
statements:
  - id: blame
    must: Never blame the customer.
""",
        good="""\
statements:
  - id: blame
    must_not: Blame the customer.
""",
        how="Change must to must_not (or should to should_not), and take the denial out: the level "
        "does the denying.",
    ),
    per_policy=_check,
)
