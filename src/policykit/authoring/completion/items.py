"""Items and terms an author can name: those of the own policy, then those of others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from policykit.authoring.completion.names import Name
from policykit.authoring.completion.sight import Sight, one_line, texts
from policykit.authoring.completion.suggestion import Sort
from policykit.library import read
from policykit.library.cited import dotted
from policykit.library.facets import in_one_line
from policykit.library.walk import FoundItem
from policykit.lint.kinds_of_names import ITEM_KINDS_BY_KEY
from policykit.lint.names_around import feedback_sources
from policykit.lint.policy_names import UNNAMED_KINDS
from policykit.model.document import Json
from policykit.model.facts import Facts
from policykit.model.text import PARTS

MOST: Final = 500
"""Names of other policies that are offered at once; of more, those of the nearest policies."""

_OWN: Final = 0
_OWN_ODD: Final = 5
_SELDOM_NAMED: Final = UNNAMED_KINDS | {
    "audit",
    "column",
    "definition",
    "exclusion",
    "feedback",
    "kpi",
    "module",
    "objective",
    "row",
    "script",
    "step",
}
"""Kinds of items that other policies hardly name: offered behind the id of their policy alone."""

_NEAR: Final = 40
_FAR: Final = 50


def items(sight: Sight, key: str, typed: str) -> Iterator[Name]:
    """Items by their dotted ids: those the key may name first.

    `typed` is what stands there already: behind the id of a policy and a dot its items alone.
    """
    kinds, _ = ITEM_KINDS_BY_KEY.get(key, (frozenset[str](), ""))
    owner = typed.partition(".")[0] if "." in typed else ""
    known = set()
    for item in sight.found.items:
        if item.kind in UNNAMED_KINDS or (kinds and item.kind not in kinds):
            continue
        name = dotted(item)
        known.add(name)
        yield Name(name, *_told(sight, item), fitness=_OWN, sort=Sort.ITEM)
        if item.kind == "step":
            # A step is named by its own id inside of its procedure.
            yield Name(item.id, *_told(sight, item), fitness=_OWN_ODD, sort=Sort.ITEM)
    if kinds and not owner:
        return
    for facts in _others(sight, owner, known):
        for each in facts.items:
            if each.kind in (UNNAMED_KINDS if owner else _SELDOM_NAMED):
                continue
            if kinds and each.kind not in kinds:
                continue
            inner = f"{each.parent}.{each.id}" if each.parent else each.id
            title = f"{each.kind.replace('-', ' ')} of {facts.title or facts.id}"
            yield Name(f"{facts.id}.{inner}", title, fitness=_far(sight, facts), sort=Sort.ITEM)
    yield from _owners(sight, owner)


def links(sight: Sight, typed: str) -> Iterator[Name]:
    """What a link can lead to: items, policies, and items of policies."""
    yield from items(sight, "", typed)
    for facts in sight.snapshot.facts.values():
        if facts.id != sight.own_id:
            about = ", ".join(filter(None, (facts.status, *facts.areas)))
            # A policy can be linked to as a whole, so it stands before what is in it.
            yield Name(facts.id, facts.title, about, _far(sight, facts) - 6, Sort.POLICY)


def terms(sight: Sight, typed: str, *, parts: bool = True) -> Iterator[Name]:
    """Terms with what they promise, their parts, then those of other policies."""
    own = read.section(sight.policy, "terms")
    for name, value in own.items():
        yield from _with_parts(sight, name, value, "", fitness=_OWN, parts=parts)
    owner = typed.partition(".")[0] if "." in typed else ""
    for facts in _others(sight, owner, set(own), terms_alone=True):
        for name, value in facts.terms:
            whole = f"{facts.id}.{name}"
            title = facts.title or facts.id
            fitness = _far(sight, facts)
            yield from _with_parts(sight, whole, value, title, fitness=fitness, parts=parts)
    yield from _owners(sight, owner)


def feedback(sight: Sight) -> Iterator[Name]:
    """The feedback of the policy and of the defaults, where evidence comes from."""
    for item in sight.found.items:
        if item.kind == "feedback":
            yield Name(item.id, *_told(sight, item), fitness=_OWN, sort=Sort.ITEM)
    facts = next((e for e in sight.snapshot.facts.values() if e.id == sight.own_id), None)
    if facts is not None:
        for name in sorted(feedback_sources(facts, sight.organisation)):
            yield Name(name, "feedback", fitness=_OWN_ODD, sort=Sort.ITEM)


def _with_parts(
    sight: Sight, name: str, value: Json, whose: str, *, fitness: int, parts: bool
) -> Iterator[Name]:
    said = value_of(sight, value)
    title = f"{said} ({whose})" if whose else said
    about = read.text(value, "title") if isinstance(value, dict) else ""
    yield Name(name, title, about, fitness, Sort.TERM)
    extend = read.section(value, "extend") if isinstance(value, dict) else {}
    if parts and "by" in extend:
        told = {
            "extension": read.text(extend, "by"),
            "extension-notice": read.text(extend, "tell_within"),
            "total": "the time with its extension",
        }
        for part in PARTS:
            if told[part]:
                yield Name(f"{name}.{part}", told[part], about, fitness + 1, Sort.TERM)


def value_of(sight: Sight, value: Json) -> str:
    """What a term promises, in one line."""
    item = FoundItem("term", "", (), "", value)
    return one_line(in_one_line(item, sight.organisation.title), 80)


def _told(sight: Sight, item: FoundItem) -> tuple[str, str]:
    """The kind of an item for its side, and its words."""
    return item.kind.replace("-", " "), one_line(in_one_line(item, sight.organisation.title), 400)


def _far(sight: Sight, facts: Facts) -> int:
    return _NEAR if sight.areas & set(facts.areas) else _FAR


def _others(
    sight: Sight, owner: str, known: set[str], *, terms_alone: bool = False
) -> Iterator[Facts]:
    """The other policies, nearest first, until their names are as many as are offered."""
    if owner and owner not in known:
        yield from (each for each in sight.snapshot.facts.values() if each.id == owner)
        return
    near = {name.partition(".")[0] for name in _cited(sight)}
    others = sorted(
        (each for each in sight.snapshot.facts.values() if each.id != sight.own_id),
        key=lambda each: (each.id not in near, not sight.areas & set(each.areas), each.id),
    )
    offered = 0
    for facts in others:
        offered += len(facts.terms) if terms_alone else _named_elsewhere(facts)
        if offered > MOST:
            return
        yield facts


def _owners(sight: Sight, owner: str) -> Iterator[Name]:
    """The policies whose items are to be had by a dot behind them, where not all are offered."""
    if not owner and is_too_many(sight.snapshot.facts):
        for facts in sight.snapshot.facts.values():
            if facts.id != sight.own_id:
                fitness = _far(sight, facts) - 5
                yield Name(facts.id, facts.title, "", fitness, Sort.POLICY, goes_on=True)


def is_too_many(policies: Mapping[tuple[str, str], Facts]) -> bool:
    """Whether there are more items in all policies than are offered at once."""
    return sum(map(_named_elsewhere, policies.values())) > MOST


def _named_elsewhere(facts: Facts) -> int:
    return sum(each.kind not in _SELDOM_NAMED for each in facts.items)


def _cited(sight: Sight) -> Iterator[str]:
    """Names with a dot that stand in the policy: those of policies it knows of."""
    found = (each.raw for each in sight.found.references if "." in each.raw)
    related = sight.policy.get("related")
    yield from islice(found, MOST)
    yield from texts(related)
