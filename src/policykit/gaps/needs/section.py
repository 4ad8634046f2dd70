"""A section of a policy is filled in."""

from __future__ import annotations

from policykit.gaps.asked import Asked, of_time
from policykit.gaps.force import Standing
from policykit.gaps.index import Held
from policykit.gaps.needs.marks import in_new
from policykit.gaps.offers import Offer
from policykit.gaps.settling import Fault, Judged, Tried, settled
from policykit.library import read
from policykit.library.read import EVERYWHERE
from policykit.model.coverage import Lack

KIND = "section"


def judge(asked: Asked) -> Judged:
    """Whether a policy of the area has the section; what the organisation sets for all counts."""
    given = read.section(asked.need, KIND)
    name = read.text(given, "name")
    area = read.text(given, "area") or asked.area
    by_default = bool(asked.world.around.organisation.defaults.get(name))
    tried = [
        Tried(_held(each, name), _faults(asked, each, name, by_default=by_default))
        for each in asked.world.index.of_area(area)
    ]
    called = name.replace("_", " ")
    return settled(
        tried,
        asked.need,
        asked.pointer,
        (
            f"There is no policy for {area}, so nobody filled in its {called}.",
            f"Write the section {name}{in_new(area)}",
        ),
    )


def _faults(asked: Asked, standing: Standing, name: str, *, by_default: bool) -> list[Fault]:
    faults = asked.faults_of_scope(standing)
    if name not in standing.version.sections and not by_default:
        called = name.replace("_", " ")
        faults.append(Fault(Lack.OTHERWISE, f"has no {called}", f"Fill in {name}."))
    return [*faults, *of_time(standing)]


def _held(standing: Standing, name: str) -> Held:
    version = standing.version
    if name not in version.sections:
        return Held(standing, Offer(KIND, "", ("id",), version.head, "", EVERYWHERE))
    told = name.replace("_", " ")
    return Held(standing, Offer(KIND, name, (name,), version.sections[name], told, EVERYWHERE))
