"""Who would close a gap, and in which file."""

from __future__ import annotations

from collections.abc import Iterable

from policykit.gaps.force import IN_FORCE, Standing
from policykit.gaps.roles import responsible
from policykit.model.coverage import Lack
from policykit.model.surroundings import Surroundings
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who keeps an area: the role, and the policy to change with its path.

    Where the area has no policy yet, `policy` and `path` are '' and `starter` says what to begin
    one with; `owner` is '' where nobody can be named.
    """

    owner: str = ""
    policy: str = ""
    path: str = ""
    starter: str = ""


class Owners:
    """The keepers of areas and policies; make one for a run."""

    def __init__(self, standings: Iterable[Standing], around: Surroundings) -> None:
        self._around = around
        self._areas: dict[str, Standing] = {}
        self._policies: dict[str, Standing] = {}
        living = [each for each in standings if each.lack is not Lack.RETIRED]
        for each in sorted(living, key=lambda it: (it.lack not in IN_FORCE, it.version.path)):
            self._policies.setdefault(each.version.id, each)
            for area in each.version.areas:
                self._areas.setdefault(area, each)

    def of_area(self, area: str) -> Keeper:
        """Who keeps an area: by its policy in force, else its draft, else who approves one."""
        known = self._around.areas.get(area)
        starter = known.starter if known is not None else ""
        standing = self._areas.get(area)
        if standing is None:
            return Keeper(responsible(area, self._around), starter=starter)
        return self._keeper(standing, area)

    def of_policy(self, policy: str) -> Keeper | None:
        """Who keeps a policy, None where there is none of that id, or it is retired."""
        standing = self._policies.get(policy)
        if standing is None:
            return None
        return self._keeper(standing, next(iter(standing.version.areas), ""))

    def _keeper(self, standing: Standing, area: str) -> Keeper:
        version = standing.version
        owner = version.owner or responsible(area, self._around)
        return Keeper(owner, version.id, version.path)
