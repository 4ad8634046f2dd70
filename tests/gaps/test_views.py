"""What is answered where: by channel and contact reason, and by area and channel."""

from __future__ import annotations

from typing import Any

import pytest
from tests.gaps.small_library import Data, files, judged

from policykit.gaps.views import heat, matrix
from policykit.model.coverage import MatrixCell

PHONE: Data = {
    "id": "fast",
    "channels": ["phone"],
    "first_response": "2 minutes",
    "resolution": "1 day",
    "attain": "90 %",
}
SLOW: Data = {
    "id": "slow",
    "channels": ["phone", "email"],
    "first_response": "1 business day",
    "by": "bot",
}
RULE: Data = {"id": "greet", "should": "Greet everyone."}


def _cell(channel: str, reason: str, *policies: Data) -> MatrixCell:
    world = judged(files(policies, [{"needs": [{"policy": {}}]}])).world
    return next(
        each for each in matrix(world).cells if (each.channel, each.reason) == (channel, reason)
    )


def _answers(cell: MatrixCell) -> list[tuple[str, ...]]:
    return [
        (each.target, each.first_response, each.resolution, each.by, each.attain, *each.regions)
        for each in cell.answers
    ]


def test_the_fastest_answer_comes_first_and_a_region_without_one_is_told() -> None:
    targets = [SLOW, {**PHONE, "regions": ["SE"]}]
    cell = _cell("phone", "return", {"response_targets": targets})
    assert _answers(cell) == [
        ("fast", "2 minutes", "1 day", "person", "90 %", "SE"),
        ("slow", "1 business day", "", "bot", ""),
    ]
    assert (cell.rules, cell.closed, cell.unanswered) == (1, (), ())
    cell = _cell("chat", "return", {"response_targets": targets, "scope": {"regions": ["SE"]}})
    assert (cell.answers, cell.closed, cell.unanswered) == ((), ("GB",), ("SE", "DE"))


def test_a_time_that_is_another_by_region_is_another_answer() -> None:
    terms = {
        "soon": {"deadline": "2 minutes", "varies": [{"regions": ["DE"], "value": "5 minutes"}]},
        "half": {"deadline": "3 days", "varies": [{"regions": ["SE", "GB"], "value": "none"}]},
    }
    target = {"id": "one", "channels": ["phone"], "first_response": "soon"}
    cell = _cell("phone", "return", {"terms": terms, "response_targets": [target]})
    assert _answers(cell) == [
        ("one", "2 minutes", "", "person", "", "SE", "GB"),
        ("one", "5 minutes", "", "person", "", "DE"),
    ]
    target = {"id": "one", "channels": ["phone"], "first_response": "half"}
    cell = _cell("phone", "return", {"terms": terms, "response_targets": [target]})
    assert _answers(cell) == [("one", "3 days", "", "person", "", "DE")]
    assert cell.unanswered == ("SE", "GB")


AREAS = b"""
format: 1
areas:
  returns: {title: Returns, order: 1, contact_facing: true}
  complaints: {title: Complaints, order: 2}
  unused: {title: Unused, order: 3}
"""
WARMTH: dict[str, tuple[list[Data], dict[str, tuple[Any, ...]]]] = {
    "rules alone": (
        [{}],
        {"phone": ("rules", 1, ""), "email": ("rules", 1, "")},
    ),
    "rules and answers": (
        [{"response_targets": [SLOW, PHONE]}],
        {"phone": ("answered", 1, "2 minutes"), "email": ("answered", 1, "1 business day")},
    ),
    "rules in a channel": (
        [{"statements": [{**RULE, "channels": ["phone"]}], "response_targets": [SLOW]}],
        {"phone": ("answered", 1, "1 business day"), "email": ("nothing", 0, "")},
    ),
    "a policy of a channel that is to be read again": (
        [{"scope": {"channels": ["phone"]}, "review": {"every": "1 month"}}],
        {"phone": ("outdated", 0, ""), "email": ("nothing", 0, "")},
    ),
    "one that is old beside one that is not": (
        [
            {"review": {"every": "1 month"}},
            {"id": "more", "statements": [{**RULE, "channels": ["phone"]}]},
        ],
        {"phone": ("rules", 1, ""), "email": ("nothing", 0, "")},
    ),
    "a retired policy": (
        [{"status": "retired", "retired_on": "2026-03-01"}],
        {"phone": ("nothing", 0, ""), "email": ("nothing", 0, "")},
    ),
    "a draft": (
        [{"status": "draft"}],
        {"phone": ("outdated", 0, ""), "email": ("outdated", 0, "")},
    ),
}


@pytest.mark.parametrize(("policies", "told"), WARMTH.values(), ids=WARMTH.keys())
def test_how_well_an_area_is_looked_after(
    policies: list[Data], told: dict[str, tuple[Any, ...]]
) -> None:
    contents = files(policies, [{"needs": [{"policy": {}}]}])
    world = judged({**contents, "schemas/areas.yaml": AREAS}).world
    found = {
        each.channel: (each.warmth.value, each.rules, each.first_response)
        for each in heat(world)
        if each.area == "returns" and each.channel in told
    }
    assert found == told


def test_areas_without_contacts_are_told_once_a_policy_has_them_and_need_no_answer() -> None:
    contents = files([{"areas": ["complaints"]}], [{"needs": [{"policy": {}}]}])
    found = heat(judged({**contents, "schemas/areas.yaml": AREAS}).world)
    assert {(each.area, each.warmth.value) for each in found} == {
        ("returns", "nothing"),
        ("complaints", "answered"),
    }
