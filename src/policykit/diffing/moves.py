"""Things that went from one policy to another, were taken apart, or were put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

from policykit.diffing.match import Pair, Said, inside_of, parts_of
from policykit.diffing.tree import Node
from policykit.model.value import dataclass

_SURE: Final = 0.75
"""Likeness from which a thing of another policy is taken for the same thing under another id."""


@dataclass(frozen=True, slots=True)
class Place:
    """A policy in a comparison: its pair and the file of its earlier side."""

    pair: Pair
    before_path: str


def with_moves(places: Sequence[Place]) -> tuple[Pair, ...]:
    """The pairs of policies with what moved between them: where it is, and that it left."""
    said = Said()
    gone = _Gone(places, said)
    found = [gone.found_by(place.pair.inside, number) for number, place in enumerate(places)]
    return tuple(
        replace(
            place.pair,
            inside=_divided(tuple(gone.taken.get(id(one), one) for one in inside), said),
        )
        for place, inside in zip(places, found, strict=True)
    )


class _Gone:
    """What is gone from its policy, to be found again in another: by its names, then its words."""

    def __init__(self, places: Sequence[Place], said: Said) -> None:
        self.taken: dict[int, Pair] = {}
        self._places = places
        self._said = said
        self._by_name: dict[tuple[str, str], list[tuple[int, Pair]]] = {}
        self._by_kind: dict[str, list[tuple[int, Pair]]] = {}
        come: dict[str, list[Node]] = {}
        for number, place in enumerate(places):
            for inside in place.pair.inside:
                if inside.before is None:
                    come.setdefault(inside.kind, []).append(inside.node)
                elif inside.after is None and inside.node.id:
                    self._by_kind.setdefault(inside.kind, []).append((number, inside))
                    for name in inside.before.names:
                        self._by_name.setdefault((inside.kind, name), []).append((number, inside))
        for some in (*self._by_kind.values(), *self._by_name.values()):
            some.sort(key=_rank)
        self._comparable = {
            kind: some
            for kind, some in self._by_kind.items()
            if said.are_comparable([pair.node for _, pair in some], come.get(kind, ()))
        }

    def found_by(self, inside: Sequence[Pair], here: int) -> tuple[Pair, ...]:
        """The things of a policy, in their order; new ones as what is gone elsewhere."""
        come = [each for each in inside if each.before is None and each.node.id]
        moved = {
            id(each): self.moved(each, here) for each in sorted(come, key=lambda each: each.node.id)
        }
        return tuple(moved.get(id(each), each) for each in inside)

    def moved(self, come: Pair, here: int) -> Pair:
        """A new thing as the one that is gone elsewhere, or as it was given."""
        new = come.node
        named = (self._by_name.get((new.kind, name), ()) for name in sorted(new.names))
        for number, left in (*chain(*named), *self._comparable.get(new.kind, ())):
            old = left.before
            if number == here or old is None or id(left) in self.taken:
                continue
            if self._is_one(old, new):
                there, here_ = self._places[number], self._places[here].pair.node
                self.taken[id(left)] = replace(left, gone_to=here_.id, elsewhere=here_)
                return inside_of(
                    replace(
                        come,
                        before=old,
                        origin=there.pair.node.id,
                        origin_path=there.before_path,
                        elsewhere=there.pair.before,
                    )
                )
        return come

    def _is_one(self, old: Node, new: Node) -> bool:
        likeness = self._said.likeness(old, new)
        if old.names & new.names:
            return likeness > 0 or (old.term, *old.texts()) == (new.term, *new.texts())
        return likeness >= _SURE


def _rank(one: tuple[int, Pair]) -> tuple[int, str]:
    """Of things that say the same the first is taken, in whatever order their file has them."""
    number, pair = one
    return number, pair.node.id


def _divided(inside: tuple[Pair, ...], said: Said) -> tuple[Pair, ...]:
    """What was taken apart or put together, told at the one thing; its parts say nothing more."""
    gone = [pair for pair in inside if pair.after is None and not pair.gone_to]
    come = [pair for pair in inside if pair.before is None]
    reworded = [
        pair
        for pair in inside
        if pair.before is not None
        and pair.after is not None
        and [*pair.before.texts()] != [*pair.after.texts()]
    ]
    told: dict[int, Pair] = {}
    silent: set[int] = set()
    for pairs, others, merged in ((gone, come, False), (come, gone, True)):
        wholes = [*pairs, *reworded]
        if not said.are_comparable([one.node for one in wholes], [each.node for each in others]):
            continue
        for one in wholes:
            _take_apart(one, others, told, silent, said, merged=merged)
    return tuple(told.get(id(pair), pair) for pair in inside if id(pair) not in silent)


def _take_apart(
    one: Pair,
    others: Sequence[Pair],
    told: dict[int, Pair],
    silent: set[int],
    said: Said,
    *,
    merged: bool,
) -> None:
    whole = one.after if merged else one.before
    own = one.before if merged else one.after
    if whole is None or id(one) in told:
        return
    sides = [
        (each, (each.before if merged else each.after)) for each in others if id(each) not in silent
    ]
    candidates = [node for _, node in sides if node is not None]
    if own is not None:
        candidates.append(own)
    parts = parts_of(whole, candidates, said)
    if not parts or (own is not None and not any(part is own for part in parts)):
        return
    in_order = tuple(sorted(parts, key=lambda part: [str(step) for step in part.pointer]))
    told[id(one)] = replace(one, parts=in_order, merged=merged)
    silent.update(id(each) for each, node in sides if any(node is part for part in parts))
