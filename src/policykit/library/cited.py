"""What a name leads to, and how the same thing is written when it has another name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from typing import Final

from policykit.library.walk import FoundItem, FoundReference, Walk
from policykit.model.text import CHANNEL_VALUES, PARTS, is_outside
from policykit.model.value import dataclass

POLICY: Final = "policy"
FRAMEWORK: Final = "framework"
"""The two kinds of owner a dotted name can begin with."""

_CELL: Final = "cell"
_LAW: Final = frozenset({"requirement", "covers"})


@dataclass(frozen=True, slots=True)
class Cited:
    """What a name leads to: a policy, an item of one, or a requirement of a framework.

    `item` is the dotted id of the item, '' for the owner itself. `says_owner` tells whether the
    owner is written, `within` what of the item is left out in front (the procedure of a step),
    `tail` what follows (the part of a term, a form).
    """

    space: str
    owner: str
    item: str = ""
    says_owner: bool = False
    within: str = ""
    tail: str = ""

    @property
    def written(self) -> str:
        """The name as it is written."""
        item = self.item.removeprefix(f"{self.within}.") if self.within else self.item
        names = (self.owner if self.says_owner else "", item)
        return ".".join(name for name in names if name) + self.tail


@dataclass(frozen=True, slots=True)
class Renaming:
    """A thing with another id: of a policy or requirement where `item` is '', else of an item.

    `owners` are the policy, or the framework with those that build on it. `before` and `after`
    are dotted ids of an item, or ids of the owner.
    """

    space: str
    owners: frozenset[str]
    item: bool
    before: str
    after: str

    def of(self, cited: Cited) -> Cited:
        """The same thing under the name it has afterwards."""
        if cited.space != self.space or cited.owner not in self.owners:
            return cited
        if not self.item:
            return replace(cited, owner=self.after)
        return replace(cited, item=self.dotted(cited.item), within=self.dotted(cited.within))

    def written(self) -> Iterator[str]:
        """What stands in any file outside of the owner that can name the thing, now or then."""
        for name in (self.before, self.after):
            yield from (f"{owner}.{name}" for owner in self.owners) if self.item else (name,)

    def dotted(self, name: str) -> str:
        """A dotted id of an item of the owner as it is afterwards."""
        if name == self.before or name.startswith(f"{self.before}."):
            return self.after + name[len(self.before) :]
        return name


@dataclass(frozen=True, slots=True)
class Names:
    """What a text can name without saying of which policy: the items of its own.

    `items` are dotted ids with their kinds; `procedures` the places of procedures.
    """

    policy: str
    items: Mapping[str, str] = field(default_factory=dict)
    procedures: tuple[FoundItem, ...] = ()

    @classmethod
    def of(cls, policy: str, *walks: Walk) -> Names:
        """The names of one version of a policy, or of several together."""
        found = [item for each in walks for item in each.items if item.kind != _CELL]
        return cls(
            policy,
            {dotted(item): item.kind for item in reversed(found)},
            tuple(item for item in found if item.kind == "procedure"),
        )

    def cited(self, found: FoundReference) -> Cited | None:
        """What a reference leads to, None for all that is not a policy's or a framework's."""
        raw = found.raw
        if found.kind in _LAW:
            owner, _, item = raw.partition(".")
            return Cited(FRAMEWORK, owner, item, says_owner=True)
        match found.kind:
            case "policy":
                return Cited(POLICY, raw, says_owner=True)
            case "link":
                return None if is_outside(raw) else self._link(raw)
            case "placeholder":
                return self._placeholder(raw)
            case "term":
                return self._term(raw, "")
            case "item":
                return self._item(found)
            case _:
                return None

    def _own(self, item: str, within: str = "", tail: str = "") -> Cited:
        return Cited(POLICY, self.policy, item, within=within, tail=tail)

    def _link(self, target: str) -> Cited:
        if target in self.items:
            return self._own(target)
        policy, _, rest = target.partition(".")
        return Cited(POLICY, policy, rest, says_owner=True)

    def _placeholder(self, raw: str) -> Cited | None:
        name, colon, form = raw.partition(":")
        tail = colon + form
        names = name.split(".")
        if len(names) == 1:
            return self._own(name, tail=tail) if self._is_term(name) else None
        if len(names) == 2 and names[1] in CHANNEL_VALUES:  # noqa: PLR2004 - {channel.value}
            return None
        return self._term(name, tail)

    def _term(self, name: str, tail: str) -> Cited:
        first, _, rest = name.partition(".")
        if self._is_term(first) or not rest or rest in PARTS:
            return self._own(first, tail=(f".{rest}" if rest else "") + tail)
        term, _, part = rest.partition(".")
        return Cited(POLICY, first, term, says_owner=True, tail=(f".{part}" if part else "") + tail)

    def _item(self, found: FoundReference) -> Cited:
        name = found.raw
        if name in self.items:
            return self._own(name)
        for procedure in self.procedures:
            inside = found.pointer[: len(procedure.pointer)] == procedure.pointer
            if inside and f"{procedure.id}.{name}" in self.items:
                return self._own(f"{procedure.id}.{name}", within=procedure.id)
        policy, _, rest = name.partition(".")
        if not rest or policy in self.items:
            return self._own(name)
        return Cited(POLICY, policy, rest, says_owner=True)

    def _is_term(self, name: str) -> bool:
        return self.items.get(name) == "term"


def dotted(item: FoundItem) -> str:
    """The id of an item with those of the items it stands in."""
    return f"{item.parent}.{item.id}" if item.parent else item.id
