"""Calendars of the organisation as business time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.support.program import ROOT, scrubbed

from policykit.cache import Cache, key_of
from policykit.library.calendars import (
    HOLIDAY_YEARS,
    BusinessTime,
    PublicHolidays,
    business_calendar,
    knows_holidays,
)
from policykit.model.calendar import BusinessTimeError
from policykit.model.document import Json
from policykit.model.length import DAY, HOUR, Interval
from policykit.model.organisation import Calendar, Channel, ChannelHours, Organisation
from policykit.model.quantity.duration import exact_duration

SINCE = date(2026, 11, 21)
DESK = Calendar("desk", "Desk", "Europe/Stockholm", "mon-fri 09:00-17:00", country="SE")
SHOPS = Calendar(
    "shops",
    "Shops",
    "",
    "mon-sun 10:00-18:00",
    country="DE",
    subdivision="HH",
    closed=("2026-12-24", "2027-01-02 to 2027-01-05", "no day at all"),
)
HAVSBY = Organisation(
    time_zone="Europe/Stockholm",
    calendar="desk",
    calendars={"desk": DESK, "shops": SHOPS, "broken": replace(DESK, hours="always and never")},
    channels={
        "phone": Channel("phone", "Phone", {"SE": ChannelHours(calendar="shops")}),
        "chat": Channel("chat", "Chat", {"SE": ChannelHours(hours="mon-sun 00:00-24:00")}),
        "mail": Channel("mail", "Mail", {"SE": ChannelHours(calendar="broken")}),
        "web": Channel("web", "Web"),
    },
)


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        ("2026-11-23", True),
        ("2026-11-22", False),
        ("2026-12-25", False),
        ("2027-05-06", False),  # Ascension Day
        ("2031-01-01", True),  # beyond the years of holidays
    ],
)
def test_the_desk_keeps_swedish_holidays(day: str, is_open: bool) -> None:
    calendar = business_calendar(DESK, "UTC", SINCE)
    assert calendar is not None
    assert calendar.is_business_day(date.fromisoformat(day)) is is_open


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        ("2026-12-23", True),
        ("2026-12-24", False),
        ("2027-01-01", False),
        ("2027-01-02", False),
        ("2027-01-05", False),
        ("2027-01-06", True),
        ("2027-10-31", False),  # Reformation Day, in Hamburg but not in all of Germany
    ],
)
def test_the_shops_keep_those_of_hamburg_and_their_own(day: str, is_open: bool) -> None:
    calendar = business_calendar(SHOPS, "Europe/Berlin", SINCE)
    assert calendar is not None
    assert calendar.is_business_day(date.fromisoformat(day)) is is_open
    assert calendar.time_zone == "Europe/Berlin"


def test_holidays_reach_over_the_years_that_are_measured() -> None:
    calendar = business_calendar(DESK, "UTC", SINCE)
    assert calendar is not None
    years = {day.year for day in calendar.closed}
    assert years == set(range(SINCE.year, SINCE.year + HOLIDAY_YEARS))


def test_hours_nobody_can_read_are_no_calendar() -> None:
    assert business_calendar(replace(DESK, hours="nine to five"), "UTC", SINCE) is None


@pytest.fixture
def unreachable(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on nobody can look holidays up."""
    monkeypatch.setitem(sys.modules, "holidays", None)


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    """A place to keep holidays in."""
    opened = Cache(tmp_path)
    yield opened
    opened.close()


def test_holidays_are_kept_between_runs(
    tmp_path: Path, cache: Cache, request: pytest.FixtureRequest
) -> None:
    expected = business_calendar(DESK, "UTC", SINCE)
    assert business_calendar(DESK, "UTC", SINCE, PublicHolidays(cache, "program")) == expected
    cache.close()
    request.getfixturevalue("unreachable")

    later = Cache(tmp_path)
    again = business_calendar(DESK, "UTC", SINCE, PublicHolidays(later, "program"))
    later.close()

    assert again == expected


@pytest.mark.parametrize(
    ("calendar", "first_year", "program"),
    [
        (DESK, 2027, "program"),
        (DESK, 2026, "another program"),
        (replace(DESK, country="DE"), 2026, "program"),
        (replace(DESK, subdivision="AB"), 2026, "program"),
    ],
)
@pytest.mark.usefixtures("unreachable")
def test_other_holidays_are_looked_up(
    calendar: Calendar, first_year: int, program: str, cache: Cache
) -> None:
    cache.put(key_of("program", "holidays", DESK.country, DESK.subdivision, "2026"), [])

    assert PublicHolidays(cache, "program").days(DESK, 2026) == ()
    with pytest.raises(ImportError):
        PublicHolidays(cache, program).days(calendar, first_year)


