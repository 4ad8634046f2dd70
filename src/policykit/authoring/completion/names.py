"""The names an author can choose from at a place, each with what it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from policykit.authoring.completion.sight import Sight, one_line, texts
from policykit.authoring.completion.suggestion import Sort
from policykit.handbook.kinds import kind_names
from policykit.library import read
from policykit.library.law import is_in_force
from policykit.lint.kinds_of_names import NAME_KINDS
from policykit.lint.names_around import CUSTOMER
from policykit.model.framework import Framework, Requirement
from policykit.model.organisation import Organisation
from policykit.model.value import dataclass
from policykit.starters.shipped import areas as starters

_FITS: Final = 0
_KNOWN: Final = 10
_FAR: Final = 20
_NOT_YET: Final = 30

_SCOPED: Final[Mapping[str, str]] = {
    "region": "regions",
    "brand": "brands",
    "channel": "channels",
    "reason": "reasons",
    "group": "groups",
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name with its title and what there is to say of it; smaller `fitness` fits better.

    `goes_on` says that more follows behind it, `is_old` that it is no longer to be used.
    """

    id: str
    title: str = ""
    about: str = ""
    fitness: int = _KNOWN
    sort: Sort = Sort.NAME
    goes_on: bool = False
    is_old: bool = False


def names(sight: Sight, kind: str) -> Iterator[Name]:
    """The names of a kind that are declared outside the policies; none of an unknown kind."""
    match kind:
        case "requirement" | "covers" | "any-requirement":
            yield from _requirements(sight, kind)
        case "framework":
            for framework in sight.around.frameworks.values():
                yield Name(framework.id, framework.title, _of_framework(framework))
        case "policy":
            yield from _policies(sight)
        case "area":
            yield from _areas(sight)
        case "measure":
            yield from _measures(sight)
        case "locale":
            yield from _locales(sight)
        case "region-or-union":
            yield from names(sight, "region")
            yield from (Name(each, "union", fitness=_FITS) for each in sight.around.unions)
        case "role-or-customer":
            yield Name(CUSTOMER, "those we serve", fitness=_FITS)
            yield from names(sight, "role")
        case "template":
            yield from (Name(each, "kind of handbook") for each in kind_names())
        case "starter":
            yield from (Name(each, "starter") for each in starters())
        case "column-of-table":
            yield from _columns_of_table(sight)
        case _:
            yield from _declared(sight, kind)


def _declared(sight: Sight, kind: str) -> Iterator[Name]:
    organisation = sight.organisation
    fitting = _in_scope(sight, kind)
    shipped = NAME_KINDS.get(kind)
    for name in sorted(sight.around.names.get(kind, ())):
        title = organisation.names.get(kind, {}).get(name, "")
        about = _about(organisation, kind, name) or (shipped.title if shipped else "")
        yield Name(name, title, about, _FITS if name in fitting else _KNOWN)


def _in_scope(sight: Sight, kind: str) -> frozenset[str]:
    """The names of a kind that the scope or the audience of the policy has."""
    if kind == "role":
        named = [*texts(sight.policy.get("audience")), *texts(sight.policy.get("owner"))]
        groups = sight.organisation.groups_of_roles
        return frozenset((*named, *(role for each in named for role in groups.get(each, ()))))
    key = _SCOPED.get(kind, "")
    return frozenset(texts(read.section(sight.policy, "scope").get(key)))


def _about(organisation: Organisation, kind: str, name: str) -> str:
    match kind:
        case "role" if name in organisation.groups_of_roles:
            members = organisation.groups_of_roles[name]
            return "A group of roles: " + ", ".join(organisation.title("role", e) for e in members)
        case "role" if name in organisation.roles and organisation.roles[name].reports_to:
            chief = organisation.roles[name].reports_to
            return f"Reports to {organisation.title('role', chief)}."
        case "channel" if name in organisation.channels:
            regions = organisation.channels[name].regions
            return "\n".join(
                f"{region}: {hours.hours or hours.calendar or 'no hours'}"
                for region, hours in regions.items()
            )
        case "calendar" if name in organisation.calendars:
            calendar = organisation.calendars[name]
            return ", ".join(filter(None, (calendar.hours, calendar.time_zone)))
        case "region" if name in organisation.regions:
            region = organisation.regions[name]
            return ", ".join(filter(None, (region.currency, *region.languages)))
        case "body" if name in organisation.bodies:
            body = organisation.bodies[name]
            return ", ".join(filter(None, (body.address, body.website, *body.regions)))
        case "field":
            example = organisation.examples.get(name, "")
            return f"Such as {example}." if example else ""
        case _:
            return ""


