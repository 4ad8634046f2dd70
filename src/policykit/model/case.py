"""Cases a promise is asked for, and conditions that narrow one to some of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import product
from math import prod
from typing import Final, TypeVar

from policykit.model.quantity.dates import DateRange
from policykit.model.value import dataclass

_T = TypeVar("_T")

MOST_CELLS: Final = 2_000
"""Combinations of values beyond which conditions are no longer taken apart."""

_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Case:
    """One situation: where, under which brand, by which channel, for which goods, on which day.

    What is None is not known; only conditions that do not ask for it hold.
    """

    region: str | None = None
    brand: str | None = None
    channel: str | None = None
    group: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Conditions:
    """The cases something holds for; what is empty is not asked for.

    Regions nest: `US` holds for `US-CA` too. Dates are ranges with both days included.
    """

    regions: frozenset[str] = frozenset()
    brands: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    dates: tuple[DateRange, ...] = ()

    def match(self, case: Case) -> bool:
        """Whether a case is one of these."""
        return (
            (not self.regions or _region_in(case.region, self.regions))
            and (not self.brands or case.brand in self.brands)
            and (not self.channels or case.channel in self.channels)
            and (not self.groups or case.group in self.groups)
            and (not self.dates or _day_in(case.day, self.dates))
        )

    def inside(self, other: Conditions) -> bool:
        """Whether every case of these is one of the others too."""
        return (
            (not other.regions or _all(self.regions, lambda r: _region_in(r, other.regions)))
            and (not other.brands or _all(self.brands, other.brands.__contains__))
            and (not other.channels or _all(self.channels, other.channels.__contains__))
            and (not other.groups or _all(self.groups, other.groups.__contains__))
            and (not other.dates or _dates_inside(self.dates, other.dates))
        )

    def strictly_inside(self, other: Conditions) -> bool:
        """Whether these are inside the others, which hold for further cases."""
        return self.inside(other) and not other.inside(self)

    def common(self, other: Conditions) -> Conditions | None:
        """The conditions of the cases that are in both, None when there is no such case."""
        regions = _common_regions(self.regions, other.regions)
        brands = _common(self.brands, other.brands)
        channels = _common(self.channels, other.channels)
        groups = _common(self.groups, other.groups)
        dates = _common_dates(self.dates, other.dates)
        if regions is None or brands is None or channels is None or groups is None or dates is None:
            return None
        return Conditions(regions, brands, channels, groups, dates)


@dataclass(frozen=True, slots=True)
class Cell:
    """Cases that some conditions cannot tell apart: every mixture of these values.

    None stands for a value that is not asked for.
    """

    regions: tuple[str | None, ...]
    brands: tuple[str | None, ...]
    channels: tuple[str | None, ...]
    groups: tuple[str | None, ...]
    dates: tuple[DateRange | None, ...]

    @property
    def case(self) -> Case:
        """One of the cases."""
        dates = self.dates[0]
        day = None if dates is None else dates.first
        return Case(self.regions[0], self.brands[0], self.channels[0], self.groups[0], day)


def cells(box: Conditions, others: Sequence[Conditions]) -> tuple[Cell, ...] | None:
    """The cases of a box, in cells within which each of the others holds for all or for none.

    None when there are more than `MOST_CELLS`.
    """
    regions = _alike(
        _values(box.regions),
        lambda region: [not one.regions or _region_in(region, one.regions) for one in others],
    )
    brands = _alike_names(box.brands, [one.brands for one in others])
    channels = _alike_names(box.channels, [one.channels for one in others])
    groups = _alike_names(box.groups, [one.groups for one in others])
    ranges: list[DateRange | None] = [*_segments(box.dates, others)]
    dates = _alike(
        ranges or [None],
        lambda days: [
            not one.dates or (days is not None and _day_in(days.first, one.dates)) for one in others
        ],
    )
    sizes = (len(regions), len(brands), len(channels), len(groups), len(dates))
    if prod(sizes) > MOST_CELLS:
        return None
    return tuple(Cell(*values) for values in product(regions, brands, channels, groups, dates))


def any_case(box: Conditions) -> Case:
    """One of the cases that conditions hold for."""
    names = (box.regions, box.brands, box.channels, box.groups)
    region, brand, channel, group = (min(some, default=None) for some in names)
    return Case(region, brand, channel, group, min(box.dates).first if box.dates else None)


def around(found: Sequence[Cell]) -> Conditions:
    """The narrowest conditions that hold for every case of some cells of one box."""
    return Conditions(
        _names(cell.regions for cell in found),
        _names(cell.brands for cell in found),
        _names(cell.channels for cell in found),
        _names(cell.groups for cell in found),
        joined(days for cell in found for days in cell.dates if days is not None),
    )


def joined(dates: Iterable[DateRange]) -> tuple[DateRange, ...]:
    """The same days in as few ranges as can be, in order."""
    ranges: list[DateRange] = []
    for one in sorted(dates):
        if ranges and one.first <= ranges[-1].last + _ONE_DAY:
            ranges[-1] = DateRange(ranges[-1].first, max(ranges[-1].last, one.last))
        else:
            ranges.append(one)
    return tuple(ranges)


def _region_in(region: str | None, regions: frozenset[str]) -> bool:
    if region is None:
        return False
    return region in regions or region.partition("-")[0] in regions


def _day_in(day: date | None, dates: tuple[DateRange, ...]) -> bool:
    return day is not None and any(day in one for one in dates)


def _all(values: frozenset[str], holds: Callable[[str], bool]) -> bool:
    return bool(values) and all(holds(value) for value in values)


def _dates_inside(inner: tuple[DateRange, ...], outer: tuple[DateRange, ...]) -> bool:
    wide = joined(outer)
    return bool(inner) and all(
        any(one.first in range_ and one.last in range_ for range_ in wide) for one in inner
    )


def _common(one: frozenset[str], other: frozenset[str]) -> frozenset[str] | None:
    if not one or not other:
        return one or other
    return one & other or None


def _common_regions(one: frozenset[str], other: frozenset[str]) -> frozenset[str] | None:
    if not one or not other:
        return one or other
    both = {r for r in one if _region_in(r, other)} | {r for r in other if _region_in(r, one)}
    return frozenset(both) or None


def _common_dates(
    one: tuple[DateRange, ...], other: tuple[DateRange, ...]
) -> tuple[DateRange, ...] | None:
    if not one or not other:
        return one or other
    both = [days for left in one for right in other if (days := left.common(right))]
    return joined(both) or None


def _segments(dates: tuple[DateRange, ...], others: Sequence[Conditions]) -> Iterator[DateRange]:
    """The days of some ranges, cut where a range of the others starts or ends."""
    cuts = {one.first for other in others for one in other.dates}
    cuts |= {one.last + _ONE_DAY for other in others for one in other.dates}
    for whole in joined(dates):
        firsts = sorted({whole.first, *(cut for cut in cuts if cut in whole)})
        lasts = [first - _ONE_DAY for first in firsts[1:]] + [whole.last]
        for first, last in zip(firsts, lasts, strict=True):
            yield DateRange(first, last)


def _values(names: frozenset[str]) -> list[str | None]:
    return [*sorted(names)] or [None]


def _names(values: Iterable[tuple[str | None, ...]]) -> frozenset[str]:
    return frozenset(value for some in values for value in some if value is not None)


def _alike_names(
    names: frozenset[str], others: Sequence[frozenset[str]]
) -> list[tuple[str | None, ...]]:
    return _alike(_values(names), lambda name: [not one or name in one for one in others])


def _alike(values: Sequence[_T], signature: Callable[[_T], list[bool]]) -> list[tuple[_T, ...]]:
    """The values in groups of one signature, in the order of their first."""
    groups: dict[tuple[bool, ...], list[_T]] = {}
    for value in values:
        groups.setdefault(tuple(signature(value)), []).append(value)
    return [tuple(group) for group in groups.values()]
