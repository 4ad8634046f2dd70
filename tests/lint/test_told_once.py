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

ANSWER = """\
terms:
  answer-in: {deadline: 20 seconds, from: call-offered}
statements:
  - id: greet
    must: Answer within {answer-in}.
---
# policies/phone-manners.sv.yaml
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


@pytest.mark.parametrize(
    ("example", "codes"),
    [
        ("statements:\n  - id: reply\n    must: Reply ASAP.\n", ["WRD001"]),
        ("statements:\n  - id: reply\n    must: PLEASE reply ASAP.\n", ["WRD001", "WRD018"]),
        ("owner: shop manager\n", ["REF003"]),
        ("owner: Head-Of-Customer-Service\n", ["REF003", "SCH006"]),
        (
            f"{ANSWER}statements:\n  greet: Svara inom 30 sekunder, helst inom 10 sekunder.\n",
            ["TRN003", "WRD005"],
        ),
        # The number is the term's own, and a program can write it so.
        (f"{ANSWER}statements:\n  greet: Svara inom 20 sekunder.\n", ["TRN003", "WRD005"]),
    ],
)
def test_words_are_told_by_the_rule_that_says_most(example: str, codes: list[str]) -> None:
    looked_at = ["WRD001", "WRD018", "REF003", "SCH006", "TRN003", "TRN008", "WRD005"]
    found = lint(example, select=looked_at).findings
    assert sorted(each.code for each in found if each.code in looked_at) == codes
