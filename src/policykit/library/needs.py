"""Needs of frameworks as they can be judged: what nobody can read in them is set apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from policykit.library import read
from policykit.model.document import Json
from policykit.model.policy_shape import LEVELS
from policykit.model.term import Beneficiary, Part, TermKind

UNREADABLE: Final = "unreadable"
"""The key a need stands under that says something no schema knows; nothing can ever meet it."""

_SECTIONS: Final = frozenset(
    {
        "scope", "definitions", "rationale", "customer_benefit", "objectives", "terms", "tables",
        "response_targets", "procedures", "escalation", "handoffs", "tone", "scripts", "scenarios",
        "faq", "exceptions", "training", "kpis", "feedback", "communication", "monitoring",
        "enforcement", "review",
    }
)  # fmt: skip
_STATUSES: Final = frozenset({"draft", "in-review", "approved", "active"})
_TIMES: Final = frozenset({"first_response", "next_response", "resolution", "update_every"})
_KNOWN: Final[Mapping[str, Mapping[str, frozenset[str]]]] = {
    "policy": {"status": _STATUSES},
    "statement": {"level": frozenset(LEVELS)},
    "term": {
        "kind": frozenset(TermKind),
        "part": frozenset(Part) - {Part.VALUE},
        "for": frozenset(Beneficiary),
    },
    "response_target": {"of": _TIMES, "by": frozenset({"person", "bot"})},
    "section": {"name": _SECTIONS},
    "training": {},
    "kpi": {},
    "feedback": {"from": frozenset({"customer", "staff"})},
    "human": {},
}
"""Every kind of plain need with the keys that have a closed list of values."""

_DEMANDED: Final = {"response_target": "of", "section": "name"}
_EACH: Final = ("each_channel", "each_reason", "each_role", "each_region")


def readable(need: Mapping[str, Json]) -> dict[str, Json]:
    """A need as it can be judged: where it is malformed, it stands under `UNREADABLE`.

    The schema tells what is wrong with it; here it only may not be taken for something else.
    """
    if len(need) != 1:
        return {UNREADABLE: dict(need)}
    [(kind, given)] = need.items()
    if kind == "any_of" and isinstance(given, list):
        return {kind: [readable(each) if isinstance(each, dict) else each for each in given]}
    if kind in _EACH and isinstance(given, dict):
        return {kind: {**given, "need": readable(read.section(given, "need"))}}
    if kind in _KNOWN and isinstance(given, dict) and _is_known(kind, given):
        return dict(need)
    return {UNREADABLE: dict(need)}


def _is_known(kind: str, given: Mapping[str, Json]) -> bool:
    demanded = _DEMANDED.get(kind)
    if demanded is not None and demanded not in given:
        return False
    return all(
        value in known
        for key, known in _KNOWN[kind].items()
        if key in given
        for value in read.names(given, key) or ("",)
    )
