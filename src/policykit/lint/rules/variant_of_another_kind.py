"""PRO004: a variant is of the same kind as the term it varies."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library.promises import place_of
from policykit.lint.rule import Examined, Options, Rule
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.quantity.count import Count
from policykit.model.quantity.duration import Duration
from policykit.model.quantity.money import Money
from policykit.model.quantity.parse import Quantity
from policykit.model.quantity.share import Share
from policykit.model.term import Kept, Slot

_CALLED: dict[type[Quantity], str] = {
    Duration: "a length of time",
    Money: "a sum of money",
    Share: "a share",
    Count: "a number",
}


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    path = examined.facts.path
    for each in examined.varying:
        first: tuple[Quantity, Place] | None = None
        for rule in each.term.rules(Slot.VALUE):
            value = rule.value
            if value is None or isinstance(value, Kept):
                continue
            place = Place(path, place_of(each.term, Slot.VALUE, rule))
            if first is None:
                first = value, place
            elif type(value) is not type(first[0]):
                yield _problem(each.term.id, first, (value, place))


def _problem(term: str, first: tuple[Quantity, Place], other: tuple[Quantity, Place]) -> Problem:
    value, place = other
    called = _CALLED[type(first[0])]
    return Problem(
        place=place,
        message=f"{value} is {_CALLED[type(value)]}, and {term} is {called}: {first[0]}.",
        hint=f"Write {called}, none where nothing is promised, or make a term of its own.",
        related=((f"{term}: {first[0]}", first[1]),),
        value=str(value),
    )


RULE = Rule(
    page=Page(
        code="PRO004",
        name="variant-of-another-kind",
        category="promises",
        severity=Severity.ERROR,
        preset="minimal",
        summary="A variant of a term is another sort of value than the term itself.",
        why="A text names the term and is printed with every value it has. A sum of money in one "
        "country and a number of days in the next are two promises: nobody can say which of "
        "them is better, and the sentence around them is wrong for one.",
        bad="""\
terms:
  goodwill-limit:
    allowance: 20 EUR
    varies:
      - {regions: [SE], value: 30 days}
""",
        good="""\
terms:
  goodwill-limit:
    allowance: 20 EUR
    varies:
      - {regions: [SE], value: 200 SEK}
""",
        how="Give the variant a value of the sort the term has; another currency is fine. If two "
        "things are meant, make two terms.",
    ),
    per_policy=_check,
)
