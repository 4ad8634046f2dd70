"""What is said of a number that breaks a limit, and how it was found out."""

from __future__ import annotations

from datetime import date

import pytest
from tests.gaps.judged import HOLIDAYS
from tests.gaps.shop import around

from policykit.gaps.numbers import Bound, bound_of, bounds_in, judged
from policykit.library.calendars import BusinessTime
from policykit.model.coverage import Lack
from policykit.model.document import Json
from policykit.model.order import Limit
from policykit.model.quantity.mistake import Mistake
from policykit.model.quantity.parse import Quantity, parse_quantity

TIME = BusinessTime(around().organisation, date(2026, 12, 30), HOLIDAYS)
MOST, LEAST = Limit.AT_MOST, Limit.AT_LEAST


def _number(written: Json) -> Quantity:
    assert isinstance(written, str | int)
    found = parse_quantity(written)
    assert not isinstance(found, Mistake)
    return found


TOLD: dict[str, tuple[Json, Limit, Json, str, Lack | None, str]] = {
    "kept": ("14 days", MOST, "14 days", "", None, ""),
    "kept, in another unit": ("2 weeks", MOST, "14 days", "", None, ""),
    "kept, by months": (
        *("28 days", MOST, "1 month", "", None),
        "1 month can be 28 days.",
    ),
    "broken": (
        *("15 days", MOST, "14 days", "", Lack.BELOW),
        "is 15 days, and at most 14 days is needed | Promise at most 14 days.",
    ),
    "broken in a part": (
        *("2 days", LEAST, "3 days", "its extension", Lack.BELOW),
        "sets its extension to 2 days, and at least 3 days is needed | Promise at least 3 days.",
    ),
    "sometimes longer": (
        *("1 month", MOST, "30 days", "", Lack.SOMETIMES),
        (
            "is 1 month, which can turn out longer than 30 days: 1 month can last 31 days | Promise "
            "it in the same unit, or with room to spare: at most 30 days."
        ),
    ),
    "sometimes shorter": (
        *("1 month", LEAST, "30 days", "", Lack.SOMETIMES),
        (
            "is 1 month, which can turn out shorter than 30 days: 1 month can be over in 28 days | "
            "Promise it in the same unit, or with room to spare: at least 30 days."
        ),
    ),
    "broken by months on both sides": (
        *("3 months", MOST, "40 days", "", Lack.BELOW),
        (
            "is 3 months, and at most 40 days is needed: 3 months can last 92 days | "
            "Promise at most 40 days."
        ),
    ),
    "on a calendar": (
        *("1 business hour", MOST, "30 minutes", "", Lack.BELOW),
        (
            "is 1 business hour, and at most 30 minutes is needed: 1 business hour can last 64 hours "
            "on the calendar shop, at worst in the next three years | Promise at most 30 minutes."
        ),
    ),
    "of another sort": (
        *("3 EUR", MOST, "3 SEK", "", Lack.INCOMPARABLE),
        (
            "is 3 EUR, which cannot be compared with at most 3 SEK | "
            "Promise it in the same currency or unit."
        ),
    ),
    "more than is allowed": (
        *("30 %", MOST, "20 %", "", Lack.BELOW),
        "is 30 %, and at most 20 % is needed | Promise at most 20 %.",
    ),
}


@pytest.mark.parametrize(
    ("ours", "limit", "law", "called", "lack", "told"), TOLD.values(), ids=TOLD.keys()
)
def test_what_is_told_of_a_number(
    ours: Json, limit: Limit, law: Json, called: str, lack: Lack | None, told: str
) -> None:
    bound = Bound(limit, _number(law))
    fault, note = judged(called, _number(ours), bound, TIME, {"shop"})
    if fault is None:
        assert (lack, note) == (None, told)
    else:
        assert (fault.lack, f"{fault.words} | {fault.do}", note) == (lack, told, "")
        assert not fault.is_error


def test_a_number_that_nothing_measures() -> None:
    fault, _ = judged("", _number("2 business hours"), Bound(MOST, _number("3 hours")), TIME, {""})
    assert fault is not None
    assert (fault.lack, fault.words, fault.do) == (
        Lack.UNMEASURED,
        (
            "is 2 business hours, which no calendar measures, so nobody can tell if it is at most "
            "3 hours"
        ),
        "Set a calendar in policies/organisation.yaml, or promise plain days.",
    )


def test_a_law_makes_it_an_error_and_whose_number_it_is_is_said() -> None:
    law = Bound(MOST, _number("14 days"), is_law=True, whose="eu-consumer.refund")
    fault, _ = judged("", _number("15 days"), law, TIME, {""})
    assert fault is not None
    assert (fault.is_error, fault.words) == (
        True,
        "is 15 days, and at most 14 days (the number of eu-consumer.refund) is needed",
    )
    sometimes, _ = judged("", _number("1 month"), Bound(MOST, _number("30 days"), True), TIME, {""})
    assert sometimes is not None
    assert sometimes.is_error


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ({}, ()),
        ({"at_most": "3 days"}, (Bound(MOST, _number("3 days"), True),)),
        ({"at_least": 3}, (Bound(LEAST, _number(3), True),)),
        ({"at_least": 2, "at_most": 3}, (Bound(MOST, _number(3), True), Bound(LEAST, _number(2), True))),
        ({"at_most": "soon"}, ()),
        ({"at_most": True}, ()),
        ({"at_most": ["3 days"]}, ()),
        ({"at_most": None}, ()),
    ],
)  # fmt: skip
def test_limits_are_read(written: dict[str, Json], found: tuple[Bound, ...]) -> None:
    assert bounds_in(written, is_law=True) == found
    assert bound_of(written.get("at_most"), MOST) in {
        None,
        *(Bound(MOST, each.number) for each in found),
    }
