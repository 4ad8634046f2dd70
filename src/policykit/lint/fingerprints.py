"""Fingerprints: the same problem has the same one after moves, renames and reformatting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from policykit.model.digest import canonical_json, sha256
from policykit.model.facts import Facts, ItemFact
from policykit.model.finding import Problem, Subject
from policykit.model.position import Pointer

LENGTH = 16
"""Hexadecimal digits of a fingerprint: 64 bits tell a million findings apart."""


def subject(problem: Problem, facts: Facts | None) -> Subject:
    """What a problem is about: as the rule says, else read off where it stands."""
    if problem.subject.policy:
        return problem.subject
    if facts is None:
        return Subject(policy=problem.place.path, kind=problem.subject.kind)
    item = _item(facts.items, problem.place.pointer)
    if item is not None:
        owner = f"{_oldest_parent(facts, item.parent)}." if item.parent else ""
        return Subject(facts.oldest_id, item.kind, f"{owner}{item.oldest_id}")
    top = next((str(part) for part in problem.place.pointer), "")
    return Subject(facts.oldest_id, problem.subject.kind or top, problem.subject.item)


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


def by_path(facts: Iterable[Facts]) -> Mapping[str, Facts]:
    """The facts behind every file of a bundle, by path."""
    found: dict[str, Facts] = {}
    for each in facts:
        found[each.path] = each
        for words in each.words:
            found[words.path] = each
        if each.record is not None:
            found[each.record.path] = each
        if each.coming is not None:
            found.setdefault(each.coming.path, each)
    return found
