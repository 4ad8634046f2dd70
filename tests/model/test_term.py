"""Terms as total functions: what holds where, clashes with a case, values for printing."""

from __future__ import annotations

from datetime import date
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from policykit.model.case import Case, Conditions, joined
from policykit.model.quantity.dates import DateRange, parse_date_range
from policykit.model.quantity.duration import Duration
from policykit.model.quantity.mistake import Mistake
from policykit.model.quantity.parse import Quantity, parse_quantity
from policykit.model.term import (
    Beneficiary,
    Better,
    Extension,
    Growth,
    Part,
    Slot,
    Term,
    TermKind,
    Variant,
)
from policykit.model.variants import distinct_values, overlaps

SALE = "2026-11-23 to 2026-11-30"
SALE_DAY = date(2026, 11, 25)


def quantity(text: str) -> Quantity | None:
    if text == "none":
        return None
    found = parse_quantity(text)
    assert not isinstance(found, Mistake)
    return found


def time(text: str) -> Duration:
    found = quantity(text)
    assert isinstance(found, Duration)
    return found


def where(dates: str | None = None, **names: list[str]) -> Conditions:
    ranges: tuple[DateRange, ...] = ()
    if dates:
        found = parse_date_range(dates)
        assert isinstance(found, DateRange)
        ranges = (found,)
    return Conditions(**{key: frozenset(value) for key, value in names.items()}, dates=ranges)


def limit(value: str, *variants: tuple[Conditions, str]) -> Term:
    varied = tuple(Variant(conditions, quantity(text)) for conditions, text in variants)
    return Term("goodwill-limit", TermKind.ALLOWANCE, quantity(value), variants=varied)


GOODWILL = limit(
    "20 EUR",
    (where(regions=["SE"]), "200 SEK"),
    (where(regions=["GB"]), "20 GBP"),
    (where(regions=["SE"], dates=SALE), "none"),
)


@pytest.mark.parametrize(
    ("case", "value"),
    [
        (Case(), "20 EUR"),
        (Case(region="DE"), "20 EUR"),
        (Case(region="GB"), "20 GBP"),
        (Case(region="SE"), "200 SEK"),
        (Case(region="SE", day=date(2026, 11, 22)), "200 SEK"),
        (Case(region="SE", day=date(2026, 11, 23)), "none"),
        (Case(region="SE", day=date(2026, 11, 30)), "none"),
        (Case(region="SE", day=date(2026, 12, 1)), "200 SEK"),
        (Case(region="DE", day=SALE_DAY), "20 EUR"),
        (Case(day=SALE_DAY), "20 EUR"),
    ],
)
def test_the_most_specific_variant_decides(case: Case, value: str) -> None:
    assert GOODWILL.value_at(case) == quantity(value)
    assert not overlaps(GOODWILL)


def test_regions_nest() -> None:
    term = limit("1 EUR", (where(regions=["US"]), "5 USD"), (where(regions=["US-CA"]), "7 USD"))
    assert term.value_at(Case(region="US-NY")) == quantity("5 USD")
    assert term.value_at(Case(region="US-CA")) == quantity("7 USD")
    assert term.value_at(Case(region="US")) == quantity("5 USD")
    assert term.value_at(Case(region="USA")) == quantity("1 EUR")
    assert not overlaps(term)


ANSWER = Term(
    "answer-time",
    TermKind.DEADLINE,
    time("1 month"),
    from_event="request-received",
    extend=Extension(time("2 months"), time("1 month"), reasons=True),
    law=("gdpr.answer",),
    variants=(
        Variant(where(regions=["GB"]), by=time("14 days")),
        Variant(where(channels=["chat"]), value=time("3 days"), from_event="chat-offered"),
        Variant(where(channels=["post"]), value=None),
        Variant(where(regions=["NO"]), by=None, law=(), public=True),
    ),
)


