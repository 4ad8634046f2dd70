"""What a country pays with, by the day."""

from __future__ import annotations

from datetime import date

import pytest

from policykit.locale.territories import currency_of, has_currency


@pytest.mark.parametrize(
    ("country", "day", "currency"),
    [
        ("HR", date(2022, 12, 30), "HRK"),
        ("HR", date(2024, 1, 1), "EUR"),
        ("SE", date(2026, 11, 22), "SEK"),
        ("DE", date(1990, 1, 1), "DEM"),
        ("AQ", date(2026, 11, 22), ""),
    ],
)
def test_a_currency_is_that_of_a_day(country: str, day: date, currency: str) -> None:
    assert currency_of(country, day) == currency


def test_a_country_pays_with_something_whatever_the_day() -> None:
    assert has_currency("HR")
    assert not has_currency("AQ")
