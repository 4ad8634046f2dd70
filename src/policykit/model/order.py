"""Which of two quantities is greater, and whether one keeps to a limit of the law."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Final

from policykit.model.calendar import BusinessTimeError
from policykit.model.length import YEAR_MONTHS, Measure
from policykit.model.quantity.count import Count
from policykit.model.quantity.duration import Clock, Duration, DurationSum, Unit
from policykit.model.quantity.money import Money
from policykit.model.quantity.parse import Amount
from policykit.model.quantity.share import Share


class Order(StrEnum):
    """How a first quantity stands to a second.

    UNCLEAR: it can be less in one case and greater in another, or cannot be measured.
    INCOMPARABLE: they are of different types, currencies or units.
    """

    LESS = "less"
    EQUAL = "equal"
    GREATER = "greater"
    UNCLEAR = "unclear"
    INCOMPARABLE = "incomparable"

    @property
    def reverse(self) -> Order:
        """How the second quantity stands to the first."""
        return _REVERSE.get(self, self)


class Limit(StrEnum):
    """Which side of a number the law allows."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"


class Verdict(StrEnum):
    """Whether a promise keeps to a limit.

    SOMETIMES: it does in its best case and does not in its worst. UNMEASURED: business time
    without a usable calendar.
    """

    KEPT = "kept"
    SOMETIMES = "sometimes"
    BROKEN = "broken"
    UNMEASURED = "unmeasured"
    INCOMPARABLE = "incomparable"


_MONTHS: Final = {Unit.MONTH: 1, Unit.YEAR: YEAR_MONTHS}
_REVERSE: Final = {Order.LESS: Order.GREATER, Order.GREATER: Order.LESS}


def compare(
    first: Amount, second: Amount, measure: Measure, second_measure: Measure | None = None
) -> Order:
    """How a first quantity stands to a second.

    Durations of one unit and clock compare exactly, and so do years with months. Any others
    compare by least and most length: one is less when in no case it is longer, and in some
    case shorter. `second_measure` is given where the second has a calendar of its own.
    """
    if isinstance(first, Duration | DurationSum) and isinstance(second, Duration | DurationSum):
        return _order_of_times(first, second, measure, second_measure or measure)
    return _order_of_numbers(first, second)


def within_floor(
    ours: Amount, law: Amount, limit: Limit, measure: Measure, law_measure: Measure | None = None
) -> Verdict:
    """Whether a promise keeps to the number of a law.

    The same unit and clock compare exactly. Otherwise the promise is taken at its worst end
    and the law at its strictest: `30 days` keeps a law of at most one month sometimes only,
    as a month can have 28. Money of another currency than the law's is incomparable.
    """
    keeping = Order.LESS if limit is Limit.AT_MOST else Order.GREATER
    order = compare(ours, law, measure, law_measure)
    if order is Order.INCOMPARABLE:
        return Verdict.INCOMPARABLE
    if order in {keeping, Order.EQUAL}:
        return Verdict.KEPT
    if not isinstance(ours, Duration | DurationSum) or not isinstance(law, Duration | DurationSum):
        return Verdict.BROKEN
    if _exact(ours, law, alike=measure is (law_measure or measure)) is not None:
        return Verdict.BROKEN
    try:
        our_length, law_length = measure(ours), (law_measure or measure)(law)
    except BusinessTimeError:
        return Verdict.UNMEASURED
    if limit is Limit.AT_MOST:
        never = our_length.least > law_length.most
    else:
        never = our_length.most < law_length.least
    return Verdict.BROKEN if never else Verdict.SOMETIMES


def _order_of_numbers(first: Amount, second: Amount) -> Order:
    match first, second:
        case Money(), Money() if first.currency == second.currency:
            return _order(first.amount, second.amount)
        case Share(), Share():
            return _order(first.percent, second.percent)
        case Count(), Count() if first.unit == second.unit:
            return _order(first.number, second.number)
        case _:
            return Order.INCOMPARABLE


def _order_of_times(
    first: Duration | DurationSum, second: Duration | DurationSum, ours: Measure, theirs: Measure
) -> Order:
    exact = _exact(first, second, alike=ours is theirs)
    if exact is not None:
        return exact
    try:
        one, other = ours(first), theirs(second)
    except BusinessTimeError:
        return Order.UNCLEAR
    if one.least == one.most == other.least == other.most:
        return Order.EQUAL
    if one.most <= other.least:
        return Order.LESS
    return Order.GREATER if one.least >= other.most else Order.UNCLEAR


def _exact(
    first: Duration | DurationSum, second: Duration | DurationSum, *, alike: bool
) -> Order | None:
    """The order that needs no measuring; `alike` says that both run by one calendar."""
    if first == second and (alike or Clock.BUSINESS not in _clocks(first)):
        return Order.EQUAL
    if isinstance(first, DurationSum) or isinstance(second, DurationSum):
        return None
    if first.clock is not second.clock or (first.clock is Clock.BUSINESS and not alike):
        return None
    if first.unit is second.unit:
        return _order(first.amount, second.amount)
    if {first.unit, second.unit} == set(_MONTHS):
        return _order(first.amount * _MONTHS[first.unit], second.amount * _MONTHS[second.unit])
    return None


def _clocks(time: Duration | DurationSum) -> set[Clock]:
    parts = time.parts if isinstance(time, DurationSum) else (time,)
    return {part.clock for part in parts}


def _order(first: Decimal | int, second: Decimal | int) -> Order:
    if first == second:
        return Order.EQUAL
    return Order.LESS if first < second else Order.GREATER
