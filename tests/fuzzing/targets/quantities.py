"""Any text where a number of a promise is expected: read, printed and read again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.fuzzing.seeds import texts

from policykit.model.quantity.count import parse_count
from policykit.model.quantity.dates import parse_date, parse_date_range
from policykit.model.quantity.duration_slips import parse_duration
from policykit.model.quantity.hours import parse_hours
from policykit.model.quantity.mistake import Mistake
from policykit.model.quantity.money import parse_money
from policykit.model.quantity.parse import is_term_name, parse_quantity
from policykit.model.quantity.share import parse_share
from policykit.model.quantity.time_of_day import parse_time
from policykit.validation.quantities import mistake

READERS: tuple[Callable[[str], object], ...] = (
    parse_duration,
    parse_money,
    parse_share,
    parse_count,
    parse_quantity,
    parse_date,
    parse_date_range,
    parse_time,
    parse_hours,
)
KINDS = ("amount", "amount-or-none", "amount-or-term", "date", "dates", "duration", "hours")
"""A few of the types of the schemas."""


def check(data: bytes) -> None:
    """What is read prints as what reads back to it; what is not has a reason and a way out."""
    text = data.decode(errors="replace")
    for reader in READERS:
        found = reader(text)
        if not isinstance(found, Mistake):
            assert str(found) == text, reader
            assert reader(str(found)) == found
            continue
        assert found.message
        if found.suggestion:
            assert found.suggestion != text
            assert not isinstance(reader(found.suggestion), Mistake), (reader, found)
    is_term_name(text)
    for kind in KINDS:
        mistake(kind, text)
    _numbers(text)


def _numbers(text: str) -> None:
    try:
        number = float(text)
    except ValueError:
        return
    found = parse_quantity(number)
    assert isinstance(found, Mistake) or parse_quantity(str(found)) == found


def seeds() -> Iterator[bytes]:
    """Numbers of policies, and their cousins from other countries."""
    yield from texts(longest=24)
    for each in ("1,5 Tage", "24h", "€20", "20 euros", "9am-5pm", "P14D", "1.000,50 kr"):
        yield each.encode()
