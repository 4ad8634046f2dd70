"""A term: the limit itself, which an author may better."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from policykit.gaps.drafting import CHOOSE, Draft, Ground, Within
from policykit.gaps.drafts.statement import named
from policykit.library import read
from policykit.model.document import Json
from policykit.model.order import Limit
from policykit.model.quantity.duration import Clock, Duration, Unit
from policykit.model.quantity.mistake import Mistake
from policykit.model.quantity.money import Money
from policykit.model.quantity.parse import parse_quantity
from policykit.model.term import Part, TermKind
from policykit.model.value import dataclass

_SUFFIXES: Final = {
    TermKind.WINDOW: "window",
    TermKind.DEADLINE: "time",
    TermKind.ALLOWANCE: "allowance",
    TermKind.CHARGE: "fee",
    TermKind.NOTICE: "notice",
    TermKind.KEEPS: "storage-time",
    TermKind.THRESHOLD: "limit",
}
_OWN: Final = {
    TermKind.WINDOW: "30 days",
    TermKind.DEADLINE: "14 days",
    TermKind.NOTICE: "14 days",
    TermKind.KEEPS: "1 year",
}
_BY_REGION: Final = "Other numbers by region; none promises nothing there:"
_PIECES: Final = 3
"""Where the framework leaves the number open; money is in the region's own."""

