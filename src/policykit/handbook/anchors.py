"""Where links lead: everything an edition prints, under every name it has or had."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from enum import StrEnum

from policykit.model.book import LinkTo
from policykit.model.value import dataclass


class Missed(StrEnum):
    """Why a link leads nowhere: `hidden` is known but not printed in this edition."""

    HIDDEN = "hidden"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Anchors:
    """Links by policy and dotted name.

    `printed` holds, for each policy by any id it has or had, its own link under '' and those
    of its items; `known` the same names for everything the library has.
    """

    printed: Mapping[str, Mapping[str, LinkTo]] = field(default_factory=dict)
    known: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def find(self, target: str, policy: str) -> LinkTo | Missed:
        """Where a target leads, as written in a policy.

        One name is an item of the policy, else another policy; two are a policy and its item,
        else an item of this policy and its part; three a policy, its item and a part.
        """
        first, _, rest = target.partition(".")
        for owner, name in ((policy, target), (first, rest)):
            link = self.printed.get(owner, {}).get(name)
            if link is not None:
                return link
        for owner, name in ((policy, target), (first, rest)):
            if name in self.known.get(owner, ()):
                return Missed.HIDDEN
        return Missed.UNKNOWN

    def links(self, names: Iterable[str], policy: str) -> tuple[LinkTo, ...]:
        """The links of those names that are printed."""
        found = (self.find(name, policy) for name in names)
        return tuple(link for link in found if isinstance(link, LinkTo))