@pytest.mark.parametrize("kept", [None, 3, ["the first of May"], [["2026-05-01"]]])
def test_what_was_kept_and_cannot_be_read_is_looked_up(kept: Json, cache: Cache) -> None:
    cache.put(key_of("program", "holidays", DESK.country, DESK.subdivision, "2026"), kept)

    assert date(2026, 12, 25) in PublicHolidays(cache, "program").days(DESK, 2026)


@pytest.mark.parametrize(
    ("country", "subdivision", "known"),
    [
        ("SE", "", True),
        ("GB", "ENG", True),
        ("DE", "HH", True),
        ("SE", "XX", False),
        ("XX", "", False),
    ],
)
def test_countries_whose_holidays_are_known(country: str, subdivision: str, known: bool) -> None:
    assert knows_holidays(replace(DESK, country=country, subdivision=subdivision)) is known


def test_an_unknown_country_leaves_the_weekly_hours() -> None:
    calendar = business_calendar(replace(DESK, country="XX"), "UTC", SINCE)
    assert calendar is not None
    assert not calendar.closed


@pytest.mark.parametrize(
    ("region", "channel", "own", "expected"),
    [
        ("SE", "phone", "desk", "desk"),
        ("SE", "phone", "", "shops"),
        ("SE", "phone", "unknown", "shops"),
        ("SE", "chat", "", "chat/SE"),
        ("SE", "mail", "", "desk"),  # its own cannot be read
        ("GB", "phone", "", "desk"),
        ("SE", "web", "", "desk"),
        (None, None, "", "desk"),
    ],
)
def test_the_nearest_calendar_counts(
    region: str | None, channel: str | None, own: str, expected: str
) -> None:
    assert BusinessTime(HAVSBY, SINCE).calendar_of(region, channel, own) == expected


def test_there_may_be_none() -> None:
    time = BusinessTime(replace(HAVSBY, calendar=""), SINCE)
    assert time.calendar_of("GB", "phone") == ""
    business_hour = exact_duration("1 business hour")
    assert business_hour is not None
    with pytest.raises(BusinessTimeError):
        time.measure("")(business_hour)


def test_a_channel_is_open_where_it_says_so_or_says_nothing() -> None:
    time = BusinessTime(HAVSBY, SINCE)
    answers = [time.is_open("SE", "phone"), time.is_open("GB", "phone")]
    answers += [time.is_open("GB", "web"), time.is_open("GB", "pigeons")]
    assert answers == [True, False, True, True]


def test_business_time_is_measured_by_the_calendar() -> None:
    time = BusinessTime(HAVSBY, SINCE)
    day, hours = exact_duration("1 business day"), exact_duration("8 business hours")
    assert day is not None
    assert hours is not None
    assert time.measure("chat/SE")(day) == Interval(DAY, DAY)
    assert time.measure("chat/SE")(hours) == Interval(8 * HOUR, 8 * HOUR)
    assert time.measure("desk")(day).most > 4 * DAY


def test_one_country_is_loaded_without_all_others_and_is_the_same() -> None:
    code = """
import sys
from datetime import date
from policykit.library.calendars import PublicHolidays
from policykit.model.organisation import Calendar
asked = Calendar("desk", "Desk", "", "mon-fri 09:00-17:00", country="DE", subdivision="HH")
alone = PublicHolidays().days(asked, 2026)
loaded = {name for name in sys.modules if name.startswith("holidays.countries")}
assert loaded == {"holidays.countries.germany"}, loaded
import holidays
from holidays.countries import DE
assert alone == tuple(holidays.country_holidays("DE", subdiv="HH", years=range(2026, 2031)))
assert alone == tuple(DE(subdiv="HH", years=range(2026, 2031)))
"""
    environment = scrubbed(os.environ) | {"PYTHONPATH": str(ROOT / "src")}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)


def test_whether_there_are_holidays_is_kept(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    unknown = replace(DESK, country="XX")
    first = PublicHolidays(cache, "program")
    assert (first.knows(DESK), first.knows(unknown)) == (True, False)
    monkeypatch.setitem(sys.modules, "holidays.registry", None)

    again = PublicHolidays(cache, "program")

    assert (again.knows(DESK), again.knows(unknown)) == (True, False)
    with pytest.raises(ImportError):
        PublicHolidays(cache, "another").knows(DESK)
