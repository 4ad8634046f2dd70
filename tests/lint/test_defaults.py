from __future__ import annotations

import pytest

from policykit.lint.defaults import filled
from policykit.model.document import Json

CASES: list[tuple[dict[str, Json], dict[str, Json], dict[str, Json]]] = [
    ({"a": 1}, {}, {"a": 1}),
    ({}, {"review": {"every": "1 year"}}, {"review": {"every": "1 year"}}),
    ({"review": None}, {"review": {"every": "1 year"}}, {"review": {"every": "1 year"}}),
    (
        {"review": {"triggers": ["x"]}},
        {"review": {"every": "1 year", "triggers": ["y"]}},
        {"review": {"every": "1 year", "triggers": ["x"]}},
    ),
    (
        {"feedback": [{"id": "own"}]},
        {"feedback": [{"id": "theirs"}]},
        {"feedback": [{"id": "own"}]},
    ),
    ({"feedback": []}, {"feedback": [{"id": "theirs"}]}, {"feedback": []}),
    ({"review": "odd"}, {"review": {"every": "1 year"}}, {"review": "odd"}),
]


@pytest.mark.parametrize(("data", "defaults", "expected"), CASES)
def test_defaults_stand_under_what_a_policy_says(
    data: dict[str, Json], defaults: dict[str, Json], expected: dict[str, Json]
) -> None:
    before = repr((data, defaults))
    assert filled(data, defaults) == expected
    assert repr((data, defaults)) == before
