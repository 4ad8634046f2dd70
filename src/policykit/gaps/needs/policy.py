"""A policy of a service area exists, in one of these states."""

from __future__ import annotations

from policykit.gaps.asked import Asked, of_time
from policykit.gaps.force import Standing
from policykit.gaps.index import Held
from policykit.gaps.offers import Offer
from policykit.gaps.settling import Fault, Judged, Tried, settled
from policykit.library import read
from policykit.library.read import EVERYWHERE

KIND = "policy"


def judge(asked: Asked) -> Judged:
    """Whether there is one that holds here; an active one has to be in force."""
    given = read.section(asked.need, KIND)
    area = read.text(given, "area") or asked.area
    wanted = read.names(given, "status") or ("active",)
    tried = [
        Tried(_held(each), _faults(asked, each, wanted)) for each in asked.world.index.of_area(area)
    ]
    return settled(
        tried,
        asked.need,
        asked.pointer,
        (f"There is no policy for {area}.", f"Write a policy for {area}."),
    )


def _faults(asked: Asked, standing: Standing, wanted: tuple[str, ...]) -> list[Fault]:
    faults = asked.faults_of_scope(standing)
    status = standing.version.status
    if status in wanted and status != "active":
        return faults
    return [*faults, *of_time(standing)]


def _held(standing: Standing) -> Held:
    version = standing.version
    return Held(standing, Offer(KIND, "", ("id",), version.head, version.title, EVERYWHERE))
