"""Merging two versions of a policy file by what they mean.

Lines alone merge clean where the result is wrong: two sides raise the version to the same
number, two sides change one rule on different lines, a text comes about that nobody approved.
Such merges conflict here, with marks at the place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from policykit.diffing.three_way import Stretch, marked, three_way
from policykit.library import read
from policykit.library.facts import oldest_ids
from policykit.library.walk import walk
from policykit.model.digest import canonical_json, rules_digest
from policykit.model.document import Document, Json, Origin
from policykit.model.policy_shape import POLICY
from policykit.model.position import Pointer
from policykit.model.value import dataclass
from policykit.yamlsource import read as read_yaml

MARKS: Final = 7
"""How many characters the mark of a conflict has where Git does not say otherwise."""

_BINDING: Final = frozenset({"approved", "active"})
_STAMPS: Final = ("approvals", "reviews")
_TOGETHER: Final = "both sides changed it"
_UNREADABLE: Final = "both sides together cannot be read, such as with a key that stands twice"


@dataclass(frozen=True, slots=True)
class Merged:
    """The text of a merge, with marks where it has conflicts, and what each of these is."""

    text: str
    conflicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Clash:
    """What both sides changed in one place of the data, and why that is a conflict."""

    pointer: Pointer
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    why: str


def merge(
    base: str, ours: str, theirs: str, *, is_record: bool = False, size: int = MARKS
) -> Merged:
    """Two texts that were made from one, as one.

    Args:
        base: what both started from.
        ours: the one that is there.
        theirs: the one that is to come in.
        is_record: whether it is the record of a policy rather than its text or words.
        size: how many characters a mark has.
    """
    stretches = three_way(base, ours, theirs)
    by_lines = [each for each in stretches if each.theirs is not None]
    if by_lines:
        return Merged(_told(stretches, size), tuple("the same lines" for _ in by_lines))
    text = "".join(line for each in stretches for line in each.ours)
    if text in {ours, theirs}:
        return Merged(text, ())
    sides = [_Side(each) for each in (base, ours, theirs, text)]
    if any(each.document is None for each in sides[:3]):
        # Where a side makes no sense, nothing can be told about what it means.
        return Merged(text, ())
    if sides[3].document is None:
        return Merged(_side_by_side(ours, theirs, size), (_UNREADABLE,))
    clashes = tuple(_in_record(*sides[:3]) if is_record else _in_policy(*sides))
    if not clashes:
        return Merged(text, ())
    return Merged(_with_marks(sides[3], clashes, size), tuple(each.why for each in clashes))


class _Side:
    """One of the texts: its data, its items by id, its lines."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        document, problems = read_yaml(text.encode("utf-8", "surrogateescape"), Origin("", ""))
        is_sound = isinstance(document.data, dict) and not problems
        self.document: Document | None = document if is_sound else None

    @property
    def data(self) -> Mapping[str, Json]:
        data = self.document.data if self.document is not None else None
        return data if isinstance(data, dict) else {}

    def items(self) -> dict[str, tuple[Pointer, str]]:
        """Pointer and meaning of each item of its own, by its oldest id."""
        walked = walk(dict(self.data), POLICY)
        oldest = oldest_ids(walked)
        return {
            oldest[item.id]: (item.pointer, canonical_json(item.value))
            for item in walked.items
            if not item.parent
        }

    def rules(self) -> object:
        return rules_digest(self.data, oldest_ids(walk(dict(self.data), POLICY)))

    def said(self, pointer: Pointer) -> tuple[str, ...]:
        """The lines of a value with its key; none where there is no such thing."""
        numbers = self.numbers(pointer)
        return tuple(f"{self.lines[number]}\n" for number in numbers)

    def numbers(self, pointer: Pointer) -> range:
        """The numbers of those lines, from 0."""
        value = self.document.value_span(pointer) if self.document is not None else None
        if self.document is None or value is None:
            return range(0)
        key = self.document.key_span(pointer) or value
        last = value.end.line - (1 if value.end.column == 1 else 0)
        while last > key.start.line and not self.lines[last - 1].strip():
            last -= 1
        return range(key.start.line - 1, max(last, key.start.line))


