"""What is told of names the organisation declares: roles, channels, areas, calendars, and so on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policykit.authoring.snapshot import Snapshot
from policykit.authoring.things import Thing
from policykit.authoring.told import Line
from policykit.library import read
from policykit.lint.kinds_of_names import NAME_KINDS
from policykit.model.document import Json
from policykit.model.organisation import Organisation


def about_declared(snapshot: Snapshot, thing: Thing, locale: str = "") -> Iterator[Line]:
    """A declared name, nothing where it is declared nowhere.

    `locale` is the language it is called in, '' for the one policies are written in.
    """
    around = snapshot.around
    source = around.settings.locales.source
    organisation = around.organisation_in(locale or source)
    kind = NAME_KINDS.get(thing.kind)
    title = _title(snapshot, thing, organisation, locale or source)
    if title is None:
        return
    yield Line(title, "heading", label=thing.name)
    yield Line(f"{kind.title if kind is not None else thing.kind}".replace("-", " "))
    for label, text in _data(snapshot, thing, organisation):
        if text:
            yield Line(text, "entry", label=label)


def _title(snapshot: Snapshot, thing: Thing, organisation: Organisation, locale: str) -> str | None:
    """How a thing is called, None where it is declared nowhere."""
    around = snapshot.around
    source = around.settings.locales.source
    if thing.kind in {"area", "measure"}:
        known = around.areas if thing.kind == "area" else around.measures
        found = known.get(thing.name)
        if found is None:
            return None
        return found.titles.get(locale) or found.titles.get(source) or thing.name
    if thing.kind == "glossary":
        entry = next((each for each in organisation.glossary if each.id == thing.name), None)
        return None if entry is None else entry.term
    declared = thing.name in organisation.names.get(thing.kind, {})
    return organisation.title(thing.kind, thing.name) if declared else None


def _data(
    snapshot: Snapshot, thing: Thing, organisation: Organisation
) -> Iterator[tuple[str, str]]:
    name = thing.name
    match thing.kind:
        case "role":
            yield from _role(organisation, name)
        case "channel":
            yield from _channel(organisation, name)
        case "region" if name in organisation.regions:
            region = organisation.regions[name]
            yield "Currency", region.currency
            yield "Languages", ", ".join(region.languages)
        case "calendar" if name in organisation.calendars:
            calendar = organisation.calendars[name]
            yield "Hours", calendar.hours
            yield "Time zone", calendar.time_zone
            place = (calendar.country, calendar.subdivision)
            yield "Public holidays of", "-".join(filter(None, place))
            yield "Closed", ", ".join(calendar.closed)
        case "body" if name in organisation.bodies:
            body = organisation.bodies[name]
            yield "Address", body.address
            yield "Website", body.website
            yield "Regions", ", ".join(body.regions)
        case "field":
            yield "Example", organisation.examples.get(name, "")
        case "glossary":
            yield from _glossary(organisation, name)
        case "area" if name in snapshot.around.areas:
            area = snapshot.around.areas[name]
            yield "Customers meet us here", "yes" if area.contact_facing else "no"
            yield "Needs an escalation ladder", "yes" if area.needs_escalation else "no"
            yield from _policies_of(snapshot, name)
        case "measure" if name in snapshot.around.measures:
            measure = snapshot.around.measures[name]
            yield "Unit", measure.unit
            yield "Better", {"up": "higher", "down": "lower"}.get(measure.direction, "")
            yield "Columns", ", ".join(measure.columns)
        case _:
            yield "", read.text(_entry(snapshot, thing), "text")


def _role(organisation: Organisation, name: str) -> Iterator[tuple[str, str]]:
    role = organisation.roles.get(name)
    if role is not None and role.reports_to:
        yield "Reports to", organisation.title("role", role.reports_to)
    members = organisation.groups_of_roles.get(name, ())
    yield "Members", ", ".join(organisation.title("role", each) for each in members)
    groups = [group for group, inside in organisation.groups_of_roles.items() if name in inside]
    yield "In the groups", ", ".join(organisation.title("role", each) for each in groups)


def _channel(organisation: Organisation, name: str) -> Iterator[tuple[str, str]]:
    channel = organisation.channels.get(name)
    for region, here in (channel.regions if channel is not None else {}).items():
        calendar = organisation.calendars.get(here.calendar)
        told = (
            here.hours or (calendar.hours if calendar is not None else ""),
            ", ".join(here.languages),
            here.cost,
            here.address,
        )
        yield organisation.title("region", region), "; ".join(filter(None, told)) or "open"


def _glossary(organisation: Organisation, name: str) -> Iterator[tuple[str, str]]:
    for entry in organisation.glossary:
        if entry.id == name:
            yield "Means", entry.meaning
            yield "Also called", ", ".join(entry.synonyms)


def _policies_of(snapshot: Snapshot, area: str) -> Iterator[tuple[str, str]]:
    held = sorted(each.id for each in snapshot.facts.values() if area in each.areas)
    first = held[:10]
    more = f" and {len(held) - len(first)} more" if len(held) > len(first) else ""
    yield f"Policies ({len(held)})", f"{', '.join(first)}{more}"


def _entry(snapshot: Snapshot, thing: Thing) -> Mapping[str, Json]:
    """What organisation.yaml says of a name, beside its title."""
    document = snapshot.document("policies/organisation.yaml")
    data = document.data if document is not None and isinstance(document.data, dict) else {}
    for section in data.values():
        if isinstance(section, dict) and isinstance(section.get(thing.name), dict):
            return read.section(section, thing.name)
    return {}
