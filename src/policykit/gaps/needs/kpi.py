"""A KPI measures it."""

from __future__ import annotations

from collections.abc import Mapping

from policykit.gaps.asked import Asked
from policykit.gaps.index import Held
from policykit.gaps.needs.marks import candidates, lacking
from policykit.gaps.settling import Fault, Judged, Tried, settled
from policykit.library import read
from policykit.model.coverage import Lack
from policykit.model.document import Json

KIND = "kpi"


def judge(asked: Asked) -> Judged:
    """Whether a KPI of the area uses the measure, with a target where one is asked for."""
    given = read.section(asked.need, KIND)
    use = read.text(given, "use")
    tried = [Tried(held, _faults(asked, held, given)) for held in candidates(asked, KIND, given)]
    right = [each for each in tried if not any(it.lack is Lack.ELSEWHERE for it in each.faults)]
    using = f" with use: {use}" if use else ""
    nothing = f"no KPI uses {use}" if use else "there is no KPI"
    absent = lacking(asked, given, nothing, f"a KPI{using}")
    return settled(right, asked.need, asked.pointer, absent)


def _faults(asked: Asked, held: Held, given: Mapping[str, Json]) -> list[Fault]:
    data = held.offer.data or {}
    faults = [*asked.faults_of_place(held, by_role=False)]
    use = read.text(given, "use")
    ratio = read.section(data, "ratio")
    if use and use not in {read.text(data, "use"), read.text(ratio, "of"), read.text(ratio, "to")}:
        said = f"measures {read.text(data, 'use') or 'something else'}, not {use}"
        faults.append(Fault(Lack.ELSEWHERE, said, f"Write one with use: {use}."))
    if "describes" in data and not use:
        said = "is only told in words, so nobody can measure it"
        faults.append(Fault(Lack.OTHERWISE, said, "Give it a measure with use or ratio."))
    if read.flag(given, "target") and not read.section(data, "target"):
        faults.append(Fault(Lack.OTHERWISE, "has no target", "Give it a target."))
    return faults
