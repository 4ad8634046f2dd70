"""What a need is judged by: the requirement, the region, and everything the policies offer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from policykit.gaps.applicability import Applicability
from policykit.gaps.force import Standing
from policykit.gaps.index import Held, Index
from policykit.gaps.settling import Fault
from policykit.library.calendars import BusinessTime
from policykit.library.read import EVERYWHERE
from policykit.model.coverage import Lack
from policykit.model.document import Json
from policykit.model.facts import Narrowing
from policykit.model.framework import Framework, Requirement
from policykit.model.position import Pointer
from policykit.model.quantity.dates import parse_date_range
from policykit.model.quantity.mistake import Mistake
from policykit.model.surroundings import Surroundings
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What all needs of a run are judged by."""

    around: Surroundings
    today: date
    index: Index
    applicability: Applicability
    time: BusinessTime


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One need: `channel`, `reason` and `role` are '' where the need is not about a certain one."""

    world: World
    framework: Framework
    requirement: Requirement
    need: Mapping[str, Json]
    pointer: Pointer
    region: str
    channel: str = ""
    reason: str = ""
    role: str = ""

    @property
    def name(self) -> str:
        """The requirement: `eu-consumer.refund`."""
        return f"{self.framework.id}.{self.requirement.id}"

    @property
    def area(self) -> str:
        """The area of the requirement."""
        return self.requirement.area

    @property
    def here(self) -> str:
        """The region as people say it, '' where there is none."""
        return self.world.around.organisation.title("region", self.region) if self.region else ""

    def below(self, need: Mapping[str, Json], *pointer: str | int) -> Asked:
        """A need inside this one."""
        return replace(self, need=need, pointer=(*self.pointer, *pointer))

    def title(self, kind: str, name: str) -> str:
        """What a channel, contact reason, role or event is called."""
        return self.world.around.organisation.title(kind, name)

    def faults_of_place(self, held: Held, *, by_role: bool = True) -> list[Fault]:
        """What is wrong with where and when an offer holds."""
        scope, narrowing = held.standing.version.scope, held.offer.narrowing
        found: list[Fault] = []
        if not self.is_here(held):
            found += self._elsewhere(scope, narrowing)
        if by_role and self.role and not self._is_for(held):
            found.append(
                Fault(
                    Lack.ELSEWHERE,
                    f"is not for the role {self.title('role', self.role)}",
                    f"Add {self.role} to those it is for.",
                )
            )
        if narrowing.dates:
            found += self._of_days(narrowing)
        return [*found, *of_time(held.standing)] if held.standing.lack else found

    def faults_of_scope(self, standing: Standing) -> list[Fault]:
        """What is wrong with where a policy holds as a whole."""
        return [*self._elsewhere(standing.version.scope, EVERYWHERE)]

    def is_here(self, held: Held) -> bool:
        """Whether an offer holds in the region, channel and contact reason that are asked.

        What holds in channels alone that are not open to the region holds for nobody there.
        """
        return held.is_in(self.region, self.channel, self.reason) and not (
            held.channels is not None and self._is_closed(held.channels)
        )

    def _is_closed(self, channels: frozenset[str]) -> bool:
        """Whether all of some channels are closed here, where no certain one is asked for."""
        return not self.channel and self.world.applicability.is_closed(channels, self.region)

    def _elsewhere(self, scope: Narrowing, narrowing: Narrowing) -> Iterator[Fault]:
        for name, kind, given in (
            (self.region, "region", (scope.regions, narrowing.regions)),
            (self.channel, "channel", (scope.channels, narrowing.channels)),
            (self.reason, "reason", (scope.reasons, narrowing.reasons)),
        ):
            is_for = holds_in if kind == "region" else holds
            if not all(is_for(each, name) for each in given):
                where = _SAID[kind].format(self.title(kind, name))
                said = f"does not hold {where}"
                do = f"Let it hold {where}, too, or write another one that does."
                yield Fault(Lack.ELSEWHERE, said, do)
        narrow = [
            frozenset(each) for each in (scope.channels, narrowing.channels) if each is not None
        ]
        if narrow and self._is_closed(frozenset.intersection(*narrow)):
            opened = f"channel that is open{f' in {self.here}' if self.here else ''}"
            do = f"Let it hold in a {opened}, too, or write another one that does."
            yield Fault(Lack.ELSEWHERE, f"holds in no {opened}", do)

    def _is_for(self, held: Held) -> bool:
        """Whether an offer is for the role: those who do it, else those who read the policy."""
        whom = held.offer.who or held.offer.narrowing.audience or held.standing.version.audience
        return self.role in self.members(whom)

    def members(self, roles: tuple[str, ...]) -> frozenset[str]:
        """Roles, with those of the groups among them."""
        groups = self.world.around.organisation.groups_of_roles
        return frozenset(one for role in roles for one in (role, *groups.get(role, ())))

    def _of_days(self, narrowing: Narrowing) -> list[Fault]:
        days = parse_date_range(narrowing.dates) if narrowing.dates else None
        if days is None or isinstance(days, Mistake) or self.world.today in days:
            return []
        if days.last < self.world.today:
            said = f"held until {days.last}"
            return [Fault(Lack.EXPIRED, said, "Give it new dates, or none.")]
        return [Fault(Lack.COMING, f"holds from {days.first} on", "Wait for it, or begin sooner.")]


_SAID = {
    "region": "in {}",
    "channel": "in the channel “{}”",
    "reason": "for the contact reason “{}”",
}
"""How a place is said: titles of channels are headings, such as “In the shop”."""


def of_time(standing: Standing) -> list[Fault]:
    """What is wrong with when a policy holds."""
    lack = standing.lack
    if lack is None:
        return []
    version = standing.version
    words = f"stands in {version.path}, which {standing.why}"
    return [Fault(lack, words, _DO[lack].format(policy=version.id))]


_DO = {
    Lack.DRAFT: "Have {policy} reviewed and approved, and set its status to active.",
    Lack.COMING: "Wait for that day, or let {policy} take effect sooner.",
    Lack.OVERDUE: "Review {policy} and note the day in its record.",
    Lack.RETIRED: "Say it in the policy that took its place.",
}


def holds(given: tuple[str, ...] | None, name: str) -> bool:
    """Whether a narrowing lets something hold for a channel or a contact reason; '' asks for none."""
    return given is None or not name or name in given


def holds_in(given: tuple[str, ...] | None, region: str) -> bool:
    """Whether a narrowing lets something hold in a region; parts of countries go with them."""
    return holds(given, region) or holds(given, region.partition("-")[0])