@pytest.mark.parametrize(
    ("case", "parts"),
    [
        (Case(), ("1 month", "2 months", "1 month", "3 months")),
        (Case(region="GB"), ("1 month", "14 days", "1 month", "1 month + 14 days")),
        (Case(channel="chat"), ("3 days", "2 months", "1 month", "3 days + 2 months")),
        (Case(region="GB", channel="chat"), ("3 days", "14 days", "1 month", "17 days")),
        (Case(channel="post"), ("None", "None", "None", "None")),
        (Case(region="NO"), ("1 month", "None", "None", "1 month")),
    ],
)
def test_a_part_varies_by_itself(case: Case, parts: tuple[str, ...]) -> None:
    assert tuple(str(ANSWER.value_at(case, part)) for part in Part) == parts


def test_event_law_and_publicity_vary_too() -> None:
    chat = ANSWER.at(Case(channel="chat"))
    assert (chat.from_event, chat.law, chat.public) == ("chat-offered", ("gdpr.answer",), False)
    norway = ANSWER.at(Case(region="NO"))
    assert (norway.from_event, norway.law, norway.public) == ("request-received", (), True)
    assert ANSWER.at(Case()).extend == Extension(time("2 months"), time("1 month"), reasons=True)


def test_the_total_of_a_term_without_extension_is_its_value() -> None:
    assert GOODWILL.value_at(Case(), Part.TOTAL) == quantity("20 EUR")
    assert GOODWILL.value_at(Case(), Part.EXTENSION) is None


CLASHES: list[tuple[list[tuple[Conditions, str]], list[Case]]] = [
    ([(where(regions=["SE"]), "1 EUR"), (where(regions=["DE"]), "2 EUR")], []),
    (
        [(where(regions=["SE"]), "1 EUR"), (where(channels=["chat"]), "2 EUR")],
        [Case(region="SE", channel="chat")],
    ),
    ([(where(regions=["SE"]), "1 EUR"), (where(channels=["chat"]), "1 EUR")], []),
    (
        [(where(regions=["SE"]), "1 EUR"), (where(regions=["SE"]), "2 EUR")],
        [Case(region="SE")],
    ),
    (
        [(where(regions=["SE", "DE"]), "1 EUR"), (where(regions=["DE", "GB"]), "2 EUR")],
        [Case(region="DE")],
    ),
    (
        [(where(regions=["US"]), "1 EUR"), (where(regions=["US-CA", "SE"]), "2 EUR")],
        [Case(region="US-CA")],
    ),
    (
        [(where(dates=SALE), "1 EUR"), (where(dates="2026-11-28 to 2026-12-24"), "none")],
        [Case(day=date(2026, 11, 28))],
    ),
    (
        [
            (where(regions=["SE"]), "1 EUR"),
            (where(channels=["chat"]), "2 EUR"),
            (where(regions=["SE"], channels=["chat"]), "3 EUR"),
        ],
        [],
    ),
    (
        [
            (where(regions=["SE"]), "1 EUR"),
            (where(channels=["chat", "phone"]), "2 EUR"),
            (where(regions=["SE"], channels=["chat"]), "3 EUR"),
        ],
        [Case(region="SE", channel="phone")],
    ),
    (
        [
            (where(regions=["SE"]), "1 EUR"),
            (where(dates=SALE), "2 EUR"),
            (where(regions=["SE"], dates="2026-11-01 to 2026-11-26"), "3 EUR"),
        ],
        [
            Case(region="SE", day=date(2026, 11, 27)),
            Case(region="SE", day=date(2026, 11, 23)),
        ],
    ),
    (
        [
            (where(regions=["SE"]), "1 EUR"),
            (where(channels=["chat"]), "2 EUR"),
            (where(brands=["outlet"]), "3 EUR"),
        ],
        [
            Case(region="SE", channel="chat"),
            Case(region="SE", brand="outlet"),
            Case(channel="chat", brand="outlet"),
        ],
    ),
]


@pytest.mark.parametrize(("variants", "cases"), CLASHES)
def test_overlaps_come_with_a_case(
    variants: list[tuple[Conditions, str]], cases: list[Case]
) -> None:
    term = limit("9 EUR", *variants)
    found = overlaps(term)
    assert [overlap.case for overlap in found] == cases
    for overlap in found:
        assert overlap.slot is Slot.VALUE
        assert overlap.first.conditions.match(overlap.case)
        assert overlap.second.conditions.match(overlap.case)


