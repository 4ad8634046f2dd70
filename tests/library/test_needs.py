"""Needs that say what no schema knows are set apart, so that nothing is judged by a guess."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.support.program import ROOT

from policykit.library.needs import UNREADABLE, readable
from policykit.model.document import Json

NEEDS: dict[str, Any] = json.loads((ROOT / "schemas" / "framework.schema.json").read_text())[
    "$defs"
]["need"]["properties"]
CLOSED = [
    (kind, key, value)
    for kind, of in NEEDS.items()
    if not kind.startswith(("any_of", "each_"))
    for key, given in of.get("properties", {}).items()
    for value in (*given.get("enum", ()), *given.get("anyOf", [{}])[0].get("enum", ()))
]
REQUIRED: dict[str, dict[str, Json]] = {
    "response_target": {"of": "resolution"},
    "section": {"name": "faq"},
}


@pytest.mark.parametrize(("kind", "key", "value"), CLOSED)
def test_what_the_schema_knows_stays_as_it_is(kind: str, key: str, value: str) -> None:
    need: dict[str, Json] = {kind: {**REQUIRED.get(kind, {}), key: value}}
    assert readable(need) == need


@pytest.mark.parametrize(("kind", "key"), sorted({(kind, key) for kind, key, _ in CLOSED}))
def test_a_slip_in_a_closed_list_is_set_apart(kind: str, key: str) -> None:
    need: dict[str, Json] = {kind: {**REQUIRED.get(kind, {}), key: "slipped"}}
    assert readable(need) == {UNREADABLE: need}


@pytest.mark.parametrize(
    "need",
    [
        {},
        {"statment": {}},
        {"statement": {}, "term": {}},
        {"section": {}},
        {"response_target": {"at_most": "1 day"}},
        {"policy": "active"},
        {"any_of": {"policy": {}}},
        {"each_channel": []},
    ],
)
def test_what_is_no_need_is_set_apart(need: dict[str, Json]) -> None:
    assert readable(need) == {UNREADABLE: need}


def test_a_need_inside_others_is_set_apart_where_it_stands() -> None:
    good: dict[str, Json] = {"policy": {}}
    bad: dict[str, Json] = {"section": {"name": "tonee"}}
    inside: dict[str, Json] = {"each_region": {"of": ["SE"], "need": bad}}
    assert readable({"any_of": [good, inside]}) == {
        "any_of": [good, {"each_region": {"of": ["SE"], "need": {UNREADABLE: bad}}}]
    }
