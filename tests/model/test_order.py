"""Which quantity is greater, and whether a promise keeps to the law."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings, strategies as st

from policykit.model.calendar import BusinessCalendar
from policykit.model.length import measure
from policykit.model.order import Limit, Order, Verdict, compare, within_floor
from policykit.model.quantity.duration import Clock, Duration, DurationSum, Unit
from policykit.model.quantity.hours import Hours, parse_hours
from policykit.model.quantity.mistake import Mistake
from policykit.model.quantity.parse import Amount, parse_quantity

SINCE = date(2026, 11, 21)


def calendar(text: str, *closed: date) -> BusinessCalendar:
    hours = parse_hours(text)
    assert isinstance(hours, Hours)
    return BusinessCalendar("Europe/Stockholm", hours, frozenset(closed))


OFFICE = measure(calendar("mon-fri 09:00-17:00", date(2026, 12, 25)), SINCE)
SHOP = measure(calendar("mon-sun 09:00-21:00"), SINCE)
NOWHERE = measure(None, SINCE)


def quantity(text: str) -> Amount:
    """A quantity, or a sum of durations written with a plus sign."""
    parts = [parse_quantity(part) for part in text.split(" + ")]
    if len(parts) > 1:
        return DurationSum(tuple(part for part in parts if isinstance(part, Duration)))
    assert not isinstance(parts[0], Mistake)
    return parts[0]


LESS, EQUAL, GREATER = Order.LESS, Order.EQUAL, Order.GREATER
UNCLEAR, INCOMPARABLE = Order.UNCLEAR, Order.INCOMPARABLE

ORDERS = [
    ("14 days", "14 days", EQUAL),
    ("14 days", "30 days", LESS),
    ("14 days", "2 weeks", EQUAL),
    ("15 days", "2 weeks", GREATER),
    ("24 hours", "1 day", EQUAL),
    ("72 hours", "3 days", EQUAL),
    ("48 hours", "1 day", GREATER),
    ("90 seconds", "1 minute", GREATER),
    ("120 seconds", "2 minutes", EQUAL),
    ("1 month", "1 month", EQUAL),
    ("1 month", "2 months", LESS),
    ("1 month", "30 days", UNCLEAR),
    ("1 month", "29 days", UNCLEAR),
    ("1 month", "28 days", GREATER),
    ("1 month", "31 days", LESS),
    ("1 month", "27 days", GREATER),
    ("1 month", "4 weeks", GREATER),
    ("1 month", "5 weeks", LESS),
    ("3 months", "90 days", UNCLEAR),
    ("3 months", "12 weeks", GREATER),
    ("3 months", "92 days", LESS),
    ("12 months", "1 year", EQUAL),
    ("18 months", "1 year", GREATER),
    ("24 months", "2 years", EQUAL),
    ("1 year", "365 days", GREATER),
    ("1 year", "366 days", LESS),
    ("2 years", "730 days", GREATER),
    ("4 years", "1461 days", LESS),
    ("same day", "same day", EQUAL),
    ("same day", "1 day", LESS),
    ("same day", "24 hours", LESS),
    ("same day", "8 hours", UNCLEAR),
    ("same day", "1 business day", LESS),
    ("1 business day", "2 business days", LESS),
    ("2 business hours", "2 business hours", EQUAL),
    ("5 business days", "7 days", UNCLEAR),
    ("5 business days", "5 days", GREATER),
    ("5 business days", "4 days", GREATER),
    ("5 business days", "8 days", UNCLEAR),
    ("5 business days", "10 days", LESS),  # over Christmas
    ("1 business day", "24 hours", GREATER),
    ("1 business hour", "1 hour", GREATER),
    ("8 business hours", "1 business day", UNCLEAR),
    ("10 business days", "2 weeks", UNCLEAR),
    ("10 business days", "1 month", LESS),
    ("1 month + 14 days", "1 month + 14 days", EQUAL),
    ("1 month + 14 days", "42 days", GREATER),
    ("1 month + 14 days", "44 days", UNCLEAR),
    ("1 month + 14 days", "2 months", LESS),
    ("20 EUR", "20 EUR", EQUAL),
    ("20 EUR", "49.50 EUR", LESS),
    ("20 EUR", "20 SEK", INCOMPARABLE),
    ("20 EUR", "20 %", INCOMPARABLE),
    ("20 EUR", "20 days", INCOMPARABLE),
    ("90 %", "90 %", EQUAL),
    ("90 %", "85.5 %", GREATER),
    ("3", "4", LESS),
    ("3 points", "4 points", LESS),
    ("3 points", "3", INCOMPARABLE),
    ("3 points", "4 km", INCOMPARABLE),
]


@pytest.mark.parametrize(("first", "second", "order"), ORDERS)
def test_orders(first: str, second: str, order: Order) -> None:
    assert compare(quantity(first), quantity(second), OFFICE) is order
    assert compare(quantity(second), quantity(first), OFFICE) is order.reverse


@pytest.mark.parametrize(
    ("first", "second", "order"),
    [
        ("5 business days", "5 business days", EQUAL),
        ("5 business days", "6 business days", LESS),
        ("5 business days", "7 days", UNCLEAR),
        ("5 business days", "2 business hours", UNCLEAR),
        ("5 business days", "5 EUR", INCOMPARABLE),
    ],
)
def test_without_a_calendar_only_the_same_unit_compares(
    first: str, second: str, order: Order
) -> None:
    assert compare(quantity(first), quantity(second), NOWHERE) is order


@pytest.mark.parametrize(
    ("first", "second", "order"),
    [
        ("5 business days", "5 business days", GREATER),  # the shop opens every day
        ("5 business days", "6 business days", UNCLEAR),
        ("14 days", "14 days", EQUAL),
        ("1 month", "1 month", EQUAL),
        ("1 month + 2 days", "1 month + 2 days", EQUAL),
        ("1 month + 2 business days", "1 month + 2 business days", UNCLEAR),
    ],
)
def test_each_side_can_have_a_calendar_of_its_own(first: str, second: str, order: Order) -> None:
    assert compare(quantity(first), quantity(second), OFFICE, SHOP) is order


AT_MOST, AT_LEAST = Limit.AT_MOST, Limit.AT_LEAST
KEPT, SOMETIMES, BROKEN = Verdict.KEPT, Verdict.SOMETIMES, Verdict.BROKEN


@pytest.mark.parametrize(
    ("ours", "limit", "law", "verdict"),
    [
        ("14 days", AT_MOST, "14 days", KEPT),
        ("10 days", AT_MOST, "14 days", KEPT),
        ("15 days", AT_MOST, "14 days", BROKEN),
        ("14 days", AT_LEAST, "14 days", KEPT),
        ("30 days", AT_LEAST, "14 days", KEPT),
        ("13 days", AT_LEAST, "14 days", BROKEN),
        ("2 weeks", AT_MOST, "14 days", KEPT),
        ("1 month", AT_MOST, "1 month", KEPT),
        ("2 months", AT_MOST, "1 month", BROKEN),
        ("28 days", AT_MOST, "1 month", KEPT),
        ("30 days", AT_MOST, "1 month", SOMETIMES),
        ("31 days", AT_MOST, "1 month", SOMETIMES),
        ("32 days", AT_MOST, "1 month", BROKEN),
        ("1 month", AT_MOST, "30 days", SOMETIMES),
        ("1 month", AT_LEAST, "30 days", SOMETIMES),
        ("31 days", AT_LEAST, "1 month", KEPT),
        ("27 days", AT_LEAST, "1 month", BROKEN),
        ("2 years", AT_LEAST, "24 months", KEPT),
        ("5 business days", AT_MOST, "7 days", SOMETIMES),
        ("5 business days", AT_MOST, "10 days", KEPT),
        ("5 business days", AT_MOST, "4 days", BROKEN),
        ("same day", AT_MOST, "24 hours", KEPT),
        ("1 month + 2 months", AT_MOST, "3 months", SOMETIMES),
        ("20 EUR", AT_MOST, "20 EUR", KEPT),
        ("20.01 EUR", AT_MOST, "20 EUR", BROKEN),
        ("20 SEK", AT_MOST, "20 EUR", Verdict.INCOMPARABLE),
        ("90 %", AT_LEAST, "85 %", KEPT),
        ("2", AT_LEAST, "3", BROKEN),
    ],
)
def test_floors(ours: str, limit: Limit, law: str, verdict: Verdict) -> None:
    assert within_floor(quantity(ours), quantity(law), limit, OFFICE) is verdict


def test_a_floor_of_business_time_without_a_calendar_is_unmeasured() -> None:
    ours, law = quantity("5 business days"), quantity("7 days")
    assert within_floor(ours, law, AT_MOST, NOWHERE) is Verdict.UNMEASURED
    assert within_floor(ours, ours, AT_MOST, NOWHERE) is KEPT


durations = st.one_of(
    st.builds(Duration, st.integers(1, 40), st.sampled_from(Unit)),
    st.builds(
        Duration, st.integers(1, 40), st.sampled_from([Unit.HOUR, Unit.DAY]), st.just(Clock.BUSINESS)
    ),
    st.sampled_from([Duration(0, Unit.DAY), Duration(28, Unit.DAY), Duration(31, Unit.DAY)]),
)  # fmt: skip


@given(durations, durations)
def test_the_order_turns_round(first: Duration, second: Duration) -> None:
    assert compare(first, second, OFFICE) is compare(second, first, OFFICE).reverse


@settings(max_examples=300)
@given(durations, durations, durations)
def test_the_order_is_transitive_where_decided(a: Duration, b: Duration, c: Duration) -> None:
    one, two = compare(a, b, OFFICE), compare(b, c, OFFICE)
    if one in {LESS, EQUAL} and two in {LESS, EQUAL}:
        expected = EQUAL if one is two is EQUAL else LESS
        assert compare(a, c, OFFICE) is expected


@given(durations, durations)
def test_what_is_decided_holds_for_the_lengths(first: Duration, second: Duration) -> None:
    one, two = OFFICE(first), OFFICE(second)
    match compare(first, second, OFFICE):
        case Order.LESS:
            assert one.least <= two.least
            assert one.most <= two.most
            assert one != two
        case Order.EQUAL:
            assert one == two
        case Order.UNCLEAR:
            assert one.most > two.least
            assert two.most > one.least
        case _:
            assert (one.least, one.most) >= (two.least, two.most)


@given(durations, durations)
def test_a_floor_kept_at_most_is_broken_or_equal_at_least(ours: Duration, law: Duration) -> None:
    at_most = within_floor(ours, law, AT_MOST, OFFICE)
    at_least = within_floor(ours, law, AT_LEAST, OFFICE)
    assert (at_most is at_least is KEPT) == (compare(ours, law, OFFICE) is EQUAL)
    if at_most is BROKEN:
        assert at_least is KEPT
