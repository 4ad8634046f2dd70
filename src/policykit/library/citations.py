"""Which statements and terms the items of a policy refer to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from policykit.library.cited import POLICY, Names
from policykit.library.walk import FoundReference, Walk
from policykit.model.value import dataclass

CITABLE: Final = frozenset({"statement", "term"})
"""The kinds of items whose change makes whatever refers to them worth another look."""


@dataclass(frozen=True, slots=True)
class Citation:
    """An item that refers to an item of this policy (`owner`) or another one.

    `item` is the id of the citing item, the key of the section where it stands in none. `target`
    is an id at the top of its policy: of a statement for one of its points.
    """

    item: str
    owner: str
    target: str
    at: FoundReference

    def written(self, policy: str) -> str:
        """What is cited, as the record of a policy writes it."""
        return self.target if self.owner == policy else f"{self.owner}.{self.target}"


def citations(policy: str, found: Walk) -> Iterator[Citation]:
    """What one version of a policy refers to, in the order it stands; the same may come again.

    Items of other policies come whatever their kind is, which only those know.
    """
    names = Names.of(policy, found)
    homes = {item.pointer: item.id for item in found.items if not item.parent}
    kinds = {item.id: item.kind for item in found.items if not item.parent}
    for each in found.references:
        cited = names.cited(each)
        if cited is None or cited.space != POLICY or not cited.item:
            continue
        item = _home(each, homes)
        target = cited.item.partition(".")[0]
        if cited.owner == policy and (target == item or kinds.get(target) not in CITABLE):
            continue
        yield Citation(item, cited.owner, target, each)


def _home(reference: FoundReference, homes: Mapping[tuple[str | int, ...], str]) -> str:
    """The item at the top that a reference stands in, else the key of the section."""
    pointer = reference.pointer
    for length in range(len(pointer), 0, -1):
        if pointer[:length] in homes:
            return homes[pointer[:length]]
    return str(pointer[0])
