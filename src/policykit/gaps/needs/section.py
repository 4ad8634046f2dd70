"""A section of a policy is filled in."""

from __future__ import annotations

from policykit.gaps.asked import Asked, of_time
from policykit.gaps.force import Standing
from policykit.gaps.settling import Fault, Judged, Tried, settled
from policykit.library import read
from policykit.model.coverage import Evidence, Lack
from policykit.model.position import Location

KIND = "section"


def judge(asked: Asked) -> Judged:
    """Whether a policy of the area has the section; what the organisation sets for all counts."""
    given = read.section(asked.need, KIND)
    name = read.text(given, "name")
    area = read.text(given, "area") or asked.area
    by_default = bool(asked.world.around.organisation.defaults.get(name))
    tried = [
        Tried(_evidence(each, name), tuple(_faults(asked, each, name, by_default=by_default)))
        for each in asked.world.index.of_area(area)
    ]
    called = name.replace("_", " ")
    return settled(
        tried,
        asked.need,
        asked.pointer,
        (
            f"There is no policy for {area}, so nobody filled in its {called}.",
            f"Write a policy for {area} with {name}.",
        ),
    )


def _faults(asked: Asked, standing: Standing, name: str, *, by_default: bool) -> list[Fault]:
    faults = []
    if not asked.holds_in(standing):
        said = f"does not hold in {asked.here}"
        faults.append(Fault(Lack.ELSEWHERE, said, f"Let it hold in {asked.here}, too."))
    if name not in standing.version.sections and not by_default:
        called = name.replace("_", " ")
        faults.append(Fault(Lack.OTHERWISE, f"has no {called}", f"Fill in {name}."))
    return [*faults, *of_time(standing)]


def _evidence(standing: Standing, name: str) -> Evidence:
    version = standing.version
    has = name in version.sections
    return Evidence(
        kind=KIND,
        policy=version.id,
        policy_title=version.title,
        item=name if has else "",
        text=name.replace("_", " ") if has else "",
        location=Location(
            version.path,
            version.sections.get(name) or version.head,
            (name,) if has else ("id",),
        ),
    )
