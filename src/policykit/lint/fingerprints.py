"""Fingerprints: the same problem has the same one after moves, renames and reformatting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

from policykit.model.digest import canonical_json, sha256
from policykit.model.facts import Facts, ItemFact
from policykit.model.finding import Problem, Subject
from policykit.model.position import Pointer
from policykit.model.value import dataclass

LENGTH = 16
"""Hexadecimal digits of a fingerprint: 64 bits tell a million findings apart."""

_NAME: Final = re.compile(r"[a-z][a-z0-9_-]*(?:\.[a-z0-9][a-z0-9-]*)*")


@dataclass(frozen=True)
class Owner:
    """The policy a file belongs to, with the names of its items that are not their first."""

    facts: Facts

    @cached_property
    def _renamed(self) -> Mapping[str, str]:
        found = {
            f"{item.parent}.{item.id}" if item.parent else item.id: item.oldest_id
            for item in self.facts.items
            if item.former_ids
        }
        if self.facts.former_ids:
            found.setdefault(self.facts.id, self.facts.oldest_id)
        return found

    @cached_property
    def _sections(self) -> frozenset[str]:
        return frozenset(str(item.pointer[0]) for item in self.facts.items)

    def lasting(self, text: str) -> str:
        """A value or an address with the oldest ids of items, so the same after renames."""
        return _NAME.sub(self._lasting_name, text) if self._renamed else text

    def _lasting_name(self, found: re.Match[str]) -> str:
        parts = found[0].split(".")
        first = 1 if parts[0] in self._sections else 0
        ids = parts[first:]
        lasting = [
            self._renamed.get(".".join(ids[: number + 1]), each) for number, each in enumerate(ids)
        ]
        return ".".join((*parts[:first], *lasting))


def subject(problem: Problem, owner: Owner | None) -> Subject:
    """What a problem is about: as the rule says, else read off where it stands."""
    if problem.subject.policy:
        return problem.subject
    if owner is None:
        return Subject(policy=problem.place.path, kind=problem.subject.kind)
    facts = owner.facts
    item = _item(facts.items, problem.place.pointer)
    if item is not None:
        parent = f"{_oldest_parent(facts, item.parent)}." if item.parent else ""
        return Subject(facts.oldest_id, item.kind, f"{parent}{item.oldest_id}")
    top = next((str(part) for part in problem.place.pointer), "")
    kind = problem.subject.kind or owner.lasting(top)
    return Subject(facts.oldest_id, kind, problem.subject.item)


def _item(items: Iterable[ItemFact], pointer: Pointer) -> ItemFact | None:
    best: ItemFact | None = None
    for item in items:
        length = len(item.pointer)
        if pointer[:length] == item.pointer and (best is None or length > len(best.pointer)):
            best = item
    return best


def _oldest_parent(facts: Facts, parent: str) -> str:
    first, _, rest = parent.partition(".")
    oldest = next(
        (item.oldest_id for item in facts.items if item.id == first and not item.parent), first
    )
    return f"{oldest}.{rest}" if rest else oldest


def fingerprint(code: str, about: Subject, value: str, seen: dict[str, int]) -> str:
    """The fingerprint of a finding; `seen` counts equal ones, so that each has its own."""
    base = canonical_json([code, about.policy, about.kind, about.item, value])
    nth = seen.get(base, 0)
    seen[base] = nth + 1
    return sha256(canonical_json([base, nth]))[:LENGTH]


def by_path(facts: Iterable[Facts]) -> Mapping[str, Owner]:
    """The policy behind every file of a bundle, by path."""
    found: dict[str, Owner] = {}
    for each in facts:
        owner = found[each.path] = Owner(each)
        for words in each.words:
            found[words.path] = owner
        if each.record is not None:
            found[each.record.path] = owner
        if each.coming is not None:
            found.setdefault(each.coming.path, owner)
    return found
