"""The kinds of evidence a framework asks for, each judged in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from tests.reference import areas
from tests.reference.areas import Judge, of_area
from tests.reference.checks import IDLE, Checks, beyond, meant, nearest, suits
from tests.reference.house import Data, House, Where, in_force, listed

from policykit.model.order import Limit
from policykit.model.term import Part, Term

LEVELS: Final = ("must", "must_not", "should", "should_not", "may")
EACH: Final = {f"each_{name}": name for name in ("channel", "reason", "role", "region")}


def fault(judged: House, need: Data, where: Where, area: str) -> str:
    """What is wrong where a need is not met, '' where it is.

    Args:
        judged: the policies and what they stand in.
        need: as the framework writes it.
        where: for whom.
        area: the service area of the requirement.

    Raises:
        ValueError: for a need, or a mark of one, that nobody here can judge.
    """
    ((kind, asked),) = need.items()
    if kind == "any_of":
        faults = [fault(judged, each, where, area) for each in asked]
        return "" if "" in faults else " OR ".join(faults)
    if kind in EACH:
        return _each(judged, EACH[kind], asked, where, area)
    if kind not in KEYS or not asked.keys() <= KEYS[kind]:
        raise ValueError(f"Nobody can judge the need {dict(need)}.")
    found = _JUDGES[kind](judged, asked, where, area)
    marks = [f"{key} {' or '.join(_texts(value))}" for key, value in asked.items()]
    return f"needs {kind} ({', '.join(marks)}): {found}" if found else ""


def _each(judged: House, key: str, asked: Data, where: Where, area: str) -> str:
    names = listed(asked.get("of") or judged.organisation.get(f"{key}s"))
    if key == "region":
        names = tuple(name for name in names if name == where.region)
    if key == "channel":
        names = tuple(name for name in names if judged.offers(name, where.region))
    faults = {
        name: fault(judged, asked["need"], replace(where, **{key: name}), area) for name in names
    }
    return "; ".join(f"in {name} {found}" for name, found in faults.items() if found)


def _statement(judged: House, asked: Data, where: Where, _area: str) -> str:
    def checks(policy: Data, one: Data) -> Checks:
        level = next(level for level in LEVELS if level in one)
        points = (one.get("points", {}) | one.get("one_of", {})).values()
        law = [
            name
            for part in (one, *(point for point in points if isinstance(point, Mapping)))
            if part is one or judged.reaches(policy, part, where)
            for name in listed(part.get("law"))
        ]
        yield "", meant(judged, asked, where, policy, (*law, *listed(one.get("covers"))))
        yield IDLE, in_force(policy, judged.day)
        yield "does not hold here", judged.reaches(policy, one, where)
        yield "is of another phase", suits(asked, "phase", one.get("phase"))
        yield f"is a {level}", suits(asked, "level", level)
        yield "is not public", suits(asked, "public", one.get("public", False))

    return nearest(
        (f"{policy['id']}.{one['id']}", checks(policy, one))
        for policy in judged.policies
        for one in policy["statements"]
    )


def _term(judged: House, asked: Data, where: Where, _area: str) -> str:
    limits = {limit: asked[limit.value] for limit in Limit if limit.value in asked}
    part = Part(asked.get("part", "value"))

    def checks(policy: Data, term: Term) -> Checks:
        covers = listed(policy["terms"][term.id].get("covers"))
        varied = [name for one in term.variants if isinstance(one.law, tuple) for name in one.law]
        yield "", meant(judged, asked, where, policy, (*term.law, *varied, *covers))
        yield IDLE, in_force(policy, judged.day)
        rows = [
            (case, promise)
            for case, promise in judged.promises(policy, term, where)
            if meant(judged, asked, where, policy, (*promise.law, *covers))
        ]
        yield "does not hold here", bool(rows) and judged.reaches(policy, {}, where)
        yield f"is a {term.kind}", suits(asked, "kind", term.kind)
        yield f"is for {term.for_whom}", suits(asked, "for", term.for_whom)
        public = all(promise.public for _, promise in rows)
        yield "is not public", suits(asked, "public", public)
        events = {promise.from_event or "no event" for _, promise in rows}
        counted = all(suits(asked, "from", event) for event in events)
        yield f"counts from {' or '.join(sorted(events))}", counted
        wrong = judged.worse([(case, promise.part(part)) for case, promise in rows], limits)
        yield wrong, not wrong

    return nearest(
        (f"{policy['id']}.{term.id}", checks(policy, term))
        for policy in judged.policies
        for term in judged.terms[policy["id"]].values()
    )


def _response_target(judged: House, asked: Data, where: Where, _area: str) -> str:
    def checks(policy: Data, one: Data, place: Where) -> Checks:
        of, covers = asked["of"], listed(one.get("covers"))
        yield "", of in one and meant(judged, asked, place, policy, covers)
        yield "does not hold here", judged.reaches(policy, one, place)
        yield IDLE, in_force(policy, judged.day)
        yield "holds for some only", one.keys().isdisjoint({"brands", "groups", "when"})
        # As in a target, nobody named means a person: the hello of a bot is no answer.
        yield "is kept by another", asked.get("by", "person") == one.get("by", "person")
        yield "is of another priority", suits(asked, "priority", one.get("priority"))
        for key, mark in ((of, "at_most"), ("attain", "attain")):
            wrong = beyond(judged, policy, one, key, asked, mark, place)
            yield f"{key} {wrong}", not wrong

    places = [
        replace(where, channel=channel, reason=reason)
        for channel in asked.get("channels", [where.channel])
        for reason in asked.get("reasons", [where.reason])
    ]
    faults = (
        nearest(
            (f"{policy['id']}.{one['id']}", checks(policy, one, place))
            for policy in judged.policies
            for one in policy.get("response_targets", ())
        )
        for place in places
    )
    return "; ".join(found for found in faults if found)


def _texts(value: object) -> list[str]:
    """What a mark of a need says, in words."""
    values = value if isinstance(value, list) else [value]
    return ["yes" if each is True else str(each) for each in values]


_JUDGES: Final[Mapping[str, Judge]] = {
    "policy": of_area(areas.status, any_status=True),
    "statement": _statement,
    "term": _term,
    "response_target": _response_target,
    "section": of_area(areas.section),
    "training": of_area(areas.training),
    "kpi": of_area(areas.kpi),
    "feedback": of_area(areas.feedback),
    "human": of_area(areas.human),
}
KEYS: Final[Mapping[str, frozenset[str]]] = {
    kind: frozenset(keys.split())
    for kind, keys in {
        "policy": "area status",
        "statement": "law covers level phase public area",
        "term": "law covers kind part from for public at_most at_least area",
        "response_target": "of at_most attain by priority channels reasons covers area",
        "section": "name area",
        "training": "area roles within_at_most refresh_at_most topic covers",
        "kpi": "area use target covers",
        "feedback": "area from kind every_at_most covers",
        "human": "area open_at_most closed_at_most",
    }.items()
}
"""The marks each kind of need can have; a need with another one is refused, never half judged."""