def _in_policy(base: _Side, ours: _Side, theirs: _Side, text: _Side) -> Iterator[_Clash]:
    told = False
    old, mine, other, now = (each.items() for each in (base, ours, theirs, text))
    for name in dict.fromkeys((*now, *old)):
        was, here, there = old.get(name), mine.get(name), other.get(name)
        if _meaning(here) in {_meaning(was), _meaning(there)} or _meaning(there) == _meaning(was):
            continue
        place = now.get(name)
        if place is None:
            continue
        told = True
        yield _Clash(
            place[0],
            ours.said(here[0]) if here else (),
            theirs.said(there[0]) if there else (),
            f"{name}: {_TOGETHER}",
        )
    version = read.text(text.data, "version")
    raised = {read.text(each.data, "version") for each in (ours, theirs)} == {version}
    if raised and version != read.text(base.data, "version"):
        yield _both(ours, theirs, "version", f"both sides raised the version to {version}")
    elif not told and _is_of_nobody(base, ours, theirs, text):
        yield _both(
            ours, theirs, "status", "both sides changed rules; nobody approved them together"
        )


def _meaning(item: tuple[Pointer, str] | None) -> str | None:
    return None if item is None else item[1]


def _is_of_nobody(base: _Side, ours: _Side, theirs: _Side, text: _Side) -> bool:
    """Whether a text that binds has rules that neither side had."""
    if read.text(text.data, "status") not in _BINDING:
        return False
    return text.rules() not in [each.rules() for each in (base, ours, theirs)]


def _both(ours: _Side, theirs: _Side, key: str, why: str) -> _Clash:
    return _Clash((key,), ours.said((key,)), theirs.said((key,)), why)


def _in_record(base: _Side, ours: _Side, theirs: _Side) -> Iterator[_Clash]:
    """Stamps that the sides put on different texts."""
    for key in _STAMPS:
        old = _stamped(base, key)
        mine, other = _stamped(ours, key) - old, _stamped(theirs, key) - old
        if mine and other and mine != other:
            yield _both(ours, theirs, key, f"{key} of different texts")


def _stamped(side: _Side, key: str) -> set[str]:
    """The texts that stamps are of, by their digests."""
    stamps = (stamp for _, stamp in read.items(side.data, key))
    return {canonical_json(stamp["digests"]) for stamp in stamps if "digests" in stamp}


def _told(stretches: Sequence[Stretch], size: int) -> str:
    lines: list[str] = []
    for each in stretches:
        lines += each.ours if each.theirs is None else marked(each.ours, each.theirs, size)
    return "".join(lines)


def _side_by_side(ours: str, theirs: str, size: int) -> str:
    """Both texts between marks, but for the lines they begin and end alike with."""
    mine, other = ([f"{line}\n" for line in text.split("\n")] for text in (ours, theirs))
    head = _alike(mine, other)
    tail = _alike(mine[head:][::-1], other[head:][::-1])
    one, two = (each[head : len(each) - tail] for each in (mine, other))
    marks = marked(one, two, size, _UNREADABLE)
    return "".join([*mine[:head], *marks, *mine[len(mine) - tail :]]).removesuffix("\n")


def _alike(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """How many lines both begin alike with."""
    pairs = enumerate(zip(ours, theirs, strict=False))
    return next((n for n, (one, two) in pairs if one != two), min(len(ours), len(theirs)))


def _with_marks(side: _Side, clashes: Sequence[_Clash], size: int) -> str:
    """The text with both sides of every clash where it stands."""
    lines = [f"{line}\n" for line in side.lines]
    placed = sorted(
        ((side.numbers(each.pointer), each) for each in clashes), key=lambda it: it[0].start
    )
    below = len(lines)
    for numbers, each in reversed(placed):
        if numbers.stop > below:
            continue
        below = numbers.start
        lines[numbers.start : numbers.stop] = marked(each.ours, each.theirs, size, each.why)
    return "".join(lines).removesuffix("\n")
