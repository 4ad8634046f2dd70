"""Terms: the promises and limits, case by case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final, TypeAlias

from policykit.diffing.cases import Found, each_case
from policykit.diffing.comparers import detail
from policykit.diffing.context import Context
from policykit.diffing.effects import BETTER, SAME, UNCLEAR, WORSE, of_growth
from policykit.diffing.floors import floors_touched
from policykit.diffing.kind import Chapter, Draft
from policykit.diffing.match import Pair
from policykit.diffing.texts import compare_text
from policykit.diffing.who import unclear
from policykit.model.change import Bump, CustomerEffect, StaffEffect
from policykit.model.order import Order
from policykit.model.quantity.duration import Duration, DurationSum
from policykit.model.quantity.parse import Amount
from policykit.model.term import Beneficiary, Better, Growth, Part, Promise, Term


def _thing(pair: Pair, _field: str, context: Context) -> Iterator[Draft]:
    """A term that came or went, or any difference of its promise."""
    before = pair.before.term if pair.before else None
    after = pair.after.term if pair.after else None
    if before is not None and after is not None:
        if before != after:
            yield from _between(before, after, context)
        return
    term = after or before
    if term is None:
        return
    if pair.before is not None and pair.after is not None:
        yield Draft(
            kind="term-not-comparable",
            field="value",
            message=f"{_sentence(term)} has a value that cannot be read on one side.",
            before=_shown(before.value) if before else "",
            after=_shown(after.value) if after else "",
            customer=UNCLEAR,
            staff=StaffEffect.UNCLEAR,
        )
        return
    is_new = after is not None
    customer, staff = SAME, StaffEffect.SAME
    if term.growth is not Growth.NEUTRAL and term.for_whom is Beneficiary.CUSTOMER:
        # A charge is better not there; every other promise is better than none.
        gained = is_new == (term.growth is Growth.GAIN or _is_time(term.value))
        customer = BETTER if gained else WORSE
    elif term.for_whom is Beneficiary.CUSTOMER:
        customer = UNCLEAR
    said = _shown(term.value)
    yield Draft(
        kind="term-added" if is_new else "term-removed",
        message=f"The {term.kind.value} {_called(term)} is {'new' if is_new else 'gone'}"
        f"{f': {said}' if said else ''}.",
        before=None if is_new else said,
        after=said if is_new else None,
        customer=customer,
        staff=staff,
    )


def _between(before: Term, after: Term, context: Context) -> Iterator[Draft]:
    if before.kind is not after.kind:
        yield Draft(
            kind="term-of-another-kind",
            field="kind",
            message=f"{_called(after)} was a {before.kind.value} and is now a {after.kind.value}.",
            before=before.kind.value,
            after=after.kind.value,
            customer=UNCLEAR,
            staff=StaffEffect.UNCLEAR,
        )
    turned = before.kind is after.kind and before.growth is not after.growth
    if turned or before.for_whom is not after.for_whom:
        yield Draft(
            kind="direction-changed",
            field="better",
            message=f"Which way {_called(after)} is better, or for whom, is said otherwise.",
            before=_direction(before),
            after=_direction(after),
            customer=UNCLEAR,
        )
    judged = _judged(before, after)
    for slot, told in _SLOTS:
        yield from _slot(before, judged, context, slot, told)
    yield from _pauses(before, judged, context)


def _judged(before: Term, after: Term) -> Term:
    """The later term, with no direction where the two sides do not agree on it."""
    if (before.growth, before.for_whom) == (after.growth, after.for_whom):
        return after
    return replace(after, better=Better.NEITHER, for_whom=Beneficiary.CUSTOMER)


_Told: TypeAlias = Callable[[Term, Context, Found], Iterator[Draft]]


def _slot(
    before: Term,
    after: Term,
    context: Context,
    slot: Callable[[Promise], object],
    told: _Told,
) -> Iterator[Draft]:
    for found in each_case(before, after, context, slot):
        yield from told(after, context, found)


def _value(after: Term, context: Context, found: Found) -> Iterator[Draft]:
    old, new = found.before.value, found.after.value
    if old is None and new is None:
        return
    if old is None or new is None:
        is_new = old is None
        good = after.growth is not Growth.NEUTRAL and after.for_whom is Beneficiary.CUSTOMER
        is_charge = after.growth is Growth.LOSS and not _is_time(new if is_new else old)
        effect = (BETTER if is_new is not is_charge else WORSE) if good else UNCLEAR
        yield Draft(
            kind="promise-begins" if is_new else "promise-ends",
            field="value",
            message=f"{_called(after)} {'now holds' if is_new else 'no longer holds'}.",
            before=_shown(old) or "none",
            after=_shown(new) or "none",
            customer=effect,
            where=found.where,
            case=found.cases[0],
            floors=floors_touched(found, after, Part.VALUE, context),
        )
        return
    order = found.order(old, new, context)
    yield from _compared(after, context, found, order, (old, new))


def _compared(
    after: Term, context: Context, found: Found, order: Order, values: tuple[Amount, Amount]
) -> Iterator[Draft]:
    old, new = values
    customer, staff = of_growth(after, order)
    kind, verb = _of_order(order, new)
    yield Draft(
        kind=kind,
        field="value",
        message=f"{_sentence(after)} {verb}: {old} → {new}.",
        before=str(old),
        after=str(new),
        customer=customer,
        staff=staff,
        bump=_bump(staff),
        where=found.where,
        case=found.cases[0],
        floors=floors_touched(found, after, Part.VALUE, context),
    )


def _of_order(order: Order, value: Amount) -> tuple[str, str]:
    time = _is_time(value)
    match order:
        case Order.LESS:
            return ("term-longer", "got longer") if time else ("term-higher", "got higher")
        case Order.GREATER:
            return ("term-shorter", "got shorter") if time else ("term-lower", "got lower")
        case Order.EQUAL:
            return "value-written-otherwise", "is written otherwise"
        case _:
            return "term-not-comparable", "changed in a way that cannot be compared"


def _start(after: Term, context: Context, found: Found) -> Iterator[Draft]:
    old, new = found.before.from_event or "", found.after.from_event or ""
    yield Draft(
        kind="start-event-changed",
        field="from",
        message=f"{_called(after)} is counted from {_event(context, new)}, "
        f"no longer from {_event(context, old)}.",
        before=_event(context, old),
        after=_event(context, new),
        customer=SAME if after.for_whom is Beneficiary.STAFF else UNCLEAR,
        staff=StaffEffect.UNCLEAR,
        bump=Bump.MAJOR,
        where=found.where,
        case=found.cases[0],
    )


def _event(context: Context, name: str) -> str:
    return context.title("event", name) if name else "no named event"


def _extension(after: Term, context: Context, found: Found) -> Iterator[Draft]:
    old = found.before.extend.by if found.before.extend else None
    new = found.after.extend.by if found.after.extend else None
    if found.before.value is None or found.after.value is None or (old is None and new is None):
        return
    called = _called(after)
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
        before=_shown(old) or "none",
        after=_shown(new) or "none",
        customer=customer,
        staff=staff,
        bump=_bump(staff),
        where=found.where,
        case=found.cases[0],
        floors=floors_touched(found, after, Part.EXTENSION, context),
    )


def _told_within(after: Term, context: Context, found: Found) -> Iterator[Draft]:
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
        message=f"That {_called(after)} is extended is told "
        f"{f'within {new}' if new else 'by no set time'}, before "
        f"{f'within {old}' if old else 'by no set time'}.",
        before=_shown(old) or "none",
        after=_shown(new) or "none",
        customer=customer,
        staff=_opposite(customer),
        where=found.where,
        case=found.cases[0],
        floors=floors_touched(found, after, Part.EXTENSION_NOTICE, context),
    )


def _reasons(after: Term, _context: Context, found: Found) -> Iterator[Draft]:
    if found.before.extend is None or found.after.extend is None:
        return
    is_new = found.after.extend.reasons
    customer = BETTER if is_new else WORSE
    yield Draft(
        kind="reasons-promised" if is_new else "reasons-no-longer-promised",
        field="extend.reasons",
        message=f"Why {_called(after)} is extended is "
        f"{'told from now on' if is_new else 'no longer told'}.",
        before="no" if is_new else "yes",
        after="yes" if is_new else "no",
        customer=SAME if after.for_whom is Beneficiary.STAFF else customer,
        staff=_opposite(SAME if after.for_whom is Beneficiary.STAFF else customer),
        where=found.where,
        case=found.cases[0],
    )


def _law(after: Term, context: Context, found: Found) -> Iterator[Draft]:
    old, new = found.before.law, found.after.law
    for some, kind, verb in (
        ([name for name in new if name not in old], "law-reference-added", "now names"),
        ([name for name in old if name not in new], "law-reference-dropped", "no longer names"),
    ):
        if some:
            yield Draft(
                kind=kind,
                field="law",
                message=f"{_sentence(after)} {verb} {context.titles('requirement', some)}.",
                before=", ".join(sorted(old)),
                after=", ".join(sorted(new)),
                where=found.where,
                case=found.cases[0],
                lasting=",".join(sorted(some)),
            )


def _public(after: Term, _context: Context, found: Found) -> Iterator[Draft]:
    is_new = found.after.public
    yield Draft(
        kind="made-public" if is_new else "made-internal",
        field="public",
        message=f"{_sentence(after)} is {'now' if is_new else 'no longer'} for customers to read.",
        before="no" if is_new else "yes",
        after="yes" if is_new else "no",
        where=found.where,
        case=found.cases[0],
    )


def _pauses(before: Term, after: Term, context: Context) -> Iterator[Draft]:
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
            message=f"The clock of {_called(after)} {'now stops' if is_new else 'no longer stops'}: "
            f"{title}.",
            before=None if is_new else title,
            after=title if is_new else None,
            customer=customer,
            staff=staff,
            bump=_bump(staff),
            lasting=name,
        )


_SLOTS: Final[tuple[tuple[Callable[[Promise], object], _Told], ...]] = (
    (lambda promise: promise.value, _value),
    (lambda promise: promise.from_event, _start),
    (lambda promise: promise.extend and promise.extend.by, _extension),
    (lambda promise: promise.extend and promise.extend.tell_within, _told_within),
    (lambda promise: bool(promise.extend and promise.extend.reasons), _reasons),
    (lambda promise: promise.law, _law),
    (lambda promise: promise.public, _public),
)


def _bump(staff: StaffEffect) -> Bump | None:
    """A promise that asks staff to be faster is a stricter duty."""
    return Bump.MAJOR if staff is StaffEffect.MORE else None


def _opposite(customer: CustomerEffect) -> StaffEffect:
    """What customers gain by hearing sooner is for staff to do."""
    match customer:
        case CustomerEffect.BETTER:
            return StaffEffect.MORE
        case CustomerEffect.WORSE:
            return StaffEffect.LESS
        case _:
            return StaffEffect.SAME


def _called(term: Term) -> str:
    return term.title or term.id


def _sentence(term: Term) -> str:
    called = _called(term)
    return called[:1].upper() + called[1:] if term.title else called


def _direction(term: Term) -> str:
    better = term.better.value if term.better else "as its kind says"
    return f"{better}, for {term.for_whom.value}s" if term.for_whom else better


def _is_time(value: Amount | None) -> bool:
    return isinstance(value, Duration | DurationSum)


def _shown(value: Amount | None) -> str:
    return "" if value is None else str(value)


def _unread(pair: Pair, field: str, context: Context) -> Iterator[Draft]:
    """A field of a promise that cannot be read on both sides; what can is told case by case."""
    sides = (pair.before, pair.after)
    if not any(node is not None and node.term is not None for node in sides):
        yield from _ANYHOW(pair, field, context)


_ANYHOW = detail("value-not-comparable", "what cannot be read of", unclear)

CHAPTER = Chapter(
    things={"term": _thing}, fields={("term", "*"): _unread, ("term", "title"): compare_text}
)
