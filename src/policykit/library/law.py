"""Law as frameworks tell it: where it holds on a day, and the numbers it sets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from policykit.library import read
from policykit.library.frameworks import written_in
from policykit.model.document import Json
from policykit.model.framework import Framework, Requirement
from policykit.model.order import Limit
from policykit.model.position import Pointer
from policykit.model.quantity.mistake import Mistake
from policykit.model.quantity.parse import Quantity, parse_quantity
from policykit.model.surroundings import Surroundings
from policykit.model.term import Part
from policykit.model.value import dataclass

_WRAPPED: Final = ("each_region", "each_channel", "each_reason", "each_role")


@dataclass(frozen=True, slots=True)
class Floor:
    """A number the law sets for the terms that name it.

    `kind`, `from_event` are '' where the law leaves them open; `regions` is empty where the
    need is not narrowed to some.
    """

    name: str
    framework: Framework
    requirement: Requirement
    pointer: Pointer
    kind: str
    from_event: str
    part: Part
    limit: Limit
    number: Quantity
    regions: frozenset[str] = frozenset()

    @property
    def owner(self) -> str:
        """The requirement that sets it, as policies name it: `eu-consumer.refund`."""
        return f"{self.framework.id}.{self.requirement.id}"

    def is_set_in(self, region: str) -> bool:
        """Whether the need is for a region; parts of countries go with them."""
        return not self.regions or not self.regions.isdisjoint({region, region.partition("-")[0]})

    @property
    def path(self) -> str:
        """The file it is written in."""
        return written_in(self.framework, self.requirement)

    @property
    def words(self) -> str:
        """The number as people say it: `at most 14 days`."""
        return f"{self.limit.value.replace('_', ' ')} {self.number}"


class Law:
    """The laws around a set of policies on a day."""

    def __init__(self, around: Surroundings, today: date) -> None:
        self._unions = around.unions
        self._today = today
        chosen = around.settings.frameworks
        self._chosen = chosen
        self._named: dict[str, tuple[Framework, Requirement]] = {}
        used: list[Framework] = []
        for framework in around.frameworks.values():
            if not framework.jurisdiction:
                continue
            for requirement in framework.requirements:
                self._named[f"{framework.id}.{requirement.id}"] = (framework, requirement)
            if chosen is None or framework.id in chosen:
                used.append(framework)
        self._kin = kin_of(used)
        self._homes = _homes(
            each for each in around.frameworks.values() if chosen is None or each.id in chosen
        )
        self._floors: dict[str, list[Floor]] = {}
        for framework in used:
            for requirement in framework.requirements:
                if is_in_force(requirement, self._today):
                    for floor in _floors(framework, requirement):
                        self._floors.setdefault(floor.name, []).append(floor)

    @property
    def sets_numbers(self) -> bool:
        """Whether any law in force sets a number at all."""
        return bool(self._floors)

    def jurisdiction(self, name: str) -> str:
        """Where a requirement is law, '' for one nobody knows or that is none."""
        found = self._named.get(name)
        return "" if found is None else found[0].jurisdiction

    def cited(self, name: str) -> str:
        """A requirement with the law it is: `eu-consumer.refund (Directive 2011/83/EU art. 13)`."""
        found = self._named.get(name)
        cite = found[1].cite if found is not None else ""
        return f"{name} ({cite})" if cite else name

    def is_in_use(self, name: str) -> bool:
        """Whether a requirement is law today, of a framework that the settings use."""
        found = self._named.get(name)
        if found is None:
            return False
        framework, requirement = found
        used = self._chosen is None or framework.id in self._chosen
        return used and is_in_force(requirement, self._today)

    def kin(self, name: str) -> tuple[str, ...]:
        """Other requirements a reference to one counts for: those it carries out, and back."""
        return self._kin.get(name, ())

    def is_judged(self, name: str, region: str) -> bool:
        """Whether a requirement is judged in a region under this name; see `judges`."""
        found = self._named.get(name)
        return found is not None and self.judges(*found, region)

    def holds_in(self, jurisdiction: str, region: str) -> bool:
        """Whether a region belongs to a jurisdiction on the day; parts go with their country."""
        country = region.partition("-")[0]
        if jurisdiction in {region, country}:
            return True
        return any(
            member in {region, country}
            and (not since or since <= self._today.isoformat())
            and (not until or self._today.isoformat() <= until)
            for member, since, until in self._unions.get(jurisdiction, ())
        )

    def floors(self, names: Iterable[str], region: str) -> tuple[Floor, ...]:
        """The numbers that judge a term with these laws in a region.

        A requirement that carries out another one counts for it, and in its own region its
        number stands in the place of the other's.
        """
        everyone = sorted({kin for name in names for kin in (name, *self._kin.get(name, ()))})
        here = [
            floor
            for name in everyone
            for floor in self._floors.get(name, ())
            if self.judges(floor.framework, floor.requirement, region) and floor.is_set_in(region)
        ]
        carried = {floor.owner: floor.requirement.implements for floor in here}
        return tuple(
            floor
            for floor in here
            if not any(
                floor.owner in others and owner not in floor.requirement.implements
                for owner, others in carried.items()
            )
        )

    def judges(self, framework: Framework, requirement: Requirement, region: str) -> bool:
        """Whether a requirement is judged in a region as one of this framework.

        Its framework has to hold there. One that several frameworks hold, because they inherit
        it, is judged once: as the one it was written in where that holds, else as the first.
        """
        if framework.jurisdiction and not self.holds_in(framework.jurisdiction, region):
            return False
        if not self._homes:
            return True
        homes = self._homes.get(_written(framework, requirement), ())
        return framework.id == next(
            (
                home.id
                for home in homes
                if not home.jurisdiction or self.holds_in(home.jurisdiction, region)
            ),
            framework.id,
        )


def is_in_force(requirement: Requirement, today: date) -> bool:
    """Whether a requirement holds on a day."""
    day = today.isoformat()
    return (not requirement.valid_from or requirement.valid_from <= day) and (
        not requirement.valid_to or day <= requirement.valid_to
    )


def _written(framework: Framework, requirement: Requirement) -> tuple[str, Pointer]:
    return written_in(framework, requirement), requirement.pointer


def _homes(
    frameworks: Iterable[Framework],
) -> Mapping[tuple[str, Pointer], tuple[Framework, ...]]:
    """The frameworks that hold a requirement that is inherited, the one it comes from first."""
    found: dict[tuple[str, Pointer], list[Framework]] = {}
    known = tuple(frameworks)
    for framework in known:
        for requirement in framework.requirements:
            if requirement.inherited_from:
                found.setdefault(_written(framework, requirement), []).append(framework)
    by_path = {each.path: each for each in known}
    return {
        written: (*((by_path[written[0]],) if written[0] in by_path else ()), *heirs)
        for written, heirs in found.items()
    }


def kin_of(frameworks: Iterable[Framework]) -> Mapping[str, tuple[str, ...]]:
    """The requirements that carry each one out, or that it carries out, sorted; never itself."""
    kin: dict[str, set[str]] = {}
    for framework in frameworks:
        for requirement in framework.requirements:
            name = f"{framework.id}.{requirement.id}"
            for other in requirement.implements:
                if other != name:
                    kin.setdefault(name, set()).add(other)
                    kin.setdefault(other, set()).add(name)
    return {name: tuple(sorted(others)) for name, others in kin.items()}


def plain_needs(
    requirement: Requirement,
) -> Iterator[tuple[Mapping[str, Json], Pointer, frozenset[str]]]:
    """What a requirement asks for by all means, without `each_region` and the like around it.

    Yields each need with its pointer and the regions it is narrowed to, empty where it is not.
    One of several ways to comply (`any_of`) comes as it is: nobody has to go it.
    """
    for index, need in enumerate(requirement.needs):
        pointer: Pointer = (*requirement.pointer, "needs", index)
        regions: frozenset[str] = frozenset()
        inner: Mapping[str, Json] = need
        while (wrap := next((key for key in _WRAPPED if key in inner), "")) != "":
            below = read.section(inner, wrap)
            if wrap == "each_region":
                regions = frozenset(read.names(below, "of"))
            inner = read.section(below, "need")
            pointer = (*pointer, wrap, "need")
        yield inner, pointer, regions


def _floors(framework: Framework, requirement: Requirement) -> Iterator[Floor]:
    """The floors among the needs; one of several ways to comply is no floor."""
    for need, pointer, regions in plain_needs(requirement):
        yield from _floor(framework, requirement, need, pointer, regions)


def _floor(
    framework: Framework,
    requirement: Requirement,
    need: Mapping[str, Json],
    pointer: Pointer,
    regions: frozenset[str],
) -> Iterator[Floor]:
    term = read.section(need, "term")
    name = read.text(term, "law")
    if not name:
        return
    for limit in Limit:
        written = term.get(limit.value)
        if not isinstance(written, str | int | float) or isinstance(written, bool):
            continue
        number = parse_quantity(written)
        if not isinstance(number, Mistake):
            yield Floor(
                name=name,
                framework=framework,
                requirement=requirement,
                pointer=(*pointer, "term", limit.value),
                kind=read.text(term, "kind"),
                from_event=read.text(term, "from"),
                part=Part(read.text(term, "part") or "value"),
                limit=limit,
                number=number,
                regions=regions,
            )
