"""Three texts to one, line by line: what both sides did to the text they started from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some lines of the result, or the lines of both sides where they contradict each other.

    `theirs` is None where the lines are settled; `ours` then has them.
    """

    ours: tuple[str, ...]
    theirs: tuple[str, ...] | None = None


def three_way(base: str, ours: str, theirs: str) -> tuple[Stretch, ...]:
    """The stretches of a merge; lines keep their ends.

    A stretch one side changed is as that side has it; one that both changed alike is as both
    have it.
    """
    return tuple(_stretches(_lines(base), _lines(ours), _lines(theirs)))


def marked(ours: Sequence[str], theirs: Sequence[str], size: int, why: str = "") -> tuple[str, ...]:
    """The lines of both sides between the marks of a conflict."""
    note = f" ({why})" if why else ""
    return (
        f"{'<' * size} ours\n",
        *_ended(ours),
        f"{'=' * size}\n",
        *_ended(theirs),
        f"{'>' * size} theirs{note}\n",
    )


def _lines(text: str) -> list[str]:
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop().removesuffix("\n")
    return [*lines, last] if last else lines


def _ended(lines: Sequence[str]) -> list[str]:
    return [line if line.endswith("\n") else f"{line}\n" for line in lines]


def _stretches(base: list[str], ours: list[str], theirs: list[str]) -> Iterator[Stretch]:
    at, here, there = 0, 0, 0
    for start, mine, other, length in _kept(base, ours, theirs):
        yield from _between(base[at:start], ours[here:mine], theirs[there:other])
        if length:
            yield Stretch(tuple(base[start : start + length]))
        at, here, there = start + length, mine + length, other + length


def _between(base: list[str], ours: list[str], theirs: list[str]) -> Iterator[Stretch]:
    """What stands between two stretches that nobody changed."""
    if theirs in (ours, base):
        settled = ours
    elif ours == base:
        settled = theirs
    else:
        yield Stretch(tuple(ours), tuple(theirs))
        return
    if settled:
        yield Stretch(tuple(settled))


def _kept(
    base: list[str], ours: list[str], theirs: list[str]
) -> Iterator[tuple[int, int, int, int]]:
    """Stretches that stand in all three: where, and how long; one of no lines at the end."""
    mine = SequenceMatcher(None, base, ours, autojunk=False).get_matching_blocks()
    other = SequenceMatcher(None, base, theirs, autojunk=False).get_matching_blocks()
    one = two = 0
    while one < len(mine) and two < len(other):
        first, second = mine[one], other[two]
        start = max(first.a, second.a)
        end = min(first.a + first.size, second.a + second.size)
        if start < end:
            yield start, first.b + start - first.a, second.b + start - second.a, end - start
        if first.a + first.size < second.a + second.size:
            one += 1
        else:
            two += 1
    yield len(base), len(ours), len(theirs), 0
