"""Skeletons: what is pasted is valid, laid out, and closes the gap it is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from tests.gaps.judged import TODAY, coverages, document_of, schemas, world_with
from tests.gaps.shop import SMALLEST, around, in_a_policy, requirements, write
from tests.gaps.wanted import needs

from policykit.formatting.formatting import formatted
from policykit.gaps.asked import World
from policykit.gaps.skeleton import Skeleton, merged, skeleton
from policykit.library.read import section
from policykit.linting import LintRequest, lint
from policykit.model.coverage import State
from policykit.model.document import Json
from policykit.model.finding import Severity
from policykit.model.framework import Framework, Requirement
from policykit.model.surroundings import Surroundings
from policykit.validation import Kind

SHIPPED = sorted({framework.id for framework, _ in requirements()})


@cache
def bare_shop() -> World:
    """The shop with the shipped frameworks, without any policy."""
    return world_with(around(), ())


def drafts(framework: Framework, requirement: Requirement, bare: World) -> tuple[Skeleton, ...]:
    """What would close the gaps of a requirement where nothing is there yet, as in a report."""
    return merged(
        requirement,
        "",
        bare.around,
        regions=bare.applicability.regions_of(framework),
        law=bare.applicability.law,
    )


def trial(*needs: dict[str, Json]) -> tuple[Framework, Requirement]:
    """A framework of one requirement with these needs."""
    requirement = Requirement(
        id="trial",
        pointer=("requirements", 0),
        area="returns",
        requirement="Never leave a customer with less than {promised}. Answer within 3 days.",
        needs=needs,
    )
    framework = Framework(
        id="own",
        path="schemas/frameworks/own.yaml",
        applies_when={"always": True},
        requirements=(requirement,),
    )
    return framework, requirement


def assert_sound(text: str) -> None:
    """A policy that the schema has nothing against and `policykit fmt` leaves as it is."""
    _, problems = document_of(text)
    assert not problems, f"{problems}\n{text}"
    laid_out = formatted(text.encode(), "policies/trial.yaml", Kind.POLICY, schemas())
    assert not laid_out.trouble
    assert laid_out.content.decode() == text


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_requirement_is_covered_by_its_own_skeleton(name: str) -> None:
    wanting = []
    for framework, requirement in requirements():
        if framework.id != name:
            continue
        texts = [
            in_a_policy(each, f"trial-{number}")
            for number, each in enumerate(drafts(framework, requirement, bare_shop()))
        ]
        for text in texts:
            assert_sound(text)
        found = coverages(world_with(around(), texts), name)[requirement.id]
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
    framework, requirement = trial(need)
    ours = replace(around(), frameworks={"own": framework})
    texts = [
        in_a_policy(each, f"trial-{number}")
        for number, each in enumerate(drafts(framework, requirement, world_with(ours, ())))
    ]
    for text in texts:
        assert_sound(text)
    found = coverages(world_with(ours, texts), "own")["trial"]
    told = [(each.region, [reason.message for reason in each.reasons]) for each in found]
    assert not any(each.state.is_gap for each in found), (texts, told)


@given(st.lists(needs, min_size=2, max_size=4))
@settings(deadline=None, max_examples=60)
def test_needs_of_one_requirement_make_sound_policies(several: list[dict[str, Json]]) -> None:
    framework, requirement = trial(*several)
    ours = replace(around(), frameworks={"own": framework})
    found = drafts(framework, requirement, world_with(ours, ()))
    areas = [each.area for each in found]
    assert len(areas) == len(set(areas))
    for each in found:
        assert_sound(in_a_policy(each))


@given(needs, st.text(min_size=1))
@settings(deadline=None, max_examples=100)
def test_any_words_of_a_framework_can_be_pasted(need: dict[str, Json], words: str) -> None:
    _, requirement = trial(need)
    found = skeleton(need, replace(requirement, requirement=words), "SE", around())
    assert_sound(in_a_policy(found))


@pytest.mark.parametrize("ours", [around(), around(SMALLEST)], ids=["shop", "smallest"])
def test_each_need_alone_gives_text_to_paste_with_new_ids(ours: Surroundings) -> None:
    for _, requirement in requirements():
        for need in requirement.needs:
            first = skeleton(need, requirement, "", ours)
            assert_sound(in_a_policy(first))
            assert first.yaml in in_a_policy(first) or first.is_whole
            taken = ids(first.sections)
            again = skeleton(need, requirement, "", ours, taken=taken)
            assert not taken & ids(again.sections)
            assert_sound(in_a_policy(again))


def ids(sections: Mapping[str, Json]) -> set[str]:
    """The ids of items of a policy, terms and definitions included."""
    found = {name for key in ("terms", "definitions") for name in section(sections, key)}
    todo: list[Json] = [value for key, value in sections.items() if key != "id"]
    while todo:
        value = todo.pop()
        if isinstance(value, dict):
            found |= {str(value["id"])} if "id" in value else set()
            todo += value.values()
        elif isinstance(value, list):
            todo += value
    return found


def test_no_skeleton_breaks_a_rule_of_the_house(tmp_path: Path) -> None:
    root = tmp_path / "shop"
    write(root)
    for number, (framework, requirement) in enumerate(requirements()):
        for each in drafts(framework, requirement, bare_shop()):
            name = f"trial-{number}-{each.area}"
            text = in_a_policy(each, name, "draft")
            (root / "policies" / f"{name}.yaml").write_text(text)
    report = lint(LintRequest(root=root), lambda _: TODAY)
    assert report.findings
    errors = [each for each in report.findings if each.severity is Severity.ERROR]
    assert not errors, [(each.location.path, each.code, each.message) for each in errors]


def test_a_skeleton_names_its_terms_and_the_regions_it_is_law_in() -> None:
    assert (
        yaml_of("eu-consumer.guarantee")
        == """\
