"""What all policies offer, found by the requirement it names and by the area of its policy."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from policykit.gaps.force import Standing
from policykit.gaps.offers import Offer
from policykit.library.law import kin_of
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

if TYPE_CHECKING:
    from policykit.gaps.settling import Fault

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
    """A term in one case: what it promises there, and the last of the days it does, '' for all."""

    case: Case
    promise: Promise
    last_day: str

    def is_over(self, today: str) -> bool:
        """Whether the days it promises this for have passed."""
        return bool(self.last_day) and self.last_day < today


def in_case(term: Term, case: Case) -> TermCase:
    """What a term promises in a case."""
    days = term.rule(Slot.VALUE, case).conditions.dates
    last_day = max((one.last.isoformat() for one in days), default="")
    return TermCase(case, term.at(case), last_day)


TermRead: TypeAlias = tuple[Term, dict[str, list[TermCase]]] | None
"""A term with what it promises in each case of each region; None where it cannot be read."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What one text offers: by kind, its terms by name, and by the requirements it names.

    `read` has the terms that somebody asked for, each read once, and `tried` what is wrong with
    an offer of it for a need, by both and all else that hangs on.
    """

    standing: Standing
    kinds: Mapping[str, list[Held]]
    terms: Mapping[str, Held]
    named: tuple[tuple[str, Held], ...]
    read: dict[str, TermRead] = field(default_factory=dict, compare=False)
    tried: dict[Hashable, tuple[Sequence[Fault], str]] = field(default_factory=dict, compare=False)


Shelves: TypeAlias = dict[Hashable, Shelf]
"""Shelves by what they hang on, for those who index nearly the same texts many times."""


def turn(days: Sequence[str], today: str) -> tuple[int, int]:
    """How many of some days, in order, have begun and how many are over."""
    return bisect_right(days, today), bisect_left(days, today)


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
        shelves: Shelves | None = None,
    ) -> None:
        self._organisation = organisation
        self._today = today
        self._kin = kin_of(frameworks.values())
        self._named: dict[str, list[Held]] = {}
        self._areas: dict[str, list[Standing]] = {}
        self._shelves: dict[int, Shelf] = {}
        self._siblings: dict[int, dict[str, Json]] = {}
        self._places: dict[tuple[tuple[str, ...] | None, ...], Names] = {}
        self._shared: dict[tuple[tuple[str, ...] | None, ...], Names] = {}
        self._targets: dict[tuple[str, str], list[Held]] = {}
        self._all: dict[str, list[Held]] = {}
        self._amounts: dict[str, Amount | None] = {}
        self._policies: dict[str, Standing] = {}
        known: Shelves = {} if shelves is None else shelves
        for each in standings:
            key = id(each.version), each.lack, each.why, id(organisation)
            if key not in known:
                known[key] = self._shelf(each)
            shelf = known[key]
            standing = shelf.standing
            self._shelves[id(standing)] = shelf
            self._policies.setdefault(standing.version.id, standing)
            for area in standing.version.areas:
                self._areas.setdefault(area, []).append(standing)
            for name, held in shelf.named:
                self._named.setdefault(name, []).append(held)
        self.standings = tuple(shelf.standing for shelf in self._shelves.values())

    @cached_property
    def signature(self) -> tuple[Hashable, tuple[int, int]]:
        """All texts and whether they are in force, and where the day stands among their days."""
        standings = tuple((id(it.version), it.lack, it.why) for it in self.standings)
        days = sorted({day for each in self.standings for day in each.version.days})
        return standings, turn(days, self._today)

    def _shelf(self, standing: Standing) -> Shelf:
        kinds: dict[str, list[Held]] = {}
        terms: dict[str, Held] = {}
        named: list[tuple[str, Held]] = []
        for offer in standing.version.offers:
            held = self._held(standing, offer)
            kinds.setdefault(offer.kind, []).append(held)
            if offer.kind == "term":
                terms.setdefault(offer.item, held)
            named += [(name, held) for name in dict.fromkeys((*_laws(offer), *offer.covers))]
        return Shelf(standing, kinds, terms, tuple(named))

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
            for held in self._shelves[id(standing)].kinds.get(kind, ())
        ]

    def all_of(self, kind: str) -> list[Held]:
        """Offers of a kind in all policies."""
        if kind not in self._all:
            self._all[kind] = [
                held
                for standing in self.standings
                for held in self._shelves[id(standing)].kinds.get(kind, ())
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
        read, name = self._shelves[id(held.standing)].read, held.offer.item
        if name not in read:
            read[name] = self._read(held)
        known = read[name]
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

    def tried(self, held: Held) -> dict[Hashable, tuple[Sequence[Fault], str]]:
        """What is known to be wrong with the offers of a text, as long as the text stands."""
        return self._shelves[id(held.standing)].tried

    def policy(self, name: str) -> Standing | None:
        """The text of a policy that counts first, None where there is no such policy."""
        return self._policies.get(name)

    def term_named(self, standing: Standing, name: str) -> Term | None:
        """A term of a text, None where it has none of that name that can be read."""
        shelf = self._shelves.get(id(standing))
        held = None if shelf is None else shelf.terms.get(name)
        found = None if held is None else self.term(held, "")
        return None if found is None else found[0]

    def _read(self, held: Held) -> TermRead:
        version = held.standing.version
        key = id(held.standing)
        if key not in self._siblings:
            self._siblings[key] = {
                name: dict(each.offer.data or {}) for name, each in self._shelves[key].terms.items()
            }
        term = term_of(held.offer.item, self._siblings[key])
        if term is None:
            return None
        found: dict[str, list[TermCase]] = {}
        for case in cases(conditions(version.scope), (term,), self._organisation):
            found.setdefault(case.region or "", []).append(in_case(term, case))
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
