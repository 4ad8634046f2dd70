"""Terms from data: what cannot be read is left out, and never means more than was written."""

from __future__ import annotations

from datetime import date

import pytest

from policykit.library.terms import terms
from policykit.model.case import Case
from policykit.model.document import Json

_DAY = date(2026, 12, 10)


def _values(row: dict[str, Json]) -> tuple[str, ...]:
    (term,) = terms({"terms": {"gift": {"allowance": "20 EUR", "varies": [row]}}})
    cases = (Case(), Case(region="SE", channel="chat", day=_DAY))
    return tuple(str(term.value_at(case)) for case in cases)


@pytest.mark.parametrize(
    "condition",
    [
        {"dates": "2026-12-01 to 2026-12-24"},
        {"dates": ["2026-12-10"]},
        {"dates": "2026-12-10", "channels": "chat"},
        {"regions": ["SE", "DE"]},
    ],
    ids=str,
)
def test_a_variant_holds_for_its_cases_alone(condition: dict[str, Json]) -> None:
    assert _values({**condition, "value": "40 EUR"}) == ("20 EUR", "40 EUR")


@pytest.mark.parametrize(
    "condition",
    [
        {},
        {"dates": "2026-12-01 - 2026-12-24"},
        {"dates": ["2026-12-10", "Christmas"]},
        {"dates": ""},
        {"dates": 2026},
        {"regions": []},
        {"regions": None},
        {"regions": ["SE", 5]},
        {"regions": {"SE": True}},
        {"regions": ["SE"], "channels": 5},
        {"groups": [""]},
    ],
    ids=str,
)
def test_a_variant_whose_cases_cannot_be_read_holds_nowhere(condition: dict[str, Json]) -> None:
    assert _values({**condition, "value": "40 EUR"}) == ("20 EUR", "20 EUR")
