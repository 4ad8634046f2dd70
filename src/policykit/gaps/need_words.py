"""The evidence a requirement needs, in words an author can act on."""

from __future__ import annotations

from collections.abc import Mapping

from policykit.library.needs import UNREADABLE
from policykit.model.document import Json

_SIDES = {
    "each_channel": "channel",
    "each_reason": "contact reason",
    "each_role": "role",
    "each_region": "region",
}
_BEFORE = {"area": "in the area", "status": "in status", "of": ""}
"""What is said before a value where the key itself would not read well."""


def need_words(need: Mapping[str, Json]) -> str:
    """One need as a phrase without a full stop, such as `a statement with law: [x.y], must`."""
    if UNREADABLE in need:
        return "a need with a mistake in it"
    for key, one in _SIDES.items():
        if key in need:
            given = _mapping(need[key])
            of = _listed(given.get("of"))
            inner = need_words(_mapping(given.get("need")))
            return f"for each {one}{f' of {of}' if of else ''}: {inner}"
    if "any_of" in need:
        choices = need["any_of"]
        inner_needs = choices if isinstance(choices, list) else []
        return "one of: " + "; or ".join(need_words(_mapping(each)) for each in inner_needs)
    kind = next(iter(need), "")
    return _plain(kind, _mapping(need.get(kind)))


def _plain(kind: str, given: Mapping[str, Json]) -> str:
    head = {
        "policy": "a policy",
        "statement": "a statement",
        "term": "a term",
        "response_target": "a response target",
        "section": f"the section {_listed(given.get('name'))}: filled in",
        "training": "training",
        "kpi": "a KPI",
        "feedback": "feedback",
        "human": "a way to a person (handoffs.human)",
    }.get(kind, kind)
    marks = [_mark(kind, key, value) for key, value in given.items()]
    return ", ".join([head, *(mark for mark in marks if mark)])


def _mark(kind: str, key: str, value: Json) -> str:
    said = _listed(value)
    if key in {"law", "covers"}:
        return f"with {key}: [{said}]"
    if key == "name" and kind == "section":
        return ""
    if key == "public":
        return "public" if value else "not public"
    if key == "target":
        return "with a target" if value else ""
    return f"{_BEFORE.get(key, key.replace('_', ' '))} {said}".strip()


def _listed(value: Json) -> str:
    if isinstance(value, list):
        return " or ".join(map(str, value))
    return "" if value is None else str(value)


def _mapping(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, dict) else {}
