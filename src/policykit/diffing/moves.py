"""Things that went from one policy to another, were taken apart, or were put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from policykit.diffing.match import Pair, divided, inside_of, likeness, words_of
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
    """The pairs of policies with what moved between them told once, where it is now."""
    gone = [
        (number, inside)
        for number, place in enumerate(places)
        for inside in place.pair.inside
        if inside.after is None and inside.node.id
    ]
    taken: dict[int, Pair] = {}
    found: list[tuple[Pair, ...]] = [place.pair.inside for place in places]
    if gone:
        for number, place in enumerate(places):
            found[number] = tuple(
                _from_elsewhere(inside, number, gone, places, taken)
                if inside.before is None and inside.node.id
                else inside
                for inside in place.pair.inside
            )
    return tuple(
        replace(
            place.pair,
            inside=_divided(tuple(one for one in inside if id(one) not in taken)),
        )
        for place, inside in zip(places, found, strict=True)
    )


def _from_elsewhere(
    come: Pair,
    here: int,
    gone: Sequence[tuple[int, Pair]],
    places: Sequence[Place],
    taken: dict[int, Pair],
) -> Pair:
    for number, left in gone:
        if number == here or id(left) in taken or left.kind != come.kind:
            continue
        old, new = left.before, come.after
        if old is None or new is None or not _is_one(old, new):
            continue
        taken[id(left)] = left
        place = places[number]
        moved = replace(come, before=old, origin=place.pair.node.id, origin_path=place.before_path)
        return inside_of(moved)
    return come


def _is_one(old: Node, new: Node) -> bool:
    if old.id == new.id or old.names & new.names:
        return likeness(words_of(old), words_of(new), old, new) > 0 or old.term == new.term
    return likeness(words_of(old), words_of(new), old, new) >= _SURE


def _divided(inside: tuple[Pair, ...]) -> tuple[Pair, ...]:
    """What was taken apart or put together, told at the one thing; its parts say nothing more."""
    gone = [pair for pair in inside if pair.after is None]
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
        for one in (*pairs, *reworded):
            _take_apart(one, others, told, silent, merged=merged)
    return tuple(told.get(id(pair), pair) for pair in inside if id(pair) not in silent)


def _take_apart(
    one: Pair, others: Sequence[Pair], told: dict[int, Pair], silent: set[int], *, merged: bool
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
    for _, parts in divided([whole], candidates):
        if own is not None and not any(part is own for part in parts):
            continue
        in_order = tuple(sorted(parts, key=lambda part: [str(step) for step in part.pointer]))
        told[id(one)] = replace(one, parts=in_order, merged=merged)
        silent.update(id(each) for each, node in sides if any(node is part for part in parts))
