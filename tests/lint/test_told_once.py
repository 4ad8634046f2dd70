"""Words that two rules find fault with are told once."""

from __future__ import annotations

import pytest
from tests.lint.examples import lint

BLAMING = """\
tone:
  style: [calm]
  avoid:
    - You should have
scripts:
  - id: late
    title: Late
    text: |
      Hello {customer-name}, you should have told us.
      Here is what helps: {more}
"""


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ("we look at it now.", ["WRD014"]),
        ("it was your fault.", ["WRD014", "WRD010"]),
    ],
)
def test_what_a_policy_avoids_is_told_once(more: str, codes: list[str]) -> None:
    found = lint(BLAMING.replace("{more}", more), select=["WRD010", "WRD014"]).findings
    assert [each.code for each in found] == codes


def test_it_is_told_by_the_other_rule_where_the_policy_avoids_nothing() -> None:
    example = BLAMING.replace("You should have", "Calm down now")
    found = lint(example, select=["WRD010", "WRD014"]).findings
    assert [each.code for each in found] == ["WRD010"]


def test_it_is_told_by_the_other_rule_where_the_one_that_says_more_is_off() -> None:
    assert [each.code for each in lint(BLAMING, select=["WRD010"]).findings] == ["WRD010"]
