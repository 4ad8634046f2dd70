"""A term on both sides, case by case: where which difference holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Final

from policykit.diffing.context import Context
from policykit.library.promises import cases
from policykit.model.case import Case, Conditions, joined
from policykit.model.order import Order, compare
from policykit.model.quantity.dates import DateRange
from policykit.model.quantity.parse import Amount
from policykit.model.term import Promise, Term
from policykit.model.value import dataclass

_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Found:
    """One difference and the cases it holds in; `where` is empty when that is all of them."""

    before: Promise
    after: Promise
    cases: tuple[Case, ...]
    where: tuple[Conditions, ...]

    def order(self, old: Amount, new: Amount, context: Context) -> Order:
        """How the earlier value stands to the later one, by the calendars of these cases."""
        return order_in(old, new, self.cases, context)

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions it holds in, sorted."""
        return tuple(sorted({case.region for case in self.cases if case.region}))


def order_in(old: Amount, new: Amount, found: Iterable[Case], context: Context) -> Order:
    """How one value stands to another where several calendars may count: the same in all."""
    one, other = context.in_units(old), context.in_units(new)
    orders = {
        compare(one, other, context.measure(case.region, case.channel)) for case in found
    } or {compare(one, other, context.measure(None, None))}
    return orders.pop() if len(orders) == 1 else Order.UNCLEAR


def each_case(
    before: Term, after: Term, context: Context, slot: Callable[[Promise], object]
) -> Iterator[Found]:
    """The differences of one slot of a term, each with where it holds, equal ones together."""
    told = _cases(before, after, context)
    groups: dict[tuple[object, object], list[Case]] = {}
    for case in told:
        old, new = slot(before.at(case)), slot(after.at(case))
        if old != new:
            groups.setdefault((old, new), []).append(case)
    asked = [variant.conditions for term in (before, after) for variant in term.variants]
    for some in groups.values():
        where = () if len(some) == len(told) else (_around(some, told, asked),)
        yield Found(before.at(some[0]), after.at(some[0]), tuple(some), where)


def _cases(before: Term, after: Term, context: Context) -> tuple[Case, ...]:
    """Every case of the scopes both sides have: what only one has is a change of scope."""
    old, new = context.scopes
    both = old.common(new)
    return cases(new if both is None else both, (before, after), context.organisation)


def _around(some: Sequence[Case], every: Sequence[Case], asked: Sequence[Conditions]) -> Conditions:
    """Conditions around some of the cases, saying only what tells them from the others."""

    def side(name: str) -> frozenset[str]:
        here = {value for case in some if (value := getattr(case, name)) is not None}
        all_ = {getattr(case, name) for case in every}
        return (
            frozenset(here)
            if here and all_ - here and all(getattr(case, name) is not None for case in some)
            else frozenset()
        )

    days: tuple[DateRange, ...] = ()
    if all(case.day is not None for case in some):
        days = joined(
            stretch
            for stretch in _stretches(asked)
            if any(case.day is not None and case.day in stretch for case in some)
        )
    return Conditions(side("region"), side("brand"), side("channel"), side("group"), days)


def _stretches(asked: Sequence[Conditions]) -> Iterator[DateRange]:
    """The days that variants name, cut wherever one of them begins or ends."""
    ranges = [range_ for one in asked for range_ in one.dates]
    cuts = sorted({day for one in ranges for day in (one.first, one.last + _ONE_DAY)})
    for first, behind in pairwise(cuts):
        yield DateRange(first, behind - _ONE_DAY)
