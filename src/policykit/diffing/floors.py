"""Numbers of the law that a change of a promise crosses or comes back to keep."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from policykit.diffing.cases import Found, each_case
from policykit.diffing.context import Context
from policykit.library.law import Floor
from policykit.model.change import FloorTouched
from policykit.model.length import Measure
from policykit.model.order import Verdict, within_floor
from policykit.model.term import Part, Promise, Term

_BELOW: Final = frozenset({Verdict.BROKEN, Verdict.SOMETIMES})


_PARTS: Final = {
    Part.VALUE: frozenset({Part.VALUE, Part.TOTAL}),
    Part.EXTENSION: frozenset({Part.EXTENSION, Part.TOTAL}),
    Part.EXTENSION_NOTICE: frozenset({Part.EXTENSION_NOTICE}),
}
"""Which parts of a promise the law may judge when one of them changes."""


def floors_touched(
    found: Found, term: Term, part: Part, context: Context
) -> tuple[FloorTouched, ...]:
    """The floors a part of a promise is below now, or was and is no longer.

    Both sides are judged by the law of the day that is theirs now, so that the law itself is
    not what changed. A promise that ends keeps no floor and breaks none.
    """
    touched: dict[tuple[str, bool], tuple[Floor, list[str]]] = {}
    names = {*found.before.law, *found.after.law}
    if not names:
        return ()
    for case in found.cases:
        if case.region is None:
            continue
        for floor in context.law.floors(names, case.region):
            if floor.kind not in {"", term.kind.value} or floor.part not in _PARTS[part]:
                continue
            measure = context.measure(case.region, case.channel)
            was = _verdict(found.before, floor, measure)
            now = _verdict(found.after, floor, measure)
            if now in _BELOW or (was in _BELOW and now is Verdict.KEPT):
                regions = touched.setdefault((floor.name, now in _BELOW), (floor, []))[1]
                if case.region not in regions:
                    regions.append(case.region)
    return tuple(
        FloorTouched(
            name=name,
            framework=floor.framework.title or floor.framework.id,
            cite=floor.requirement.cite,
            words=floor.words,
            regions=tuple(sorted(regions)),
            crossed=crossed,
        )
        for (name, crossed), (floor, regions) in touched.items()
    )


def floors_of_new(term: Term, context: Context) -> tuple[FloorTouched, ...]:
    """The floors a promise that was not there before is below."""
    nothing = replace(term, value=None, extend=None, variants=())
    touched: dict[str, FloorTouched] = {}
    for found in each_case(nothing, term, context, lambda promise: (promise.value, promise.extend)):
        for part in _PARTS:
            for floor in floors_touched(found, term, part, context):
                known = touched.get(floor.name, floor)
                regions = tuple(sorted({*known.regions, *floor.regions}))
                touched[floor.name] = replace(floor, regions=regions)
    return tuple(touched.values())


def _verdict(promise: Promise, floor: Floor, measure: Measure) -> Verdict:
    """How a promise stands to a floor; one that counts from another event cannot be judged."""
    amount = promise.part(floor.part)
    if amount is None or (floor.from_event and promise.from_event != floor.from_event):
        return Verdict.UNMEASURED
    return within_floor(amount, floor.number, floor.limit, measure)