def test_variants_of_different_parts_do_not_clash() -> None:
    assert not overlaps(ANSWER)
    clashing = Variant(where(brands=["outlet"]), by=time("3 months"))
    found = overlaps(
        Term("a", TermKind.DEADLINE, time("1 day"), variants=(*ANSWER.variants, clashing))
    )
    assert [(one.slot, one.case) for one in found] == [
        (Slot.EXTENSION, Case(region="GB", brand="outlet")),
        (Slot.EXTENSION, Case(region="NO", brand="outlet")),
    ]


def test_a_term_too_tangled_to_check_counts_as_clashing() -> None:
    names = [f"x{number}" for number in range(60)]
    fine = [
        (where(regions=[f"SE-{name}"], channels=[name], brands=[name]), f"{number} EUR")
        for number, name in enumerate(names)
    ]
    wide = where(regions=[f"SE-{name}" for name in names], channels=names)
    across = where(brands=names, channels=names)
    term = limit("9 EUR", (wide, "1 EUR"), (across, "2 EUR"), *fine)
    found = overlaps(term)
    assert len(found) == 1
    assert wide.match(found[0].case)
    assert across.match(found[0].case)


def shown(term: Term, universe: Conditions, part: Part = Part.VALUE) -> list[tuple[str, list[Any]]]:
    return [
        (str(group.value), [_plain(one) for one in group.where])
        for group in distinct_values(term, universe, part)
    ]


def _plain(conditions: Conditions) -> list[str]:
    names = (conditions.regions, conditions.brands, conditions.channels, conditions.groups)
    return [name for some in names for name in sorted(some)] + [str(d) for d in conditions.dates]


NORTH = where(regions=["SE", "DE", "GB", "FI"])


@pytest.mark.parametrize(
    ("term", "universe", "groups"),
    [
        (
            GOODWILL,
            where(regions=["SE", "DE", "GB"]),
            [
                ("20 EUR", [[]]),
                ("200 SEK", [["SE"]]),
                ("20 GBP", [["GB"]]),
                ("None", [["SE", SALE]]),
            ],
        ),
        (
            GOODWILL,
            where(regions=["SE", "DE", "GB"], dates="2026-01-01 to 2026-12-31"),
            [
                ("20 EUR", [[]]),
                ("200 SEK", [["SE"]]),
                ("20 GBP", [["GB"]]),
                ("None", [["SE", "2026-11-23 to 2026-11-30"]]),
            ],
        ),
        (
            GOODWILL,
            where(regions=["SE"], dates="2026-11-24 to 2026-11-24"),
            [("None", [[]])],
        ),
        (GOODWILL, where(regions=["SE"], dates="2026-06-01 to 2026-06-30"), [("200 SEK", [[]])]),
        (GOODWILL, where(regions=["DE", "FI"]), [("20 EUR", [[]])]),
        (
            limit("5 EUR", (where(regions=["SE"]), "6 EUR"), (where(regions=["FI"]), "6 EUR")),
            NORTH,
            [("5 EUR", [[]]), ("6 EUR", [["SE"], ["FI"]])],
        ),
        (limit("5 EUR", (where(regions=["SE"]), "5 EUR")), NORTH, [("5 EUR", [[]])]),
        (
            limit(
                "5 EUR",
                (where(regions=["SE", "DE"]), "6 EUR"),
                (where(regions=["SE"]), "5 EUR"),
            ),
            NORTH,
            [("5 EUR", [[]]), ("6 EUR", [["DE"]])],
        ),
        (
            limit(
                "5 EUR",
                (where(regions=["SE", "DE"]), "6 EUR"),
                (where(regions=["SE"], channels=["chat"]), "5 EUR"),
            ),
            NORTH,
            [("5 EUR", [[], ["SE", "chat"]]), ("6 EUR", [["DE", "SE"]])],
        ),
        (
            limit("5 EUR", *((where(regions=[r]), "6 EUR") for r in ("SE", "DE", "GB", "FI"))),
            NORTH,
            [("6 EUR", [["SE"], ["DE"], ["GB"], ["FI"]])],
        ),
        (
            limit(
                "5 EUR",
                (where(groups=["garden"]), "6 EUR"),
                (where(brands=["havsby"]), "6 EUR"),
                (where(groups=["garden"], brands=["havsby"]), "7 EUR"),
            ),
            where(groups=["garden", "textiles"], brands=["havsby", "other"]),
            [
                ("5 EUR", [[]]),
                ("6 EUR", [["garden"], ["havsby"]]),
                ("7 EUR", [["havsby", "garden"]]),
            ],
        ),
        (
            limit(
                "5 EUR",
                (where(groups=["garden"]), "6 EUR"),
                (where(brands=["havsby"]), "7 EUR"),
                (where(groups=["garden"], brands=["havsby"]), "6 EUR"),
            ),
            where(groups=["garden", "textiles"], brands=["havsby", "other"]),
            [
                ("5 EUR", [[]]),
                ("6 EUR", [["garden"], ["havsby", "garden"]]),
                ("7 EUR", [["havsby"]]),
            ],
        ),
        (
            limit("5 EUR", (where(groups=["garden"]), "6 EUR")),
            where(groups=["garden"]),
            [("6 EUR", [[]])],
        ),
        (
            limit("5 EUR", (where(regions=["US-CA"]), "6 USD")),
            where(regions=["US"]),
            [("5 EUR", [[]]), ("6 USD", [["US-CA"]])],
        ),
    ],
)
def test_values_are_grouped_for_printing(
    term: Term, universe: Conditions, groups: list[tuple[str, list[Any]]]
) -> None:
    assert shown(term, universe) == groups


