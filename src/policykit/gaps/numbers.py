"""Numbers of policies against limits of needs: by kind, clock and calendar, in the worst case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from policykit.gaps.settling import Fault
from policykit.library.calendars import BusinessTime
from policykit.library.verdicts import worst_verdict
from policykit.model.calendar import BusinessTimeError
from policykit.model.coverage import Lack
from policykit.model.document import Json
from policykit.model.length import DAY, HOUR, MINUTE, Measure
from policykit.model.order import Limit, Verdict
from policykit.model.quantity.duration import Clock, Duration, DurationSum
from policykit.model.quantity.mistake import Mistake
from policykit.model.quantity.parse import Amount, Quantity, parse_quantity
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Bound:
    """A limit of a need: `words` say it as people do, such as `at most 14 days`.

    `is_law` makes a number that breaks it an error; `whose` is the requirement it is the number
    of, where that is another one than the one that is judged.
    """

    limit: Limit
    number: Quantity
    is_law: bool = False
    whose: str = ""

    @property
    def words(self) -> str:
        """The limit as people say it."""
        return f"{self.limit.value.replace('_', ' ')} {self.number}"


def bounds_in(given: Mapping[str, Json], *, is_law: bool) -> tuple[Bound, ...]:
    """The limits that a need writes as `at_most` and `at_least`; unreadable ones left out."""
    found = []
    for limit in Limit:
        bound = bound_of(given.get(limit.value), limit, is_law=is_law)
        if bound is not None:
            found.append(bound)
    return tuple(found)


def bound_of(written: Json, limit: Limit, *, is_law: bool = False) -> Bound | None:
    """A limit as written, None where there is none or it cannot be read."""
    if not isinstance(written, str | int | float) or isinstance(written, bool):
        return None
    number = parse_quantity(written)
    return None if isinstance(number, Mistake) else Bound(limit, number, is_law)


def judged(
    called: str, amount: Amount, bound: Bound, time: BusinessTime, calendars: Iterable[str]
) -> tuple[Fault | None, str]:
    """What is wrong with a number, None where it keeps the limit; and how that was decided.

    Args:
        called: what the number is called in a sentence, such as `its extension`; '' for the thing
            itself.
        amount: the number.
        bound: the limit.
        time: measures business time.
        calendars: those the number can run by; the worst one counts.

    Returns:
        The fault, and a sentence that says how the comparison was made ('' where both are in one
        unit and nothing has to be said).
    """
    verdict, calendar = worst_verdict(amount, bound.number, bound.limit, time, calendars)
    note = _note(amount, bound, time.measure(calendar), calendar)
    fault = _fault(called, amount, bound, verdict, note)
    return fault, note if fault is None else ""


def _fault(called: str, amount: Amount, bound: Bound, verdict: Verdict, note: str) -> Fault | None:
    is_amount = f"sets {called} to {amount}" if called else f"is {amount}"
    asked = f"{bound.words}{f' (the number of {bound.whose})' if bound.whose else ''}"
    write = f"Promise {bound.words}."
    how = f": {note[0].lower()}{note[1:].removesuffix('.')}" if note else ""
    side = "longer" if bound.limit is Limit.AT_MOST else "shorter"
    match verdict:
        case Verdict.KEPT:
            return None
        case Verdict.BROKEN:
            told = f"{is_amount}, and {asked} is needed{how}"
            return Fault(Lack.BELOW, told, write, is_error=bound.is_law)
        case Verdict.SOMETIMES:
            told = f"{is_amount}, which can turn out {side} than {bound.number}{how}"
            do = f"Promise it in the same unit, or with room to spare: {bound.words}."
            return Fault(Lack.SOMETIMES, told, do, is_error=bound.is_law)
        case Verdict.UNMEASURED:
            told = f"{is_amount}, which no calendar measures, so nobody can tell if it is {asked}"
            do = "Set a calendar in policies/organisation.yaml, or promise plain days."
            return Fault(Lack.UNMEASURED, told, do)
        case Verdict.INCOMPARABLE:
            told = f"{is_amount}, which cannot be compared with {asked}"
            return Fault(Lack.INCOMPARABLE, told, "Promise it in the same currency or unit.")


_OWN: Final = Clock.BUSINESS
"""Two times on one calendar begin together, so how long each can last tells nothing of both."""


def _note(amount: Amount, bound: Bound, measure: Measure, calendar: str) -> str:
    """How long each side can last, where the two are not in one unit."""
    law = bound.number
    if not isinstance(amount, Duration | DurationSum) or not isinstance(law, Duration):
        return ""
    if isinstance(amount, Duration) and (amount.is_like(law) or amount.clock is law.clock is _OWN):
        return ""
    try:
        ours, theirs = measure(amount), measure(law)
    except BusinessTimeError:
        return ""
    at_most = bound.limit is Limit.AT_MOST
    our_end, their_end = (ours.most, theirs.least) if at_most else (ours.least, theirs.most)
    told = (
        f"{amount} can last {_length(our_end)}" if ours.least != ours.most and at_most else "",
        f"{amount} can be over in {_length(our_end)}"
        if ours.least != ours.most and not at_most
        else "",
        f"{amount} always take{'s' if amount.amount == 1 else ''} {_length(our_end)}"
        if ours.least == ours.most and calendar and isinstance(amount, Duration)
        else "",
        f"{law} can be {_length(their_end)}" if theirs.least != theirs.most else "",
    )
    words = ", and ".join(filter(None, told))
    where = f" on the calendar {calendar}, at worst in the next three years" if calendar else ""
    return f"{words}{where}." if words else ""


def _length(seconds: int) -> str:
    """A length in words, in the greatest unit that tells it well enough."""
    for unit, size in (("day", DAY), ("hour", HOUR), ("minute", MINUTE)):
        if seconds >= size and (seconds % size == 0 or seconds >= 3 * size):
            whole = seconds / size
            told = f"{whole:.1f}".removesuffix(".0")
            return f"{told} {unit}{'' if told == '1' else 's'}"
    return f"{seconds} second{'' if seconds == 1 else 's'}"
