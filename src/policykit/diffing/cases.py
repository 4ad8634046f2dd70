"""A term on both sides, case by case: where which difference holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
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
    scope = _scope(context)
    told = cases(scope, (before, after), context.organisation)
    groups: dict[tuple[object, object], list[Case]] = {}
    for case in told:
        old, new = slot(before.at(case)), slot(after.at(case))
        if old != new:
            groups.setdefault((old, new), []).append(case)
    conditions = tuple(one.conditions for term in (before, after) for one in term.variants)
    asked = _Asked(conditions, _names(scope, context))
    for some in groups.values():
        where = () if len(some) == len(told) else tuple(_where(some, told, asked))
        yield Found(before.at(some[0]), after.at(some[0]), tuple(some), where)


def _scope(context: Context) -> Conditions:
    """What both sides are about: what only one of them is about is a change of scope."""
    old, new = context.scopes
    both = old.common(new)
    return new if both is None else both


_SIDES: Final = ("region", "channel", "brand", "group")


def _where(some: Sequence[Case], every: Sequence[Case], asked: _Asked) -> Iterator[Conditions]:
    """Conditions around some of the cases alone, as few of them as that takes."""
    if not _is_box(some, every):
        for name in _SIDES:
            parts = _taken_apart(some, name)
            if len(parts) > 1:
                for part in parts:
                    yield from _where(part, every, asked)
                return
    yield _around(some, every, asked)


def _is_box(some: Sequence[Case], every: Sequence[Case]) -> bool:
    """Whether no other case has a mixture of what these cases have, side by side."""
    sides = [(name, {getattr(case, name) for case in some}) for name in (*_SIDES, "day")]
    inside = sum(all(getattr(case, name) in side for name, side in sides) for case in every)
    return inside == len(some)


def _taken_apart(some: Sequence[Case], name: str) -> list[list[Case]]:
    """Cases by the value of one side, those of values with which all else is the same together."""
    by_value: dict[str, list[Case]] = {}
    for case in some:
        by_value.setdefault(getattr(case, name) or "", []).append(case)
    alike: dict[frozenset[Case], list[Case]] = {}
    for _, cases_ in sorted(by_value.items()):
        rest = frozenset(replace(case, **{name: None}) for case in cases_)
        alike.setdefault(rest, []).extend(cases_)
    return [*alike.values()]


def _around(some: Sequence[Case], every: Sequence[Case], asked: _Asked) -> Conditions:
    """Conditions around some of the cases, saying only what tells them from the others."""

    def side(name: str) -> frozenset[str]:
        here = {getattr(case, name) for case in some}
        others = {getattr(case, name) for case in every} - here
        return asked.alike(name, here) if others and None not in here else frozenset()

    days: tuple[DateRange, ...] = ()
    if all(case.day is not None for case in some):
        days = joined(
            stretch
            for stretch in _stretches(asked.conditions)
            if any(case.day is not None and case.day in stretch for case in some)
        )
    return Conditions(side("region"), side("brand"), side("channel"), side("group"), days)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What variants ask for, and all names there are of each side that they can ask for."""

    conditions: tuple[Conditions, ...]
    names: Mapping[str, frozenset[str]]

    def alike(self, name: str, some: Iterable[str]) -> frozenset[str]:
        """Names with those that no variant tells from them: one case stands for all of these."""
        named = [getattr(each, f"{name}s") for each in self.conditions]

        def asked_by(value: str) -> tuple[bool, ...]:
            return tuple(value in each for each in named)

        here = frozenset(some)
        # Regions are cases of their own, whether they are told apart or not.
        if name == "region":
            return here
        asked = {asked_by(value) for value in here}
        return here | {value for value in self.names[name] if asked_by(value) in asked}


def _names(scope: Conditions, context: Context) -> Mapping[str, frozenset[str]]:
    organisation = context.organisation
    return {
        "channel": scope.channels or frozenset(organisation.channels),
        "brand": scope.brands or frozenset(organisation.names.get("brand", {})),
        "group": scope.groups,
    }


def _stretches(asked: Sequence[Conditions]) -> Iterator[DateRange]:
    """The days that variants name, cut wherever one of them begins or ends."""
    ranges = [range_ for one in asked for range_ in one.dates]
    cuts = sorted({day for one in ranges for day in (one.first, one.last + _ONE_DAY)})
    for first, behind in pairwise(cuts):
        yield DateRange(first, behind - _ONE_DAY)
