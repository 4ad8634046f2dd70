"""What typed texts are read as, or what is said of them: every spelling the readers know.

python -m tests.model.readings    writes it anew, to be read before it is kept
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from tests.model.test_quantity_texts import ACCEPTED, OTHERS, REFUSED

from policykit.model.quantity.count import parse_count
from policykit.model.quantity.currency import DECIMALS, SHARED_SIGNS, SIGNS
from policykit.model.quantity.dates import parse_date, parse_date_range
from policykit.model.quantity.duration_slips import parse_duration
from policykit.model.quantity.hours import parse_hours
from policykit.model.quantity.mistake import Mistake
from policykit.model.quantity.money import parse_money
from policykit.model.quantity.parse import parse_quantity
from policykit.model.quantity.share import parse_share
from policykit.model.quantity.time_of_day import parse_time

READINGS = Path(__file__).with_name("readings.txt")
_HEAD = "Every spelling, and what is made of it. Written by `python -m tests.model.readings`.\n"

_NUMBERS = (
    "a an one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen twenty twenty-one twenty-four twenty-eight thirty forty forty-five forty-eight fifty "
    "sixty seventy-two ninety hundred"
)
_UNITS = (
    "s sec secs second m min mins minute h hr hrs hour d day w wk wks week mo mos mth mths month "
    "y yr yrs year fortnight fortnights quarter quarters workday workdays weekday weekdays "
    "businessday businessdays jiffy"
)
_CLOCKS = "business working work office opening calendar lunar"
_SAME_DAY = (
    "same-day, sameday, the same day, on the same day, within the same day, same calendar day, "
    "0 days, 0 day, today, 0 hours, tomorrow"
)
_ISO = "P1Y P2M P3W P4D PT5H PT6M PT7S P1Y2M P1W1D P1DT1H1M PT90M P PT P1YT1H P1M1D"
_SPANS = "2-3 days, 2 to 3 weeks, 2 or 3 business hours, 2-3 points, 2 -3 days"
_JOINED = (
    "1 hour and 1 minute, 1 hour, 1 minute, 1h1m, 1 hour + 1 minute, 1 week 1 day, 1 day & 1 day, "
    "1 minute 30 seconds, 1 minute 60 seconds, 1 year 1 month"
)
_SHARES = "90 pct, 90 percent, 90 per cent, percent 90, 90 %., 90 p, 90.5%, 1000 %, -1 %, 33.333 %"
_COUNTS = "3 km, 3 Km., three, 3x, +3, 3 pieces each, 3.25, 999999999, 1000000000, 3 points."
_SUMS = (
    "20 eur, EUR20, 20 euro, 20 Euros., 1,000,000 SEK, 1 000 000,50 SEK, 20-- EUR, 20.- CHF, "
    "20 ABC, 20 EURO, 20 EUO, 20 sek, -20 kr, - 20 EUR, -20 ABC, 0.5 BIF, 1.5 BHD, 1.1234 BHD, "
    "1234567890 JPY, 1.000 kr, $1,000, 20 EUR EUR, 1.00 EUR"
)
_PLAIN = ("\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff")
_DASHES = ("\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212")
_DAYS = (
    "mon tue tues wed weds thu thur thurs fri sat sun monday tuesday wednesday thursday friday "
    "saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays mo funday"
)
_OPEN = (
    "24/7; 24-7; 24 / 7; always; always open; Around the clock; daily 8-20; every day 8-20; "
    "all week 8-20; weekdays 8-20; weekends 10-16; mon-fri 8:00-20:00; mon - fri 8.30-20; "
    "mon. 8-20; mon: 8-20; mon 8h-20h; mon 8am-8pm; mon 12am-12pm; 8-20; mon 8-12, 13-17; "
    "mon,tue 8-12; fri-mon 8-12; mon 20-8; mon 24:00-24:00; mon 8-24; mon 8; -fri 8-12; mon 8-8; "
    "mon-fri 08:00-20:00,sat 10:00-16:00; mon 08:00-12:00, mon 11:00-13:00; mon 8-12 tue; "
    "mon 08:00-12:60; mon-sun 00:00-24:00; sun-sun 00:00-24:00; sat-sun 22:00-06:00"
)
_MONTHS = (
    "january february march april may june july august september october november december jan "
    "feb mar apr jun jul aug sep sept oct nov dec juli"
)
_DATES = (
    "2026/07/01; 2026.07.01; 1.7.2026; 1-7-2026; 7/13/26; 13.13.2026; 31/02/2026; 2026-13-01; "
    "2026-02-30; 20261301; 1 july; july 2026; 1st of July 2026; 2nd July 2026; 3rd July 2026; "
    "July 4th 2026; 4 July, 2026; 2026 July 4; 12026-01-01; today; 9999-12-31; 1999-12-31"
)
_RANGES = (
    "2026-01-01 to 2026-02-01; 2026-01-01 till 2026-02-01; 2026-01-01 until 2026-02-01; "
    "2026-01-01 through 2026-02-01; 2026-01-01 – 2026-02-01; 2026-01-01..2026-02-01; "
    "from 2026-01-01 to 2026-02-01; 2026-02-01 to 2026-01-01; 1/2/2026 to 1/3/2026; "
    "2026-01-01 and 2026-02-01; 2026-01-01 to; 2026-01-01 to 2026-01-32; summer"
)
_TIMES = (
    "9; 9h; 9 h; 9h30; 9:3; 09.30; 0930; 930; 09:30:30; 9 am; 9 a.m.; 9:30pm; 12 am; 12 pm; 12:01 am; "
    "0 am; 24:00; 23:60; 00:00; noon; midnight; 9 o'clock; 13:00 pm; 1:00 PM"
)  # fmt: skip

_Reader = Callable[[str], object]


def readings() -> str:
    """The outcome of each."""
    forms: dict[str, int] = {}
    lines = [_line(reader, text, forms) for reader, text in _asked()]
    told = [f"[{number}] {form}" for form, number in forms.items()]
    return _HEAD + "".join(f"{line}\n" for line in (*lines, *told))


def _asked() -> Iterator[tuple[_Reader, str]]:
    for text in (*ACCEPTED, *(row[0] for row in REFUSED)):
        yield parse_quantity, text
    for reader, text, *_ in OTHERS:
        assert callable(reader)
        yield reader, str(text)
    for word in _NUMBERS.split():
        yield parse_duration, f"{word} days"
    for word in (*_UNITS.split(), *(f"{clock} day" for clock in _CLOCKS.split())):
        yield parse_duration, f"2 {word}"
    for text in (*_SAME_DAY.split(", "), *_ISO.split(), *_SPANS.split(", "), *_JOINED.split(", ")):
        yield parse_duration, text
    for code in DECIMALS:
        yield parse_money, f"1.50 {code}"
    for sign in (*SIGNS, *SHARED_SIGNS):
        yield parse_money, f"1.5 {sign}"
    yield from _each(parse_money, _SUMS, ", ")
    yield from _each(parse_share, _SHARES, ", ")
    yield from _each(parse_count, _COUNTS, ", ")
    for mark in (*_PLAIN, *_DASHES):
        yield parse_duration, f"14{mark}days"
    for day in _DAYS.split():
        yield parse_hours, f"{day} 8-20"
    for month in _MONTHS.split():
        yield parse_date, f"2 {month} 2026"
    yield from _each(parse_hours, _OPEN, "; ")
    yield from _each(parse_date, _DATES, "; ")
    yield from _each(parse_date_range, _RANGES, "; ")
    yield from _each(parse_time, _TIMES, "; ")
    for text in ("14 days", "20 EUR", "90 %", "3 points", "soon"):
        yield parse_duration, text
        yield parse_money, text
        yield parse_share, text
        yield parse_count, text


def _each(reader: _Reader, texts: str, between: str) -> Iterator[tuple[_Reader, str]]:
    return ((reader, text) for text in texts.split(between))


def _line(reader: _Reader, text: str, forms: dict[str, int]) -> str:
    found = reader(text)
    asked = f"{getattr(reader, '__name__', '').removeprefix('parse_')} {ascii(text)[1:-1]}"
    if not isinstance(found, Mistake):
        return f"{asked} = {found}"
    safe = "!" if found.safe else "?" if found.suggestion else ""
    return f"{asked}: {ascii(found.message)[1:-1]} [{forms.setdefault(found.form, len(forms) + 1)}] {found.suggestion}{safe}".rstrip()


if __name__ == "__main__":
    READINGS.write_text(readings(), "utf-8")
