"""PIT004: a policy on stock and offers says what happens when the goods are gone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.stages import reached
from policykit.locale.topics import topics
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page

_AREA: Final = "availability-promotions"
_SAYING: Final = frozenset({"statements", "tables", "procedures", "exceptions", "faq"})


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    facts = examined.facts
    if _AREA not in facts.areas or not reached(facts.status, "in-review"):
        return
    known = topics(examined.surroundings.settings.locales.source)
    if known is None:
        return
    said = [
        text.text
        for text in examined.texts
        if text.path == facts.path and text.address.partition(".")[0] in _SAYING
    ]
    silent = [
        (what, hint)
        for what, hint, words in (
            (
                "goods that have run out",
                "what staff offer then: another shop, a substitute, a date or a rain check",
                known.out_of_stock,
            ),
            (
                "offers",
                "how long an offer holds, and what the customer gets when it is gone",
                known.offers,
            ),
        )
        if not any(words.search(text) for text in said)
    ]
    for what, hint in silent:
        yield Problem(
            place=Place(facts.path, ("statements",), part="key"),
            message=f"This policy on stock and offers says nothing of {what}.",
            hint=f"Add a statement that says {hint}.",
            value=what,
        )


RULE = Rule(
    page=Page(
        code="PIT004",
        name="stock-silence",
        category="pitfalls",
        severity=Severity.WARNING,
        summary="A policy on stock and offers is silent on goods that have run out, or on offers.",
        why="An empty shelf under an offer is where trust is lost quickest. Staff need one answer "
        "for it, or each shop finds its own.",
        bad="""\
areas: [availability-promotions]
status: in-review
---
# schemas/areas.yaml
areas:
  availability-promotions: {title: Stock, order: 10, contact_facing: true, escalation: true}
""",
        good="""\
areas: [availability-promotions]
status: in-review
statements:
  - id: empty-shelf
    must: When an item on offer is sold out, give the customer a rain check.
---
# schemas/areas.yaml
areas:
  availability-promotions: {title: Stock, order: 10, contact_facing: true, escalation: true}
""",
        how="Say what staff do when an item is out of stock, and how offers hold. The rule knows "
        "the words for it in English, Swedish and German.",
    ),
    per_policy=_check,
)
