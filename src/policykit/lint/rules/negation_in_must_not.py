"""WRD004: "must not: do not …" says the opposite."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from policykit.lint.places import part_of
from policykit.lint.rule import Examined, Options, Rule
from policykit.locale.word_lists import word_list
from policykit.model.finding import Problem, Severity
from policykit.model.page import Page

_LEVELS = {"must_not": "must", "should_not": "should"}
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    for duty in examined.duties:
        if duty.level not in _LEVELS:
            continue
        language = word_list(duty.text.locale)
        text = duty.text
        for found in islice(_WORD.finditer(text.text), language.negation_reach):
            if found.group().lower() in language.negations:
                yield Problem(
                    place=part_of(text.path, text.pointer, text.text, found.start(), found.end()),
                    message=f'{duty.level} already says no; with "{found.group()}" the rule says '
                    "the opposite.",
                    hint="Name only what is forbidden, without the denial, or use "
                    f"{_LEVELS[duty.level]}: for what is to be done.",
                    value=text.locale,
                )
                break


RULE = Rule(
    page=Page(
        code="WRD004",
        name="negation-in-must-not",
        category="words",
        severity=Severity.ERROR,
        preset="minimal",
        summary="A prohibition denies once more what it forbids.",
        why="The level is printed before the text: MUST NOT: do not offer a voucher. Read "
        "closely, that demands a voucher.",
        bad="""\
statements:
  - id: no-voucher
    must_not: Do not offer only a voucher.
""",
        good="""\
statements:
  - id: no-voucher
    must_not: Offer only a voucher.
""",
        how="Write what is forbidden as if it were allowed; the level does the denying.",
    ),
    per_policy=_check,
)
