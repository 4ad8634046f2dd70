"""PRO002: in every case a term has exactly one value."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library.promises import place_of, printed, told
from policykit.lint.rule import Examined, Options, Rule
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.term import Kept, Slot, Term, Variant
from policykit.model.variants import Overlap, overlaps

_WORDS = {
    Slot.VALUE: "its value",
    Slot.EXTENSION: "its extension",
    Slot.EXTENSION_NOTICE: "when the customer is told",
    Slot.REASONS: "whether reasons are given",
    Slot.FROM: "where its time starts",
    Slot.LAW: "the law it is judged by",
    Slot.PUBLIC: "whether it is public",
}


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    facts = examined.facts
    for each in examined.varying:
        for overlap in overlaps(each.term):
            yield _problem(facts.path, each.term, overlap)


def _problem(path: str, term: Term, overlap: Overlap) -> Problem:
    first, second, slot = overlap.first, overlap.second, overlap.slot
    case = told(overlap.case, (first.conditions, second.conditions)) or "in the same case"
    return Problem(
        place=Place(path, place_of(term, slot, second)),
        message=f"Two variants of {term.id} hold {case} and differ in {_WORDS[slot]}: "
        f"{_set(first, slot)} and {_set(second, slot)}.",
        hint="Narrow one of them so that they never meet, or add a variant for just the cases "
        "they share.",
        related=(
            (f"the other one: {_set(first, slot)}", Place(path, place_of(term, slot, first))),
        ),
        value=f"{slot.value} {case}",
    )


def _set(variant: Variant, slot: Slot) -> str:
    setting = variant.setting(slot)
    return "" if isinstance(setting, Kept) else printed(setting)


RULE = Rule(
    page=Page(
        code="PRO002",
        name="variants-overlap",
        category="promises",
        severity=Severity.ERROR,
        preset="minimal",
        summary="Two variants of a term hold in the same case and give different values.",
        why="A promise must have exactly one answer for each customer. Where two variants meet "
        "and neither is the more specific, colleagues would have to choose.",
        bad="""\
terms:
  goodwill-limit:
    allowance: 20 EUR
    varies:
      - {regions: [SE], value: 200 SEK}
      - {channels: [chat], value: 30 EUR}
""",
        good="""\
terms:
  goodwill-limit:
    allowance: 20 EUR
    varies:
      - {regions: [SE], value: 200 SEK}
      - {channels: [chat], value: 30 EUR}
      - {regions: [SE], channels: [chat], value: 300 SEK}
""",
        how="Narrow one of the two, or add a variant with the conditions of both: the more "
        "specific one wins.",
    ),
    per_policy=_check,
)
