"""People are trained in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policykit.gaps.asked import Asked
from policykit.gaps.index import Held
from policykit.gaps.needs.marks import candidates, lacking, listed
from policykit.gaps.numbers import bound_of, judged
from policykit.gaps.settling import Fault, Judged, Tried, settled
from policykit.gaps.typed import amount_in
from policykit.library import read
from policykit.model.case import Case
from policykit.model.coverage import Lack
from policykit.model.document import Json
from policykit.model.order import Limit

KIND = "training"


def judge(asked: Asked) -> Judged:
    """Whether the roles are trained, soon and often enough, and in the topic that is asked for."""
    given = read.section(asked.need, KIND)
    tried = [Tried(held, _faults(asked, held, given)) for held in candidates(asked, KIND, given)]
    absent = lacking(asked, given, "nobody says who is trained in it", "training")
    return settled(tried, asked.need, asked.pointer, absent)


def _faults(asked: Asked, held: Held, given: Mapping[str, Json]) -> list[Fault]:
    default = read.section(asked.world.around.organisation.defaults, KIND)
    data = {**default, **(held.offer.data or {})}
    modules = [item for _, item in read.items(data, "modules")]
    faults = [*asked.faults_of_place(held, by_role=False)]
    whom = read.names(data, "required_for")
    trained = asked.members(
        (*whom, *(role for each in modules for role in read.names(each, "required_for")))
    )
    wanted = read.names(given, "roles") or ((asked.role,) if asked.role else ())
    missing = tuple(
        each
        for each in wanted
        if not asked.members((each,)) <= trained | {each}
        or (each not in trained and not asked.members((each,)) - {each})
    )
    if missing:
        named = listed(missing, "and")
        faults.insert(
            0,
            Fault(Lack.OTHERWISE, f"does not train {named}", f"Add {named} to required_for."),
        )
    if wanted and len(missing) == len(wanted):
        # How soon others are trained is not what the limit is about.
        return faults
    for key, name in (("within", "within_at_most"), ("refresh", "refresh_at_most")):
        faults.extend(_of_time(asked, held, read.text(data, key), given.get(name), key))
    topic = read.text(given, "topic")
    if topic and all(read.text(each, "topic") != topic for each in modules):
        said = f"has no module on {topic.replace('-', ' ')}"
        faults.append(Fault(Lack.OTHERWISE, said, f"Add a module with topic: {topic}."))
    return faults


def _of_time(asked: Asked, held: Held, written: str, limit: Json, key: str) -> Iterator[Fault]:
    bound = bound_of(limit, Limit.AT_MOST, is_law=bool(asked.framework.jurisdiction))
    if bound is None:
        return
    amount = None
    if written:
        case = Case(region=asked.region or None)
        amount = amount_in(asked.world.index, held.standing, written, case)
    if amount is None:
        yield Fault(Lack.OTHERWISE, f"says no {key}", f"Write {key}: {bound.number}.")
        return
    time = asked.world.time
    calendars = {time.calendar_of(asked.region or None, None)}
    fault, _ = judged(f"its {key}", amount, bound, time, calendars)
    if fault is not None:
        yield fault
