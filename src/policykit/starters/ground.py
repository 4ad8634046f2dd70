"""What a starter is fitted to: the names, laws and languages of one organisation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from policykit.gaps.applicability import Applicability
from policykit.library.law import Law
from policykit.model.surroundings import Surroundings
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """An organisation as starters see it.

    `asked` are the requirements that apply, by name, with the regions they apply in; regions
    are empty where a requirement is of no jurisdiction. `most` is how many statements a policy
    has at most, 0 for no limit.
    """

    around: Surroundings
    law: Law
    asked: Mapping[str, tuple[str, ...]]
    owner: str
    languages: tuple[str, ...]
    most: int = 0

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions of the organisation."""
        return tuple(self.around.organisation.regions)

    def knows(self, kind: str, name: str) -> bool:
        """Whether the organisation, or a list that comes with the program, has this name."""
        return name in self.around.names.get(kind, frozenset())

    def is_in(self, region: str, given: tuple[str, ...]) -> bool:
        """Whether something for certain reference countries is for a region.

        What holds in two countries of the European Union holds because of its law, and so in
        all of it.
        """
        if region.partition("-")[0] in given:
            return True
        members = sum(self.law.holds_in("EU", each) for each in given)
        return members > 1 and self.law.holds_in("EU", region)


def ground(
    around: Surroundings, today: date, owner: str, languages: tuple[str, ...], most: int = 0
) -> Ground:
    """What starters are fitted to on a day."""
    known = Applicability(around, around.areas, today)
    asked: dict[str, tuple[str, ...]] = {}
    for framework in around.frameworks.values():
        if not known.framework(framework).applies:
            continue
        regions = known.regions_of(framework)
        for each in framework.requirements:
            here = tuple(one for one in regions if known.requirement(framework, each, one).applies)
            if here or (not regions and not framework.jurisdiction):
                asked[f"{framework.id}.{each.id}"] = here if framework.jurisdiction else ()
    return Ground(
        around=around, law=known.law, asked=asked, owner=owner, languages=languages, most=most
    )
