"""References to words that have changed since somebody looked at both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from policykit.library.citations import CITABLE
from policykit.library.digests import oldest_names
from policykit.model.digest import SEEN_PREFIX, canonical_json, finished, seen_digest, sha256
from policykit.model.document import Json
from policykit.model.facts import Facts, HalfDigest, ItemFact, SeenFact
from policykit.model.policy_shape import EXPLAINING_KEYS, TERM
from policykit.model.shape import Section
from policykit.model.text import is_outside
from policykit.model.value import dataclass

_LENGTH: Final = len(SEEN_PREFIX) + 12
_NOT_SAID: Final = frozenset({"title", "law", "covers", "public", "former_ids"})
"""Keys of a term that change nothing of what it promises."""

_NAMING: Final = frozenset({"placeholder", "link", "item", "term"})

OldestName = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Suspect:
    """A reference whose target says something else than when both were looked at.

    `facts` are those of the citing policy, `target` those of the one that is cited.
    """

    facts: Facts
    seen: SeenFact
    target: Facts


def said(facts: Facts, oldest_name: OldestName) -> dict[str, str]:
    """What each statement and term of one version of a policy says, as digests by its oldest id.

    Names count by their oldest ids, so a rename changes nothing; explanations (`how`, `because`,
    examples) and references to the law are not part of it.

    Args:
        facts: the version.
        oldest_name: the oldest name of things in other policies.
    """
    own = _own_names(facts)
    inside: dict[str, list[ItemFact]] = {}
    for item in facts.items:
        if item.kind == "point":
            inside.setdefault(item.parent, []).append(item)
    terms = dict(facts.terms)
    found: dict[str, str] = {}
    for item in facts.items:
        if item.parent or item.kind not in CITABLE:
            continue
        if item.kind == "term":
            half = _term(terms.get(item.id), own)
        else:
            half = _statement(facts, item, inside.get(item.id, ()), own)
        found[item.oldest_id] = finished(half, SEEN_PREFIX, oldest_name)[:_LENGTH]
    return found


class Sayings:
    """What the statements and terms of policies say, worked out once for each version.

    Args:
        by_id: the policies by id.
        by_former_id: those that had another id, by it.
    """

    def __init__(self, by_id: Mapping[str, Facts], by_former_id: Mapping[str, Facts]) -> None:
        self._by_id = by_id
        self._by_former_id = by_former_id
        self._oldest_name = oldest_names(by_id, by_former_id)
        self._known: dict[str, dict[str, str]] = {}

    def policy(self, name: str) -> Facts | None:
        """The policy of a present or former id."""
        return self._by_id.get(name) or self._by_former_id.get(name)

    def digest(self, facts: Facts, item: str) -> str:
        """What the item of an oldest id says in one version; '' where that has none."""
        if facts.path not in self._known:
            self._known[facts.path] = said(facts, self._oldest_name)
        return self._known[facts.path].get(item, "")

    def is_as_seen(self, target: Facts, seen: SeenFact) -> bool:
        """Whether one of the versions of the target still says what was looked at.

        A record is that of the coming text, too. What neither version has is another rule's.
        """
        versions = (target,) if target.coming is None else (target, target.coming)
        now = [self.digest(each, oldest_item(each, seen.target)) for each in versions]
        told = [digest for digest in now if digest]
        return not told or any(digest.startswith(seen.digest) for digest in told)


def oldest_item(facts: Facts, name: str) -> str:
    """The oldest id of an item at the top of a policy, by its present or a former one."""
    for item in facts.items:
        if not item.parent and name == item.id:
            return item.oldest_id
    return next(
        (each.oldest_id for each in facts.items if not each.parent and name in each.former_ids),
        name,
    )


def suspects(judged: Iterable[Facts], sayings: Sayings) -> Iterator[Suspect]:
    """The references of policies that somebody has to look at again, in the order they stand."""
    for facts in judged:
        for seen in facts.record.seen if facts.record is not None else ():
            target = facts if seen.owner == facts.id else sayings.policy(seen.owner)
            if target is not None and not sayings.is_as_seen(target, seen):
                yield Suspect(facts, seen, target)


def _own_names(facts: Facts) -> dict[str, str]:
    return {
        f"{item.parent}.{item.id}" if item.parent else item.id: item.oldest_id
        for item in facts.items
    }


def _term(value: Json, own: Mapping[str, str]) -> HalfDigest:
    if not isinstance(value, dict):
        return HalfDigest("")
    promised: dict[str, Json] = {key: below for key, below in value.items() if key not in _NOT_SAID}
    if isinstance(varies := value.get("varies"), list):
        promised["varies"] = [
            {key: below for key, below in each.items() if key not in _NOT_SAID}
            for each in varies
            if isinstance(each, dict)
        ]
    return seen_digest(promised, Section(TERM), own)


def _statement(
    facts: Facts, item: ItemFact, points: Iterable[ItemFact], own: Mapping[str, str]
) -> HalfDigest:
    body = [
        item.level,
        *_conditions(item),
        sorted(item.who),
        sorted(item.decides),
        item.gains,
        _here(item.limit, own),
        sorted(_here(name, own) for name in item.instead_of),
        item.words,
        [
            [str(each.pointer[len(item.pointer)]), each.oldest_id, each.words, *_conditions(each)]
            for each in sorted(points, key=lambda each: each.oldest_id)
        ],
    ]
    return HalfDigest(sha256(canonical_json(body)), tuple(_elsewhere(facts, item, own)))


def _here(name: str, own: Mapping[str, str]) -> str:
    """A quantity, or a name under its oldest id; '' for one of another policy."""
    if not "a" <= name[:1] <= "z":
        return name
    first, dot, rest = name.partition(".")
    if first not in own:
        return ""
    return f"{own[first]}{dot}{own.get(name, rest)}"


def _conditions(item: ItemFact) -> list[Json]:
    narrowing = item.narrowing
    sides = (
        narrowing.regions,
        narrowing.brands,
        narrowing.channels,
        narrowing.reasons,
        narrowing.groups,
        narrowing.audience,
    )
    told: list[Json] = [None if side is None else [*sorted(side)] for side in sides]
    return [*told, narrowing.dates, narrowing.when]


def _elsewhere(facts: Facts, item: ItemFact, own: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """The names of things in other policies that a statement holds, in order."""
    length = len(item.pointer)
    for each in facts.references:
        if each.pointer[:length] != item.pointer or each.pointer[length] in EXPLAINING_KEYS:
            continue
        name = each.raw.partition(":")[0]
        if each.kind not in _NAMING or (each.kind == "link" and is_outside(name)):
            continue
        first, dot, _ = name.partition(".")
        if first not in own and (dot or each.kind == "link"):
            yield (name,)
