"""PIT006: nobody is sold anything while they complain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policykit.lint.places import part_of
from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.stages import reached
from policykit.locale.topics import topics
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page

_AREA: Final = "complaints"
_AGAINST: Final = frozenset({"must_not", "should_not"})


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    facts = examined.facts
    if _AREA not in facts.areas or not reached(facts.status, "in-review"):
        return
    for text in examined.texts:
        known = topics(text.locale)
        if (
            text.section in {"scripts", "tone"}
            and known is not None
            and "avoid" not in text.address
        ):
            found = known.sales_talk.search(text.text)
            if found:
                place = part_of(text.path, text.pointer, text.text, found.start(), found.end())
                yield Problem(
                    place=place,
                    message=f'"{place.words}" sells something to a customer who complains.',
                    hint="Take it out. Sell again when the customer is content.",
                    value=f"{text.locale} {place.words.lower()}",
                )
    known = topics(examined.surroundings.settings.locales.source)
    if known is None or any(
        duty.level in _AGAINST and known.selling.search(duty.text.text)
        for duty in examined.duties
        if duty.text.path == facts.path
    ):
        return
    yield Problem(
        place=Place(facts.path, ("statements",), part="key"),
        message="Nothing here keeps staff from selling while a complaint is open.",
        hint="Add a statement such as must_not: Sell extras while a complaint is open.",
        value="rule",
    )


RULE = Rule(
    page=Page(
        code="PIT006",
        name="upsell-in-complaint",
        category="pitfalls",
        severity=Severity.WARNING,
        summary="A policy on complaints lets staff sell, or sells in a script.",
        why="An offer in the middle of a complaint tells the customer that nobody listened. It "
        "is tempting where staff have sales goals, so it has to be said.",
        bad="""\
# policies/complaints.yaml
areas: [complaints]
status: in-review
""",
        good="""\
# policies/complaints.yaml
areas: [complaints]
status: in-review
statements:
  - id: no-selling
    must_not: Sell extras while a complaint is open.
""",
        how="Forbid selling while a complaint is open with must_not or should_not, and keep "
        "offers out of scripts and phrases. The rule knows the words for it in English, Swedish "
        "and German.",
    ),
    per_policy=_check,
)
