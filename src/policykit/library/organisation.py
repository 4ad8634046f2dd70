"""organisation.yaml and the shipped closed lists to the Organisation, in one locale's words."""

from __future__ import annotations

from collections.abc import Mapping

from policykit.library import read
from policykit.model.document import Json
from policykit.model.organisation import (
    Body,
    Calendar,
    Channel,
    ChannelHours,
    GlossaryEntry,
    Name,
    Organisation,
    Region,
    Role,
)
from policykit.model.organisation_shape import ORGANISATION
from policykit.model.shape import Named

KIND_OF_KEY = {key: shape.kind for key, shape in ORGANISATION.items() if isinstance(shape, Named)}
"""Which kind of name each key of organisation.yaml declares."""

SHIPPED_KEYS = {
    "events": "event",
    "pauses": "pause",
    "triggers": "trigger",
    "review_triggers": "review-trigger",
    "aims": "aim",
    "feedback_kinds": "feedback-kind",
    "methods": "method",
    "communication_via": "via",
    "styles": "style",
    "enforcement_measures": "measure-of-enforcement",
}
"""Closed lists that are shipped, by their key in the vocabulary and in organisation.yaml."""

BOT = "bot"


def organisation(
    data: Mapping[str, Json], vocabulary: Mapping[str, Json], locale: str
) -> Organisation:
    """The organisation in a locale: `data` is organisation.yaml with the words laid over it.

    `vocabulary` is the shipped file of closed lists, with titles by locale.
    """
    return Organisation(
        name=read.text(data, "name"),
        mission=read.text(data, "mission"),
        vision=read.text(data, "vision"),
        values=tuple(
            Name(name, _title(item, name)) for _, name, item in read.named(data, "values")
        ),
        time_zone=read.text(data, "time_zone") or "UTC",
        calendar=read.text(data, "calendar"),
        regions={
            name: Region(
                name, _title(item, name), read.text(item, "currency"), read.names(item, "languages")
            )
            for _, name, item in read.named(data, "regions")
        },
        channels={name: _channel(name, item) for _, name, item in read.named(data, "channels")},
        calendars={name: _calendar(name, item) for _, name, item in read.named(data, "calendars")},
        roles={
            name: Role(name, _title(item, name), read.text(item, "reports_to"))
            for _, name, item in read.named(data, "roles")
        },
        groups_of_roles={
            name: read.names(item, "roles") for _, name, item in read.named(data, "role_groups")
        },
        bodies={
            name: Body(
                name,
                _title(item, name),
                read.text(item, "address"),
                read.text(item, "website"),
                read.names(item, "regions"),
            )
            for _, name, item in read.named(data, "bodies")
        },
        units={
            name: {key: read.text(item, key) for key in item}
            for _, name, item in read.named(data, "units")
        },
        examples={name: read.text(item, "example") for _, name, item in read.named(data, "fields")},
        glossary=tuple(
            GlossaryEntry(
                name,
                read.text(item, "term") or name.replace("-", " "),
                read.text(item, "meaning") or read.text(item, "text"),
                read.names(item, "synonyms"),
            )
            for _, name, item in read.named(data, "glossary")
        ),
        names=names(data, vocabulary, locale),
        defaults=dict(read.section(data, "defaults")),
    )


def names(
    data: Mapping[str, Json], vocabulary: Mapping[str, Json], locale: str
) -> dict[str, dict[str, str]]:
    """All names a policy may use, by kind, with their titles in the locale."""
    found: dict[str, dict[str, str]] = {"role": {BOT: BOT}}
    for key, kind in SHIPPED_KEYS.items():
        shipped = read.section(vocabulary, key)
        found[kind] = {
            name: read.text(read.section(shipped, name), locale)
            or read.text(read.section(shipped, name), "en")
            for name in shipped
        }
    for key, kind in KIND_OF_KEY.items():
        declared = found.setdefault(kind, {})
        for _, name, item in read.named(data, key):
            declared[name] = _title(item, name)
    return found


def _title(item: Mapping[str, Json], name: str) -> str:
    return read.text(item, "title") or read.text(item, "text") or name.replace("-", " ")


def _channel(name: str, item: Mapping[str, Json]) -> Channel:
    regions = read.section(item, "regions")
    return Channel(
        name,
        _title(item, name),
        {
            region: ChannelHours(
                hours=read.text(here, "hours"),
                calendar=read.text(here, "calendar"),
                languages=read.names(here, "languages"),
                cost=read.text(here, "cost"),
                bot=read.text(here, "bot"),
                address=read.text(here, "address"),
            )
            for region in regions
            if (here := read.section(regions, region)) or regions[region] == {}
        },
    )


def _calendar(name: str, item: Mapping[str, Json]) -> Calendar:
    holidays = read.section(item, "holidays")
    return Calendar(
        id=name,
        title=_title(item, name),
        time_zone=read.text(item, "time_zone"),
        hours=read.text(item, "hours"),
        country=read.text(holidays, "country"),
        subdivision=read.text(holidays, "subdivision"),
        closed=read.names(item, "closed"),
    )
