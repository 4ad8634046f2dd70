"""What would have to be true for a framework or a requirement to apply."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from policykit.library import read
from policykit.library.law import Law
from policykit.model.document import Json
from policykit.model.framework import Framework
from policykit.model.surroundings import Surroundings
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Applying:
    """What applies to an organisation: its laws, and the areas that policies are about."""

    around: Surroundings
    law: Law
    areas: Collection[str]

    def is_away(self, framework: Framework) -> bool:
        """Whether a framework is law where the organisation has no region."""
        return bool(framework.jurisdiction) and not self._is_in(framework.jurisdiction)

    def unmet_of(self, framework: Framework) -> tuple[str, ...]:
        """What keeps a framework from applying; one the settings name needs no condition."""
        chosen = self.around.settings.frameworks
        return () if chosen is not None else self.unmet(framework.applies_when)

    def unmet(self, applies_when: Mapping[str, Json]) -> tuple[str, ...]:
        """The conditions that do not hold, each as a clause after "It applies when".

        All must hold; where none is written, all do.
        """
        return tuple(self._unmet(applies_when))

    def _unmet(self, applies_when: Mapping[str, Json]) -> Iterator[str]:
        regions = read.names(applies_when, "regions_any")
        if regions and not any(map(self._is_in, regions)):
            yield f"the organisation is in {either(regions)}"
        organisation = self.around.organisation
        for key, there, told in (
            ("channels_any", organisation.channels, "customers reach us by"),
            ("reasons_any", organisation.names.get("reason", {}), "people contact us for"),
            ("areas_any", self.areas, "there is a policy about"),
        ):
            wanted = read.names(applies_when, key)
            if wanted and not any(name in there for name in wanted):
                yield f"{told} {either(wanted)}"

    def _is_in(self, jurisdiction: str) -> bool:
        return any(
            self.law.holds_in(jurisdiction, region) for region in self.around.organisation.regions
        )


def either(names: Collection[str]) -> str:
    """Names of which one is enough: `a, b or c`."""
    *first, last = names
    return f"{', '.join(first)} or {last}" if first else last
