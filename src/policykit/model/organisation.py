"""The organisation: who we are, where, when, and the names everything refers to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from policykit.model.document import Json
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """A declared name of a kind (role, channel, event, …) and how it is printed."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Region:
    """A region with its currency (ISO 4217) and languages, main one first."""

    id: str
    title: str
    currency: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChannelHours:
    """A channel in one region: hours as written or the calendar it follows."""

    hours: str = ""
    calendar: str = ""
    languages: tuple[str, ...] = ()
    cost: str = ""
    bot: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """A way customers reach us; `regions` holds only where it is open."""

    id: str
    title: str
    regions: Mapping[str, ChannelHours] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Weekly hours in a time zone, with public holidays of a country and own closed days.

    `hours` as written; `closed` holds dates and date ranges as written.
    """

    id: str
    title: str
    time_zone: str
    hours: str
    country: str = ""
    subdivision: str = ""
    closed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """A role and whom it reports to ('' at the top)."""

    id: str
    title: str
    reports_to: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """An outside body a customer can turn to."""

    id: str
    title: str
    address: str = ""
    website: str = ""
    regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A word, what it means here, and other words for it."""

    id: str
    term: str
    meaning: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """Everything organisation.yaml says, in one locale's words.

    `names` holds, for each kind of name, the declared ids with their titles, shipped closed
    lists included; `groups_of_roles` the members of each role group.
    """

    name: str = ""
    mission: str = ""
    vision: str = ""
    values: tuple[Name, ...] = ()
    time_zone: str = "UTC"
    calendar: str = ""
    regions: Mapping[str, Region] = field(default_factory=dict)
    channels: Mapping[str, Channel] = field(default_factory=dict)
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    roles: Mapping[str, Role] = field(default_factory=dict)
    groups_of_roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bodies: Mapping[str, Body] = field(default_factory=dict)
    units: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    examples: Mapping[str, str] = field(default_factory=dict)
    glossary: tuple[GlossaryEntry, ...] = ()
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    defaults: Mapping[str, Json] = field(default_factory=dict)

    def title(self, kind: str, name: str) -> str:
        """How a name is printed: its title, or its id in words where it has none."""
        return self.names.get(kind, {}).get(name) or name.replace("-", " ")