def test_values_too_tangled_to_tell_apart_are_all_named() -> None:
    names = [f"x{number}" for number in range(60)]
    fine = [
        (where(regions=[f"SE-{name}"], channels=[name]), f"{number} EUR")
        for number, name in enumerate(names)
    ]
    universe = where(regions=[f"SE-{name}" for name in names], channels=names)
    term = limit("90 EUR", *fine)
    assert shown(term, universe) == [
        ("90 EUR", [[]]),
        *((f"{n} EUR", [[f"SE-{name}", name]]) for n, name in enumerate(names)),
    ]


@pytest.mark.parametrize(
    ("universe", "part", "groups"),
    [
        (
            where(regions=["SE", "GB"], channels=["email"]),
            Part.TOTAL,
            [("3 months", [[]]), ("1 month + 14 days", [["GB"]])],
        ),
        (
            where(regions=["SE", "GB"], channels=["email", "chat"]),
            Part.TOTAL,
            [
                ("3 months", [[]]),
                ("1 month + 14 days", [["GB"]]),
                ("3 days + 2 months", [["chat"]]),
                ("17 days", [["GB", "chat"]]),
            ],
        ),
        (
            where(regions=["SE", "NO"], channels=["email", "post"]),
            Part.EXTENSION_NOTICE,
            [("1 month", [[]]), ("None", [["NO"], ["post"]])],
        ),
        (
            where(regions=["SE", "NO"], channels=["email", "post"]),
            Part.EXTENSION,
            [("2 months", [[]]), ("None", [["NO"], ["post"]])],
        ),
    ],
)
def test_parts_are_grouped_by_what_decides_them(
    universe: Conditions, part: Part, groups: list[tuple[str, list[Any]]]
) -> None:
    assert shown(ANSWER, universe, part) == groups


@pytest.mark.parametrize(
    ("kind", "better", "growth"),
    [
        (TermKind.WINDOW, None, Growth.GAIN),
        (TermKind.DEADLINE, None, Growth.LOSS),
        (TermKind.ALLOWANCE, None, Growth.GAIN),
        (TermKind.CHARGE, None, Growth.LOSS),
        (TermKind.NOTICE, None, Growth.GAIN),
        (TermKind.KEEPS, None, Growth.NEUTRAL),
        (TermKind.THRESHOLD, None, Growth.NEUTRAL),
        (TermKind.KEEPS, Better.SHORTER, Growth.LOSS),
        (TermKind.THRESHOLD, Better.LOWER, Growth.LOSS),
        (TermKind.DEADLINE, Better.LONGER, Growth.GAIN),
        (TermKind.CHARGE, Better.HIGHER, Growth.GAIN),
        (TermKind.WINDOW, Better.NEITHER, Growth.NEUTRAL),
    ],
)
def test_who_gains_when_a_value_grows(
    kind: TermKind, better: Better | None, growth: Growth
) -> None:
    term = Term("x", kind, time("1 day"), better=better, for_whom=Beneficiary.STAFF)
    assert term.growth is growth


