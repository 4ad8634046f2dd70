"""Which policies some readers need most, and how many lines each is worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeVar

from policykit.model.book import Badge, Book, PolicyPage

T = TypeVar("T")

_FOR_ALL: Final = 0.1
"""What a policy for every role, or about every channel, counts beside one for a single one."""


def works_here(book: Book, badges: Iterable[Badge]) -> bool:
    """Whether something with these badges can happen where the readers work."""
    named = {badge.text for badge in badges if badge.kind == "channel"}
    own = {channel.text for channel in book.works_in}
    return not named or not own or not named.isdisjoint(own)


def pages_at_hand(book: Book) -> dict[str, float]:
    """The policies in force that readers work by, in the order of the book, with their weights.

    A policy weighs more the fewer channels and roles it is for beside those of the readers, and
    the more often customers come to them with what it is about: in this order.
    """
    own = {channel.id for channel in book.works_in}
    pages = [
        page
        for page in book.policies
        if page.state == "in-force"
        and not (own and page.channels and own.isdisjoint(page.channels))
    ]
    asked = Counter(reason for page in pages for reason in reasons(page))
    most = max(asked.values(), default=1)
    weights: dict[str, float] = {}
    for page in pages:
        share = len(own.intersection(page.channels)) / len(page.channels) if page.channels else 0
        named = reasons(page)
        use = sum(asked[reason] for reason in named) / len(named) / most if named else 0
        role = 1 / len(page.audience) if page.audience else _FOR_ALL
        weights[page.id] = 2 * max(share, _FOR_ALL) + role + use / 2
    return weights


def reasons(page: PolicyPage) -> tuple[str, ...]:
    """What customers come with where a policy is the one to read."""
    return tuple(
        value.text for fact in page.facts if fact.key == "reasons" for value in fact.values
    )


def by_weight(
    groups: Mapping[str, Sequence[T]], weights: Mapping[str, float], most: int
) -> list[T]:
    """So many of all, the first of each group first; a group has as many as its weight is worth.

    Seats of a parliament are shared out like this: a group that has some waits the longer for
    the next one. What is equal follows the order of the groups.
    """
    ranked = [
        (weights.get(name, 0) / (turn + 1), place, each)
        for place, (name, group) in enumerate(groups.items())
        for turn, each in enumerate(group)
    ]
    ranked.sort(key=lambda line: (-line[0], line[1]))
    return [each for _, _, each in ranked[:most]]
