"""Typed values beyond what a pattern can see."""

from __future__ import annotations

import pytest

from policykit.validation.quantities import mistake


@pytest.mark.parametrize(
    ("x_type", "value"),
    [
        ("duration", "14 days"),
        ("duration-or-none", "none"),
        ("duration-or-none", "14 days"),
        ("duration-or-term", "refund-time"),
        ("duration-or-term", "returns.refund-time"),
        ("money", "20 EUR"),
        ("share", "90 %"),
        ("share-or-term", "answered-in-time"),
        ("amount", 3),
        ("amount", "20 EUR"),
        ("amount-or-none", "none"),
        ("amount-or-term", "goodwill-limit"),
        ("date", "2026-07-01"),
        ("dates", "2026-07-01 to 2026-07-31"),
        ("date-or-dates", "2026-07-01"),
        ("date-or-dates", "2026-07-01 to 2026-07-31"),
        ("hours", "mon-fri 08:00-20:00"),
        ("hours-or-term", "mon-fri 08:00-20:00"),
        ("id", "?"),
        ("", "?"),
        ("duration", True),
        ("duration", None),
        ("duration", ["14 days"]),
    ],
)
def test_what_the_model_reads_is_right(x_type: str, value: object) -> None:
    assert mistake(x_type, value) is None


@pytest.mark.parametrize(
    ("x_type", "value", "suggestion"),
    [
        ("duration", "1 days", "1 day"),
        ("duration", "none", ""),
        ("duration", "refund-time", ""),
        ("duration-or-none", "refund-time", ""),
        ("duration-or-none", "1 days", "1 day"),
        ("duration-or-term", "1 days", "1 day"),
        ("duration-or-term", "Refund-time", ""),
        ("money", "20", ""),
        ("money", "€20", "20 EUR"),
        ("money", 20.5, ""),
        ("share", "90%", "90 %"),
        ("share-or-term", "90%", "90 %"),
        ("amount", "1 days", "1 day"),
        ("amount", "none", ""),
        ("amount-or-none", "1 days", "1 day"),
        ("amount-or-term", "€20", "20 EUR"),
        ("date", "2026-02-30", ""),
        ("date", "2026-07-01 to 2026-07-31", ""),
        ("dates", "2026-07-01", "2026-07-01 to 2026-07-01"),
        ("dates", "2026-07-31 to 2026-07-01", "2026-07-01 to 2026-07-31"),
        ("date-or-dates", "2026-02-30", ""),
        ("date-or-dates", "2026-07-31 to 2026-07-01", "2026-07-01 to 2026-07-31"),
        ("hours", "mon-fri 25:00-26:00", ""),
    ],
)
def test_what_it_does_not_is_told_with_what_was_meant(
    x_type: str, value: object, suggestion: str
) -> None:
    found = mistake(x_type, value)

    assert found is not None
    assert found.message.endswith(".")
    assert found.suggestion == suggestion


def test_a_day_is_judged_as_a_day_with_spaces_around_it() -> None:
    found, bare = mistake("date-or-dates", " 2026-02-30"), mistake("date", " 2026-02-30")

    assert found == bare


@pytest.mark.parametrize(
    ("x_type", "value", "message"),
    [
        ("duration", "90 %", '"90 %" is a percentage, not a length of time.'),
        ("duration-or-none", "3 parcels", '"3 parcels" is a number of things, not a length of'),
        ("money", "3 days", '"3 days" is a length of time, not an amount of money.'),
        ("share-or-term", "20 EUR", '"20 EUR" is an amount of money, not a percentage.'),
        ("money", "20", '"20" does not say of which currency.'),
        ("share", "many", '"many" is not a percentage.'),
        ("amount", "many", '"many" is not a quantity.'),
    ],
)
def test_what_belongs_elsewhere_is_told_as_what_it_is(
    x_type: str, value: str, message: str
) -> None:
    found = mistake(x_type, value)
    assert found is not None
    assert found.message.startswith(message)