ONE_DAY_RANGES = [
    DateRange(date(2026, 1, 1), date(2026, 1, 10)),
    DateRange(date(2026, 1, 5), date(2026, 1, 20)),
    DateRange(date(2026, 1, 11), date(2026, 1, 12)),
]
REGIONS = ["SE", "US", "US-CA"]
CHANNELS = ["chat", "phone"]
conditions = st.builds(
    Conditions,
    regions=st.frozensets(st.sampled_from(REGIONS), max_size=2),
    brands=st.frozensets(st.sampled_from(["havsby"]), max_size=1),
    channels=st.frozensets(st.sampled_from(CHANNELS), max_size=2),
    dates=st.lists(st.sampled_from(ONE_DAY_RANGES), max_size=2).map(tuple),
)
values = st.sampled_from(["1 EUR", "2 EUR", "3 EUR", "none"]).map(quantity)
terms = st.lists(st.builds(Variant, conditions, values), max_size=4).map(
    lambda variants: Term("x", TermKind.ALLOWANCE, quantity("9 EUR"), variants=tuple(variants))
)
ALL_CASES = [
    Case(region, brand, channel, None, day)
    for region, brand, channel, day in product(
        [None, *REGIONS, "US-NY"],
        [None, "havsby"],
        [None, *CHANNELS],
        [None, *(date(2026, 1, number) for number in (1, 5, 11, 13, 21))],
    )
]


def answers(term: Term, case: Case) -> set[str]:
    """Every value some most specific variant gives a case: all of the rule, read literally."""
    rules = [one for one in (term.base, *term.variants) if one.conditions.match(case)]
    return {
        str(one.value)
        for one in rules
        if not any(
            other.conditions.inside(one.conditions) and not one.conditions.inside(other.conditions)
            for other in rules
        )
    }


@settings(max_examples=60, deadline=None)
@given(terms)
def test_a_term_without_overlaps_has_exactly_one_answer_in_every_case(term: Term) -> None:
    found = overlaps(term)
    for case in ALL_CASES:
        given_answers = answers(term, case)
        assert str(term.value_at(case)) in given_answers
        if not found:
            assert len(given_answers) == 1
    for overlap in found:
        assert len(answers(term, overlap.case)) > 1


@settings(max_examples=60, deadline=None)
@given(conditions, conditions)
def test_inside_and_common_mean_what_they_say(one: Conditions, other: Conditions) -> None:
    common = one.common(other)
    for case in ALL_CASES:
        both = one.match(case) and other.match(case)
        assert both == (common is not None and common.match(case))
        if one.inside(other):
            assert not one.match(case) or other.match(case)
    assert one.inside(one)
    if common is not None:
        assert common.inside(one)
        assert common.inside(other)


@settings(max_examples=60, deadline=None)
@given(terms)
def test_printed_groups_read_as_the_term_answers(term: Term) -> None:
    if overlaps(term):
        return
    universe = Conditions(
        frozenset(["SE", "US-CA", "US-NY"]),
        channels=frozenset(CHANNELS),
        dates=(DateRange(date(2026, 1, 1), date(2026, 1, 31)),),
    )
    groups = distinct_values(term, universe)
    printed = [(place, group.value) for group in groups for place in group.where]
    for case in ALL_CASES:
        if not universe.match(case):
            continue
        holding = [(place, value) for place, value in printed if place.match(case)]
        nearest = {
            str(value)
            for place, value in holding
            if not any(other.strictly_inside(place) for other, _ in holding)
        }
        assert nearest == {str(term.value_at(case))}
    assert len({group.value for group in groups}) == len(groups)


@given(st.lists(st.sampled_from(ONE_DAY_RANGES)))
def test_joined_ranges_hold_the_same_days_apart(ranges: list[DateRange]) -> None:
    found = joined(ranges)
    days = {day for one in ranges for day in one.days()}
    assert [day for one in found for day in one.days()] == sorted(days)
    assert all((after.first - before.last).days > 1 for before, after in pairwise(found))
