"""Days as texts, and months counted back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies as st

from policykit.lint.days import day_of, last_day_of, months_before


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-07-01", date(2026, 7, 1)),
        ("2026-02-31", None),
        ("July", None),
        ("", None),
        ("2026-07-01 to 2026-07-09", None),
    ],
)
def test_a_day(text: str, day: date | None) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-07-01 to 2026-07-09", date(2026, 7, 9)),
        ("2026-07-01", date(2026, 7, 1)),
        ("2026-07-09 to 2026-07-01", None),
        ("in summer", None),
        ("", None),
    ],
)
def test_the_last_day(text: str, day: date | None) -> None:
    assert last_day_of(text) == day


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 21), 12, date(2025, 11, 21)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
        (date(2026, 1, 15), 999_999, date.min),
    ],
)
def test_months_before(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.integers(1, 240))
def test_more_months_are_never_later(day: date, months: int) -> None:
    earlier = months_before(day, months)
    assert earlier < months_before(day, months - 1)
    assert (day.year - earlier.year) * 12 + day.month - earlier.month == months
