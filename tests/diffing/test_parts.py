"""The small judgements a comparison is made of: slips, levels, growth, and how much is alike."""

from __future__ import annotations

import pytest
from tests.pairs.examples import examples

from policykit.diffing.amounts import printed
from policykit.diffing.catalogue import find, near
from policykit.diffing.effects import for_customer, for_staff, is_denied, of_growth, strength
from policykit.diffing.slips import is_slip
from policykit.locale.watched_words import watched_words
from policykit.model.change import CustomerEffect, StaffEffect
from policykit.model.order import Order
from policykit.model.quantity.mistake import Mistake
from policykit.model.quantity.parse import parse_quantity
from policykit.model.term import Beneficiary, Better, Term, TermKind

SLIPS = {
    ("receipt", "reciept"): True,
    ("receipt", "receipt"): True,
    ("customer", "custommer"): True,
    ("customer", "cusomer"): True,
    ("customer", "custoner"): True,
    ("customer", "customer's"): False,
    ("customer", "customers"): False,
    ("customer", "cuxtomxr"): False,
    ("form", "from"): False,
    ("tills", "tlils"): True,
    ("ab", "ba"): False,
    ("shelf", "shell"): False,
    ("letter", "leter"): False,
    ("letters", "leters"): True,
    ("parcels", "barcels"): False,
    ("parcels", "parkels"): False,
    ("customer", "customur"): False,
    ("delivery", "delipery"): True,
    ("parcel", "parcl"): False,
    ("week", "weak"): False,
    ("speller", "spellerr"): False,
    ("leaflett", "leaflet"): False,
    ("commission", "comission"): True,
    ("turned", "tunred"): True,
    ("questoin", "question"): True,
    ("ab-cdefgh", "ab-cdfegh"): False,
    ("must", "most"): False,
    ("24hours", "24huors"): False,
    ("colour", "color"): True,
    ("organise", "organize"): True,
}


@pytest.mark.parametrize(("words", "slip"), SLIPS.items())
def test_a_slip_of_the_pen_is_told_from_another_word(words: tuple[str, str], slip: bool) -> None:
    watched = watched_words("en")
    assert is_slip(*words, watched) is slip
    assert is_slip(words[1], words[0], watched) is slip


LEVELS = ("must", "must_not", "should", "should_not", "may", "")


def test_levels_bind_more_or_less() -> None:
    assert [*map(strength, LEVELS)] == [2, 2, 1, 1, 0, 0]
    assert [*map(is_denied, LEVELS)] == [False, True, False, True, False, False]
    assert for_staff("should", "must") is StaffEffect.MORE
    assert for_staff("must", "may") is StaffEffect.LESS
    assert for_staff("must", "must_not") is StaffEffect.SAME


def test_who_gains_decides_what_it_means_for_customers() -> None:
    told = {
        (gains, more): for_customer(gains, more=more).value
        for gains in ("customer", "staff", "us", "")
        for more in (True, False)
    }
    assert told == {
        ("customer", True): "better",
        ("customer", False): "worse",
        ("staff", True): "same",
        ("staff", False): "same",
        ("us", True): "unclear",
        ("us", False): "unclear",
        ("", True): "unclear",
        ("", False): "unclear",
    }


GROWTH = {
    (TermKind.WINDOW, Order.LESS): ("better", "same"),
    (TermKind.WINDOW, Order.GREATER): ("worse", "same"),
    (TermKind.DEADLINE, Order.LESS): ("worse", "less"),
    (TermKind.DEADLINE, Order.GREATER): ("better", "more"),
    (TermKind.NOTICE, Order.LESS): ("better", "more"),
    (TermKind.NOTICE, Order.GREATER): ("worse", "less"),
    (TermKind.CHARGE, Order.LESS): ("worse", "same"),
    (TermKind.ALLOWANCE, Order.LESS): ("better", "same"),
    (TermKind.KEEPS, Order.LESS): ("unclear", "unclear"),
    (TermKind.WINDOW, Order.UNCLEAR): ("unclear", "unclear"),
    (TermKind.WINDOW, Order.INCOMPARABLE): ("unclear", "unclear"),
    (TermKind.WINDOW, Order.EQUAL): ("same", "same"),
}


@pytest.mark.parametrize(("kind", "order"), GROWTH)
def test_what_it_means_that_a_promise_grew(kind: TermKind, order: Order) -> None:
    value = parse_quantity("14 days")
    assert not isinstance(value, Mistake)
    term = Term("one", kind, value)
    customer, staff = of_growth(term, order)
    assert (customer.value, staff.value) == GROWTH[kind, order]


@pytest.mark.parametrize(
    ("order", "better", "staff"),
    [
        (Order.LESS, None, "less"),
        (Order.GREATER, None, "more"),
        (Order.UNCLEAR, None, "unclear"),
        (Order.LESS, Better.SHORTER, "more"),
        (Order.LESS, Better.NEITHER, "unclear"),
    ],
)
def test_a_promise_to_staff_is_not_about_customers(
    order: Order, better: Better | None, staff: str
) -> None:
    value = parse_quantity("14 days")
    assert not isinstance(value, Mistake)
    term = Term("one", TermKind.WINDOW, value, for_whom=Beneficiary.STAFF, better=better)
    found = of_growth(term, order)
    assert (found[0], found[1].value) == (CustomerEffect.SAME, staff)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (" DPO001 ", "DPO001"),
        ("dpo001", "DPO001"),
        ("term-shorter", "term-shorter"),
        ("no such kind at all", ""),
    ],
)
def test_a_kind_of_change_is_found_by_code_and_by_name(typed: str, name: str) -> None:
    found = find(typed)
    assert name in ({found.code, found.name} if found is not None else {""})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("term-shortr", "term-shorter"), ("dpo0388", "DPO038"), ("DPO001", "DPO001"), ("xyz", "")],
)
def test_the_nearest_name_is_offered(typed: str, meant: str) -> None:
    assert near(typed) == meant


def test_kinds_stand_in_the_order_of_their_codes() -> None:
    codes = [each.code for each in examples()]
    assert codes == sorted(codes)
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (True, "yes"),
        (False, "no"),
        (None, ""),
        (3, "3"),
        (["a", True], "a, yes"),
        ({"a": 1, "b": [2, 3]}, "a: 1, b: 2, 3"),
    ],
)
def test_values_are_printed_as_people_read_them(value: object, told: str) -> None:
    assert printed(value) == told
