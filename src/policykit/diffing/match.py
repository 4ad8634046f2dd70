"""Which thing on one side is which on the other: by id, by former id, then by what it says.

Never by place: a thing that moved in its list is the same thing, and so is its neighbour.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from enum import StrEnum
from typing import Final

from policykit.diffing.tree import Node
from policykit.model.value import dataclass

ALIKE: Final = 0.6
"""Share of common words (Dice) from which two texts of other ids are taken for one thing."""

_PART: Final = 0.7
"""Share of a text's words that stand in another, from which it is a part of that one."""

_FEWEST: Final = 4
"""Words two texts must share at least to be taken for one: short texts are alike by chance."""

MOST_PAIRS: Final = 250_000
"""Comparisons of texts beyond which no more likenesses are looked for."""

MOST_WORDS: Final = 10_000_000
"""Comparisons of words beyond which no more likenesses are looked for."""

_WORD: Final = re.compile(r"\{[^{}\s]*\}|\w+")


class How(StrEnum):
    """By what two things were found to be one."""

    ID = "id"
    FORMER = "former"
    LIKENESS = "likeness"


@dataclass(frozen=True, slots=True)
class Pair:
    """A thing as it was and as it is; None on the side where it is not.

    `parents` are the pairs it stands in, the nearest last. `origin` is set where it comes from
    another policy: that policy's id, and `origin_path` its file; `gone_to` where it went to
    another one, which tells the rest. `elsewhere` is that other policy. `parts` are the things it was split into, or, with
    `merged`, that were merged into it.
    """

    before: Node | None
    after: Node | None
    how: How = How.ID
    parents: tuple[Pair, ...] = ()
    origin: str = ""
    origin_path: str = ""
    gone_to: str = ""
    elsewhere: Node | None = None
    parts: tuple[Node, ...] = ()
    merged: bool = False
    inside: tuple[Pair, ...] = field(default=(), compare=False)

    @property
    def node(self) -> Node:
        """The thing as it is, or as it was where it is gone.

        Raises:
            ValueError: it is on neither side.
        """
        found = self.after or self.before
        if found is None:
            raise ValueError("a pair has a thing on one side at least")
        return found

    @property
    def kind(self) -> str:
        """What kind of thing it is."""
        return self.node.kind

    def below(self) -> Iterator[Pair]:
        """It and every pair in it, from the top."""
        yield self
        for pair in self.inside:
            yield from pair.below()


def matched(before: Node | None, after: Node | None, how: How = How.ID) -> Pair:
    """Two trees side by side, everything in them paired up."""
    return _within(Pair(before, after, how), ())


def _within(pair: Pair, parents: tuple[Pair, ...]) -> Pair:
    here = replace(pair, parents=parents)
    above = (*parents, here)
    old = pair.before.children if pair.before else ()
    new = pair.after.children if pair.after else ()
    return replace(here, inside=tuple(_within(each, above) for each in paired(old, new)))


def inside_of(pair: Pair) -> Pair:
    """A pair of things that were found apart, with everything in them paired up."""
    return _within(pair, pair.parents)


def paired(before: Sequence[Node], after: Sequence[Node]) -> tuple[Pair, ...]:
    """The things of two lists, each once: those of the later side in order, gone ones last."""
    found: dict[int, Pair] = {}
    gone = {id(old): old for old in before}
    by_name: dict[tuple[str, str], Node] = {}
    for old in before:
        by_name.setdefault((old.kind, old.id), old)
    left = _by_names(after, by_name, gone, found)
    if left and gone:
        for number, old in _by_likeness(tuple(gone.values()), [(n, after[n]) for n in left]):
            found[number] = Pair(old, after[number], How.LIKENESS)
            del gone[id(old)]
    for number, new in enumerate(after):
        found.setdefault(number, Pair(None, new))
    return (
        *(found[number] for number in range(len(after))),
        *(Pair(old, None) for old in gone.values()),
    )


def _by_names(
    after: Sequence[Node],
    by_name: dict[tuple[str, str], Node],
    gone: dict[int, Node],
    found: dict[int, Pair],
) -> list[int]:
    """Pair what has one id, then what had; gives the numbers of those left over."""
    left: list[int] = []
    for number, new in enumerate(after):
        old = by_name.pop((new.kind, new.id), None)
        if old is None:
            left.append(number)
            continue
        found[number] = Pair(old, new)
        del gone[id(old)]
    # Comparing back in time, it is the earlier side that knows the former ids.
    had = {(each.kind, name): each for each in reversed(gone.values()) for name in each.names}
    taken: set[int] = set()
    still: list[int] = []
    for number in left:
        new = after[number]
        known = (had.get((new.kind, name)) for name in (new.id, *reversed(new.former_ids)))
        old = next((each for each in known if each is not None and id(each) not in taken), None)
        if old is None:
            still.append(number)
            continue
        taken.add(id(old))
        found[number] = Pair(old, new, How.FORMER)
        del gone[id(old)]
    return still


