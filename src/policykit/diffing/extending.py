"""What makes the time of a promise longer: extensions, when they are told, and pauses."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.diffing.cases import Found
from policykit.diffing.context import Context
from policykit.diffing.effects import BETTER, SAME, UNCLEAR, WORSE, of_growth
from policykit.diffing.floors import floors_touched
from policykit.diffing.kind import Draft
from policykit.diffing.term_words import called_term, shown_amount, strict_bump
from policykit.model.change import CustomerEffect, StaffEffect
from policykit.model.order import Order
from policykit.model.term import Beneficiary, Part, Term


def extended(after: Term, context: Context, found: Found) -> Iterator[Draft]:
    """How much longer a time can be made."""
    old = found.before.extend.by if found.before.extend else None
    new = found.after.extend.by if found.after.extend else None
    if found.before.value is None or found.after.value is None or (old is None and new is None):
        return
    called = called_term(after)
    if old is None or new is None:
        order = Order.LESS if old is None else Order.GREATER
        kind = "extension-added" if old is None else "extension-removed"
        can = "can now be extended" if old is None else "can no longer be extended"
        message = f"{called} {can} by {new or old}."
    else:
        order = found.order(old, new, context)
        kind = "extension-longer" if order is Order.LESS else "extension-shorter"
        message = f"{called} can be extended by {new}, before by {old}."
        if order is Order.EQUAL:
            kind = "value-written-otherwise"
        elif order not in {Order.LESS, Order.GREATER}:
            kind = "term-not-comparable"
    customer, staff = of_growth(after, order)
    yield Draft(
        kind=kind,
        field="extend.by",
        message=message,
        before=shown_amount(old) or "none",
        after=shown_amount(new) or "none",
        customer=customer,
        staff=staff,
        bump=strict_bump(staff),
        where=found.where,
        case=found.cases[0],
        floors=floors_touched(found, after, Part.EXTENSION, context),
    )


def told_within(after: Term, context: Context, found: Found) -> Iterator[Draft]:
    """By when it is told that a time is made longer."""
    if found.before.extend is None or found.after.extend is None:
        return
    old, new = found.before.extend.tell_within, found.after.extend.tell_within
    if old is not None and new is not None:
        order = found.order(old, new, context)
    else:
        order = Order.LESS if new is None else Order.GREATER
    later = order is Order.LESS
    kind = "extension-told-later" if later else "extension-told-sooner"
    customer = WORSE if later else BETTER
    if order is Order.EQUAL:
        kind, customer = "value-written-otherwise", SAME
    elif order not in {Order.LESS, Order.GREATER}:
        kind, customer = "term-not-comparable", UNCLEAR
    if after.for_whom is Beneficiary.STAFF:
        customer = SAME
    yield Draft(
        kind=kind,
        field="extend.tell_within",
        message=f"That {called_term(after)} is extended is told "
        f"{f'within {new}' if new else 'by no set time'}, before "
        f"{f'within {old}' if old else 'by no set time'}.",
        before=shown_amount(old) or "none",
        after=shown_amount(new) or "none",
        customer=customer,
        staff=_opposite(customer),
        where=found.where,
        case=found.cases[0],
        floors=floors_touched(found, after, Part.EXTENSION_NOTICE, context),
    )


def reasons(after: Term, _context: Context, found: Found) -> Iterator[Draft]:
    """Whether it is told why a time is made longer."""
    if found.before.extend is None or found.after.extend is None:
        return
    is_new = found.after.extend.reasons
    customer = BETTER if is_new else WORSE
    yield Draft(
        kind="reasons-promised" if is_new else "reasons-no-longer-promised",
        field="extend.reasons",
        message=f"Why {called_term(after)} is extended is "
        f"{'told from now on' if is_new else 'no longer told'}.",
        before="no" if is_new else "yes",
        after="yes" if is_new else "no",
        customer=SAME if after.for_whom is Beneficiary.STAFF else customer,
        staff=_opposite(SAME if after.for_whom is Beneficiary.STAFF else customer),
        where=found.where,
        case=found.cases[0],
    )


def pauses(before: Term, after: Term, context: Context) -> Iterator[Draft]:
    """What stops the clock of a promise."""
    both = set(before.pauses) & set(after.pauses)
    for name in (*after.pauses, *before.pauses):
        if name in both:
            continue
        is_new = name in after.pauses
        # While the clock stands still, the time is longer.
        customer, staff = of_growth(after, Order.LESS if is_new else Order.GREATER)
        title = context.title("pause", name)
        yield Draft(
            kind="pause-added" if is_new else "pause-removed",
            field="pauses",
            message=f"The clock of {called_term(after)} {'now stops' if is_new else 'no longer stops'}: "
            f"{title}.",
            before=None if is_new else title,
            after=title if is_new else None,
            customer=customer,
            staff=staff,
            bump=strict_bump(staff),
            lasting=name,
            meant=("", ""),
        )


def _opposite(customer: CustomerEffect) -> StaffEffect:
    """What customers gain by hearing sooner is for staff to do."""
    match customer:
        case CustomerEffect.BETTER:
            return StaffEffect.MORE
        case CustomerEffect.WORSE:
            return StaffEffect.LESS
        case _:
            return StaffEffect.SAME
