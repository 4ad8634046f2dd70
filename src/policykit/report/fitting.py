"""What of a sheet for a role fits on one page of paper.

Heights are in points, for the styles of a printed sheet on the shorter of A4 and Letter, with
letters wider than those of most typefaces; what is taken for a line is seldom a whole one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from policykit.model.changelog import Changelog, Group, Item

_PAGE: Final = 650.0
"""Below the title: 11 inches less margins of 12 mm, the title, and room to spare."""

_LINE: Final = 12.2
_LETTERS: Final = 100
_FRAME: Final = 11.0
_POLICY: Final = 24.0
_GROUP: Final = 48.0
"""The title of a group and the line that says how many more there are."""

_LABEL: Final = 10


def fitting(changelog: Changelog) -> dict[str, tuple[Item, ...]]:
    """The items of each group, by its role, that fit on a page: the first ones as a rule.

    What is too long for the room that is left gives way to what is shorter. No group takes
    more than its share of the page from the others.
    """
    room = _PAGE - sum(_lines(note) for note in changelog.notes)
    needed = [_GROUP + _height(group) for group in changelog.groups]
    found: dict[str, tuple[Item, ...]] = {}
    for number, group in enumerate(changelog.groups):
        share = room / (len(needed) - number)
        spared = sum(max(share - need, 0.0) for need in needed[number + 1 :])
        own = share + spared
        found[group.role] = tuple(_taken(group, own - _GROUP))
        room -= _GROUP + _height(Group(group.role, group.title, found[group.role]))
    return found


def _taken(group: Group, room: float) -> Iterator[Item]:
    titled: set[tuple[str, str]] = set()
    for item in group.items:
        height = _of_item(item)
        if (title := _title(item)) not in titled:
            height += _POLICY + _lines(" ".join(title)) - _LINE
        if height <= room:
            room -= height
            titled.add(title)
            yield item


def _height(group: Group) -> float:
    titles = {_title(item) for item in group.items}
    heads = (_POLICY + _lines(" ".join(title)) - _LINE for title in titles)
    return sum(heads) + sum(_of_item(item) for item in group.items)


def _title(item: Item) -> tuple[str, str]:
    return item.policy_title or item.policy, item.version


def _of_item(item: Item) -> float:
    remark = "; ".join(part for part in (item.where, item.effect) if part)
    if item.train:
        remark += "; training before you use it"
    texts = [item.message, remark]
    texts += [" " * _LABEL + text for text in (item.before, item.after) if text]
    return _FRAME + sum(_lines(text) for text in texts if text)


def _lines(text: str) -> float:
    return _LINE * math.ceil(len(text) / _LETTERS)
