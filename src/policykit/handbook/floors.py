"""What the law asks of a number, in the words of a book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from policykit.handbook.edition import Edition
from policykit.handbook.values import amount_words
from policykit.model.book import LawReference
from policykit.model.document import Json
from policykit.model.quantity.mistake import Mistake
from policykit.model.quantity.parse import parse_quantity
from policykit.model.term import Term

_BOUNDS = ("at_least", "at_most")


def law_of_term(edition: Edition, term: Term) -> tuple[LawReference, ...]:
    """The requirements a term names, each with what it asks of the number."""
    return tuple(
        replace(reference, floor=_floor(edition, reference.id, term))
        for reference in edition.law(term.law)
    )


def _floor(edition: Edition, name: str, term: Term) -> str:
    requirement = edition.requirement(name)
    told: dict[str, None] = {}
    for need in requirement.needs if requirement is not None else ():
        asked = need.get("term")
        if isinstance(asked, Mapping) and _is_about(asked, name, term):
            told.update(dict.fromkeys(_bounds(edition, asked)))
    return "; ".join(told)


def _is_about(asked: Mapping[str, Json], name: str, term: Term) -> bool:
    """Whether a need judges the value of a term: the same law, kind and event, and no part."""
    return (
        asked.get("law", name) == name
        and asked.get("kind", term.kind.value) == term.kind.value
        and asked.get("from", term.from_event) == term.from_event
        and "part" not in asked
    )


def _bounds(edition: Edition, asked: Mapping[str, Json]) -> tuple[str, ...]:
    found: list[str] = []
    for bound in _BOUNDS:
        written = asked.get(bound)
        amount = parse_quantity(written) if isinstance(written, str) else None
        if amount is not None and not isinstance(amount, Mistake):
            key = f"kpi.{bound.replace('_', '-')}"
            found.append(edition.text(key, value=amount_words(edition, amount)))
    return tuple(found)