_MONEY: Final = 20
_DAYS: Final = {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 31, Unit.YEAR: 366}
_COUNTED: Final = frozenset({TermKind.WINDOW, TermKind.DEADLINE})
_PAID: Final = frozenset({TermKind.ALLOWANCE, TermKind.CHARGE})
_THIRD: Final = 3


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A number that is asked for: on which side it bounds, and the number as written."""

    limit: Limit
    number: Json

    @property
    def words(self) -> str:
        return f"{self.limit.value.replace('_', ' ').capitalize()} {self.number}:"


def add(draft: Draft, needs: Iterable[Mapping[str, Json]], within: Within) -> None:
    """A term for each promise that is asked for; needs of its parts make one term."""
    groups: list[list[Mapping[str, Json]]] = []
    for given in needs:
        for group in groups:
            if all(_go_together(given, other) for other in group):
                group.append(given)
                break
        else:
            groups.append([given])
    for group in groups:
        _add(draft, group, within)


def _go_together(one: Mapping[str, Json], other: Mapping[str, Json]) -> bool:
    """Whether two needs can ask for parts of one term."""
    marks = ("law", "covers", "kind", "from", "for")
    return _part(one) is not _part(other) and all(
        read.text(one, key) == read.text(other, key) for key in marks
    )


def _part(given: Mapping[str, Json]) -> Part:
    return Part(read.text(given, "part") or Part.VALUE.value)


def _add(draft: Draft, group: list[Mapping[str, Json]], within: Within) -> None:
    given = group[0]
    wanted = {_part(each): limit for each in group if (limit := _wanted(each)) is not None}
    kind = kind_of(given)
    value = _value(kind, wanted, draft.ground)
    name = f"{draft.ground.requirement.id}-{_SUFFIXES[kind]}"
    if draft.ground.requirement.id.endswith(f"-{_SUFFIXES[kind]}"):
        name = f"{draft.ground.requirement.id}-limit"
    fields: dict[str, Json] = {kind.value: value}
    if event := read.text(given, "from"):
        fields["from"] = event
    if whom := read.text(given, "for"):
        fields["for"] = whom
    if any(part is not Part.VALUE for part in map(_part, group)):
        fields |= _extension(value, wanted)
    marks = {key: mark for other in group for key, mark in named(other).items()}
    fields |= {key: marks[key] for key in ("covers", "law", "public") if key in marks}
    fields |= _varied(given, kind, value, within, draft.ground)
    base = wanted.get(Part.VALUE)
    told = base.words if base is not None and base.number == value else CHOOSE
    if not event and kind in _COUNTED:
        told = f"{told.removesuffix(':')} (add from: where an event starts it):"
    name = draft.entry("terms", name, fields, **{kind.value: told, "varies": _BY_REGION})
    extend = fields.get("extend")
    if isinstance(extend, dict):
        draft.numbers[str(extend["by"])] = f"{name}.{Part.EXTENSION.value}"
    for part, each in wanted.items():
        place = name if part is Part.VALUE else f"{name}.{part.value}"
        draft.numbers[str(each.number)] = place


def kind_of(given: Mapping[str, Json]) -> TermKind:
    """The kind that is asked for, else the one that its number and its side speak for."""
    asked = read.text(given, "kind")
    if asked:
        return TermKind(asked)
    wanted = _wanted(given)
    number = parse_quantity(str(wanted.number)) if wanted is not None else None
    is_most = wanted is None or wanted.limit is Limit.AT_MOST
    if number is None or isinstance(number, Duration) or "from" in given or "part" in given:
        return TermKind.DEADLINE if is_most else TermKind.WINDOW
    if isinstance(number, Money):
        return TermKind.CHARGE if is_most else TermKind.ALLOWANCE
    return TermKind.THRESHOLD


def _wanted(given: Mapping[str, Json]) -> _Wanted | None:
    for limit in Limit:
        number = given.get(limit.value)
        if number is not None:
            return _Wanted(limit, number)
    return None


def _value(kind: TermKind, wanted: Mapping[Part, _Wanted], ground: Ground) -> Json:
    if Part.VALUE in wanted:
        return wanted[Part.VALUE].number
    total = _time(wanted[Part.TOTAL].number) if Part.TOTAL in wanted else None
    if total is not None:
        first = total.amount // _THIRD or total.amount
        return str(Duration(first, total.unit, total.clock))
    if kind in _PAID:
        return f"{_MONEY} {_currency(ground)}"
    return _OWN.get(kind, _PIECES)


def _currency(ground: Ground) -> str:
    regions = ground.around.organisation.regions
    here = [regions[ground.region]] if ground.region in regions else []
    return next((one.currency for one in (*here, *regions.values()) if one.currency), "EUR")


def _extension(value: Json, wanted: Mapping[Part, _Wanted]) -> dict[str, Json]:
    """How much longer it may take, and by when people hear of it."""
    longer = wanted[Part.EXTENSION].number if Part.EXTENSION in wanted else value
    if Part.TOTAL in wanted and Part.EXTENSION not in wanted:
        rest = _rest(_time(wanted[Part.TOTAL].number), _time(value))
        if not rest:
            return {}
        longer = rest
    told = wanted[Part.EXTENSION_NOTICE].number if Part.EXTENSION_NOTICE in wanted else value
    return {"extend": {"by": longer, "tell_within": told}}


def _rest(total: Duration | None, first: Duration | None) -> str:
    """What is left of a total behind a first time; '' for nothing."""
    if total is None or first is None or total.is_same_day or first.is_same_day:
        return ""
    if (total.unit, total.clock) == (first.unit, first.clock):
        left, unit = total.amount - first.amount, total.unit
    elif {total.unit, first.unit} <= _DAYS.keys() and total.clock is first.clock is Clock.CALENDAR:
        least = 28 if total.unit is Unit.MONTH else _DAYS[total.unit]
        left, unit = total.amount * least - first.amount * _DAYS[first.unit], Unit.DAY
    else:
        return ""
    return str(Duration(left, unit, total.clock)) if left > 0 else ""


def _time(value: Json) -> Duration | None:
    found = parse_quantity(value) if isinstance(value, str) else None
    return found if isinstance(found, Duration) else None


def _varied(
    given: Mapping[str, Json], kind: TermKind, value: Json, within: Within, ground: Ground
) -> dict[str, Json]:
    """The regions with a number of their own, and those in which nothing is promised."""
    values: dict[str, list[str]] = {}
    for region in ground.regions:
        if (own := _own_number(given, kind, region, ground)) not in {"", str(value)}:
            values.setdefault(own, []).append(region)
    narrowed = set(within.regions) or set(ground.regions)
    silent = [one for one in ground.around.organisation.regions if one not in narrowed]
    if narrowed and silent:
        values.setdefault("none", []).extend(silent)
    varies: list[Json] = [
        {"regions": list(regions), "value": number} for number, regions in values.items()
    ]
    return {"varies": varies} if varies else {}


def _own_number(given: Mapping[str, Json], kind: TermKind, region: str, ground: Ground) -> str:
    """The number of a narrower law that carries this one out in a region, '' without one."""
    name = read.text(given, "law")
    if ground.law is None or not name:
        return ""
    for floor in ground.law.floors((name,), region):
        is_own = name in floor.requirement.implements
        if is_own and floor.part is _part(given) is Part.VALUE and floor.kind in {"", kind.value}:
            return str(floor.number)
    return ""


def is_sound(given: Mapping[str, Json]) -> bool:
    """Whether any term can be what is asked for."""
    wanted = _wanted(given)
    if wanted is None:
        return True
    number = parse_quantity(str(wanted.number))
    if isinstance(number, Mistake):
        return False
    kind = kind_of(given)
    of_time = kind not in {*_PAID, TermKind.THRESHOLD}
    return isinstance(number, Duration) or not (of_time or "part" in given)
