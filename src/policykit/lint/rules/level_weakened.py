"""TRN005: a translation binds as much as its source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.library.files import FileKind
from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.wording import wording
from policykit.locale.phrases import word_set
from policykit.model.finding import Problem, Severity
from policykit.model.page import Page

_REACH = 3
"""First words of a duty among which its own verb of obligation stands."""

_WORD = re.compile(r"[^\W\d_]+")
_LISTS = {
    "must": "level_weaker",
    "must_not": "level_weaker_forbidding",
    "may": "level_stronger",
}
_SAID = {"must": "less", "must_not": "less", "may": "more"}


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    source = examined.surroundings.settings.locales.source
    for duty in examined.duties:
        text = duty.text
        # A point goes on from its lead-in: what it says the customer can do is no level.
        if text.locale == source or duty.level not in _LISTS or "." in duty.name:
            continue
        wrong = word_set(text.locale, _LISTS[duty.level])
        # Where it is somebody else who can or may, the duty itself is none the less.
        elsewhere = word_set(text.locale, "subordinate") | word_set(text.locale, "rights_holders")
        for number, found in enumerate(_WORD.finditer(text.text) if wrong else ()):
            word = found.group().lower()
            if number >= _REACH or word in elsewhere:
                break
            if word in wrong:
                yield wording(
                    text,
                    found.start(),
                    found.end(),
                    f"The source says {duty.level}; {{}} makes it {_SAID[duty.level]} than that.",
                    "Leave the word out: the level is printed before the text in every language.",
                )
                break


RULE = Rule(
    page=Page(
        code="TRN005",
        name="level-weakened",
        category="translation",
        severity=Severity.ERROR,
        preset="minimal",
        summary="The words of a duty in another language bind less or more than the source.",
        why="Staff who read the translation then keep another rule than those who read the "
        "source, and both are right.",
        bad="""\
statements:
  - id: greet
    must: Greet the customer.
---
# policies/phone-manners.sv.yaml
statements:
  greet: Bör hälsa på kunden.
""",
        good="""\
statements:
  - id: greet
    must: Greet the customer.
---
# policies/phone-manners.sv.yaml
statements:
  greet: Hälsa på kunden.
""",
        how="Begin with what to do. Whether it must, should or may be done is printed before the "
        "text, from the source.",
    ),
    per_policy=_check,
    reads=frozenset({FileKind.TRANSLATION, FileKind.SETTINGS}),
)
