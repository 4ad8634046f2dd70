"""What authors type for quantities, and what comes of it: one row a text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from policykit.model.quantity.count import Count, parse_count
from policykit.model.quantity.dates import DateRange, parse_date, parse_date_range
from policykit.model.quantity.duration import Clock, Duration, DurationSum, Unit
from policykit.model.quantity.duration_slips import parse_duration
from policykit.model.quantity.hours import parse_hours
from policykit.model.quantity.mistake import Mistake
from policykit.model.quantity.money import Money, parse_money
from policykit.model.quantity.parse import is_term_name, parse_quantity
from policykit.model.quantity.share import Share, parse_share
from policykit.model.quantity.time_of_day import Time, parse_time

ACCEPTED = {
    "14 days": "Duration",
    "1 day": "Duration",
    "same day": "Duration",
    "90 seconds": "Duration",
    "24 hours": "Duration",
    "3 weeks": "Duration",
    "1 month": "Duration",
    "1 year": "Duration",
    "5 business days": "Duration",
    "1 business hour": "Duration",
    "9999 business days": "Duration",
    "999999 days": "Duration",
    "20 EUR": "Money",
    "0 EUR": "Money",
    "49.50 SEK": "Money",
    "0.05 GBP": "Money",
    "500 JPY": "Money",
    "1.500 KWD": "Money",
    "90 %": "Share",
    "99.5 %": "Share",
    "0.25 %": "Share",
    "0 %": "Share",
    "120 %": "Share",
    "3": "Count",
    "0": "Count",
    "4.5": "Count",
    "1 warning": "Count",
    "500 points": "Count",
    "30 km": "Count",
}


@pytest.mark.parametrize(("text", "kind"), ACCEPTED.items())
def test_an_accepted_text_reads_and_prints_the_same(text: str, kind: str) -> None:
    quantity = parse_quantity(text)
    assert type(quantity).__name__ == kind
    assert str(quantity) == text


SURE, DOUBTFUL = True, False

# text, what was meant, whether it can mean nothing else; no suggestion where meant is empty
REFUSED = [
    ("1 days", "1 day", SURE),
    ("2 day", "2 days", SURE),
    ("1 business days", "1 business day", SURE),
    ("14 Days", "14 days", SURE),
    ("14days", "14 days", SURE),
    ("14  days", "14 days", SURE),
    ("14 days.", "14 days", SURE),
    ("014 days", "14 days", SURE),
    ("14-days", "14 days", SURE),
    ("14\u00a0days", "14 days", SURE),
    ("14\u202fdays", "14 days", SURE),
    ("１４ days", "14 days", SURE),
    ("within 14 days", "14 days", SURE),
    ("14 calendar days", "14 days", SURE),
    ("two weeks", "2 weeks", SURE),
    ("a week", "1 week", SURE),
    ("a fortnight", "2 weeks", SURE),
    ("one quarter", "3 months", SURE),
    ("forty-eight hours", "48 hours", SURE),
    ("24h", "24 hours", SURE),
    ("24 hrs", "24 hours", SURE),
    ("10 min", "10 minutes", SURE),
    ("30s", "30 seconds", SURE),
    ("half an hour", "30 minutes", SURE),
    ("1.5 hours", "90 minutes", SURE),
    ("1,5 hours", "90 minutes", SURE),
    ("1 hour 30 minutes", "90 minutes", SURE),
    ("1 week and 2 days", "9 days", SURE),
    ("1 week and 7 days", "14 days", SURE),
    ("1 year, 6 months", "18 months", SURE),
    ("1.5 days", "36 hours", DOUBTFUL),
    ("1 day 12 hours", "36 hours", DOUBTFUL),
    ("30m", "30 minutes", DOUBTFUL),
    ("1.000 days", "1000 days", DOUBTFUL),
    ("P14D", "14 days", SURE),
    ("PT2H", "2 hours", SURE),
    ("P1M", "1 month", SURE),
    ("PT1M", "1 minute", SURE),
    ("P1Y6M", "18 months", SURE),
    ("P1DT12H", "36 hours", DOUBTFUL),
    ("14 working days", "14 business days", SURE),
    ("1 work day", "1 business day", SURE),
    ("5 workdays", "5 business days", SURE),
    ("2 office hours", "2 business hours", SURE),
    ("5 weekdays", "5 business days", DOUBTFUL),
    ("0 days", "same day", SURE),
    ("same-day", "same day", SURE),
    ("Same day", "same day", SURE),
    ("2 business weeks", "", DOUBTFUL),
    ("1 business day and 2 days", "", DOUBTFUL),
    ("1.5 business days", "", DOUBTFUL),
    ("1 month and 3 days", "", DOUBTFUL),
    ("0 minutes", "", DOUBTFUL),
    ("2-3 days", "", DOUBTFUL),
    ("1000000 days", "", DOUBTFUL),
    ("999999d", "999999 days", SURE),
    ("9999 working days", "9999 business days", SURE),
    ("10000 working days", "", DOUBTFUL),
    ("soon", "", DOUBTFUL),
    ("", "", DOUBTFUL),
    ("€20", "20 EUR", SURE),
    ("20€", "20 EUR", SURE),
    ("20 euros", "20 EUR", SURE),
    ("20 eur", "20 EUR", SURE),
    ("EUR 20", "20 EUR", SURE),
    ("20EUR", "20 EUR", SURE),
    ("20\u00a0EUR", "20 EUR", SURE),
    ("20.00 EUR", "20 EUR", SURE),
    ("20.5 EUR", "20.50 EUR", SURE),
    ("5,50 EUR", "5.50 EUR", SURE),
    ("1 000 SEK", "1000 SEK", SURE),
    ("1'000 CHF", "1000 CHF", SURE),
    ("1.000,50 EUR", "1000.50 EUR", SURE),
    ("1,000.50 EUR", "1000.50 EUR", SURE),
    ("1.000.000 EUR", "1000000 EUR", SURE),
    ("20,- EUR", "20 EUR", SURE),
    ("£5", "5 GBP", SURE),
    ("1.5 KWD", "1.500 KWD", SURE),
    ("1.000 EUR", "1000 EUR", DOUBTFUL),
    ("1,000 EUR", "1000 EUR", DOUBTFUL),
    ("200 kr", "200 SEK", DOUBTFUL),
    ("200:-", "200 SEK", DOUBTFUL),
    ("$20", "20 USD", DOUBTFUL),
    ("20 ERU", "20 EUR", DOUBTFUL),
    ("20 XQZ", "", DOUBTFUL),
    ("-5 EUR", "", DOUBTFUL),
    ("5.5 JPY", "", DOUBTFUL),
    ("5.1234 EUR", "", DOUBTFUL),
    ("1234567890 EUR", "", DOUBTFUL),
    ("90%", "90 %", SURE),
    ("90 percent", "90 %", SURE),
    ("90 per cent", "90 %", SURE),
    ("90,5 %", "90.5 %", SURE),
    ("90.0 %", "90 %", SURE),
    ("%90", "90 %", SURE),
    ("1500 %", "", DOUBTFUL),
    ("0.125 %", "", DOUBTFUL),
    ("3 Warnings", "3 warnings", SURE),
    ("three warnings", "3 warnings", SURE),
    ("500points", "500 points", SURE),
    ("1,5 points", "1.5 points", SURE),
    ("3.0", "3", SURE),
    ("03", "3", SURE),
    ("10.000 points", "10000 points", DOUBTFUL),
    ("-3", "", DOUBTFUL),
    ("1.234 points", "1234 points", DOUBTFUL),
    ("1.2345 points", "", DOUBTFUL),
    ("1234567890 points", "", DOUBTFUL),
    ("1e5", "", DOUBTFUL),
    ("3 written warnings", "", DOUBTFUL),
]


@pytest.mark.parametrize(("text", "meant", "safe"), REFUSED)
def test_a_refused_text_is_answered_with_what_was_meant(text: str, meant: str, safe: bool) -> None:
    mistake = parse_quantity(text)
    assert isinstance(mistake, Mistake)
    assert (mistake.suggestion, mistake.safe) == (meant, safe)
    assert mistake.message.endswith(".")
    assert mistake.form.startswith("Write ")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("24h", '"24h" is understood, but not the accepted spelling; write 24 hours.'),
        (
            "14\u00a0days",
            '"14 days" holds a character that only looks like a plain one; type it anew.',
        ),
        ("200 kr", '"200 kr" leaves the currency open: it can be SEK, NOK, DKK, ISK.'),
        (
            "1.000 EUR",
            (
                '"1.000 EUR" can mean 1000 EUR or 1 EUR; use no mark between thousands and a '
                "point before decimals."
            ),
        ),
        (
            "2 business weeks",
            '"2 business weeks" cannot be counted: business time has hours and days only.',
        ),
        ("2-3 days", '"2-3 days" names two lengths of time; write the one you promise.'),
        ("20 XQZ", '"20 XQZ" names no currency: XQZ is not in use.'),
        ("perhaps\nnever", '"perhaps never" is not a quantity.'),
    ],
)
def test_messages_say_what_is_wrong(text: str, message: str) -> None:
    mistake = parse_quantity(text)
    assert isinstance(mistake, Mistake)
    assert mistake.message == message


def test_messages_cut_long_values() -> None:
    mistake = parse_quantity("x" * 5_000)
    assert isinstance(mistake, Mistake)
    assert mistake.message == f'"{"x" * 119}…" is not a quantity.'


def test_bare_numbers_of_a_document_are_counts() -> None:
    assert str(parse_quantity(3)) == "3"
    assert str(parse_quantity(4.5)) == "4.5"
    assert isinstance(parse_quantity(True), Mistake)
    assert isinstance(parse_quantity(10**4_400), Mistake)
    assert isinstance(parse_quantity(float("nan")), Mistake)
    assert isinstance(parse_quantity(-3), Mistake)


@pytest.mark.parametrize(
    ("outcome", "message"),
    [
        (parse_duration("20 EUR"), '"20 EUR" is not a length of time.'),
        (parse_money("20"), '"20" does not say of which currency.'),
        (parse_money("90 %"), '"90 %" is not an amount of money.'),
        (parse_share("many"), '"many" is not a percentage.'),
        (parse_count("many"), '"many" is not a number of things.'),
        (parse_count("3 days"), '"3 days" speaks of time, money or a share, not a number.'),
        (parse_count("90 %"), '"90 %" speaks of time, money or a share, not a number.'),
        (parse_count("20 €"), '"20 €" speaks of time, money or a share, not a number.'),
        (parse_count("20 kr"), '"20 kr" speaks of time, money or a share, not a number.'),
    ],
)
def test_a_reader_of_one_type_refuses_the_others(outcome: object, message: str) -> None:
    assert isinstance(outcome, Mistake)
    assert outcome.message == message


@pytest.mark.parametrize(("text", "meant"), [("90", "90 %"), ("0.9", "90 %"), ("12,5", "12.5 %")])
def test_a_bare_number_in_the_place_of_a_share_is_a_doubtful_percentage(
    text: str, meant: str
) -> None:
    mistake = parse_share(text)
    assert isinstance(mistake, Mistake)
    assert (mistake.suggestion, mistake.safe) == (meant, DOUBTFUL)


# reader, text, printed (empty when refused), suggestion, safe
OTHERS = [
    (parse_hours, "mon-fri 08:00-20:00, sat 10:00-16:00", "", "", None),
    (parse_hours, "mon-sun 00:00-24:00", "", "", None),
    (parse_hours, "mon-fri 08:00-12:00, mon-fri 13:00-17:00", "", "", None),
    (parse_hours, "sat 10:00-16:00, mon-fri 08:00-20:00", "mon-fri 08:00-20:00, sat 10:00-16:00", "", None),
    (parse_hours, "mon 08:00-12:00, mon 12:00-17:00", "mon 08:00-17:00", "", None),
    (parse_hours, "mon-tue 08:00-12:00, wed 08:00-12:00", "mon-wed 08:00-12:00", "", None),
    (parse_hours, "24/7", "", "mon-sun 00:00-24:00", SURE),
    (parse_hours, "Mon-Fri 8-20", "", "mon-fri 08:00-20:00", SURE),
    (parse_hours, "mon–fri 08:00–20:00", "", "mon-fri 08:00-20:00", SURE),
    (parse_hours, "daily 9am-5pm", "", "mon-sun 09:00-17:00", SURE),
    (parse_hours, "monday to friday 8.30 to 17", "", "mon-fri 08:30-17:00", SURE),
    (parse_hours, "mon, wed and fri 08:00-12:00", "", "mon 08:00-12:00, wed 08:00-12:00, fri 08:00-12:00", SURE),
    (parse_hours, "mon 08:00-12:00 & 13:00-17:00", "", "mon 08:00-12:00, mon 13:00-17:00", SURE),
    (parse_hours, "mon-fri 8-0", "", "mon-fri 08:00-24:00", SURE),
    (parse_hours, "mon 22:00-06:00", "", "mon 22:00-24:00, tue 00:00-06:00", DOUBTFUL),
    (parse_hours, "sun 22:00-06:00", "", "mon 00:00-06:00, sun 22:00-24:00", DOUBTFUL),
    (parse_hours, "sat-mon 08:00-10:00", "", "mon 08:00-10:00, sat-sun 08:00-10:00", DOUBTFUL),
    (parse_hours, "mon 08:00-12:00, mon 11:00-13:00", "", "", DOUBTFUL),
    (parse_hours, "mon 08:00-08:00", "", "", DOUBTFUL),
    (parse_hours, "mon-fri", "", "", DOUBTFUL),
    (parse_hours, "noon-ish", "", "", DOUBTFUL),
    (parse_hours, "mon-fri 08:00-25:00", "", "", DOUBTFUL),
    (parse_date, "2026-07-01", "", "", None),
    (parse_date, "2028-02-29", "", "", None),
    (parse_date, "2026-02-29", "", "", DOUBTFUL),
    (parse_date, "2026-7-1", "", "2026-07-01", SURE),
    (parse_date, "20260701", "", "2026-07-01", SURE),
    (parse_date, "1 July 2026", "", "2026-07-01", SURE),
    (parse_date, "July 1st, 2026", "", "2026-07-01", SURE),
    (parse_date, "01.07.2026", "", "2026-07-01", SURE),
    (parse_date, "13/07/2026", "", "2026-07-13", SURE),
    (parse_date, "07/13/2026", "", "2026-07-13", SURE),
    (parse_date, "01/07/2026", "", "2026-07-01", DOUBTFUL),
    (parse_date, "0026-07-01", "", "", DOUBTFUL),
    (parse_date, "1 Ju 2026", "", "", DOUBTFUL),
    (parse_date_range, "2026-11-23 to 2026-11-30", "", "", None),
    (parse_date_range, "2026-11-23 to 2026-11-23", "", "", None),
    (parse_date_range, "2026-11-23 - 2026-11-30", "", "2026-11-23 to 2026-11-30", SURE),
    (parse_date_range, "2026-11-23/2026-11-30", "", "2026-11-23 to 2026-11-30", SURE),
    (parse_date_range, "23 Nov 2026 until 30 Nov 2026", "", "2026-11-23 to 2026-11-30", SURE),
    (parse_date_range, "2026-11-23", "", "2026-11-23 to 2026-11-23", SURE),
    (parse_date_range, "1/2/2026 to 3/2/2026", "", "2026-02-01 to 2026-02-03", DOUBTFUL),
    (parse_date_range, "2026-11-30 to 2026-11-23", "", "2026-11-23 to 2026-11-30", DOUBTFUL),
    (parse_date_range, "2026-11-23 to 2026-11-31", "", "", DOUBTFUL),
    (parse_date_range, "next week", "", "", DOUBTFUL),
    (parse_time, "09:30", "", "", None),
    (parse_time, "23:59", "", "", None),
    (parse_time, "9:30", "", "09:30", SURE),
    (parse_time, "9.30", "", "09:30", SURE),
    (parse_time, "9am", "", "09:00", SURE),
    (parse_time, "12:30 am", "", "00:30", SURE),
    (parse_time, "12pm", "", "12:00", SURE),
    (parse_time, "0930", "", "09:30", SURE),
    (parse_time, "09:30:00", "", "09:30", SURE),
    (parse_time, "24:00", "", "", DOUBTFUL),
    (parse_time, "13pm", "", "", DOUBTFUL),
    (parse_time, "9:75", "", "", DOUBTFUL),
]  # fmt: skip


@pytest.mark.parametrize(("reader", "text", "printed", "suggestion", "safe"), OTHERS)
def test_hours_dates_and_times(
    reader: object, text: str, printed: str, suggestion: str, safe: bool | None
) -> None:
    assert callable(reader)
    outcome = reader(text)
    if safe is None:
        assert str(outcome) == (printed or text)
    else:
        assert isinstance(outcome, Mistake)
        assert (outcome.suggestion, outcome.safe) == (suggestion, safe)


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("trace-time", True),
        ("answer-time.total", True),
        ("returns.goodwill-limit", True),
        ("returns.answer-time.extension-notice", True),
        ("two-weeks", True),
        ("a.b.c.d", False),
        ("24h", False),
        ("14 days", False),
        ("same day", False),
        ("none", False),
        ("returns.none", False),
        ("Trace-time", False),
        ("trace_time", False),
        ("trace-", False),
        ("", False),
        ("x" * 64, True),
        ("x" * 65, False),
    ],
)
def test_names_are_told_from_values(text: str, is_name: bool) -> None:
    assert is_term_name(text) is is_name


def test_same_day_is_the_duration_of_no_days() -> None:
    assert parse_quantity("same day") == Duration(0, Unit.DAY)
    assert Duration(0, Unit.DAY).is_same_day


@pytest.mark.parametrize(
    ("base", "extension", "total"),
    [
        ("1 month", "2 months", "3 months"),
        ("5 business days", "5 business days", "10 business days"),
        ("same day", "2 days", "2 days"),
        ("1 month", "14 days", "1 month + 14 days"),
        ("1 week", "2 days", "1 week + 2 days"),
        ("5 business days", "5 days", "5 business days + 5 days"),
        ("999999 days", "1 day", "999999 days + 1 day"),
        ("999998 days", "1 day", "999999 days"),
        ("9998 business days", "1 business day", "9999 business days"),
        ("9999 business days", "1 business day", "9999 business days + 1 business day"),
    ],
)
def test_durations_add_when_unit_and_clock_agree(base: str, extension: str, total: str) -> None:
    one, other = parse_duration(base), parse_duration(extension)
    assert isinstance(one, Duration)
    assert isinstance(other, Duration)
    assert str(one.plus(other)) == total


def test_a_sum_takes_further_durations() -> None:
    total = DurationSum((Duration(1, Unit.MONTH), Duration(14, Unit.DAY)))
    assert str(total.plus(Duration(1, Unit.MONTH))) == "2 months + 14 days"


def test_values_outside_the_rules_cannot_be_made() -> None:
    for make in (
        lambda: Duration(0, Unit.HOUR),
        lambda: Duration(0, Unit.DAY, Clock.BUSINESS),
        lambda: Duration(1, Unit.WEEK, Clock.BUSINESS),
        lambda: Duration(1_000_000, Unit.DAY),
        lambda: Duration(10_000, Unit.DAY, Clock.BUSINESS),
        lambda: Money(Decimal(-1), "EUR"),
        lambda: Money(Decimal("NaN"), "EUR"),
        lambda: Money(Decimal("0.005"), "EUR"),
        lambda: Money(Decimal("0.5"), "JPY"),
        lambda: Money(Decimal(1), "eur"),
        lambda: Share(Decimal(1000)),
        lambda: Share(Decimal("0.005")),
        lambda: Count(Decimal(-1)),
        lambda: Count(Decimal("0.005")),
        lambda: Count(Decimal(10**9)),
        lambda: Share(Decimal(-1)),
        lambda: Money(Decimal(10**9), "EUR"),
        lambda: Time(1440),
        lambda: Time(-1),
        lambda: DateRange(date(2026, 1, 2), date(2026, 1, 1)),
        lambda: Count(Decimal(1), "days"),
        lambda: Count(Decimal(1), "Points"),
    ):
        with pytest.raises(ValueError, match=r"\w"):
            make()


def test_counts_compare_by_the_id_of_their_unit() -> None:
    forms = {"warning": "warning", "warnings": "warning"}
    one, two = parse_count("1 warning"), parse_count("2 warnings")
    assert isinstance(one, Count)
    assert isinstance(two, Count)
    assert (one.in_units(forms).unit, two.in_units(forms).unit) == ("warning", "warning")
    assert str(two.in_units({})) == "2 warnings"
