"""Which frameworks and requirements apply, where, and why or why not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from policykit.library import read
from policykit.library.frameworks import lineage
from policykit.library.law import Law, is_in_force
from policykit.model.document import Json
from policykit.model.framework import Framework, Requirement
from policykit.model.surroundings import Surroundings
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether something applies, and one sentence that says why or why not."""

    applies: bool
    because: str


def _yes(because: str) -> Answer:
    return Answer(applies=True, because=because)


def _no(because: str) -> Answer:
    return Answer(applies=False, because=because)


class Applicability:
    """What applies to an organisation on a day; make one for a run.

    Args:
        around: the organisation, the settings and the frameworks.
        areas: the service areas there is a policy of.
        today: the day.
    """

    def __init__(self, around: Surroundings, areas: Iterable[str], today: date) -> None:
        self.law = Law(around, today)
        self._around = around
        self._organisation = around.organisation
        self._areas = frozenset(areas)
        self._today = today.isoformat()
        self._open: dict[str, tuple[str, ...]] = {}
        self._closed: dict[tuple[frozenset[str], str], bool] = {}
        self._regions: dict[str, tuple[str, ...]] = {}
        self._applying = {
            each.id: each for each in around.frameworks.values() if self.framework(each).applies
        }
        self._heirs: dict[str, list[Framework]] = {}
        for each in self._applying.values():
            for parent in lineage(each.id, around.frameworks):
                if parent != each.id:
                    self._heirs.setdefault(parent, []).append(each)
        self._said_anew = {
            each.id: frozenset(
                own.id
                for own in each.requirements
                if not own.inherited_from and is_in_force(own, today)
            )
            for each in self._applying.values()
        }

    @property
    def regions(self) -> tuple[str, ...]:
        """Those of the organisation, ('',) where it has none."""
        return tuple(self._organisation.regions) or ("",)

    def framework(self, framework: Framework) -> Answer:
        """Whether a framework applies to anything at all."""
        chosen = self._around.settings.frameworks
        if chosen is not None and framework.id not in chosen:
            return _no("The settings name other frameworks.")
        asked = (
            self._conditions(framework.applies_when)
            if chosen is None
            else _yes("The settings name it.")
        )
        if not asked.applies:
            return asked
        if framework.jurisdiction:
            here = [each for each in self.regions if each and self._is_law(framework, each)]
            if not here:
                return _no(f"It is law in {framework.jurisdiction}, and we are in none of it.")
            return _yes(f"It is law in {framework.jurisdiction}: {self.named(here)}.")
        return asked

    def regions_of(self, framework: Framework) -> tuple[str, ...]:
        """The regions a framework that applies is judged in."""
        if framework.id not in self._regions:
            self._regions[framework.id] = self._regions_of(framework)
        return self._regions[framework.id]

    def _regions_of(self, framework: Framework) -> tuple[str, ...]:
        asked = read.names(framework.applies_when, "regions_any")
        by_settings = self._around.settings.frameworks is not None
        return tuple(
            each
            for each in self.regions
            if self._is_law(framework, each) and (by_settings or self._is_in(each, asked))
        )

    def requirement(self, framework: Framework, requirement: Requirement, region: str) -> Answer:
        """Whether a requirement of a framework that applies is to be met in a region today."""
        if requirement.valid_from and requirement.valid_from > self._today:
            return _no(f"It holds from {requirement.valid_from} on.")
        if requirement.valid_to and requirement.valid_to < self._today:
            return _no(f"It held until {requirement.valid_to}.")
        origin = requirement.inherited_from
        parent = self._applying.get(origin.partition(".")[0])
        if origin and parent is not None and region in self.regions_of(parent):
            return _no(f"It is judged as {origin}, where it comes from.")
        heir = self._heir(framework, requirement, region)
        if heir:
            return _no(f"{heir} stands in its place here.")
        return self._conditions(requirement.applies_when, region)

    def named(self, regions: Iterable[str]) -> str:
        """Regions by their titles."""
        titles = [self._organisation.title("region", each) for each in regions]
        return ", ".join(titles[:-1]) + (" and " if titles[1:] else "") + "".join(titles[-1:])

    def channels(self, region: str) -> tuple[str, ...]:
        """The channels that are open to customers of a region."""
        if region not in self._open:
            self._open[region] = tuple(
                name
                for name, channel in self._organisation.channels.items()
                if not channel.regions or not region or region in channel.regions
            )
        return self._open[region]

    def is_closed(self, channels: frozenset[str], region: str) -> bool:
        """Whether all of some channels are closed to customers of a region; unknown ones are not."""
        key = channels, region
        if key not in self._closed:
            known, here = self._organisation.channels, self.channels(region)
            self._closed[key] = all(it in known and it not in here for it in channels)
        return self._closed[key]

    def _heir(self, framework: Framework, requirement: Requirement, region: str) -> str:
        """The requirement in force of a framework that extends this one and says it anew."""
        for each in self._heirs.get(framework.id, ()):
            if requirement.id in self._said_anew[each.id] and region in self.regions_of(each):
                return f"{each.id}.{requirement.id}"
        return ""

    def _conditions(self, asked: Mapping[str, Json], region: str = "") -> Answer:
        """Whether `applies_when` holds: for a region, or without one for any."""
        organisation = self._organisation
        channels = self.channels(region) if region else tuple(organisation.channels)
        regions = [
            wanted
            for wanted in read.names(asked, "regions_any")
            if any(self._is_in(each, (wanted,)) for each in ((region,) if region else self.regions))
        ]
        told = (
            ("regions_any", "region", regions, "We are in"),
            ("channels_any", "channel", channels, "Customers reach us by"),
            (
                "reasons_any",
                "reason",
                organisation.names.get("reason", {}),
                "People contact us for",
            ),
            ("areas_any", "area", self._areas, "There is a policy for"),
        )
        why = ["It always applies."]
        for key, kind, ours, words in told:
            wanted = read.names(asked, key)
            if not wanted:
                continue
            met = [name for name in wanted if name in ours]
            if not met:
                given = " or ".join(self._title(kind, name) for name in wanted)
                here = f" in {self.named([region])}" if region and key != "regions_any" else ""
                return _no(f"{_DENIED[key]} {given}{here}.")
            found = ", ".join(self._title(kind, name) for name in met)
            why = [each for each in why if not each.startswith("It always")]
            why.append(f"{words} {found}.")
        return _yes(" ".join(why))

    def _title(self, kind: str, name: str) -> str:
        if kind == "area":
            area = self._around.areas.get(name)
            titles = {} if area is None else area.titles
            return titles.get(self._around.settings.locales.source) or name
        known = self._organisation.names.get(kind, {})
        return known.get(name) or name

    def _is_law(self, framework: Framework, region: str) -> bool:
        return not framework.jurisdiction or (
            bool(region) and self.law.holds_in(framework.jurisdiction, region)
        )

    def _is_in(self, region: str, wanted: Iterable[str]) -> bool:
        some = tuple(wanted)
        return not some or any(bool(region) and self.law.holds_in(each, region) for each in some)


_DENIED = {
    "regions_any": "We are not in",
    "channels_any": "No customer can reach us by",
    "reasons_any": "Nobody contacts us for",
    "areas_any": "There is no policy for",
}
