"""What all policies offer, found by the requirement it names and by the area of its policy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from policykit.gaps.force import Standing
from policykit.gaps.offers import Offer
from policykit.library.promises import cases, conditions
from policykit.library.terms import term_of
from policykit.model.case import Case
from policykit.model.document import Json
from policykit.model.framework import Framework
from policykit.model.organisation import Organisation
from policykit.model.quantity.mistake import Mistake
from policykit.model.quantity.parse import Amount, parse_quantity
from policykit.model.term import Promise, Slot, Term
from policykit.model.value import dataclass

Names: TypeAlias = frozenset[str] | None
"""Names something holds for, None for all."""


@dataclass(frozen=True, slots=True)
class Held:
    """An offer and the text of a policy that makes it, with where both together hold."""

    standing: Standing
    offer: Offer
    regions: Names = None
    channels: Names = None
    reasons: Names = None

    def is_in(self, region: str, channel: str, reason: str) -> bool:
        """Whether it holds in a region, a channel and for a contact reason; '' asks for none."""
        regions, channels, reasons = self.regions, self.channels, self.reasons
        return (
            (regions is None or not region or region in regions)
            and (channels is None or not channel or channel in channels)
            and (reasons is None or not reason or reason in reasons)
        )


@dataclass(frozen=True, slots=True)
class TermCase:
    """A term in one case: what it promises there, and the days to which that is narrowed."""

    case: Case
    promise: Promise
    is_dated: bool
    is_over: bool


class Index:
    """Offers by what they name and where they belong; make one for a run.

    A requirement that carries out another one (`implements`) counts for it, both ways, so one
    name in a policy counts for both.
    """

    def __init__(
        self,
        standings: Iterable[Standing],
        frameworks: Mapping[str, Framework],
        organisation: Organisation,
        today: str,
    ) -> None:
        self._organisation = organisation
        self._today = today
        self._kin = _kin(frameworks.values())
        self._named: dict[str, list[Held]] = {}
        self._areas: dict[str, list[Standing]] = {}
        self._kinds: dict[tuple[int, str], list[Held]] = {}
        self._terms: dict[int, dict[str, Held]] = {}
        self._siblings: dict[int, dict[str, Json]] = {}
        self._cases: dict[int, tuple[Term, dict[str, list[TermCase]]] | None] = {}
        self._places: dict[tuple[tuple[str, ...] | None, ...], Names] = {}
        self._shared: dict[tuple[tuple[str, ...] | None, ...], Names] = {}
        self._targets: dict[tuple[str, str], list[Held]] = {}
        self._all: dict[str, list[Held]] = {}
        self._amounts: dict[str, Amount | None] = {}
        self._policies: dict[str, Standing] = {}
        self.standings = tuple(standings)
        for standing in self.standings:
            self._policies.setdefault(standing.version.id, standing)
            for area in standing.version.areas:
                self._areas.setdefault(area, []).append(standing)
            for offer in standing.version.offers:
                held = self._held(standing, offer)
                self._kinds.setdefault((id(standing), offer.kind), []).append(held)
                if offer.kind == "term":
                    self._terms.setdefault(id(standing), {}).setdefault(offer.item, held)
                for name in dict.fromkeys((*_laws(offer), *offer.covers)):
                    self._named.setdefault(name, []).append(held)

    def _held(self, standing: Standing, offer: Offer) -> Held:
        scope, narrowing = standing.version.scope, offer.narrowing
        return Held(
            standing,
            offer,
            self._regions(scope.regions, narrowing.regions),
            self._common(scope.channels, narrowing.channels),
            self._common(scope.reasons, narrowing.reasons),
        )

    def _regions(self, *given: tuple[str, ...] | None) -> Names:
        """The regions of the organisation that both hold in; parts go with their country."""
        if given not in self._places:
            some = [names for names in given if names is not None]
            self._places[given] = (
                frozenset(
                    region
                    for region in self._organisation.regions
                    if all(region in it or region.partition("-")[0] in it for it in some)
                )
                if some
                else None
            )
        return self._places[given]

    def _common(self, *given: tuple[str, ...] | None) -> Names:
        """The names that both hold for."""
        if given not in self._shared:
            some = [frozenset(names) for names in given if names is not None]
            self._shared[given] = frozenset.intersection(*some) if some else None
        return self._shared[given]

    def targets(self, channel: str, reason: str) -> list[Held]:
        """Response targets that hold in a channel and for a contact reason, '' asks for none."""
        key = channel, reason
        if key not in self._targets:
            self._targets[key] = [
                held for held in self.all_of("response_target") if held.is_in("", channel, reason)
            ]
        return self._targets[key]

    def naming(self, requirement: str) -> list[Held]:
        """Offers that name a requirement, or one that carries it out or that it carries out."""
        names = (requirement, *self._kin.get(requirement, ()))
        if len(names) == 1:
            return self._named.get(requirement, [])
        found = {id(held.offer): held for name in names for held in self._named.get(name, ())}
        return [*found.values()]

    def of_kind(self, kind: str, area: str) -> list[Held]:
        """Offers of a kind in the policies of an area."""
        return [
            held
            for standing in self._areas.get(area, ())
            for held in self._kinds.get((id(standing), kind), ())
        ]

    def all_of(self, kind: str) -> list[Held]:
        """Offers of a kind in all policies."""
        if kind not in self._all:
            self._all[kind] = [
                held
                for standing in self.standings
                for held in self._kinds.get((id(standing), kind), ())
            ]
        return self._all[kind]

    def of_area(self, area: str) -> list[Standing]:
        """The policies of an area."""
        return self._areas.get(area, [])

    def kin(self, requirement: str) -> tuple[str, ...]:
        """A requirement and all that count for it."""
        return (requirement, *self._kin.get(requirement, ()))

    def term(self, held: Held, region: str) -> tuple[Term, list[TermCase]] | None:
        """A term and what it promises in each case of a region; None where it cannot be read."""
        key = id(held.offer)
        if key not in self._cases:
            self._cases[key] = self._read(held)
        known = self._cases[key]
        if known is None:
            return None
        term, by_region = known
        return term, by_region.get(region, by_region.get("", []))

    def amount(self, written: str) -> Amount | None:
        """A value as written, None where it cannot be read; the same words are read once."""
        if written not in self._amounts:
            amount = parse_quantity(written)
            self._amounts[written] = None if isinstance(amount, Mistake) else amount
        return self._amounts[written]

    def case(self, term: Term, case: Case) -> TermCase:
        """What a term promises in a case."""
        days = term.rule(Slot.VALUE, case).conditions.dates
        is_over = bool(days) and all(one.last.isoformat() < self._today for one in days)
        return TermCase(case, term.at(case), bool(days), is_over)

    def policy(self, name: str) -> Standing | None:
        """The text of a policy that counts first, None where there is no such policy."""
        return self._policies.get(name)

    def term_named(self, standing: Standing, name: str) -> Term | None:
        """A term of a text, None where it has none of that name that can be read."""
        held = self._terms.get(id(standing), {}).get(name)
        found = None if held is None else self.term(held, "")
        return None if found is None else found[0]

    def _read(self, held: Held) -> tuple[Term, dict[str, list[TermCase]]] | None:
        version = held.standing.version
        key = id(held.standing)
        if key not in self._siblings:
            self._siblings[key] = {
                name: dict(each.offer.data or {}) for name, each in self._terms.get(key, {}).items()
            }
        term = term_of(held.offer.item, self._siblings[key])
        if term is None:
            return None
        found: dict[str, list[TermCase]] = {}
        for case in cases(conditions(version.scope), (term,), self._organisation):
            found.setdefault(case.region or "", []).append(self.case(term, case))
        return term, found


def _laws(offer: Offer) -> tuple[str, ...]:
    """The laws an offer names, those of a term's variants with them."""
    varies = (offer.data or {}).get("varies") if offer.kind == "term" else None
    if not isinstance(varies, list):
        return offer.law
    found = list(offer.law)
    for each in varies:
        laws = each.get("law") if isinstance(each, dict) else None
        found.extend(it for it in (laws if isinstance(laws, list) else ()) if isinstance(it, str))
    return tuple(found)


def _kin(frameworks: Iterable[Framework]) -> Mapping[str, tuple[str, ...]]:
    kin: dict[str, set[str]] = {}
    for framework in frameworks:
        for requirement in framework.requirements:
            name = f"{framework.id}.{requirement.id}"
            for other in requirement.implements:
                if other != name:
                    kin.setdefault(name, set()).add(other)
                    kin.setdefault(other, set()).add(name)
    return {name: tuple(sorted(others)) for name, others in kin.items()}
