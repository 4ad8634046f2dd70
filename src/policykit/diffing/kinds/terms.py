"""Terms: the promises and limits, case by case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final, TypeAlias

from policykit.diffing.cases import Found, each_case
from policykit.diffing.comparers import detail
from policykit.diffing.context import Context
from policykit.diffing.effects import BETTER, SAME, UNCLEAR, WORSE, of_growth
from policykit.diffing.extending import extended, pauses, reasons, told_within
from policykit.diffing.floors import floors_of_new, floors_touched
from policykit.diffing.kind import Chapter, Draft
from policykit.diffing.match import Pair
from policykit.diffing.term_words import (
    called_term,
    is_time,
    shown_amount,
    strict_bump,
    term_first,
)
from policykit.diffing.texts import compare_text
from policykit.diffing.who import unclear
from policykit.model.change import Bump, CustomerEffect, StaffEffect
from policykit.model.order import Order
from policykit.model.quantity.parse import Amount
from policykit.model.term import Beneficiary, Better, Growth, Part, Promise, Term, TermKind


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
            message=f"{term_first(term)} has a value that cannot be read on one side.",
            before=shown_amount(before.value) if before else "",
            after=shown_amount(after.value) if after else "",
            customer=UNCLEAR,
            staff=StaffEffect.UNCLEAR,
        )
        return
    is_new = after is not None
    said = shown_amount(term.value)
    yield Draft(
        kind="term-added" if is_new else "term-removed",
        message=f"The {_NOUNS.get(term.kind, term.kind.value)} {called_term(term)} is {'new' if is_new else 'gone'}"
        f"{f': {said}' if said else ''}.",
        before=None if is_new else said,
        after=said if is_new else None,
        customer=_of_being(term, is_new=is_new),
        floors=floors_of_new(term, context) if is_new else (),
    )


_NOUNS: Final = {TermKind.KEEPS: "time we keep"}


def _of_being(term: Term, *, is_new: bool) -> CustomerEffect:
    """What it means for customers that there is a promise at all, or is none any more."""
    if term.for_whom is Beneficiary.STAFF:
        return SAME
    is_good = term.growth is Growth.GAIN or (
        term.growth is Growth.LOSS and term.kind is TermKind.DEADLINE
    )
    is_charge = term.growth is Growth.LOSS and term.kind is TermKind.CHARGE
    if not is_good and not is_charge:
        return UNCLEAR
    return BETTER if is_new == is_good else WORSE


def _between(before: Term, after: Term, context: Context) -> Iterator[Draft]:
    if before.kind is not after.kind:
        yield Draft(
            kind="term-of-another-kind",
            field="kind",
            message=f"{called_term(after)} was a {before.kind.value} and is now a {after.kind.value}.",
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
            message=f"Which way {called_term(after)} is better, or for whom, is said otherwise.",
            before=_direction(before),
            after=_direction(after),
            customer=UNCLEAR,
        )
    judged = _judged(before, after)
    for slot, told in _SLOTS:
        yield from _slot(before, judged, context, slot, told)
    yield from pauses(before, judged, context)


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
        yield Draft(
            kind="promise-begins" if is_new else "promise-ends",
            field="value",
            message=f"{called_term(after)} {'now holds' if is_new else 'no longer holds'}.",
            before=shown_amount(old) or "none",
            after=shown_amount(new) or "none",
            customer=_of_being(after, is_new=is_new),
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
        message=f"{term_first(after)} {verb}: {old} → {new}.",
        before=str(old),
        after=str(new),
        customer=customer,
        staff=staff,
        bump=strict_bump(staff),
        where=found.where,
        case=found.cases[0],
        floors=floors_touched(found, after, Part.VALUE, context),
    )


def _of_order(order: Order, value: Amount) -> tuple[str, str]:
    time = is_time(value)
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
        message=f"{called_term(after)} is counted from {_event(context, new)}, "
        f"no longer from {_event(context, old)}.",
        before=_event(context, old),
        after=_event(context, new),
        customer=SAME if after.for_whom is Beneficiary.STAFF else UNCLEAR,
        staff=StaffEffect.UNCLEAR,
        bump=Bump.MAJOR,
        meant=(old, new),
        where=found.where,
        case=found.cases[0],
    )


def _event(context: Context, name: str) -> str:
    return context.title("event", name) if name else "no named event"


def _law(after: Term, context: Context, found: Found) -> Iterator[Draft]:
    old, new = found.before.law, found.after.law
    for some, kind, verb in (
        ([name for name in new if name not in old], "law-reference-added", "now names"),
        ([name for name in old if name not in new], "law-reference-dropped", "no longer names"),
    ):
        if some:
            judged = replace(
                found,
                before=replace(found.before, law=()),
                after=replace(found.after, law=tuple(name for name in some if name in new)),
            )
            yield Draft(
                kind=kind,
                field="law",
                message=f"{term_first(after)} {verb} {context.cited(some)}.",
                before=", ".join(sorted(old)),
                after=", ".join(sorted(new)),
                where=found.where,
                case=found.cases[0],
                floors=floors_touched(judged, after, Part.VALUE, context),
                lasting=",".join(sorted(some)),
            )


def _public(after: Term, _context: Context, found: Found) -> Iterator[Draft]:
    is_new = found.after.public
    yield Draft(
        kind="made-public" if is_new else "made-internal",
        field="public",
        message=f"{term_first(after)} is {'now' if is_new else 'no longer'} for customers to read.",
        before="no" if is_new else "yes",
        after="yes" if is_new else "no",
        where=found.where,
        case=found.cases[0],
    )


_SLOTS: Final[tuple[tuple[Callable[[Promise], object], _Told], ...]] = (
    (lambda promise: promise.value, _value),
    (lambda promise: promise.from_event, _start),
    (lambda promise: promise.extend and promise.extend.by, extended),
    (lambda promise: promise.extend and promise.extend.tell_within, told_within),
    (lambda promise: bool(promise.extend and promise.extend.reasons), reasons),
    (lambda promise: promise.law, _law),
    (lambda promise: promise.public, _public),
)


def _direction(term: Term) -> str:
    better = term.better.value if term.better else "as its kind says"
    return f"{better}, for {term.for_whom.value}s" if term.for_whom else better


def _unread(pair: Pair, field: str, context: Context) -> Iterator[Draft]:
    """A field of a promise that cannot be read on both sides; what can is told case by case."""
    sides = (pair.before, pair.after)
    if not any(node is not None and node.term is not None for node in sides):
        yield from _ANYHOW(pair, field, context)


_ANYHOW = detail("value-not-comparable", "what cannot be read of", unclear)

CHAPTER = Chapter(
    things={"term": _thing}, fields={("term", "*"): _unread, ("term", "title"): compare_text}
)
