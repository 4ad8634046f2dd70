"""Skeletons: what is pasted is valid, laid out, and closes the gap it is for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from tests.gaps.judged import coverages, document_of, schemas, world_with
from tests.gaps.shop import around, in_a_policy, requirements
from tests.gaps.wanted import needs

from policykit.formatting.formatting import formatted
from policykit.gaps.skeleton import Skeleton, merged
from policykit.model.coverage import State
from policykit.model.document import Json
from policykit.model.framework import Framework, Requirement
from policykit.model.surroundings import Surroundings
from policykit.validation import Kind

SHIPPED = sorted({framework.id for framework, _ in requirements()})


def drafts(
    framework: Framework, requirement: Requirement, ours: Surroundings
) -> tuple[Skeleton, ...]:
    """What would close the gaps of a requirement, made as for a report."""
    bare = world_with(ours, ())
    return merged(
        requirement,
        "",
        ours,
        regions=bare.applicability.regions_of(framework),
        law=bare.applicability.law,
    )


def assert_sound(text: str) -> None:
    """A policy that the schema has nothing against and `policykit fmt` leaves as it is."""
    _, problems = document_of(text)
    assert not problems, f"{problems}\n{text}"
    laid_out = formatted(text.encode(), "policies/trial.yaml", Kind.POLICY, schemas())
    assert not laid_out.trouble
    assert laid_out.content.decode() == text


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_requirement_is_covered_by_its_own_skeleton(name: str) -> None:
    ours = around()
    wanting = []
    for framework, requirement in requirements():
        if framework.id != name:
            continue
        texts = [
            in_a_policy(each, f"trial-{number}")
            for number, each in enumerate(drafts(framework, requirement, ours))
        ]
        for text in texts:
            assert_sound(text)
        found = coverages(world_with(ours, texts), name)[requirement.id]
        assert any(each.state is State.COVERED for each in found), requirement.id
        wanting += [
            (requirement.id, each.region, each.state.value, each.reasons)
            for each in found
            if each.state.is_gap
        ]
    assert not wanting


@given(needs)
@settings(deadline=None, max_examples=150)
def test_any_need_is_covered_by_its_own_skeleton(need: dict[str, Json]) -> None:
    requirement = Requirement(
        id="trial",
        pointer=("requirements", 0),
        area="returns",
        requirement="Never leave a customer with less than {promised}. Answer within 3 days.",
        needs=(need,),
    )
    framework = Framework(
        id="own",
        path="schemas/frameworks/own.yaml",
        applies_when={"always": True},
        requirements=(requirement,),
    )
    ours = replace(around(), frameworks={"own": framework})
    texts = [
        in_a_policy(each, f"trial-{number}")
        for number, each in enumerate(drafts(framework, requirement, ours))
    ]
    for text in texts:
        assert_sound(text)
    found = coverages(world_with(ours, texts), "own")["trial"]
    told = [(each.region, [reason.message for reason in each.reasons]) for each in found]
    assert not any(each.state.is_gap for each in found), (texts, told)
