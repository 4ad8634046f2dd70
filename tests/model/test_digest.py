"""Digests change when the rules change, and at nothing else."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, strategies as st

from policykit.library.facts import oldest_ids
from policykit.library.walk import walk
from policykit.model.digest import (
    CONTENT_PREFIX,
    RULES_PREFIX,
    content_digest,
    finished,
    rules_digest,
    text_digest,
)
from policykit.model.policy_shape import POLICY

POLICY_DATA: dict[str, Any] = {
    "format": 1,
    "id": "returns",
    "title": "Returns",
    "status": "active",
    "version": "1.0.0",
    "effective": "2026-01-01",
    "owner": "head",
    "areas": ["returns"],
    "audience": ["clerk", "agent"],
    "terms": {
        "refund-time": {"deadline": "14 days", "from": "delivery", "law": ["eu.b", "eu.a"]},
        "limit": {"allowance": "20 EUR", "varies": [{"regions": ["SE"], "value": "200 SEK"}]},
    },
    "statements": [
        {
            "id": "refund",
            "must": "Pay within {refund-time}, see [why](complaints.late) and [how](no-receipt).",
            "how": "At the till.",
            "limit": "limit",
        },
        {"id": "no-receipt", "should": "Look it up.", "instead_of": ["refund"]},
        {
            "id": "broken",
            "must": "Let them choose",
            "one_of": {"replace": "A new item.", "refund": {"text": "Money for {other.time}."}},
        },
    ],
    "tables": [
        {
            "id": "condition",
            "columns": {"state": "Is", "do": "You"},
            "rows": [
                {"id": "new", "cells": {"state": "new", "do": "pay"}},
                {"id": "worn", "cells": {"state": "worn", "do": "deduct"}},
            ],
        }
    ],
    "escalation": [{"id": "one", "to": "clerk"}, {"id": "two", "to": "head"}],
    "enforcement": {"ladder": ["coaching", "dismissal"], "safe_harbour": True},
    "scripts": [{"id": "hello", "title": "Hello", "text": "Hello there."}],
    "related": ["complaints", "delivery"],
}


def _rules(data: dict[str, Any], renamed: dict[str, str] | None = None) -> str:
    oldest = oldest_ids(walk(data, POLICY))
    names = renamed or {}
    return finished(rules_digest(data, oldest), RULES_PREFIX, lambda name: names.get(name, name))


def _content(data: dict[str, Any], renamed: dict[str, str] | None = None) -> str:
    oldest = oldest_ids(walk(data, POLICY))
    names = renamed or {}
    half = content_digest(data, oldest)
    return finished(half, CONTENT_PREFIX, lambda name: names.get(name, name))


def _changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    data = copy.deepcopy(POLICY_DATA)
    change(data)
    return data


def _rename_statement(data: dict[str, Any]) -> None:
    data["statements"][0] |= {"id": "pay-back", "former_ids": ["refund"]}
    data["statements"][1]["instead_of"] = ["pay-back"]


def _rename_term(data: dict[str, Any]) -> None:
    data["terms"]["pay-time"] = data["terms"].pop("refund-time") | {"former_ids": ["refund-time"]}
    first = data["statements"][0]
    first["must"] = first["must"].replace("{refund-time}", "{pay-time}")


def _rename_limit(data: dict[str, Any]) -> None:
    data["terms"]["most"] = data["terms"].pop("limit") | {"former_ids": ["limit"]}
    data["statements"][0]["limit"] = "most"


def _rename_point(data: dict[str, Any]) -> None:
    points = data["statements"][2]["one_of"]
    points["swap"] = {"text": points.pop("replace"), "former_ids": ["replace"]}


def _rename_column(data: dict[str, Any]) -> None:
    table = data["tables"][0]
    table["columns"]["looks"] = {"text": table["columns"].pop("state"), "former_ids": ["state"]}
    for row in table["rows"]:
        row["cells"]["looks"] = row["cells"].pop("state")


SAME_RULES: dict[str, Callable[[dict[str, Any]], object]] = {
    "status": lambda d: d.update(status="retired"),
    "version and dates": lambda d: d.update(version="2.0.0", effective="2027-01-01"),
    "title and scripts": lambda d: (d.update(title="X"), d["scripts"].clear()),
    "how explains": lambda d: d["statements"][0].update(how="Anywhere.", because="It is right."),
    "folding": lambda d: d["statements"][1].update(should="Look\n  it up. "),
    "order of items": lambda d: d["statements"].reverse(),
    "order of rows": lambda d: d["tables"][0]["rows"].reverse(),
    "order of names": lambda d: d["audience"].reverse(),
    "order of law": lambda d: d["terms"]["refund-time"]["law"].reverse(),
    "point as text or mapping": lambda d: d["statements"][2]["one_of"].update(
        replace={"text": "A new item."}
    ),
    "zeros of a number": lambda d: d["terms"]["limit"].update(allowance="20.00 EUR"),
    "renamed statement": _rename_statement,
    "renamed term": _rename_term,
    "renamed limit": _rename_limit,
    "renamed point": _rename_point,
    "renamed column": _rename_column,
    "custom": lambda d: d.update(custom={"cost-centre": "1"}),
}

OTHER_RULES: dict[str, Callable[[dict[str, Any]], object]] = {
    "a number": lambda d: d["terms"]["refund-time"].update(deadline="10 days"),
    "a unit": lambda d: d["terms"]["refund-time"].update(deadline="14 hours"),
    "a clock": lambda d: d["terms"]["refund-time"].update(deadline="14 business days"),
    "a variant": lambda d: d["terms"]["limit"]["varies"][0].update(value="300 SEK"),
    "a level": lambda d: d["statements"][1].update(must=d["statements"][1].pop("should")),
    "a word": lambda d: d["statements"][1].update(should="Look them up."),
    "another term": lambda d: d["statements"][0].update(
        must=d["statements"][0]["must"].replace("{refund-time}", "{limit}")
    ),
    "a form": lambda d: d["statements"][0].update(
        must=d["statements"][0]["must"].replace("{refund-time}", "{refund-time:genitive}")
    ),
    "a link": lambda d: d["statements"][0].update(
        must=d["statements"][0]["must"].replace("complaints.late", "complaints.early")
    ),
    "an item less": lambda d: d["statements"].pop(),
    "a cell": lambda d: d["tables"][0]["rows"][0]["cells"].update(do="refuse"),
    "order of steps": lambda d: d["escalation"].reverse(),
    "order of the ladder": lambda d: d["enforcement"]["ladder"].reverse(),
    "audience": lambda d: d["audience"].append("manager"),
    "cells swapped": lambda d: d["tables"][0]["rows"][0].update(
        cells={"state": "pay", "do": "new"}
    ),
}


@pytest.mark.parametrize("change", SAME_RULES.values(), ids=SAME_RULES.keys())
def test_rules_digest_stays(change: Callable[[dict[str, Any]], object]) -> None:
    assert _rules(_changed(change)) == _rules(POLICY_DATA)


@pytest.mark.parametrize("change", OTHER_RULES.values(), ids=OTHER_RULES.keys())
def test_rules_digest_changes(change: Callable[[dict[str, Any]], object]) -> None:
    assert _rules(_changed(change)) != _rules(POLICY_DATA)


def test_rename_of_a_step_that_another_one_leads_to_changes_nothing() -> None:
    steps = [{"id": "ask", "do": "Ask.", "if_not": "wait"}, {"id": "wait", "do": "Wait."}]
    before = {**POLICY_DATA, "procedures": [{"id": "till", "title": "Till", "steps": steps}]}
    after = copy.deepcopy(before)
    ask, wait = after["procedures"][0]["steps"]
    ask["if_not"] = "stay"
    wait.update(id="stay", former_ids=["wait"])
    assert _rules(after) == _rules(before)
    ask["if_not"] = "ask"
    assert _rules(after) != _rules(before)


def test_rename_in_another_policy_changes_nothing() -> None:
    def rename(data: dict[str, Any]) -> None:
        first = data["statements"][0]
        first["must"] = first["must"].replace("complaints.late", "complaints.delayed")
        data["related"] = ["zebra", "complaints"]

    moved = _changed(rename)
    assert _rules(moved) != _rules(POLICY_DATA)
    assert _rules(moved, {"complaints.delayed": "complaints.late"}) == _rules(POLICY_DATA)
    former = {"complaints.delayed": "complaints.late", "zebra": "delivery"}
    assert _content(moved, former) == _content(POLICY_DATA)


@pytest.mark.parametrize(
    ("change", "same"),
    [
        (lambda d: d["scripts"][0].update(text="Hi."), False),
        (lambda d: d["statements"][0].update(how="Anywhere."), False),
        (lambda d: d.update(title="X"), False),
        (lambda d: d.update(custom={"a": "b"}), True),
        (lambda d: d["scripts"][0].update(text="Hello  there.\n"), True),
    ],
    ids=["script", "how", "title", "custom", "folding"],
)
def test_content_digest_covers_what_is_printed(
    change: Callable[[dict[str, Any]], object], same: bool
) -> None:
    assert (_content(_changed(change)) == _content(POLICY_DATA)) is same


def test_digests_have_their_prefix_and_length() -> None:
    assert _rules(POLICY_DATA).startswith("pk1-")
    assert _content(POLICY_DATA).startswith("pc1-")
    assert len(_rules(POLICY_DATA)) == len("pk1-") + 64
    assert len(text_digest("x", {})) == len("s-") + 8


@given(st.randoms(use_true_random=False))
def test_key_order_is_no_change(chance: random.Random) -> None:
    def shuffled(value: Any) -> Any:  # noqa: ANN401 - any JSON
        if isinstance(value, dict):
            keys = list(value)
            chance.shuffle(keys)
            return {key: shuffled(value[key]) for key in keys}
        if isinstance(value, list):
            return [shuffled(item) for item in value]
        return value

    assert _rules(shuffled(POLICY_DATA)) == _rules(POLICY_DATA)
    assert _content(shuffled(POLICY_DATA)) == _content(POLICY_DATA)


def test_text_digest_follows_the_oldest_id() -> None:
    assert text_digest("In {new}.", {"new": "old"}) == text_digest("In {old}.", {"old": "old"})
    assert text_digest("In {new}.", {}) != text_digest("In {old}.", {})
