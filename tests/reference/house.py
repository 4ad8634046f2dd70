"""What is judged for coverage, as raw YAML gives it, and what a promise is worth in a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Any, Final, TypeAlias

from policykit.library.calendars import BusinessTime
from policykit.library.organisation import organisation as read_organisation
from policykit.library.terms import terms as read_terms
from policykit.model.case import Case
from policykit.model.order import Limit, Verdict, within_floor
from policykit.model.quantity.mistake import Mistake
from policykit.model.quantity.parse import Amount, is_term_name, parse_quantity
from policykit.model.term import Part, Promise, Term

Data: TypeAlias = Mapping[str, Any]
Rows: TypeAlias = list[tuple[Case, Amount | None]]
"""What is promised in each case, None where nothing is."""

AHEAD: Final = timedelta(days=365)
"""How long before it begins a requirement is told, and before its dates a variant judged."""

_VERDICTS: Final = {
    Verdict.SOMETIMES: "keeps to it in some cases only",
    Verdict.BROKEN: "breaks it",
    Verdict.UNMEASURED: "has no calendar",
    Verdict.INCOMPARABLE: "cannot be compared",
}


@dataclass(frozen=True, slots=True)
class Where:
    """For whom a need is judged; what is empty is not asked for."""

    region: str
    channel: str = ""
    reason: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class House:
    """All that is judged, on a day: one text of each policy, completed by the defaults."""

    day: date
    organisation: Data
    unions: Data
    frameworks: Mapping[str, Data]
    policies: tuple[Data, ...]
    kin: Mapping[str, frozenset[str]]
    terms: Mapping[str, Mapping[str, Term]]
    time: BusinessTime

    def members(self, region: str, union: str) -> bool:
        """Whether a region is one, or belongs to a union on the day; parts go with a country."""
        names = {region, region.partition("-")[0]}
        members = self.unions.get(union, {}).get("members", ())
        return union in names or any(
            member["region"] in names and during(self.day, member.get("from"), member.get("to"))
            for member in members
        )

    def offers(self, channel: str, region: str) -> bool:
        """Whether customers in a region can use a channel."""
        found = self.organisation.get("channels", {}).get(channel)
        return found is not None and region in found.get("regions", {region})

    def roles(self, names: Iterable[str]) -> set[str]:
        """The roles that roles and groups of roles stand for."""
        groups = self.organisation.get("role_groups", {})
        return {role for name in names for role in groups.get(name, {}).get("roles", [name])}

    def cites(self, references: Iterable[str], name: str, region: str) -> bool:
        """Whether a requirement is said, or in a region one of its law that is the same duty."""
        return any(
            one == name or (one in self.kin.get(name, ()) and self._is_law(one, region))
            for one in references
        )

    def reaches(self, policy: Data, item: Data, where: Where) -> bool:
        """Whether an item holds there and on the day; what it does not narrow its policy may."""
        both = (policy.get("scope", {}), item)
        wanted = (
            ("regions", {where.region, where.region.partition("-")[0]}),
            ("channels", {where.channel}),
            ("reasons", {where.reason}),
        )
        audience = (self.roles(one["audience"]) for one in (policy, item) if "audience" in one)
        return (
            all(
                names == {""} or names & {*one.get(key, names)}
                for key, names in wanted
                for one in both
            )
            and (not where.role or all(where.role in roles for roles in audience))
            and ("dates" not in item or any(self._within(days) for days in listed(item["dates"])))
        )

    def promises(self, policy: Data, term: Term, where: Where) -> list[tuple[Case, Promise]]:
        """A term in every case of a place, now and after each turn of the year to come."""
        scope = policy.get("scope", {})
        ranges = [days for one in term.variants for days in one.conditions.dates]
        turns = {turn for days in ranges for turn in (days.first, days.last + timedelta(days=1))}
        cases = product(
            [where.region],
            scope.get("brands") or [*self.organisation.get("brands", ())] or [None],
            [where.channel] if where.channel else self._channels(scope),
            [None, *self.organisation.get("groups", ())],
            [self.day, *sorted(turn for turn in turns if self.day < turn <= self.day + AHEAD)],
        )
        return [(case, term.at(case)) for case in (Case(*values) for values in cases)]

    def amounts(self, policy: Data, written: str, where: Where) -> Rows:
        """What stands in a typed place: a value, or a term of this or another policy."""
        if not is_term_name(written):
            return [(Case(where.region), quantity(written))]
        owner, *names = written.split(".")
        if owner in self.terms[policy["id"]]:
            owner, names = policy["id"], [owner, *names]
        found = next((one for one in self.policies if one["id"] == owner), None)
        term = self.terms.get(owner, {}).get(names[0])
        if found is None or term is None:
            return [(Case(where.region), None)]
        part = Part(names[1]) if names[1:] else Part.VALUE
        return [(case, one.part(part)) for case, one in self.promises(found, term, where)]

    def worse(self, rows: Rows, limits: Mapping[Limit, str], calendar: str = "") -> str:
        """What is wrong with the first amount beyond a limit, '' when all keep to it."""
        several = len({amount for _, amount in rows}) > 1
        for case, amount in rows:
            here = [case.channel, case.group, str(case.day)] if several else []
            place = f" for {', '.join(filter(None, here))}" if here else ""
            if amount is None:
                return f"promises nothing{place}"
            time = self.time.measure(self.time.calendar_of(case.region, case.channel, calendar))
            for limit, number in limits.items():
                verdict = within_floor(amount, quantity(number), limit, time)
                if verdict is not Verdict.KEPT:
                    return f"is {amount}{place} and {_VERDICTS[verdict]}"
        return ""

    def _channels(self, scope: Data) -> list[str | None]:
        return scope.get("channels") or [*self.organisation.get("channels", ())] or [None]

    def _is_law(self, name: str, region: str) -> bool:
        """Whether a requirement has effect in a region; a standard has everywhere."""
        framework = self.frameworks.get(name.partition(".")[0], {})
        return "jurisdiction" not in framework or self.members(region, framework["jurisdiction"])

    def _within(self, days: str) -> bool:
        first, _, last = days.partition(" to ")
        return during(self.day, first, last or first)


def house(
    day: date,
    *,
    organisation: Data,
    unions: Data,
    frameworks: Iterable[Data],
    policies: Iterable[Data],
) -> House:
    """What is judged, from files as they were read; of two texts of a policy the one in force."""
    ordered = sorted(policies, key=lambda one: (in_force(one, day), one.get("effective", "")))
    texts = {one["id"]: one for one in ordered}
    known = {one["framework"]: one for one in frameworks}
    return House(
        day=day,
        organisation=organisation,
        unions=unions.get("unions", {}),
        frameworks=known,
        kin=_kin(known.values()),
        policies=tuple(_filled(one, organisation.get("defaults", {})) for one in texts.values()),
        terms={name: {term.id: term for term in read_terms(one)} for name, one in texts.items()},
        time=BusinessTime(read_organisation(organisation, {}, "en"), day),
    )


def in_force(policy: Data, day: date) -> bool:
    """Whether a policy is active and has begun."""
    return policy.get("status") == "active" and during(day, policy.get("effective", "9999"), None)


def during(day: date, first: str | None, last: str | None) -> bool:
    """Whether a day is one from the first to the last, both included; None is open."""
    return (first or "") <= day.isoformat() <= (last or "9999")


def listed(value: Any) -> tuple[str, ...]:  # noqa: ANN401 - raw YAML: one name or a list of some
    """One name, a list of names or nothing as names."""
    return (value,) if isinstance(value, str) else tuple(value or ())


def quantity(written: str) -> Amount:
    """A quantity as it is written.

    Raises:
        ValueError: for what is none.
    """
    found = parse_quantity(written)
    if isinstance(found, Mistake):
        raise ValueError(found.message)  # noqa: TRY004 - the text is wrong, not its type
    return found


def _kin(frameworks: Iterable[Data]) -> dict[str, frozenset[str]]:
    """Requirements that implement one another, both ways."""
    pairs = {
        (f"{framework['framework']}.{requirement['id']}", other)
        for framework in frameworks
        for requirement in framework["requirements"]
        for other in listed(requirement.get("implements"))
    }
    both = pairs | {(other, one) for one, other in pairs}
    return {name: frozenset(b for a, b in both if a == name) for name, _ in both}


def _filled(policy: Data, defaults: Data) -> Data:
    return {**defaults, **policy, **dict(_completed(policy, defaults))}


def _completed(policy: Data, defaults: Data) -> Iterator[tuple[str, Data]]:
    for key, default in defaults.items():
        if isinstance(default, Mapping) and isinstance(policy.get(key), Mapping):
            yield key, {**default, **policy[key]}
