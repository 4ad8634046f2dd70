"""A draft of what is missing, put together need by need."""

from __future__ import annotations

from collections.abc import Mapping, Set as AbstractSet
from dataclasses import field
from datetime import date
from typing import Final

from policykit.gaps.pasted import Way
from policykit.library.law import Law
from policykit.model.document import Json
from policykit.model.framework import Requirement
from policykit.model.ids import LONGEST_ID, is_id
from policykit.model.length import measure
from policykit.model.order import Order, compare
from policykit.model.quantity.duration import Duration
from policykit.model.quantity.parse import parse_quantity
from policykit.model.surroundings import Surroundings
from policykit.model.value import dataclass

SAY: Final = "Say it your way:"
CHOOSE: Final = "Choose your own number:"
"""Remarks over what nobody but the author can know."""


_ANY_DAY: Final = date(2026, 1, 1)
"""Times that are compared here are of the calendar, and as long on any day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a draft is made for.

    `regions` are those the requirement applies in, empty where that makes no difference; `law`
    knows the numbers of narrower laws, None leaves them out.
    """

    requirement: Requirement
    around: Surroundings
    region: str = ""
    regions: tuple[str, ...] = ()
    law: Law | None = None

    @property
    def elsewhere(self) -> tuple[str, ...]:
        """The regions of the organisation in which the requirement does not apply."""
        if not self.regions:
            return ()
        return tuple(one for one in self.around.organisation.regions if one not in self.regions)

    @property
    def has_business_time(self) -> bool:
        """Whether business days can be counted: a calendar says when we are open."""
        organisation = self.around.organisation
        return bool(organisation.calendar) or bool(organisation.calendars)

    def known(self, kind: str, names: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the names that the organisation knows."""
        declared = self.around.organisation.names.get(kind, {})
        return tuple(each for each in names if each in declared)


@dataclass(frozen=True, slots=True)
class Within:
    """Where a need must hold, by what is around it: `each_channel` and the like."""

    channels: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()

    def narrowing(self, ground: Ground) -> dict[str, Json]:
        """The keys that narrow an item to that, in the order they are read."""
        organisation = ground.around.organisation
        here = self.regions or ground.regions
        regions = [one for one in organisation.regions if one in here]
        sides = {
            "regions": regions if len(regions) < len(organisation.regions) else [],
            "channels": self.channels,
            "reasons": self.reasons,
            "audience": self.roles,
        }
        return {key: list(names) for key, names in sides.items() if names}


@dataclass(frozen=True, slots=True)
class Draft:
    """Sections that grow, with remarks on them by place; ids never clash.

    `numbers` are the words of a number in the law, and the placeholder that stands for them.
    """

    ground: Ground
    taken: set[str]
    sections: dict[str, Json] = field(default_factory=dict)
    notes: dict[Way, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)

    def id(self, wanted: str) -> str:
        """An id like the one wanted that nothing else has, taken from now on."""
        found, number = _cut(wanted, LONGEST_ID), 1
        while not is_id(found) or found in self.taken:
            number += 1
            end = f"-{number}"
            found = f"{_cut(wanted, LONGEST_ID - len(end))}{end}"
        self.taken.add(found)
        return found

    def item(self, section: str, wanted: str, fields: Mapping[str, Json], **notes: str) -> str:
        """An item of a list with an id of its own; the same one twice stands once.

        `notes` are remarks by key. Returns the id.
        """
        items = self.sections.setdefault(section, [])
        if not isinstance(items, list):
            return ""
        for each in items:
            if isinstance(each, dict) and {**each, "id": ""} == {"id": "", **fields}:
                return str(each["id"])
        name = self.id(wanted)
        items.append({"id": name, **fields})
        self._note(section, name, notes)
        return name

    def entry(self, section: str, wanted: str, value: Json, **notes: str) -> str:
        """An entry of a section that names its items by key: terms and definitions."""
        name = self.id(wanted)
        self.group(section, {name: value})
        self._note(section, name, notes)
        return name

    def group(self, section: str, fields: Mapping[str, Json], **notes: str) -> None:
        """Fields of a section that is one group: lists are joined, of two times the shorter stays."""
        there = self.sections.setdefault(section, {})
        if not isinstance(there, dict):
            return
        there.update({key: _joined(there.get(key), value) for key, value in fields.items()})
        for key, note in notes.items():
            self.notes[section, key] = note

    def text(self, section: str, text: str) -> None:
        """A section that is one text."""
        self.sections.setdefault(section, text)
        self.notes[section,] = SAY

    def _note(self, section: str, name: str, notes: Mapping[str, str]) -> None:
        self.notes.update({(section, name, key): note for key, note in notes.items()})


def started(ground: Ground, taken: AbstractSet[str]) -> Draft:
    """An empty draft; `taken` are ids it must not use."""
    return Draft(ground, set(taken))


def _cut(text: str, length: int) -> str:
    return text[:length].rstrip("-")


def _joined(old: Json, new: Json) -> Json:
    """What two needs ask for in one place."""
    if isinstance(old, list) and isinstance(new, list):
        return [*old, *(each for each in new if each not in old)]
    if isinstance(old, dict) and isinstance(new, dict):
        return {**new, **{key: _joined(each, new.get(key)) for key, each in old.items()}}
    if old is None or new is None:
        return new if old is None else old
    return new if is_shorter(new, old) else old


def is_shorter(one: Json, other: Json) -> bool:
    """Whether one time is shorter than the other, wherever they can be compared."""
    first, second = (
        parse_quantity(each) if isinstance(each, str) else None for each in (one, other)
    )
    return (
        isinstance(first, Duration)
        and isinstance(second, Duration)
        and compare(first, second, measure(None, _ANY_DAY)) is Order.LESS
    )
