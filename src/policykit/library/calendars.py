"""Calendars of the organisation as business time: weekly hours, public holidays, closed days."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from importlib import import_module
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import TYPE_CHECKING, Final

from policykit.model.calendar import BusinessCalendar
from policykit.model.document import Json
from policykit.model.length import Measure, measure
from policykit.model.organisation import Calendar, Organisation
from policykit.model.quantity.dates import DateRange, parse_date, parse_date_range
from policykit.model.quantity.hours import parse_hours
from policykit.model.quantity.mistake import Mistake

if TYPE_CHECKING:
    from holidays import HolidayBase

    from policykit.cache import Cache

_COUNTRIES: Final = "holidays.countries"
_ONE_AT_A_TIME: Final = Lock()

HOLIDAY_YEARS: Final = 5
"""Years of public holidays: business time is measured over three years, and runs on behind."""


class PublicHolidays:
    """Public holidays of countries; make one for a run.

    To look them up loads a large library, so they are kept.

    Args:
        cache: where to keep them between runs, None for nowhere.
        program: the key of the program and the packages beside it.
    """

    def __init__(self, cache: Cache | None = None, program: str = "") -> None:
        self._cache = cache
        self._program = program
        self._known: dict[tuple[str, str, int], tuple[date, ...]] = {}

    def knows(self, calendar: Calendar) -> bool:
        """Whether there are any of a calendar's country and part of it."""
        if self._cache is None:
            return knows_holidays(calendar)
        key = self._key("has holidays", calendar)
        known = self._cache.get(key)
        if not isinstance(known, bool):
            known = knows_holidays(calendar)
            self._cache.put(key, known)
        return known

    def days(self, calendar: Calendar, first_year: int) -> tuple[date, ...]:
        """Those of a calendar's country and part of it, of `HOLIDAY_YEARS` years.

        Without a country, and where the country or the part is not known, there are none.
        """
        if not calendar.country:
            return ()
        asked = (calendar.country, calendar.subdivision, first_year)
        if asked not in self._known:
            self._known[asked] = self._looked_up(calendar, first_year)
        return self._known[asked]

    def _looked_up(self, calendar: Calendar, first_year: int) -> tuple[date, ...]:
        if self._cache is None:
            return tuple(_holidays(calendar, first_year))
        key = self._key("holidays", calendar, str(first_year))
        days = _days(self._cache.get(key))
        if days is None:
            days = tuple(_holidays(calendar, first_year))
            self._cache.put(key, [day.isoformat() for day in days])
        return days

    def _key(self, what: str, calendar: Calendar, *more: str) -> str:
        from policykit.cache import key_of  # noqa: PLC0415 - its database is loaded for it alone

        return key_of(self._program, what, calendar.country, calendar.subdivision, *more)


def usual_calendar(organisation: Organisation, since: date) -> BusinessCalendar | None:
    """What measures business days from a day on, by the hours of the organisation."""
    time = BusinessTime(organisation, since)
    return time.calendar(time.calendar_of(None, None))


class BusinessTime:
    """Business time in an organisation, measured from a day; make one for a run.

    A calendar is told by its id, or by `channel/region` where a channel gives hours of its own;
    '' means there is none.
    """

    def __init__(
        self, organisation: Organisation, since: date, holidays: PublicHolidays | None = None
    ) -> None:
        self.since = since
        self._organisation = organisation
        self._holidays = holidays or PublicHolidays()
        self._calendars: dict[str, BusinessCalendar | None] = {}
        self._measures: dict[str, Measure] = {}

    def calendar_of(self, region: str | None, channel: str | None, own: str = "") -> str:
        """The calendar in force: its own, else that of the channel there, else the organisation's.

        A calendar without readable hours counts as none.
        """
        organisation = self._organisation
        here = organisation.channels.get(channel or "")
        hours = None if here is None else here.regions.get(region or "")
        candidates = (
            own,
            hours.calendar if hours is not None else "",
            f"{channel}/{region}" if hours is not None and hours.hours else "",
            organisation.calendar,
        )
        return next((name for name in candidates if name and self.calendar(name) is not None), "")

    def is_open(self, region: str | None, channel: str | None) -> bool:
        """Whether customers of a region can use a channel at all, as far as is known."""
        found = self._organisation.channels.get(channel or "")
        return found is None or not found.regions or (region or "") in found.regions

    def calendar(self, name: str) -> BusinessCalendar | None:
        """The business calendar of a name, None where there is none or its hours are unreadable."""
        if name not in self._calendars:
            self._calendars[name] = self._built(name)
        return self._calendars[name]

    def measure(self, name: str) -> Measure:
        """What measures durations by a calendar; without one it refuses business time."""
        if name not in self._measures:
            self._measures[name] = measure(self.calendar(name) if name else None, self.since)
        return self._measures[name]

    def _built(self, name: str) -> BusinessCalendar | None:
        found = self._organisation.calendars.get(name)
        if found is not None:
            return self._calendar(found)
        channel, _, region = name.partition("/")
        here = self._organisation.channels.get(channel)
        hours = None if here is None else here.regions.get(region)
        if hours is None:
            return None
        return self._calendar(Calendar(name, "", self._organisation.time_zone, hours.hours))

    def _calendar(self, calendar: Calendar) -> BusinessCalendar | None:
        time_zone = self._organisation.time_zone
        return business_calendar(calendar, time_zone, self.since, self._holidays)


