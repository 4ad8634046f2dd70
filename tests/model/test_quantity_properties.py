"""Readers, printers and patterns hold together for every text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings, strategies as st

from policykit.model.quantity.count import COUNT_PATTERN, OTHER_UNITS, parse_count
from policykit.model.quantity.currency import DECIMALS
from policykit.model.quantity.dates import (
    DATE_PATTERN,
    DATE_RANGE_PATTERN,
    DateRange,
    parse_date,
    parse_date_range,
)
from policykit.model.quantity.duration import DURATION_PATTERN, Clock, Duration, Unit
from policykit.model.quantity.duration_slips import parse_duration
from policykit.model.quantity.hours import HOURS_PATTERN, Hours, hours_of, parse_hours
from policykit.model.quantity.mistake import Mistake
from policykit.model.quantity.money import MONEY_PATTERN, Money, parse_money
from policykit.model.quantity.parse import (
    QUANTITY_PATTERN,
    TERM_NAME_PATTERN,
    is_term_name,
    parse_quantity,
)
from policykit.model.quantity.share import SHARE_PATTERN, Share, parse_share
from policykit.model.quantity.time_of_day import TIME_PATTERN, Time, parse_time

READERS: dict[str, tuple[Callable[[str], object], str]] = {
    "duration": (parse_duration, DURATION_PATTERN),
    "money": (parse_money, MONEY_PATTERN),
    "share": (parse_share, SHARE_PATTERN),
    "count": (parse_count, COUNT_PATTERN),
    "quantity": (parse_quantity, QUANTITY_PATTERN),
    "date": (parse_date, DATE_PATTERN),
    "date range": (parse_date_range, DATE_RANGE_PATTERN),
    "time": (parse_time, TIME_PATTERN),
    "hours": (parse_hours, HOURS_PATTERN),
}

durations = st.one_of(
    st.builds(Duration, st.integers(1, 999_999), st.sampled_from(Unit)),
    st.builds(
        Duration,
        st.integers(1, 9_999),
        st.sampled_from([Unit.HOUR, Unit.DAY]),
        st.just(Clock.BUSINESS),
    ),
    st.just(Duration(0, Unit.DAY)),
)
hundredths = st.integers(0, 99_999).map(lambda n: Decimal(n) / 100)


@st.composite
def money(draw: st.DrawFn) -> Money:
    currency = draw(st.sampled_from(sorted(DECIMALS)))
    return Money(Decimal(draw(st.integers(0, 10**9))).scaleb(-DECIMALS[currency]), currency)


@st.composite
def weeks(draw: st.DrawFn) -> Hours | None:
    openings = []
    for day in draw(st.sets(st.integers(0, 6), min_size=1)):
        times = sorted(draw(st.sets(st.integers(0, 96), min_size=2, max_size=6)))
        openings += [(day, o * 15, c * 15) for o, c in zip(times[::2], times[1::2], strict=False)]
    return hours_of(openings)


ranges = st.tuples(*[st.dates(date(1900, 1, 1), date(2199, 12, 31))] * 2).map(
    lambda ends: DateRange(min(ends), max(ends))
)


@given(st.one_of(durations, money(), hundredths.map(Share)))
def test_a_quantity_reads_back_from_its_print(quantity: Duration | Money | Share) -> None:
    assert parse_quantity(str(quantity)) == quantity


@given(ranges)
def test_a_range_reads_back_from_its_print(days: DateRange) -> None:
    assert parse_date_range(str(days)) == days


@given(weeks())
def test_hours_read_back_from_their_print(hours: Hours | None) -> None:
    assert hours is not None
    assert parse_hours(str(hours)) == hours


@given(st.integers(0, 1439))
def test_a_time_reads_back_from_its_print(minutes: int) -> None:
    assert parse_time(str(Time(minutes))) == Time(minutes)


# Texts close to accepted ones: everything the grammars are made of, mixed.
PIECES = """
0 1 2 9 10 007 14 1.5 20.50 20.00 0.05 1.000 5,50 999999 1000000 second minutes hour hours day days
week months years business working same h % percent EUR SEK JPY KWD eur € kr $ XQZ points warning
km a-b two half . , - \u2013 : / to mon fri sat-sun mon-fri 08:00-20:00 24:00 8-20 2026-11-23
2026-02-30 01.07.2026 09:30 9am P14D PT T none x.y
"""
pieces = st.sampled_from(PIECES.split())
texts = st.one_of(
    st.lists(st.tuples(pieces, st.sampled_from([" ", "", "  ", "\u00a0", "\n"])), max_size=6).map(
        lambda words: "".join(a + b for a, b in words).strip(" ")
    ),
    st.text(max_size=30),
    *(st.from_regex(pattern, fullmatch=True) for _, pattern in READERS.values()),
    st.from_regex(TERM_NAME_PATTERN, fullmatch=True),
)


@pytest.mark.parametrize("kind", READERS)
@settings(max_examples=150)
@given(text=texts)
def test_what_a_reader_accepts_its_pattern_fits(kind: str, text: str) -> None:
    reader, pattern = READERS[kind]
    if not isinstance(reader(text), Mistake):
        assert re.fullmatch(pattern[1:-1], text)


@pytest.mark.parametrize("kind", ["duration", "money", "share", "count", "time"])
@settings(max_examples=150)
@given(data=st.data())
def test_what_a_pattern_fits_its_reader_accepts_and_prints(kind: str, data: st.DataObject) -> None:
    reader, pattern = READERS[kind]
    text = data.draw(st.from_regex(re.compile(pattern[1:-1]), fullmatch=True))
    if kind == "count" and text.partition(" ")[2] in OTHER_UNITS:
        assert isinstance(reader(text), Mistake)
    else:
        assert str(reader(text)) == text


@pytest.mark.parametrize("kind", READERS)
@settings(max_examples=150)
@given(text=texts)
def test_a_suggestion_is_accepted_as_it_stands(kind: str, text: str) -> None:
    reader, _ = READERS[kind]
    outcome = reader(text)
    if isinstance(outcome, Mistake):
        assert outcome.suggestion or not outcome.safe
        if outcome.suggestion:
            assert outcome.suggestion != text
            assert str(reader(outcome.suggestion)) == outcome.suggestion


@given(texts)
def test_no_text_is_both_a_name_and_a_value(text: str) -> None:
    if is_term_name(text):
        assert re.fullmatch(TERM_NAME_PATTERN[1:-1], text)
        assert isinstance(parse_quantity(text), Mistake)


@pytest.mark.parametrize("pattern", [*(p for _, p in READERS.values()), TERM_NAME_PATTERN])
def test_patterns_keep_to_what_all_engines_share(pattern: str) -> None:
    assert pattern.startswith("^")
    assert pattern.endswith("$")
    assert not re.search(r"\\[a-zA-Z]|\(\?|\[\^|\\[0-9]|[*+?}][+?]", pattern)


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize("filler", ["1 ", "1,", "a-", "1.", "mon-", "1 day ", "9' ", "half a"])
def test_long_texts_are_refused_at_once(kind: str, filler: str) -> None:
    from time import process_time

    reader, _ = READERS[kind]
    for length in (199, 100_000):
        text = (filler * length)[:length]
        begun = process_time()
        assert isinstance(reader(text), Mistake)
        assert process_time() - begun < 0.5
