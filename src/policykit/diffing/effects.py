"""What a change means for whom: from the kind of promise, the level of a duty and who gains."""

from __future__ import annotations

from typing import Final

from policykit.model.change import CustomerEffect, StaffEffect
from policykit.model.order import Order
from policykit.model.term import Beneficiary, Growth, Term, TermKind

_STRENGTH: Final = {"must": 2, "must_not": 2, "should": 1, "should_not": 1, "may": 0, "": 0}
_DENIED: Final = frozenset({"must_not", "should_not"})

WORSE, BETTER = CustomerEffect.WORSE, CustomerEffect.BETTER
UNCLEAR, SAME = CustomerEffect.UNCLEAR, CustomerEffect.SAME


def strength(level: str) -> int:
    """How much a level binds: 2 for must and must_not, 1 for advice, 0 for a permission."""
    return _STRENGTH.get(level, 0)


def is_denied(level: str) -> bool:
    """Whether a level tells staff to leave something be."""
    return level in _DENIED


def for_customer(gains: str, *, more: bool) -> CustomerEffect:
    """What it means for customers that there is more, or less, of what `gains` gains by.

    What protects us may cost the customer something or nothing: nobody can tell from the data,
    and so where the two sides name different ones. What is done for staff is not about
    customers.
    """
    if gains == "customer":
        return BETTER if more else WORSE
    return SAME if gains == "staff" else UNCLEAR


def for_staff(before: str, after: str) -> StaffEffect:
    """What another level of a duty means for staff; '' is no duty at all."""
    one, other = strength(before), strength(after)
    if one == other:
        return StaffEffect.SAME
    return StaffEffect.MORE if other > one else StaffEffect.LESS


def of_growth(term: Term, order: Order) -> tuple[CustomerEffect, StaffEffect]:
    """What it means that a promise has grown or shrunk.

    Args:
        term: the promise as it is now.
        order: how the earlier value stands to the later one.
    """
    if order is Order.EQUAL:
        return SAME, StaffEffect.SAME
    if order in {Order.UNCLEAR, Order.INCOMPARABLE} or term.growth is Growth.NEUTRAL:
        return (SAME if term.for_whom is Beneficiary.STAFF else UNCLEAR), StaffEffect.UNCLEAR
    gained = (order is Order.LESS) == (term.growth is Growth.GAIN)
    if term.for_whom is Beneficiary.STAFF:
        return SAME, StaffEffect.LESS if gained else StaffEffect.MORE
    return (BETTER if gained else WORSE), _burden(term, order)


def _burden(term: Term, order: Order) -> StaffEffect:
    """What staff keep by acting sooner, deadlines and notices, is work when it gets tighter."""
    tighter = {TermKind.DEADLINE: Order.GREATER, TermKind.NOTICE: Order.LESS}.get(term.kind)
    if tighter is None:
        return StaffEffect.SAME
    return StaffEffect.MORE if order is tighter else StaffEffect.LESS
