"""What the variants of a term amount to: clashes between them, and the values there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, product
from typing import Final

from policykit.model.case import Case, Conditions, any_case, around, cells, joined
from policykit.model.quantity.duration import Duration
from policykit.model.quantity.parse import Amount
from policykit.model.term import Extension, Kept, Part, Promise, Slot, Term, Variant
from policykit.model.value import dataclass

_SLOTS: Final = {
    Part.VALUE: (Slot.VALUE,),
    Part.EXTENSION: (Slot.VALUE, Slot.EXTENSION),
    Part.EXTENSION_NOTICE: (Slot.VALUE, Slot.EXTENSION, Slot.EXTENSION_NOTICE),
    Part.TOTAL: (Slot.VALUE, Slot.EXTENSION),
}
"""What decides a part: where the value is none there are no other parts."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two variants that both hold in `case` and set a slot differently; none is more specific."""

    first: Variant
    second: Variant
    slot: Slot
    case: Case


@dataclass(frozen=True, slots=True)
class ValueGroup:
    """A value and where it holds; empty conditions stand for everywhere not named by a group."""

    value: Amount | None
    where: tuple[Conditions, ...]


def overlaps(term: Term) -> tuple[Overlap, ...]:
    """Every pair of variants that leaves a case without one answer, with such a case.

    Two variants clash when both match a case, neither is inside the other and they set a slot
    differently, unless a variant more specific than one of them settles every case of both.
    """
    if not term.variants:
        return ()
    return tuple(
        Overlap(first, second, slot, case)
        for slot in Slot
        for first, second in combinations(term.rules(slot), 2)
        if first.setting(slot) != second.setting(slot)
        and (case := _clash(first, second, term.rules(slot))) is not None
    )


def distinct_values(
    term: Term, universe: Conditions, part: Part = Part.VALUE
) -> tuple[ValueGroup, ...]:
    """The values a part has over a universe of cases, and where, equal ones together.

    `universe` narrows to what is asked for: the scope of a text, the regions and brands there
    are, the days. Conditions come back narrowed to it, without what never decides there; one
    inside another prevails. The value of most cases, with empty conditions, comes first.
    """
    found: list[tuple[Conditions, Amount | None]] = []
    for rules in product(*(term.rules(slot) for slot in _SLOTS[part])):
        box = _common_box(universe, rules)
        if box is None:
            continue
        where = _decided(term, part, rules, box)
        if where is not None:
            found.append((_beyond(universe, box, where), _value(part, rules)))
    groups: dict[Amount | None, list[Conditions]] = {}
    for where, value in sorted(found, key=lambda pair: pair[0] != Conditions()):
        if not _repeats(where, value, found) and where not in groups.get(value, ()):
            groups.setdefault(value, []).append(where)
    return tuple(ValueGroup(value, tuple(where)) for value, where in groups.items())


def _clash(first: Variant, second: Variant, rules: Sequence[Variant]) -> Case | None:
    one, other = first.conditions, second.conditions
    box = one.common(other)
    if box is None or one.strictly_inside(other) or other.strictly_inside(one):
        return None
    closer = [
        rule.conditions
        for rule in rules
        if rule.conditions.strictly_inside(one) or rule.conditions.strictly_inside(other)
    ]
    parts = cells(box, closer)
    if parts is None:
        # So many conditions that no reader could tell either: ask for simpler ones.
        return any_case(box)
    cases = (cell.case for cell in parts)
    return next((case for case in cases if not any(one.match(case) for one in closer)), None)


def _common_box(universe: Conditions, rules: Iterable[Variant]) -> Conditions | None:
    box: Conditions | None = universe
    for rule in rules:
        box = box and box.common(rule.conditions)
    return box


def _value(part: Part, rules: Sequence[Variant]) -> Amount | None:
    """A part of the promise that these rules, in the order of its slots, make together."""
    value = rules[0].value
    by = rules[1].by if len(rules) > 1 else None
    notice = rules[-1].tell_within if part is Part.EXTENSION_NOTICE else None
    if value is None or isinstance(value, Kept):
        return None
    extend = None
    if isinstance(by, Duration):
        extend = Extension(by, notice if isinstance(notice, Duration) else None)
    return Promise(value, extend, None, (), public=False).part(part)


def _decided(
    term: Term, part: Part, rules: tuple[Variant, ...], box: Conditions
) -> Conditions | None:
    """Where in a box these rules decide a part; None when others do everywhere."""
    closer = [
        one.conditions
        for slot, rule in zip(_SLOTS[part], rules, strict=True)
        for one in term.rules(slot)
        if one.conditions.strictly_inside(rule.conditions)
    ]
    parts = cells(box, closer)
    if parts is None:
        return box
    won = [cell for cell in parts if not any(one.match(cell.case) for one in closer)]
    return around(won) if won else None


def _beyond(universe: Conditions, box: Conditions, where: Conditions) -> Conditions:
    """Where some rules decide, asking only for what their own box asks beyond the universe."""
    return Conditions(
        frozenset() if box.regions == universe.regions else where.regions,
        frozenset() if box.brands == universe.brands else where.brands,
        frozenset() if box.channels == universe.channels else where.channels,
        frozenset() if box.groups == universe.groups else where.groups,
        () if joined(box.dates) == joined(universe.dates) else where.dates,
    )


def _repeats(
    where: Conditions, value: Amount | None, found: Sequence[tuple[Conditions, Amount | None]]
) -> bool:
    """Whether wider conditions already give the value, with none between that do not."""
    wider = [pair for pair in found if where.strictly_inside(pair[0])]
    nearest = [
        outer
        for place, outer in wider
        if not any(other.strictly_inside(place) for other, _ in wider)
    ]
    return bool(nearest) and all(outer == value for outer in nearest)
