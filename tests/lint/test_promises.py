"""Cases of promises: few, and yet every way in which terms can differ is among them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product

from hypothesis import given, settings, strategies as st

from policykit.library.promises import cases, told
from policykit.model.case import Case, Conditions
from policykit.model.organisation import Channel, Name, Organisation, Region
from policykit.model.quantity.count import Count
from policykit.model.quantity.dates import DateRange
from policykit.model.term import Term, TermKind, Variant

REGIONS = ("DE", "SE", "US", "US-CA")
CHANNELS = ("chat", "phone")
GROUPS = ("garden", "lamps")
DAYS = tuple(date(2026, 12, day) for day in range(1, 9))
HAVSBY = Organisation(
    regions={each: Region(each, each) for each in ("DE", "SE", "US")},
    channels={each: Channel(each, each) for each in CHANNELS},
    names={"brand": {"havsby": Name("havsby", "Havsby").title}},
)


def points(number: int) -> Count:
    return Count(Decimal(number))


def some(names: tuple[str, ...]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(names), max_size=2)


ranges = st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)).map(
    lambda pair: DateRange(min(pair), max(pair))
)
conditions = st.builds(
    Conditions,
    regions=some(REGIONS),
    channels=some(CHANNELS),
    groups=some(GROUPS),
    dates=st.lists(ranges, max_size=1).map(tuple),
)


@st.composite
def terms(draw: st.DrawFn) -> Term:
    narrow = draw(st.lists(conditions, max_size=4))
    variants = tuple(Variant(each, points(index + 1)) for index, each in enumerate(narrow))
    return Term("gift", TermKind.ALLOWANCE, points(0), variants=variants)


@settings(deadline=None, max_examples=60)
@given(terms(), st.builds(Conditions, regions=some(("DE", "SE", "US")), channels=some(CHANNELS)))
def test_no_value_of_any_region_is_missed(term: Term, scope: Conditions) -> None:
    every = {
        (region, term.value_at(Case(region, "havsby", channel, group, day)))
        for region, channel, group, day in product(
            REGIONS, CHANNELS, (None, *GROUPS), (None, *DAYS)
        )
        if scope.match(Case(region, None, channel))
    }
    found = {(case.region, term.value_at(case)) for case in cases(scope, (term,), HAVSBY)}
    assert found <= every
    asked = {region for region, _ in found}
    assert {pair for pair in every if pair[0] in asked} == found
    # A part of a country stands apart only where a variant names it.
    assert {"DE", "SE", "US"} & {region for region, _ in every} <= asked


@given(terms())
def test_cases_are_inside_the_scope(term: Term) -> None:
    scope = Conditions(regions=frozenset({"SE"}), channels=frozenset({"chat"}))
    found = cases(scope, (term,), HAVSBY)
    assert found
    assert {(case.region, case.channel) for case in found} == {("SE", "chat")}


def test_an_organisation_that_declares_nothing() -> None:
    variant = Variant(Conditions(regions=frozenset({"SE"})), points(2))
    term = Term("gift", TermKind.ALLOWANCE, points(1), variants=(variant,))
    found = cases(Conditions(), (term,), Organisation())
    assert [(case.region, term.value_at(case)) for case in found] == [
        ("SE", points(2)),
        (None, points(1)),
    ]


def test_a_case_in_words_tells_what_is_asked_for() -> None:
    case = Case("SE", "havsby", "chat", "lamps", date(2026, 12, 1))
    whole = Conditions(
        frozenset({"SE"}),
        frozenset({"havsby"}),
        frozenset({"chat"}),
        frozenset({"lamps"}),
        (DateRange(DAYS[0], DAYS[1]),),
    )
    assert told(case, ()) == ""
    assert told(case, (Conditions(channels=frozenset({"phone"})),)) == "by chat"
    assert told(case, (whole,)) == "in SE for the brand havsby by chat for lamps on 2026-12-01"
