"""WRD018: we do not shout."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.lint.capitals import shouts
from policykit.lint.house_words import house_capitals, own_capitals
from policykit.lint.rule import Examined, HumanText, Options, Rule
from policykit.lint.wording import wording
from policykit.model.finding import Problem, Severity
from policykit.model.page import Page

_MARKS = re.compile(r"!{2,}|\?{2,}|!\?|\?!")
_CAPITALS = re.compile(r"[A-ZÄÖÅÜ]{2}")


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    loud = set(map(id, examined.with_capitals))
    for text in examined.praised:
        if "!" in text.text or "?" in text.text:
            yield from _marks(text)
        if id(text) not in loud or not _CAPITALS.search(text.text):
            continue
        house = house_capitals(examined.surroundings, text.locale)
        if not any(shouts(text.text, text.locale, house)):
            continue
        known = house | frozenset(own_capitals(examined, text.locale))
        for start, end in shouts(text.text, text.locale, known):
            yield wording(
                text,
                start,
                end,
                "{} in capitals shouts at the reader.",
                "Write it in small letters. How much a rule binds is said by must and should.",
            )


def _marks(text: HumanText) -> Iterator[Problem]:
    for found in _MARKS.finditer(text.text):
        yield wording(text, found.start(), found.end(), "{} shouts.", "One mark is enough.")


RULE = Rule(
    page=Page(
        code="WRD018",
        name="shouting",
        category="words",
        severity=Severity.WARNING,
        summary="Words stand in capitals, or several exclamation marks in a row.",
        why="Capitals are slow to read and sound angry, and screen readers may spell them out. "
        "Where everything is loud, nothing stands out.",
        bad="""\
statements:
  - id: calm
    must: NEVER argue with a customer.
""",
        good="""\
statements:
  - id: calm
    must: Stay calm when a customer argues.
""",
        how="Use small letters and one full stop. Examples under bad: and avoid: may shout.",
    ),
    per_policy=_check,
)
