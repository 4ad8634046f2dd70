"""What policies stand in: settings, organisation, areas, measures, frameworks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from policykit.model.assessment import Assessment
from policykit.model.config import Settings
from policykit.model.document import Json
from policykit.model.framework import Framework
from policykit.model.organisation import Organisation
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Area:
    """A service area; `titles` by locale."""

    id: str
    titles: Mapping[str, str]
    order: int = 0
    contact_facing: bool = False
    needs_escalation: bool = False
    starter: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A named measure for KPIs; `titles` by locale, `columns` of the neutral ticket export."""

    id: str
    titles: Mapping[str, str]
    unit: str = ""
    direction: str = ""
    columns: tuple[str, ...] = ()
    definition: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What policies stand in: settings, organisation by locale, areas, measures, frameworks.

    `organisations` holds the source locale and every overlay found; `names` are the ids by
    kind that references may use. `assessments` are those of practice, by the paths of their files.
    """

    settings: Settings = field(default_factory=Settings)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    areas: Mapping[str, Area] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    frameworks: Mapping[str, Framework] = field(default_factory=dict)
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    unions: Mapping[str, tuple[tuple[str, str, str], ...]] = field(default_factory=dict)
    assessments: tuple[Assessment, ...] = ()

    @property
    def organisation(self) -> Organisation:
        """The organisation in the source locale's words."""
        return self.organisation_in(self.settings.locales.source)

    def organisation_in(self, locale: str) -> Organisation:
        """The organisation in a locale's words, the source's where it has none."""
        found = self.organisations.get(locale) or self.organisations.get(
            self.settings.locales.source
        )
        return found or Organisation()
