"""What names stand for, and the names that stand in a file."""

from __future__ import annotations

from typing import Final

from policykit.authoring.spots import Part, Spots
from policykit.library.cited import FRAMEWORK, POLICY, Cited
from policykit.model.position import Pointer, Position, Span
from policykit.model.value import dataclass

ITEM: Final = "item"
REQUIREMENT: Final = "requirement"
RULE: Final = "rule"
"""Kinds of things beside policies, frameworks, and those that the organisation declares."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that has an id.

    `kind` is policy, item, framework, requirement, rule, or that of a name the organisation, the
    areas or the measures declare. `name` is whole: `returns.no-receipt`, `eu-consumer.refund`.
    """

    kind: str
    name: str

    @property
    def owner(self) -> str:
        """The policy or framework it belongs to; itself for what stands alone."""
        return self.name.partition(".")[0]

    @property
    def inside(self) -> str:
        """Its dotted id in its policy or framework, '' for what stands alone."""
        return self.name.partition(".")[2]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a file: of what it is, and where it stands.

    Of a name with dots each part is a mention of its own. `name` is the part as written, `skip`
    the characters before it inside `words`, which stand the `nth` time in the text at `pointer`;
    without words, inside the whole key or value, of which `whole` is the text. `declares` tells
    the name of the thing itself from those that lead to it. `form` says how a name is written:
    placeholder, link, address (of a text in a translation), or ''. `tail` is what follows the last
    part of a placeholder in the braces. `place` is where it stands if that is in a comment.
    """

    thing: Thing
    path: str
    pointer: Pointer
    name: str
    whole: str = ""
    part: Part = "value"
    words: str = ""
    nth: int = 0
    skip: int = 0
    declares: bool = False
    form: str = ""
    tail: str = ""
    place: Position | None = None

    def span(self, spots: Spots) -> Span | None:
        """Its stretch, None where the file writes it in a way that hides it."""
        at: int | None
        if self.place is not None:
            at = spots.offset(self.place)
        elif self.words:
            at = spots.words(self.pointer, self.words, self.nth)
        else:
            at = spots.name(self.pointer, self.part, self.whole)
        if at is None:
            return None
        start = at + self.skip
        return spots.between(start, start + len(self.name))


def parts_of(cited: Cited) -> tuple[tuple[Thing, str, int], ...]:
    """The things a name leads through, each with its part of the name and where that begins."""
    found: list[tuple[Thing, str, int]] = []
    at = 0
    if cited.says_owner:
        kind = POLICY if cited.space == POLICY else FRAMEWORK
        found.append((Thing(kind, cited.owner), cited.owner, at))
        at += len(cited.owner) + 1
    if not cited.item:
        return tuple(found)
    if cited.space == FRAMEWORK:
        thing = Thing(REQUIREMENT, f"{cited.owner}.{cited.item}")
        return (*found, (thing, cited.item, at))
    names = cited.item.split(".")
    hidden = cited.within.count(".") + 1 if cited.within else 0
    for number in range(hidden, len(names)):
        thing = Thing(ITEM, ".".join((cited.owner, *names[: number + 1])))
        found.append((thing, names[number], at))
        at += len(names[number]) + 1
    return tuple(found)
