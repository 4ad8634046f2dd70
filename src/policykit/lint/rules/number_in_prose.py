"""WRD005: a number that is a promise or a limit stands once, as a term."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from policykit.lint.places import part_of
from policykit.lint.rule import Examined, HumanText, Options, Rule
from policykit.lint.sentences import mask
from policykit.locale.amounts import WrittenAmount, amounts, value_of
from policykit.model.facts import Facts
from policykit.model.finding import Problem, Severity
from policykit.model.organisation import Organisation
from policykit.model.page import Page
from policykit.model.policy_shape import TERM_KINDS

MOST_TOLD: Final = 50
"""Amounts of one text that are told; placing thousands would cost the square of that."""

_WHOLE: Final = "100 %"
"""What all of something is: `100 % wool`, `be 100 % sure`."""

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
        for found in islice(amounts(mask(text.text), text.locale), MOST_TOLD):
            if values is None:
                values = _values(examined.facts)
            term = values.get(found.value, "")
            if term or not _binds_nobody(found, text, examined.surroundings.organisation):
                yield _problem(text, found, term)


def _binds_nobody(found: WrittenAmount, text: HumanText, organisation: Organisation) -> bool:
    """Whether an amount that is no number of ours is one of an example, a weight or a whole."""
    if found.is_sum and text.address.endswith("#good"):
        return True
    used = {region.currency for region in organisation.regions.values()}
    is_weight = bool(found.currencies) and used.isdisjoint(found.currencies)
    return is_weight or found.value == _WHOLE


def _promises(text: HumanText) -> bool:
    wanted = _PROMISING.get(text.section)
    if wanted is None:
        return False
    if text.section == "tone":
        return not text.name.startswith("avoid")
    return text.key in wanted


def _values(facts: Facts) -> dict[str, str]:
    """The first term that has a value, by the value as `WrittenAmount` holds it."""
    values: dict[str, str] = {}
    for name, term in facts.terms:
        if not isinstance(term, dict):
            continue
        written = next((term[kind] for kind in TERM_KINDS if isinstance(term.get(kind), str)), "")
        value = value_of(str(written), "en")
        if value:
            values.setdefault(value, name)
    return values


def _problem(text: HumanText, found: WrittenAmount, term: str) -> Problem:
    place = part_of(text.path, text.pointer, text.text, found.start, found.end)
    braces = f"{{{term}:{found.form}}}" if found.form else f"{{{term}}}"
    # A brace at the very front of a text without quotes would begin a list of keys.
    quotes = "put the whole text in quotes and " if found.start == 0 else ""
    hint = (
        f"The term {term} has this value: {quotes}write {braces}."
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
        "scenarios, and sums under good:, may stand as numbers: they tell of one customer and "
        "promise nothing. So may ages, weights and 100 %.",
        fix="unsafe",
    ),
    per_policy=_check,
)