def _by_likeness(
    gone: Sequence[Node], come: Sequence[tuple[int, Node]]
) -> Iterator[tuple[int, Node]]:
    """The pairs of things that say nearly the same, the most alike first."""
    said = Said()
    if not said.are_comparable(gone, [new for _, new in come]):
        return
    scored = [
        (score, number, place)
        for number, new in come
        for place, old in enumerate(gone)
        if old.kind == new.kind and (score := said.likeness(old, new)) >= ALIKE
    ]
    taken: set[tuple[str, int]] = set()
    for _, number, place in sorted(scored, key=lambda one: (-one[0], one[1], one[2])):
        if ("new", number) in taken or ("old", place) in taken:
            continue
        taken |= {("new", number), ("old", place)}
        yield number, gone[place]


class Said:
    """What things say, in words that are taken from each of them once."""

    def __init__(self) -> None:
        # With the thing itself, so that no other one can get its number.
        self._known: dict[int, tuple[Node, Counter[str]]] = {}

    def words(self, node: Node) -> Counter[str]:
        """The words of a thing and of everything in it, in small letters."""
        known = self._known.get(id(node))
        if known is None:
            words = Counter(
                word.lower()
                for each in node.below()
                for text in each.texts()
                for word in _WORD.findall(text)
            )
            known = self._known[id(node)] = node, words
        return known[1]

    def are_comparable(self, some: Sequence[Node], others: Sequence[Node]) -> bool:
        """Whether it is little enough work to hold each of some against each of others.

        Where it is not, everything of a policy has another id and other words, or somebody
        wants it to look so; what is found again among that is found by chance.
        """
        if len(some) * len(others) > MOST_PAIRS:
            return False
        # Of two texts, the one of fewer words is looked through.
        one, other = (sum(len(self.words(each)) for each in side) for side in (some, others))
        return min(one * len(others), other * len(some)) <= MOST_WORDS

    def likeness(self, old: Node, new: Node) -> float:
        """How much of what two things say is the same: 0 to 1."""
        if old.term is not None and new.term is not None:
            return _likeness_of_terms(old, new)
        if old.kind in _FEW_WORDS:
            return _likeness_of_fields(old, new)
        one, other = self.words(old), self.words(new)
        shared = _shared(one, other)
        total = one.total() + other.total()
        return 2 * shared / total if shared >= _FEWEST else 0.0

    def share(self, part: Node, whole: Node) -> float:
        """How much of the words of a thing stand in another."""
        return _share(self.words(part), self.words(whole))


def _shared(one: Counter[str], other: Counter[str]) -> int:
    """How many words two texts have in common."""
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    return sum(min(count, many[word]) for word, count in few.items() if word in many)


_FEW_WORDS: Final = frozenset({"target", "escalation-step", "kpi", "feedback"})
"""Things that are told by their values more than by words."""


def _likeness_of_fields(old: Node, new: Node) -> float:
    keys = old.fields.keys() | new.fields.keys()
    same = sum(
        key in old.fields and key in new.fields and old.fields[key].is_same(new.fields[key])
        for key in keys
    )
    return same / len(keys) if keys else 0.0


def _likeness_of_terms(old: Node, new: Node) -> float:
    """Terms are one promise when they are of one kind, for one event and under one law."""
    one, other = old.term, new.term
    if one is None or other is None or one.kind is not other.kind:
        return 0.0
    points = 0.3
    points += 0.2 * (one.from_event == other.from_event)
    points += 0.3 * (one.law == other.law and bool(one.law))
    points += 0.3 * (one.value == other.value)
    points += 0.2 * bool(set(one.id.split("-")) & set(other.id.split("-")))
    points += 0.2 * (one.title == other.title and bool(one.title))
    return min(points, 1.0) if points > ALIKE else 0.0


def parts_of(whole: Node, others: Iterable[Node], said: Said) -> tuple[Node, ...]:
    """The things among others that say together what one says; none where they do not.

    They are what it was taken apart into, or what was put together to it.
    """
    if whole.kind not in _DIVISIBLE:
        return ()
    parts = tuple(
        each for each in others if each.kind == whole.kind and said.share(each, whole) >= _PART
    )
    together: Counter[str] = Counter()
    for each in parts:
        together |= said.words(each)
    is_whole = len(parts) > 1 and _share(said.words(whole), together) >= _PART
    return parts if is_whole else ()


_DIVISIBLE: Final = frozenset({"statement", "step", "row", "faq", "point"})


def _share(part: Counter[str], whole: Counter[str]) -> float:
    shared = _shared(part, whole)
    return shared / part.total() if shared >= _FEWEST else 0.0
