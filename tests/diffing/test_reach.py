"""Naming what holds anyway neither narrows nor widens anything."""

from __future__ import annotations

import pytest
from tests.pairs.laid import POLICY, parsed, told

RULE = "statements: [{id: greet, must: Greet., %s}]"
POINTS = "statements: [{id: greet, must: Do, regions: [SE], points: {nod: {text: Nod.%s}}}]"


@pytest.mark.parametrize(
    ("text", "before", "after", "kind"),
    [
        (RULE, "public: true", "public: true, regions: [SE, DE]", "value-written-otherwise"),
        (RULE, "public: true", "public: true, regions: [SE, DE, GB]", "value-written-otherwise"),
        (RULE, "public: true", "public: true, audience: [agent]", "value-written-otherwise"),
        (RULE, "public: true", "public: true, regions: [SE]", "scope-narrowed"),
        (RULE, "regions: [GB]", "public: false", "scope-widened"),
        (POINTS, "", ", regions: [SE]", "value-written-otherwise"),
        (POINTS, "", ", regions: [DE]", "scope-narrowed"),
    ],
)
def test_a_list_of_all_there_is_says_nothing_new(
    text: str, before: str, after: str, kind: str
) -> None:
    sides = ({POLICY: parsed(text % each)} for each in (before, after))
    old, new = sides
    found = [each.name for each in told(old, new).changes if each.name != "made-internal"]
    assert found == [kind]
