"""How values of several keys are printed: the same, however a file lays them out."""

from __future__ import annotations

import json

import pytest

from policykit.diffing.amounts import in_print
from policykit.diffing.tree import Field
from policykit.model.document import Json
from policykit.model.policy_shape import POLICY


@pytest.mark.parametrize(
    ("key", "values", "said"),
    [
        (
            "supersedes",
            [{"version": "1.0.0", "reason": "New law."}],
            "version: 1.0.0, reason: New law.",
        ),
        (
            "sources",
            [{"year": 2024, "title": "A study", "author": "Ek"}],
            "title: A study, author: Ek, year: 2024",
        ),
        ("custom", {"zone": 4, "cost-centre": "4711"}, "cost-centre: 4711, zone: 4"),
    ],
)
def test_the_order_of_keys_says_nothing(key: str, values: Json, said: str) -> None:
    for each in (values, json.loads(json.dumps(values, sort_keys=True))):
        assert in_print(Field(key, each, POLICY[key], (key,), {})) == said
