"""Business time against a slow count of every day and every minute."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from time import process_time

import pytest
from hypothesis import assume, given, settings, strategies as st

from policykit.model.calendar import BusinessCalendar, BusinessTimeError
from policykit.model.length import DAY, HOUR, START_DAYS, Interval, bounds, measure
from policykit.model.quantity.dates import DateRange, parse_date_range
from policykit.model.quantity.duration import Clock, Duration, DurationSum, Unit
from policykit.model.quantity.duration_slips import parse_duration
from policykit.model.quantity.hours import Hours, hours_of, parse_hours

SINCE = date(2026, 11, 21)


def hours(text: str) -> Hours:
    found = parse_hours(text)
    assert isinstance(found, Hours)
    return found


def duration(text: str) -> Duration:
    found = parse_duration(text)
    assert isinstance(found, Duration)
    return found


OFFICE = BusinessCalendar("Europe/Stockholm", hours("mon-fri 09:00-17:00"))
CHRISTMAS = BusinessCalendar.of(
    "Europe/Stockholm",
    hours("mon-fri 08:00-12:00, mon-fri 13:00-17:00, sat 10:00-14:00"),
    [DateRange(date(2026, 12, 24), date(2026, 12, 27)), date(2027, 1, 1)],
)
ALWAYS = BusinessCalendar("Europe/Stockholm", hours("mon-sun 00:00-24:00"))
NIGHT = BusinessCalendar("Europe/Stockholm", hours("fri 22:00-24:00, sat 00:00-02:00"))


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-23", 0, "2026-11-23"),  # a Monday
        ("2026-11-23", 1, "2026-11-24"),
        ("2026-11-23", 5, "2026-11-30"),
        ("2026-11-27", 1, "2026-11-30"),
        ("2026-11-28", 1, "2026-11-30"),
        ("2026-11-29", 5, "2026-12-04"),
        ("2026-11-28", 0, "2026-11-28"),
    ],
)
def test_the_day_of_the_event_is_day_0(start: str, days: int, end: str) -> None:
    assert OFFICE.business_days_end(date.fromisoformat(start), days) == date.fromisoformat(end)


def test_closed_days_are_no_business_days() -> None:
    assert CHRISTMAS.business_days_end(date(2026, 12, 23), 1) == date(2026, 12, 28)
    assert CHRISTMAS.business_days_end(date(2026, 12, 31), 1) == date(2027, 1, 2)
    assert not CHRISTMAS.is_business_day(date(2026, 12, 24))
    assert CHRISTMAS.is_business_day(date(2026, 12, 28))
    assert not CHRISTMAS.is_business_day(date(2026, 12, 20))


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        ("2026-12-23T11:00", 30, "2026-12-23T11:30"),
        ("2026-12-23T11:00", 60, "2026-12-23T12:00"),
        ("2026-12-23T11:00", 61, "2026-12-23T13:01"),
        ("2026-12-23T12:30", 1, "2026-12-23T13:01"),
        ("2026-12-23T17:00", 10, "2026-12-28T08:10"),
        ("2026-12-23T20:00", 10, "2026-12-28T08:10"),
        ("2026-12-23T16:59:40", 2, "2026-12-28T08:01"),
        ("2026-12-25T12:00", 0, "2026-12-25T12:00"),
    ],
)
def test_business_time_runs_while_open(start: str, minutes: int, end: str) -> None:
    found = CHRISTMAS.add_business_time(datetime.fromisoformat(start), minutes)
    assert found == datetime.fromisoformat(end)


def test_business_time_runs_on_over_midnight() -> None:
    start = datetime.fromisoformat("2026-11-27T23:00")
    assert NIGHT.add_business_time(start, 120) == datetime.fromisoformat("2026-11-28T01:00")


@st.composite
def calendars(draw: st.DrawFn) -> BusinessCalendar:
    openings = []
    for day in draw(st.sets(st.integers(0, 6), min_size=1)):
        times = sorted(draw(st.sets(st.integers(0, 24), min_size=2, max_size=4)))
        openings += [(day, o * 60, c * 60) for o, c in zip(times[::2], times[1::2], strict=False)]
    week = hours_of(openings)
    assert week is not None
    closed = draw(st.sets(st.integers(0, 60), max_size=8))
    return BusinessCalendar.of(
        "Europe/Berlin", week, [SINCE + timedelta(days=number) for number in closed]
    )


starts = st.integers(0, 60).map(lambda number: SINCE + timedelta(days=number))
moments = st.integers(0, 60 * 1440).map(
    lambda minute: datetime.combine(SINCE, time()) + timedelta(minutes=minute)
)


@given(calendars(), starts, st.integers(0, 40), st.integers(1, 40))
def test_business_days_add_up_grow_and_end_open(
    calendar: BusinessCalendar, start: date, first: int, second: int
) -> None:
    halfway = calendar.business_days_end(start, first)
    end = calendar.business_days_end(halfway, second)
    assert end == calendar.business_days_end(start, first + second)
    assert end > halfway
    assert calendar.is_business_day(end)
    assert calendar.business_days_end(start + timedelta(days=1), first + second) >= end


@given(calendars(), starts, st.integers(1, 40))
def test_business_days_equal_a_count_day_by_day(
    calendar: BusinessCalendar, start: date, days: int
) -> None:
    day, left = start, days
    while left:
        day += timedelta(days=1)
        left -= calendar.is_business_day(day)
    assert calendar.business_days_end(start, days) == day


@given(calendars(), moments, st.integers(1, 600), st.integers(1, 600))
def test_business_minutes_add_up_grow_and_end_open(
    calendar: BusinessCalendar, start: datetime, first: int, second: int
) -> None:
    halfway = calendar.add_business_time(start, first)
    end = calendar.add_business_time(halfway, second)
    assert end == calendar.add_business_time(start, first + second)
    assert end > halfway
    assert calendar.add_business_time(start + timedelta(minutes=1), first) >= halfway
    last_minute = end - timedelta(minutes=1)
    minute = last_minute.hour * 60 + last_minute.minute
    assert calendar.is_business_day(last_minute.date())
    assert any(o <= minute < c for o, c in calendar.hours.week[last_minute.weekday()])


@settings(max_examples=25)
@given(calendars(), st.integers(1, 30))
def test_bounds_of_business_days_are_those_of_every_start_day(
    calendar: BusinessCalendar, days: int
) -> None:
    lengths = [
        (calendar.business_days_end(start, days) - start).days * DAY
        for number in range(START_DAYS)
        for start in [SINCE + timedelta(days=number)]
    ]
    found = bounds(Duration(days, Unit.DAY, Clock.BUSINESS), calendar, SINCE)
    assert found == Interval(min(lengths), max(lengths))


@settings(max_examples=40)
@given(calendars(), st.integers(1, 40), moments)
def test_bounds_of_business_hours_hold_from_every_moment(
    calendar: BusinessCalendar, amount: int, start: datetime
) -> None:
    found = bounds(Duration(amount, Unit.HOUR, Clock.BUSINESS), calendar, SINCE)
    length = (calendar.add_business_time(start, amount * 60) - start).total_seconds()
    assert found.least <= length <= found.most


@settings(max_examples=10)
@given(calendars(), st.integers(1, 30))
def test_bounds_of_business_hours_are_reached(calendar: BusinessCalendar, amount: int) -> None:
    assume(len(calendar.closed) < 4)
    # All is on whole hours, so the extremes lie on them, or a moment behind.
    midnight = datetime.combine(SINCE, time())
    lengths: list[int] = []
    for hour in range(100 * 24):
        start = midnight + timedelta(hours=hour)
        exact = calendar.add_business_time(start, amount * 60) - start
        behind = calendar.add_business_time(start + timedelta(minutes=1), amount * 60) - start
        lengths.append(int(exact.total_seconds()))
        lengths.append(int(behind.total_seconds()) - 60)
    found = bounds(Duration(amount, Unit.HOUR, Clock.BUSINESS), calendar, SINCE)
    assert found == Interval(min(lengths), max(lengths))


@pytest.mark.parametrize(
    ("text", "calendar", "least", "most"),
    [
        ("1 business day", OFFICE, 1 * DAY, 3 * DAY),
        ("5 business days", OFFICE, 5 * DAY, 7 * DAY),
        ("1 business hour", OFFICE, 1 * HOUR, 65 * HOUR),
        ("8 business hours", OFFICE, 8 * HOUR, 72 * HOUR),
        ("24 business hours", ALWAYS, 24 * HOUR, 24 * HOUR),
        ("3 business days", ALWAYS, 3 * DAY, 3 * DAY),
        ("4 business hours", NIGHT, 4 * HOUR, 168 * HOUR),
        ("1 business day", CHRISTMAS, 1 * DAY, 5 * DAY),
    ],
)
def test_bounds_of_business_time(
    text: str, calendar: BusinessCalendar, least: int, most: int
) -> None:
    assert bounds(duration(text), calendar, SINCE) == Interval(least, most)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("90 seconds", 90, 90),
        ("2 hours", 2 * HOUR, 2 * HOUR),
        ("1 day", DAY, DAY),
        ("2 weeks", 14 * DAY, 14 * DAY),
        ("same day", 0, DAY),
        ("1 month", 28 * DAY, 31 * DAY),
        ("2 months", 59 * DAY, 62 * DAY),
        ("3 months", 89 * DAY, 92 * DAY),
        ("12 months", 365 * DAY, 366 * DAY),
        ("1 year", 365 * DAY, 366 * DAY),
        ("4 years", 1460 * DAY, 1461 * DAY),
        ("400 years", 146_097 * DAY, 146_097 * DAY),
        ("401 years", 146_462 * DAY, 146_463 * DAY),
    ],
)
def test_bounds_of_calendar_time(text: str, least: int, most: int) -> None:
    assert bounds(duration(text), None, SINCE) == Interval(least, most)


@given(st.integers(1, 60), st.dates(date(1900, 1, 1), date(2190, 1, 1)))
def test_bounds_of_months_hold_from_every_day(months: int, start: date) -> None:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    end = next(
        found
        for back in range(4)
        for found in [_date(year, month + 1, start.day - back)]
        if found is not None
    )
    found = bounds(Duration(months, Unit.MONTH), None, SINCE)
    assert found.least <= (end - start).days * DAY <= found.most


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def test_a_sum_is_bounded_by_its_parts() -> None:
    total = DurationSum((duration("1 month"), duration("1 business day")))
    assert bounds(total, OFFICE, SINCE) == Interval(29 * DAY, 34 * DAY)


def test_business_time_needs_a_calendar_that_opens() -> None:
    with pytest.raises(BusinessTimeError, match="No calendar says how long 2 business days"):
        bounds(duration("2 business days"), None, SINCE)
    century = parse_date_range("2026-01-01 to 2199-12-31")
    assert isinstance(century, DateRange)
    shut = BusinessCalendar.of("UTC", OFFICE.hours, [century])
    for text in ("1 business day", "1 business hour"):
        with pytest.raises(BusinessTimeError, match="within a hundred years"):
            measure(shut, SINCE)(duration(text))
    with pytest.raises(BusinessTimeError, match="hardly ever open"):
        shut.business_days_end(SINCE, 1)
    with pytest.raises(BusinessTimeError, match="hardly ever open"):
        shut.add_business_time(datetime.combine(SINCE, time()), 1)


def test_time_at_the_end_of_all_dates_is_refused_in_the_same_way() -> None:
    with pytest.raises(BusinessTimeError):
        bounds(duration("9999 business days"), OFFICE, date(9999, 12, 1))


@pytest.mark.parametrize("text", ["10 business days", "30 business hours"])
def test_the_worst_case_over_three_years_is_quick(text: str) -> None:
    spent = []
    for _ in range(5):
        begun = process_time()
        bounds(duration(text), CHRISTMAS, SINCE)
        spent.append(process_time() - begun)
    assert min(spent) < 0.03


@pytest.mark.parametrize(
    "week",
    [
        ((),) * 7,
        (((60, 120),),) * 6,
        (((120, 60),),) * 7,
        (((60, 60),),) * 7,
        (((0, 1441),),) * 7,
        (((0, 60), (60, 90)),) * 7,
        (((60, 90), (0, 30)),) * 7,
    ],
)
def test_hours_that_are_none_cannot_be_made(week: tuple[tuple[tuple[int, int], ...], ...]) -> None:
    with pytest.raises(ValueError, match=r"hours|stretches"):
        Hours(week)


def test_weekly_minutes() -> None:
    assert OFFICE.hours.weekly_minutes == 5 * 8 * 60
