"""Which parts of two sequences are the same: time is bounded, whatever stands in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence
from typing import Final

from policykit.model.value import dataclass

_CELLS: Final = 12_000
"""Pairs of two stretches that are all compared: some 110 words a side, a few milliseconds."""

_RUNS: Final = (4, 2, 1)
"""Lengths of runs that longer stretches are hung up on where they stand once on each side."""


@dataclass(frozen=True, slots=True)
class Same:
    """A run of equal parts: where it starts on each side, and its length."""

    before: int
    after: int
    length: int


def aligned(
    before: Sequence[Hashable], after: Sequence[Hashable], weights: Sequence[int] = ()
) -> tuple[Same, ...]:
    """The runs that stand on both sides in the same order.

    Short stretches get the heaviest common ones there are. Long ones are first divided at runs
    that stand once on either side; where there are none, nothing in them is the same.

    Args:
        before: one side.
        after: the other side.
        weights: what it is worth to keep each part of `before`; 1 for all where it is empty.
    """
    found: list[Same] = []
    for one in _matched(before, after, weights or [1] * len(before)):
        last = found[-1] if found else None
        if (
            last
            and last.before + last.length == one.before
            and last.after + last.length == one.after
        ):
            found[-1] = Same(last.before, last.after, last.length + one.length)
        else:
            found.append(one)
    return tuple(found)


def _matched(
    before: Sequence[Hashable], after: Sequence[Hashable], weights: Sequence[int]
) -> Iterator[Same]:
    """The runs in order; stretches yet to be looked at wait on a stack of their own."""
    waiting: list[Same | tuple[int, int, int, int]] = [(0, len(before), 0, len(after))]
    while waiting:
        at = waiting.pop()
        if isinstance(at, Same):
            yield at
            continue
        start, end, low, high = at
        first = start
        while start < end and low < high and before[start] == after[low]:
            start, low = start + 1, low + 1
        if start > first:
            yield Same(first, low - (start - first), start - first)
        last = end
        while start < end and low < high and before[end - 1] == after[high - 1]:
            end, high = end - 1, high - 1
        if last > end:
            waiting.append(Same(end, high, last - end))
        if start == end or low == high:
            continue
        if (end - start) * (high - low) <= _CELLS:
            yield from _heaviest(before, after, weights, (start, end, low, high))
            continue
        anchors = _anchors(before, after, (start, end, low, high))
        parts: list[Same | tuple[int, int, int, int]] = []
        for one in anchors:
            parts += [(start, one.before, low, one.after), one]
            start, low = one.before + one.length, one.after + one.length
        if anchors:
            waiting.extend(reversed([*parts, (start, end, low, high)]))


def _heaviest(
    before: Sequence[Hashable],
    after: Sequence[Hashable],
    weights: Sequence[int],
    within: tuple[int, int, int, int],
) -> Iterator[Same]:
    """The heaviest common subsequence of two short stretches, by the table of all pairs."""
    start, end, low, high = within
    width = high - low
    column = after[low:high]
    rows = [[0] * (width + 1)]
    for at in range(end - 1, start - 1, -1):
        below, here, mark, weight = rows[-1], [0] * (width + 1), before[at], weights[at]
        best = 0
        for index in range(width - 1, -1, -1):
            if column[index] == mark:
                worth = below[index + 1] + weight
                best = max(best, worth)
            best = max(best, below[index])
            here[index] = best
        rows.append(here)
    rows.reverse()
    row, index = 0, 0
    while row < end - start and index < width:
        worth = rows[row][index]
        if before[start + row] == column[index] and (
            worth == rows[row + 1][index + 1] + weights[start + row]
        ):
            yield Same(start + row, low + index, 1)
            row, index = row + 1, index + 1
        elif worth == rows[row + 1][index]:
            row += 1
        else:
            index += 1


def _anchors(
    before: Sequence[Hashable], after: Sequence[Hashable], within: tuple[int, int, int, int]
) -> list[Same]:
    """Runs that stand once on each side, the most that keep their order."""
    start, end, low, high = within
    for length in _RUNS:
        here = _once(before, start, end, length)
        there = _once(after, low, high, length)
        pairs = sorted((at, there[run]) for run, at in here.items() if run in there)
        if pairs:
            return _apart(_ascending(pairs), length)
    return []


def _once(parts: Sequence[Hashable], start: int, end: int, length: int) -> dict[Hashable, int]:
    places: dict[Hashable, int] = {}
    for at in range(start, end - length + 1):
        run = tuple(parts[at : at + length])
        places[run] = -1 if run in places else at
    return {run: at for run, at in places.items() if at >= 0}


def _ascending(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest of the pairs' subsequences that ascends on both sides (patience sorting)."""
    ends: list[int] = []
    chosen: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        at = bisect_left(ends, place)
        before.append(chosen[at - 1] if at else -1)
        if at == len(ends):
            ends.append(place)
            chosen.append(index)
        else:
            ends[at], chosen[at] = place, index
    made: list[tuple[int, int]] = []
    index = chosen[-1]
    while index >= 0:
        made.append(pairs[index])
        index = before[index]
    return made[::-1]


def _apart(pairs: list[tuple[int, int]], length: int) -> list[Same]:
    """Runs from pairs of starts, none reaching into the next."""
    made: list[Same] = []
    for start, low in pairs:
        if made and (start < made[-1].before + length or low < made[-1].after + length):
            continue
        made.append(Same(start, low, length))
    return made
