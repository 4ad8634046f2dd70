"""The customer can reach a person."""

from __future__ import annotations

from collections.abc import Mapping

from policykit.gaps.asked import Asked
from policykit.gaps.index import Held
from policykit.gaps.needs.marks import candidates, lacking
from policykit.gaps.numbers import bound_of, judged
from policykit.gaps.settling import Fault, Judged, Tried, settled
from policykit.gaps.typed import amount_in
from policykit.library import read
from policykit.model.case import Case
from policykit.model.coverage import Lack
from policykit.model.document import Json
from policykit.model.order import Limit

KIND = "human"


def judge(asked: Asked) -> Judged:
    """Whether a person can be reached, in and out of hours, soon enough."""
    given = read.section(asked.need, KIND)
    tried = []
    for held in candidates(asked, KIND, given):
        faults, note = _faults(asked, held, given)
        tried.append(Tried(held, faults, note))
    absent = lacking(
        asked, given, "nothing says how a customer reaches a person", "handoffs with human"
    )
    return settled(tried, asked.need, asked.pointer, absent)


def _faults(asked: Asked, held: Held, given: Mapping[str, Json]) -> tuple[list[Fault], str]:
    data = held.offer.data or {}
    faults = []
    note = ""
    time = asked.world.time
    channels = held.standing.version.scope.channels or asked.world.applicability.channels(
        asked.region
    )
    for key in ("open", "closed"):
        bound = bound_of(
            given.get(f"{key}_at_most"), Limit.AT_MOST, is_law=bool(asked.framework.jurisdiction)
        )
        if bound is None:
            continue
        written = read.text(data, key)
        amount = None
        if written:
            case = Case(region=asked.region or None, channel=asked.channel or None)
            amount = amount_in(asked.world.index, held.standing, written, case)
        if amount is None:
            said = f"does not say how soon while we are {key}"
            faults.append(Fault(Lack.OTHERWISE, said, f"Write {key}: {bound.number}."))
            continue
        calendars = {time.calendar_of(asked.region or None, each) for each in channels or ("",)}
        fault, noted = judged(f"its time while we are {key}", amount, bound, time, calendars)
        note = note or noted
        faults += [fault] if fault else []
    return [*faults, *asked.faults_of_place(held, by_role=False)], note