def _areas(sight: Sight) -> Iterator[Name]:
    source = sight.around.settings.locales.source
    taken = {area for each in sight.snapshot.facts.values() for area in each.areas}
    for area in sorted(sight.around.areas.values(), key=lambda each: (each.order, each.id)):
        free = area.id not in taken
        note = "No policy is about it yet." if free else ""
        yield Name(area.id, area.titles.get(source, ""), note, _FITS if free else _KNOWN)


def _measures(sight: Sight) -> Iterator[Name]:
    source = sight.around.settings.locales.source
    for measure in sight.around.measures.values():
        about = ", ".join(filter(None, (measure.unit, measure.direction)))
        yield Name(measure.id, measure.titles.get(source, ""), about)


def _locales(sight: Sight) -> Iterator[Name]:
    chosen = sight.around.settings.locales
    spoken = [each for region in sight.organisation.regions.values() for each in region.languages]
    for locale in dict.fromkeys((*chosen.all, *spoken)):
        yield Name(locale, "language", fitness=_FITS if locale in chosen.all else _KNOWN)


def _policies(sight: Sight) -> Iterator[Name]:
    for facts in sight.snapshot.facts.values():
        if facts.id and facts.id != sight.own_id:
            near = bool(sight.areas & set(facts.areas))
            about = ", ".join(filter(None, (facts.status, facts.version, *facts.areas)))
            fitness = _FITS if near else _FAR if facts.status == "retired" else _KNOWN
            yield Name(
                facts.id,
                facts.title,
                about,
                fitness,
                Sort.POLICY,
                is_old=facts.status == "retired",
            )


def _columns_of_table(sight: Sight) -> Iterator[Name]:
    table = sight.at(sight.place.pointer[:2])
    columns = table.get("columns") if isinstance(table, dict) else None
    for name, value in (columns if isinstance(columns, dict) else {}).items():
        words = value if isinstance(value, str) else ""
        yield Name(name, one_line(words), "column of this table", _FITS)


# What laws and standards ask for.


def _requirements(sight: Sight, kind: str) -> Iterator[Name]:
    regions = texts(read.section(sight.policy, "scope").get("regions"))
    ours = regions or tuple(sight.organisation.regions)
    for framework in sight.around.frameworks.values():
        if kind == "requirement" and not framework.jurisdiction:
            continue
        if kind == "covers" and framework.jurisdiction:
            continue
        here = _holds(sight, framework, ours)
        for each in framework.requirements:
            if each.id:
                yield _requirement(sight, framework, each, here=here)


def _requirement(sight: Sight, framework: Framework, each: Requirement, *, here: bool) -> Name:
    over = bool(each.valid_to) and each.valid_to < sight.snapshot.today.isoformat()
    in_force = is_in_force(each, sight.snapshot.today)
    fits = here and each.area in sight.areas
    fitness = _NOT_YET if not in_force else _FITS if fits else _KNOWN if here else _FAR
    return Name(
        f"{framework.id}.{each.id}",
        each.title or one_line(each.requirement, 60),
        _of_requirement(framework, each),
        fitness,
        Sort.LAW,
        is_old=over,
    )


def _of_requirement(framework: Framework, each: Requirement) -> str:
    days = ""
    if each.valid_from or each.valid_to:
        days = f"In force from {each.valid_from or 'the beginning'}"
        days += f" to {each.valid_to}." if each.valid_to else "."
    checked = each.checked or framework.checked
    return "\n\n".join(
        part
        for part in (
            each.requirement,
            f"{framework.title}: {each.cite}" if each.cite else framework.title,
            days,
            f"Last checked {checked}." if checked else "",
        )
        if part
    )


def _of_framework(framework: Framework) -> str:
    count = len(framework.requirements)
    where = framework.jurisdiction or "a standard, no law"
    return f"{count} requirement{'' if count == 1 else 's'}, {where}"


def _holds(sight: Sight, framework: Framework, regions: tuple[str, ...]) -> bool:
    """Whether a framework is of any of the regions, or of no place at all."""
    where = framework.jurisdiction
    if not where or not regions:
        return True
    members = {region for region, _, _ in sight.around.unions.get(where, ())}
    return any(
        region == where or region.partition("-")[0] in {where, *members} for region in regions
    )
