"""Promises of a set of policies: their terms, where they hold, and the cases to judge them in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Final

from policykit.library.terms import terms
from policykit.model.case import Case, Conditions, any_case, cells, joined
from policykit.model.facts import Facts, Narrowing
from policykit.model.finding import Place
from policykit.model.organisation import Organisation
from policykit.model.position import Pointer
from policykit.model.quantity.dates import DateRange, parse_date_range
from policykit.model.quantity.duration import Clock, Duration, DurationSum
from policykit.model.quantity.mistake import Mistake
from policykit.model.quantity.parse import Amount
from policykit.model.term import Setting, Slot, Term, Variant
from policykit.model.value import dataclass

_PLACE_IN_ROW: Final = {
    Slot.VALUE: ("value",),
    Slot.EXTENSION: ("extend", "by"),
    Slot.EXTENSION_NOTICE: ("extend", "tell_within"),
    Slot.REASONS: ("extend", "reasons"),
    Slot.FROM: ("from",),
    Slot.LAW: ("law",),
    Slot.PUBLIC: ("public",),
}


@dataclass(frozen=True, slots=True)
class Promised:
    """A term of a policy and the scope of the policy; `reasons` None means all."""

    facts: Facts
    term: Term
    scope: Conditions
    reasons: frozenset[str] | None

    @property
    def name(self) -> str:
        """The term as other policies name it."""
        return f"{self.facts.id}.{self.term.id}"

    def place(self, slot: Slot, case: Case) -> Place:
        """Where what a slot is in a case is written."""
        return Place(self.facts.path, place_of(self.term, slot, self.term.rule(slot, case)))


def promised(facts: Facts) -> Iterator[Promised]:
    """The terms of one policy."""
    if not facts.terms:
        return
    scope = conditions(facts.scope)
    reasons = None if facts.scope.reasons is None else frozenset(facts.scope.reasons)
    for term in terms({"terms": dict(facts.terms)}):
        yield Promised(facts, term, scope, reasons)


def conditions(narrowing: Narrowing) -> Conditions:
    """What a narrowing says of regions, brands, channels, groups and dates."""
    days = parse_date_range(narrowing.dates) if narrowing.dates else None
    return Conditions(
        regions=frozenset(narrowing.regions or ()),
        brands=frozenset(narrowing.brands or ()),
        channels=frozenset(narrowing.channels or ()),
        groups=frozenset(narrowing.groups or ()),
        dates=() if days is None or isinstance(days, Mistake) else (days,),
    )


def place_of(term: Term, slot: Slot, rule: Variant) -> Pointer:
    """The pointer to what a variant, or the term itself, writes in a slot."""
    if rule.pointer == term.pointer and slot is Slot.VALUE:
        return (*term.pointer, term.kind.value)
    return (*rule.pointer, *_PLACE_IN_ROW[slot])


def cases(
    scope: Conditions, terms_: Iterable[Term], organisation: Organisation
) -> tuple[Case, ...]:
    """One case for each region and each way in which terms can differ within a scope.

    Sides the scope leaves open are those the organisation declares; goods of no group and
    ordinary days are among them.
    """
    others = [variant.conditions for term in terms_ for variant in term.variants]
    if not others:
        return _plain_cases(scope, organisation)
    found: dict[Case, None] = {}
    for box in _boxes(scope, others, organisation):
        parts = cells(box, others)
        if parts is None:
            # More conditions than any reader can follow: one case stands for all.
            found[any_case(box)] = None
        else:
            found.update(dict.fromkeys(part.case for part in parts))
    return tuple(found)


def _plain_cases(scope: Conditions, organisation: Organisation) -> tuple[Case, ...]:
    """The same where nothing varies: one case for each region."""
    whole = any_case(scope)
    regions = scope.regions or frozenset(organisation.regions)
    channel = whole.channel or min(organisation.channels, default=None)
    brand = whole.brand or min(organisation.names.get("brand", {}), default=None)
    return tuple(
        Case(region, brand, channel, whole.group, whole.day)
        for region in sorted(regions) or (None,)
    )


def _boxes(
    scope: Conditions, others: Sequence[Conditions], organisation: Organisation
) -> Iterator[Conditions]:
    regions = scope.regions or frozenset(organisation.regions)
    mentioned = {region for one in others for region in one.regions}
    regions |= {each for each in mentioned if not regions or each.partition("-")[0] in regions}
    sides = (
        _alternatives(regions, bool(scope.regions or organisation.regions)),
        _alternatives(
            scope.channels
            or frozenset(organisation.channels)
            or frozenset(name for one in others for name in one.channels),
            bool(scope.channels or organisation.channels),
        ),
        _alternatives(
            scope.brands
            or frozenset(organisation.names.get("brand", {}))
            or frozenset(name for one in others for name in one.brands),
            bool(scope.brands or organisation.names.get("brand")),
        ),
        _alternatives(
            scope.groups or frozenset(name for one in others for name in one.groups),
            bool(scope.groups),
        ),
    )
    days = joined(each for one in others for each in one.dates)
    ranges: list[tuple[DateRange, ...]] = [(), days] if days else [()]
    for (inside, channel, brand, group), dates in product(product(*sides), ranges):
        # Laws and calendars go by region, so regions that terms do not tell apart stay apart.
        for region in [frozenset({each}) for each in sorted(inside)] or [inside]:
            yield Conditions(region, brand, channel, group, dates)


def _alternatives(names: frozenset[str], certain: bool) -> list[frozenset[str]]:  # noqa: FBT001 - a plain fact about the names
    """The names, and beside them none where it is not certain that one of them is given."""
    return [names] if certain or not names else [names, frozenset()]


def told(case: Case, asked: Iterable[Conditions]) -> str:
    """A case in words, such as `in SE by chat on 2026-11-25`; only what conditions ask for."""
    some = tuple(asked)
    words = []
    if case.region and any(one.regions for one in some):
        words.append(f"in {case.region}")
    if case.brand and any(one.brands for one in some):
        words.append(f"for the brand {case.brand}")
    if case.channel and any(one.channels for one in some):
        words.append(f"by {case.channel}")
    if case.group and any(one.groups for one in some):
        words.append(f"for {case.group}")
    if case.day and any(one.dates for one in some):
        words.append(f"on {case.day}")
    return " ".join(words)


def runs_on_business_time(amount: Amount) -> bool:
    """Whether an amount is a time that a calendar must measure, in whole or in part."""
    parts = amount.parts if isinstance(amount, DurationSum) else (amount,)
    return any(isinstance(part, Duration) and part.clock is Clock.BUSINESS for part in parts)


def printed(setting: Setting) -> str:
    """What stands in a slot, as authors write it."""
    if setting is None:
        return "none"
    if isinstance(setting, bool):
        return "true" if setting else "false"
    if isinstance(setting, tuple):
        return ", ".join(setting)
    return str(setting)
