"""Which gap gets a text to paste, and who is told to paste it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.gaps.judged import applying, world_with
from tests.gaps.shop import around

from policykit.gaps.advising import advised, owned
from policykit.gaps.owners import Owners
from policykit.model.coverage import Reason, RequirementCoverage
from policykit.model.document import Json
from policykit.model.framework import Framework, Requirement

POLICY = """\
format: 1
id: goods-back
title: Goods back
areas: [returns]
status: active
version: 1.0.0
effective: 2026-12-01
owner: clerk
terms:
  refund-time: {deadline: 30 days, from: delivery, covers: [own.trial]}
statements:
  - id: trial
    should: Pay money back.
    covers: [own.trial]
"""
STATEMENT: dict[str, Json] = {"statement": {"covers": "own.trial", "level": "must"}}
TERM: dict[str, Json] = {"term": {"covers": "own.trial", "kind": "deadline", "at_most": "14 days"}}


def told(text: str, *needs: dict[str, Json]) -> RequirementCoverage:
    """What is told of a requirement with these needs where there is this one policy."""
    requirement = Requirement(
        id="trial",
        pointer=("requirements", 3),
        area="returns",
        requirement="Pay money back within 14 days.",
        needs=needs,
    )
    framework = Framework(
        id="own",
        path="schemas/frameworks/own.yaml",
        applies_when={"always": True},
        requirements=(requirement,),
    )
    world = world_with(replace(around(), frameworks={"own": framework}), [text] if text else [])
    owners = Owners(world.index.standings, world.around)
    (found,) = advised(owned(applying(world), owners), world)
    return found.requirements[0]


def reasons(text: str, *needs: dict[str, Json]) -> list[Reason]:
    """Why it is not covered in Sweden."""
    return list(told(text, *needs).regions[0].reasons)


def test_an_area_without_a_policy_is_told_its_starter_and_one_with_it_the_policy() -> None:
    bare, kept = told("", STATEMENT), told(POLICY, STATEMENT)
    assert (bare.owner, bare.policy, bare.starter) == ("owner", "", "returns")
    assert (kept.owner, kept.policy, kept.starter) == ("clerk", "goods-back", "")


def test_what_is_missing_gets_a_text_with_ids_that_the_policy_does_not_have() -> None:
    ours = POLICY.replace("own.trial", "own.other")
    (reason,) = reasons(ours, STATEMENT)
    assert (
        reason.skeleton
        == """\
statements:
  - id: trial-2
    # Say it your way:
    must: Pay money back within 14 days.
    covers: [own.trial]
"""
    )


@pytest.mark.parametrize(
    ("text", "need"),
    [
        (POLICY, TERM),
        (POLICY, STATEMENT),
        (POLICY.replace("should", "must").replace("active", "draft"), STATEMENT),
    ],
    ids=["beyond the limit", "another level", "a draft"],
)
def test_what_has_to_be_changed_gets_no_text_to_paste_beside_it(
    text: str, need: dict[str, Json]
) -> None:
    found = reasons(text, need)
    assert found
    assert not any(reason.skeleton for reason in found)


def test_a_section_that_is_not_filled_in_gets_its_text() -> None:
    (reason,) = reasons(POLICY, {"section": {"name": "review"}})
    assert reason.skeleton.startswith("review:\n")


def test_of_several_ways_the_one_that_is_told_gets_its_text() -> None:
    ways: dict[str, Json] = {
        "any_of": [
            {"each_channel": {"of": ["phone"], "need": TERM}},
            {"section": {"name": "tone"}},
        ]
    }
    for reason in reasons(POLICY, ways):
        is_tone = "tone" in reason.need
        assert reason.skeleton.startswith("tone:") == is_tone


def test_what_is_covered_gets_none() -> None:
    ours = POLICY.replace("should", "must")
    assert not reasons(ours, STATEMENT)


def test_each_missing_need_of_a_shop_without_policies_gets_a_text() -> None:
    world = world_with(around(), [])
    found = advised(applying(world), world)
    every = [
        (each.name, reason)
        for framework in found
        for each in framework.requirements
        for coverage in each.gaps
        for reason in coverage.reasons
    ]
    assert len(every) > len(found)
    assert not [name for name, reason in every if not reason.skeleton]
