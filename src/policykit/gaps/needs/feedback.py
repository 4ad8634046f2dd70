"""People are listened to about it."""

from __future__ import annotations

from collections.abc import Mapping

from policykit.gaps.asked import Asked, of_time
from policykit.gaps.force import Standing
from policykit.gaps.index import Held
from policykit.gaps.needs.marks import candidates, lacking
from policykit.gaps.numbers import bound_of, judged
from policykit.gaps.offers import Offer
from policykit.gaps.settling import Fault, Judged, Tried, settled
from policykit.gaps.typed import amount_in
from policykit.library import read
from policykit.model.case import Case
from policykit.model.coverage import Lack
from policykit.model.document import Json
from policykit.model.facts import Narrowing
from policykit.model.order import Limit

KIND = "feedback"


def judge(asked: Asked) -> Judged:
    """Whether the right people are asked in the right way, often enough.

    A policy that says nothing of it is held to what the organisation does for all.
    """
    given = read.section(asked.need, KIND)
    area = read.text(given, "area") or asked.area
    tried = [
        Tried(held, _faults(asked, held, given))
        for held in (*candidates(asked, KIND, given), *_defaults(asked, area))
    ]
    whom = {"customer": "customers", "staff": "staff"}.get(read.text(given, "from"), "people")
    nothing = f"nothing says how {whom} tell us what they think"
    absent = lacking(asked, given, nothing, f"feedback from {whom}")
    # To listen more seldom in another way, too, takes nothing away.
    return settled(tried, asked.need, asked.pointer, absent, is_promise=False)


def _defaults(asked: Asked, area: str) -> list[Held]:
    """What the organisation sets for the policies of the area that say nothing themselves."""
    defaults = read.items(asked.world.around.organisation.defaults, KIND)
    items = [item for _, item in defaults]
    return [
        Held(standing, _offer(standing, item))
        for standing in asked.world.index.of_area(area)
        if KIND not in standing.version.sections
        for item in items
    ]


def _offer(standing: Standing, item: Mapping[str, Json]) -> Offer:
    return Offer(
        kind=KIND,
        item="",
        pointer=("id",),
        span=standing.version.head,
        text=read.text(item, "kind").replace("-", " "),
        narrowing=Narrowing(),
        data=item,
    )


def _faults(asked: Asked, held: Held, given: Mapping[str, Json]) -> list[Fault]:
    data = held.offer.data or {}
    faults = asked.faults_of_scope(held.standing)
    for key, said in (("from", "comes from {}, not {}"), ("kind", "is of the kind {}, not {}")):
        wanted, own = read.text(given, key), read.text(data, key)
        if wanted and own != wanted:
            words = said.format(own.replace("-", " "), wanted.replace("-", " "))
            faults.append(Fault(Lack.OTHERWISE, words, f"Add one with {key}: {wanted}."))
    bound = bound_of(given.get("every_at_most"), Limit.AT_MOST)
    if bound is not None:
        every = read.text(data, "every")
        case = Case(region=asked.region or None)
        amount = amount_in(asked.world.index, held.standing, every, case) if every else None
        if amount is None:
            do = f"Write every: {bound.number}."
            faults.append(Fault(Lack.OTHERWISE, "does not say how often", do))
        else:
            calendar = asked.world.time.calendar_of(asked.region or None, None)
            fault, _ = judged("", amount, bound, asked.world.time, {calendar})
            faults += [fault] if fault else []
    return [*faults, *of_time(held.standing)]
