"""WRD005: a number that is a promise or a limit stands once, as a term."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from policykit.lint.places import part_of
from policykit.lint.rule import Examined, HumanText, Options, Rule
from policykit.locale.word_lists import WordList, word_list
from policykit.model.facts import Facts
from policykit.model.finding import Problem, Severity
from policykit.model.page import Page
from policykit.model.policy_shape import TERM_KINDS

_DIGIT = re.compile(r"\d")
_CURRENCY = re.compile(r"[A-Z]{3}")
_PROMISING = {
    "statements": ("", "how", "good", "when"),
    "scripts": ("",),
    "faq": ("a",),
    "tables": ("",),
    "procedures": ("", "do"),
    "exceptions": ("", "what"),
    "tone": ("",),
}
"""Sections whose texts staff and customers rely on, and which texts of their items."""


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    values: Mapping[str, str] | None = None
    for text in examined.texts:
        if not _promises(text):
            continue
        language = word_list(text.locale)
        if not _may_hold_an_amount(text.text, language):
            continue
        for found in language.amount.finditer(text.text):
            if not _is_amount(found):
                continue
            if values is None:
                values = _values(examined.facts)
            yield _problem(text, found, values.get(_canonical(found, language), ""))


def _promises(text: HumanText) -> bool:
    section, _, rest = text.address.partition(".")
    wanted = _PROMISING.get(section)
    if wanted is None:
        return False
    if section == "tone":
        return not rest.startswith("avoid")
    return rest.partition("#")[2] in wanted


def _may_hold_an_amount(text: str, language: WordList) -> bool:
    if _DIGIT.search(text):
        return True
    return not language.number_words.isdisjoint(text.lower().split())


def _is_amount(found: re.Match[str]) -> bool:
    """Three letters behind a number are a currency only as capitals: not `5 new`."""
    unit = found["sum"]
    return unit is None or len(unit) != len("EUR") or bool(_CURRENCY.fullmatch(unit)) or "$" in unit


def _values(facts: Facts) -> dict[str, str]:
    """The term that has a value, by the value as `_canonical` writes it."""
    english = word_list("en")
    values: dict[str, str] = {}
    for name, term in facts.terms:
        if not isinstance(term, dict):
            continue
        written = next((term[kind] for kind in TERM_KINDS if isinstance(term.get(kind), str)), "")
        found = english.amount.fullmatch(str(written))
        if found:
            values.setdefault(_canonical(found, english), name)
    return values


def _canonical(found: re.Match[str], language: WordList) -> str:
    """An amount in one form for all languages, as `14 day`; '' where it is none of time."""
    word = (found["unit"] or "").lower()
    unit = next((unit for unit, words in language.time_words.items() if word in words), "")
    if not unit:
        return ""
    business = "business_" if found["business"] and not unit.startswith("business") else ""
    return f"{found['number'].lower()} {business}{unit}"


def _problem(text: HumanText, found: re.Match[str], term: str) -> Problem:
    place = part_of(text.path, text.pointer, text.text, found.start(), found.end())
    hint = (
        f"The term {term} has this value: write {{{term}}}."
        if term
        else "Make it a term, such as reply-time: {deadline: 2 days, from: message-received}, and "
        "write {reply-time}. What stands in another policy is {policy.term}."
    )
    return Problem(
        place=place,
        message=f'"{place.words}" stands here as words, so nothing else knows of it.',
        hint=hint,
        value=f"{text.locale} {place.words.lower()}",
    )


RULE = Rule(
    page=Page(
        code="WRD005",
        name="number-in-prose",
        category="words",
        severity=Severity.WARNING,
        summary="A time, a sum or a share is written in a text instead of standing as a term.",
        why="A number in a text has to be found and changed wherever it was repeated, and in every "
        "language. One is always missed, and then staff give two answers. As a term it stands "
        "once, is compared with the law, and shows up in what changed.",
        bad="""\
statements:
  - id: call-back
    must: Call the customer back within 2 hours.
""",
        good="""\
terms:
  call-back-time: {deadline: 2 hours, from: message-received}
statements:
  - id: call-back
    must: Call the customer back within {call-back-time}.
""",
        how="Give the number a name under terms: and write the name in braces. Situations in "
        "scenarios may hold numbers: they tell what happened and promise nothing.",
    ),
    per_policy=_check,
)