terms:
  guarantee-window:
    # At least 2 years:
    window: 2 years
    from: delivery
    law: [eu-consumer.guarantee]
    # Other numbers by region; none promises nothing there:
    varies:
      - regions: [SE]
        value: 3 years
      - regions: [GB, US-CA, US-NY]
        value: none

statements:
  - id: guarantee
    # Say it your way:
    must: Answer for faults the goods had at delivery, for at least {guarantee-window}.
    regions: [SE, DE, ES]
    law: [eu-consumer.guarantee]
"""
    )


def test_parts_of_a_promise_make_one_term() -> None:
    assert (
        yaml_of("eu-data-protection.rights-time")
        == """\
terms:
  rights-time-limit:
    # At most 1 month:
    deadline: 1 month
    from: request-received
    extend: {by: 2 months, tell_within: 1 month}
    law: [eu-data-protection.rights-time]
    # Other numbers by region; none promises nothing there:
    varies:
      - regions: [GB, US-CA, US-NY]
        value: none

statements:
  - id: rights-time
    # Say it your way:
    must: Answer a request about personal data within {rights-time-limit}.
    regions: [SE, DE, ES]
    how: A hard case may take {rights-time-limit.extension} more, if the person hears the reasons within the first month.
    law: [eu-data-protection.rights-time]
"""
    )


def test_a_missing_policy_is_a_whole_one_to_begin_with() -> None:
    assert (
        yaml_of("core-service.phone-support")
        == """\
format: 1
id: phone
title: Service by phone
areas: [phone]
# It counts once it is active:
status: draft
version: 0.1.0
owner: owner

statements:
  - id: welcome
    # Say it your way:
    must: Greet the customer, listen to the end, and say what happens next.

response_targets:
  - id: phone-support-answer
    channels: [phone]
    by: person
    priority: normal
    # Choose your own number:
    first_response: 2 minutes
    attain: 90 %
"""
    )


def test_what_must_not_be_done_is_said_without_a_not() -> None:
    assert (
        yaml_of("core-service.no-pressure")
        == """\
statements:
  - id: no-pressure
    # Say what nobody may do, without a not:
    must_not: Rush a customer or press for a sale.
    covers: [core-service.no-pressure]
"""
    )


def yaml_of(name: str) -> str:
    """The one skeleton of a shipped requirement."""
    for framework, requirement in requirements():
        if f"{framework.id}.{requirement.id}" == name:
            (found,) = drafts(framework, requirement, bare_shop())
            return found.yaml
    raise LookupError(name)