def business_calendar(
    calendar: Calendar, time_zone: str, since: date, holidays: PublicHolidays | None = None
) -> BusinessCalendar | None:
    """The business time of a calendar, None where its hours cannot be read.

    Args:
        calendar: as organisation.yaml gives it.
        time_zone: the organisation's, for a calendar without one.
        since: the first day of interest; public holidays are those of its year and the
            `HOLIDAY_YEARS` - 1 that follow.
        holidays: what knows them, None to look them up anew.
    """
    hours = parse_hours(calendar.hours)
    if isinstance(hours, Mistake):
        return None
    public = (holidays or PublicHolidays()).days(calendar, since.year)
    closed: list[date | DateRange] = [*_closed(calendar), *public]
    return BusinessCalendar.of(calendar.time_zone or time_zone, hours, closed)


def knows_holidays(calendar: Calendar) -> bool:
    """Whether the public holidays of a calendar's country and part of it are known."""
    if not has_holidays(calendar.country):
        return False
    return not calendar.subdivision or calendar.subdivision in _country(calendar).subdivisions


def _closed(calendar: Calendar) -> Iterator[date | DateRange]:
    for text in calendar.closed:
        day = parse_date(text)
        if not isinstance(day, Mistake):
            yield day
            continue
        days = parse_date_range(text)
        if not isinstance(days, Mistake):
            yield days


def _days(kept: Json) -> tuple[date, ...] | None:
    """Days as they were kept, None where nothing readable was."""
    if not isinstance(kept, list):
        return None
    try:
        return tuple(date.fromisoformat(str(day)) for day in kept)
    except ValueError:
        return None


def _holidays(calendar: Calendar, first_year: int) -> Iterator[date]:
    if knows_holidays(calendar):
        years = range(first_year, first_year + HOLIDAY_YEARS)
        yield from _country(calendar)(subdiv=calendar.subdivision or None, years=years)


def has_holidays(country: str) -> bool:
    """Whether the public holidays of a country are known, by its code of two letters."""
    return bool(_module(country))


def _module(country: str) -> str:
    """The module of the library that knows a country, '' where none does."""
    from holidays.registry import COUNTRIES  # noqa: PLC0415 - loaded where it is asked for alone

    return next((name for name, (_, *codes) in COUNTRIES.items() if country in codes), "")


def _country(calendar: Calendar) -> type[HolidayBase]:
    """What gives the public holidays of a calendar's country, which is known."""
    import holidays  # noqa: PLC0415 - slow to import, seldom needed

    with _ONE_AT_A_TIME:
        _load_alone(_module(calendar.country), holidays.__path__)
    found: type[HolidayBase] = getattr(holidays, calendar.country)
    return found


def _load_alone(module: str, places: Iterable[str]) -> None:
    """Load the holidays of one country without those of all the others.

    The package of countries loads each of them, which takes longer than all else of a run over
    a few policies; so that package is stood in for while one of its modules is loaded.
    """
    if _COUNTRIES in sys.modules or f"{_COUNTRIES}.{module}" in sys.modules:
        return
    package = ModuleType(_COUNTRIES)
    package.__path__ = [str(Path(place, "countries")) for place in places]
    sys.modules[_COUNTRIES] = package
    try:
        # A module that needs the whole package is loaded with it, by the library itself.
        with suppress(ImportError):
            import_module(f"{_COUNTRIES}.{module}")
    finally:
        del sys.modules[_COUNTRIES]
