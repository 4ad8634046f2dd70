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
