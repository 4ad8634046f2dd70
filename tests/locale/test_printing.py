from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from policykit.locale.quantities import amount_text, duration_text, hours_text, money_text
from policykit.locale.words import Locales
from policykit.model.quantity.dates import DateRange
from policykit.model.quantity.duration import Duration, DurationSum, Unit, exact_duration
from policykit.model.quantity.hours import Hours, parse_hours
from policykit.model.quantity.mistake import Mistake
from policykit.model.quantity.money import exact_money
from policykit.model.quantity.parse import Amount, parse_quantity
from policykit.model.text import FORMS

LOCALES = Locales()
UNITS = {"warning": {"one": "varning", "other": "varningar"}, "km": {"other": "km"}}


def spaced(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2009", "")


def amount(text: str) -> Amount:
    found = parse_quantity(text)
    assert not isinstance(found, Mistake)
    return found


@pytest.mark.parametrize(
    ("written", "form", "en", "sv", "de"),
    [
        ("14 days", "", "14 days", "14 dagar", "14 Tage"),
        ("1 day", "", "1 day", "1 dag", "1 Tag"),
        ("2 hours", "", "2 hours", "2 timmar", "2 Stunden"),
        ("1 hour", "", "1 hour", "1 timme", "1 Stunde"),
        ("90 seconds", "", "90 seconds", "90 sekunder", "90 Sekunden"),
        ("3 weeks", "", "3 weeks", "3 veckor", "3 Wochen"),
        ("1 month", "", "1 month", "1 månad", "1 Monat"),
        ("2 years", "", "2 years", "2 år", "2 Jahre"),
        ("5 business days", "", "5 business days", "5 arbetsdagar", "5 Werktage"),
        ("1 business hour", "", "1 business hour", "1 arbetstimme", "1 Geschäftsstunde"),
        ("same day", "", "the same day", "samma dag", "der gleiche Tag"),
        ("14 days", "genitive", "14 days’", "14 dagars", "14 Tage"),
        ("1 day", "genitive", "1 day’s", "1 dags", "1 Tages"),
        ("14 days", "adjective", "14-day", "14-dagars", "14-tägige"),
        ("1 year", "adjective", "1-year", "1-års", "1-jährige"),
        ("14 days", "dative", "14 days", "14 dagar", "14 Tagen"),
        ("1 day", "accusative", "1 day", "1 dag", "1 Tag"),
        ("same day", "dative", "the same day", "samma dag", "dem gleichen Tag"),
        ("3 months", "number", "3", "3", "3"),
        ("1200 days", "", "1,200 days", "1 200 dagar", "1.200 Tage"),
    ],
)
def test_durations(written: str, form: str, en: str, sv: str, de: str) -> None:
    duration = exact_duration(written)
    assert duration is not None
    said = [
        spaced(duration_text(LOCALES.locale(name), duration, form)) for name in ("en", "sv", "de")
    ]
    assert said == [en, sv, de]


def test_a_number_never_parts_from_its_unit() -> None:
    words = duration_text(LOCALES.locale("sv"), Duration(5, Unit.DAY))
    assert words == "5\u00a0dagar"


def test_a_sum_of_durations_is_joined_in_words() -> None:
    both = DurationSum((Duration(1, Unit.MONTH), Duration(14, Unit.DAY)))
    assert spaced(duration_text(LOCALES.locale("sv"), both)) == "1 månad och 14 dagar"


@pytest.mark.parametrize(
    ("written", "en", "sv", "de"),
    [
        ("20 EUR", "€20", "20 euro", "20 €"),
        ("200 SEK", "SEK 200", "200 kr", "200 SEK"),
        ("49.50 SEK", "SEK 49.50", "49,50 kr", "49,50 SEK"),
        ("4.50 GBP", "£4.50", "4,50 pund", "4,50 £"),
        ("10000 SEK", "SEK 10,000", "10 000 kr", "10.000 SEK"),
        ("100 JPY", "JP¥100", "100 JPY", "100 ¥"),
        ("0 EUR", "€0", "0 euro", "0 €"),
    ],
)
def test_money(written: str, en: str, sv: str, de: str) -> None:
    money = exact_money(written)
    assert money is not None
    said = [spaced(money_text(LOCALES.locale(name), money)) for name in ("en", "sv", "de")]
    assert said == [en, sv, de]


@pytest.mark.parametrize(
    ("written", "form", "en", "sv"),
    [
        ("90 %", "", "90%", "90 %"),
        ("99.5 %", "", "99.5%", "99,5 %"),
        ("99.5 %", "number", "99.5", "99,5"),
        ("3", "", "3", "3"),
        ("1 warning", "", "1 varning", "1 varning"),
        ("2 warning", "", "2 varningar", "2 varningar"),
        ("2.5 km", "", "2.5 km", "2,5 km"),
        ("4 crates", "", "4 crates", "4 crates"),
        ("20 EUR", "number", "20", "20"),
    ],
)
def test_shares_and_counts(written: str, form: str, en: str, sv: str) -> None:
    said = [
        spaced(amount_text(LOCALES.locale(name), amount(written), UNITS, form))
        for name in ("en", "sv")
    ]
    assert said == [en, sv]


@pytest.mark.parametrize(
    ("written", "en", "sv"),
    [
        (
            "mon-fri 08:00-20:00, sat 10:00-16:00",
            "Mon–Fri 08:00–20:00, Sat 10:00–16:00",
            "mån–fre 08:00–20:00, lör 10:00–16:00",
        ),
        ("mon-sun 00:00-24:00", "around the clock", "dygnet runt"),
        (
            "mon 09:00-12:00, mon 13:00-17:00",
            "Mon 09:00–12:00 and 13:00–17:00",
            "mån 09:00–12:00 och 13:00–17:00",
        ),
    ],
)
def test_hours(written: str, en: str, sv: str) -> None:
    hours = parse_hours(written)
    assert isinstance(hours, Hours)
    said = [spaced(hours_text(LOCALES.locale(name), hours)) for name in ("en", "sv")]
    assert said == [en, sv]


@pytest.mark.parametrize(
    ("name", "day", "span", "three"),
    [
        ("en", "1 July 2026", "15 Nov–24 Dec 2026", "a, b and c"),
        ("sv", "1 juli 2026", "15 nov.–24 dec. 2026", "a, b och c"),
        ("de", "1. Juli 2026", "15. Nov.–24. Dez. 2026", "a, b und c"),
    ],
)
def test_dates_and_lists(name: str, day: str, span: str, three: str) -> None:
    locale = LOCALES.locale(name)
    assert spaced(locale.date(date(2026, 7, 1))) == day
    days = DateRange(date(2026, 11, 15), date(2026, 12, 24))
    assert spaced(locale.dates(days)) == span
    assert locale.listed(["a", "b", "c"]) == three
    assert locale.listed([]) == ""


def test_each_language_has_its_own_order() -> None:
    words = ["ö", "Zebra", "å", "ask", "Ä", "élan", "e", "f", "zon"]
    swedish = sorted(words, key=LOCALES.locale("sv").sort_key)
    german = sorted(words, key=LOCALES.locale("de").sort_key)
    assert swedish == ["ask", "e", "élan", "f", "Zebra", "zon", "å", "Ä", "ö"]
    assert german == ["Ä", "å", "ask", "e", "élan", "f", "ö", "Zebra", "zon"]


@given(st.sampled_from(list(Unit)), st.integers(1, 9999), st.sampled_from(("", *FORMS)))
def test_every_duration_has_words_in_every_language(unit: Unit, number: int, form: str) -> None:
    duration = Duration(number, unit)
    for name in ("en", "sv", "de"):
        locale = LOCALES.locale(name)
        words = duration_text(locale, duration, form)
        assert words.startswith(locale.number(number))
        assert "{" not in words


@given(st.decimals(0, 10**6, places=2))
def test_money_loses_no_digit(value: Decimal) -> None:
    money = exact_money(f"{value:f}".removesuffix(".00") + " SEK")
    assert money is not None
    for name in ("en", "sv", "de"):
        digits = [c for c in money_text(LOCALES.locale(name), money) if c.isdigit()]
        assert "".join(digits) == str(money).removesuffix(" SEK").replace(".", "")
