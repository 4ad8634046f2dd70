"""What a term and its values are called in sentences, and what a stricter one asks for."""

from __future__ import annotations

from policykit.model.change import Bump, StaffEffect
from policykit.model.quantity.duration import Duration, DurationSum
from policykit.model.quantity.parse import Amount
from policykit.model.term import Term


def strict_bump(staff: StaffEffect) -> Bump | None:
    """A promise that asks staff to be faster is a stricter duty."""
    return Bump.MAJOR if staff is StaffEffect.MORE else None


def called_term(term: Term) -> str:
    """What a term is called inside a sentence."""
    return term.title or term.id


def term_first(term: Term) -> str:
    """What a term is called where a sentence begins."""
    called = called_term(term)
    return called[:1].upper() + called[1:] if term.title else called


def is_time(value: Amount | None) -> bool:
    """Whether a value is a time."""
    return isinstance(value, Duration | DurationSum)


def shown_amount(value: Amount | None) -> str:
    """A value for people, '' where there is none."""
    return "" if value is None else str(value)
