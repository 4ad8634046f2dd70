"""An area without any policy is one gap, and its draft closes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from tests.gaps.judged import TODAY, applying, coverages, document_of, schemas, world_with
from tests.gaps.shop import SMALLEST, around, in_a_policy, write

from policykit.formatting.formatting import formatted
from policykit.gaps.advising import advised, owned
from policykit.gaps.asked import World
from policykit.gaps.missing_areas import missing_areas
from policykit.gaps.owners import Owners
from policykit.gaps.skeleton import Skeleton
from policykit.gaps.tasks import tasks
from policykit.library import read
from policykit.library.bundle import mapping
from policykit.linting import LintRequest, lint
from policykit.model.coverage import MissingArea, RequirementCoverage, State, Task
from policykit.model.document import Json
from policykit.model.finding import Severity
from policykit.model.framework import Framework, Requirement
from policykit.model.surroundings import Surroundings
from policykit.validation import Kind

NAMED = "status: draft\nversion: 0.1.0\n"
IN_FORCE = "status: active\nversion: 0.1.0\neffective: 2026-12-01\n"


def missing(world: World) -> tuple[MissingArea, ...]:
    owners = Owners(world.index.standings, world.around)
    return missing_areas(advised(owned(applying(world), owners), world), world, owners)


def gaps(world: World) -> list[RequirementCoverage]:
    return [each for one in applying(world) for each in one.requirements if each.gaps]


def to_do(world: World) -> tuple[Task, ...]:
    owners = Owners(world.index.standings, world.around)
    found = advised(owned(applying(world), owners), world)
    every = (each for one in found for each in one.requirements)
    return tasks(every, owners, missing_areas(found, world, owners))


@cache
def of_the_shop() -> dict[str, MissingArea]:
    """What the shop lacks that has no policy at all."""
    return {each.area: each for each in missing(world_with(around(), ()))}


AREAS = sorted(of_the_shop())


def in_force(area: MissingArea) -> str:
    """The draft as its first remarks say it comes to count."""
    head, draft, rest = area.skeleton.partition(NAMED)
    assert draft
    return f"{head}{IN_FORCE}{rest}"


def test_every_gap_of_a_shop_without_policies_belongs_to_a_missing_area() -> None:
    told = [name for each in of_the_shop().values() for name in each.requirements]
    assert len(told) == len(set(told))
    assert {*told} == {each.name for each in gaps(world_with(around(), ()))}


def test_the_area_most_is_asked_of_comes_first() -> None:
    counts = [len(each.requirements) for each in of_the_shop().values()]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]


@pytest.mark.parametrize("area", AREAS)
def test_the_draft_of_an_area_closes_all_its_gaps(area: str) -> None:
    told = of_the_shop()[area]
    world = world_with(around(), [in_force(told)])
    for framework in told.frameworks:
        found = coverages(world, framework)
        for name in told.requirements:
            head, _, below = name.partition(".")
            if head == framework:
                states = {each.region: each.state for each in found[below]}
                assert not any(state.is_gap for state in states.values()), (name, states)
                assert State.COVERED in states.values(), name
    assert area not in {each.area for each in missing(world)}


@pytest.mark.parametrize("organisation", [None, SMALLEST], ids=["shop", "smallest"])
def test_a_draft_is_a_valid_policy_that_is_laid_out(organisation: str | None) -> None:
    ours = around(organisation) if organisation else around()
    for told in missing(world_with(ours, ())):
        lines = told.skeleton.split("\n")
        assert [line[:2] for line in lines[:3]] == ["# ", "# ", "fo"], lines[:3]
        for text in (told.skeleton, in_force(told)):
            _, problems = document_of(text)
            assert not problems, f"{problems}\n{text}"
            laid_out = formatted(text.encode(), "policies/trial.yaml", Kind.POLICY, schemas())
            assert not laid_out.trouble
            assert laid_out.content.decode() == text


def test_no_draft_breaks_a_rule_of_the_house(tmp_path: Path) -> None:
    root = tmp_path / "shop"
    write(root)
    for told in of_the_shop().values():
        (root / "policies" / f"{told.area}.yaml").write_text(told.skeleton)
    report = lint(LintRequest(root=root), lambda _: TODAY)
    assert report.findings
    errors = [each for each in report.findings if each.severity is Severity.ERROR]
    assert not errors, [(each.location.path, each.code, each.message) for each in errors]


def ours(*needs: Requirement) -> Surroundings:
    framework = Framework(
        id="own",
        path="schemas/frameworks/own.yaml",
        applies_when={"always": True},
        requirements=needs,
    )
    return replace(around(), frameworks={"own": framework})


def asks(name: str, area: str, *needs: dict[str, Json], severity: str = "error") -> Requirement:
    return Requirement(
        id=name,
        pointer=("requirements", 0),
        title=name.capitalize(),
        area=area,
        requirement="Answer within 3 days.",
        severity=severity,
        needs=needs,
    )


RULE = asks("rule", "returns", {"statement": {"covers": "own.rule"}})
TIME = asks(
    "time",
    "returns",
    {"term": {"covers": "own.time", "kind": "deadline", "at_most": "3 days"}},
    {"section": {"name": "terms"}},
    {"section": {"name": "escalation"}},
    severity="warning",
)
STEPS = asks("steps", "returns", {"section": {"name": "escalation"}}, {"policy": {}})
ELSEWHERE = asks(
    "elsewhere", "returns", {"statement": {"covers": "own.elsewhere", "area": "delivery"}}
)


def texts(area: str, *status: str) -> Iterable[str]:
    for number, each in enumerate(status):
        yield in_a_policy(Skeleton(area), f"trial-{number}", each)


@pytest.mark.parametrize(
    ("status", "is_missing"),
    [((), True), (("draft",), False), (("active",), False), (("retired", "draft"), False)],
)
def test_a_draft_is_a_policy_to_go_on_with(status: tuple[str, ...], is_missing: bool) -> None:
    found = missing(world_with(ours(RULE), texts("returns", *status)))
    assert [each.area for each in found] == ["returns"] * is_missing


def test_a_policy_without_an_id_is_one() -> None:
    (text,) = texts("returns", "active")
    nameless = text.replace("id: trial-0\n", "", 1)
    assert nameless != text
    assert not missing(world_with(ours(RULE), [nameless]))


def test_a_retired_policy_is_none() -> None:
    retired = in_a_policy(Skeleton("returns"), "old", "retired").replace(
        "effective: 2026-12-01\n", "effective: 2026-01-01\nretired_on: 2026-06-01\n"
    )
    (found,) = missing(world_with(ours(RULE, STEPS), [retired]))
    assert found.requirements == ("own.rule", "own.steps")


def test_what_asks_another_area_too_stays_a_gap_of_its_own() -> None:
    (found,) = missing(world_with(ours(RULE, ELSEWHERE), ()))
    assert found.requirements == ("own.rule",)
    assert not missing(world_with(ours(ELSEWHERE), ()))


def test_a_section_and_what_a_policy_must_have_stand_once() -> None:
    (found,) = missing(world_with(ours(RULE, TIME, STEPS), ()))
    assert found == MissingArea(
        area="returns",
        requirements=("own.rule", "own.time", "own.steps"),
        frameworks=("own",),
        severity=Severity.ERROR,
        owner="owner",
        starter="returns",
        needs=(
            "a statement with covers: [own.rule]",
            "a deadline with covers: [own.time]",
            "the section terms",
            "the section escalation",
        ),
        skeleton="""\
# A draft of a policy for returns with all that 3 requirements in one framework ask for.
# Say it your way. It counts with status: active and effective:, the day it begins.
format: 1
id: returns
title: Returns and refunds
areas: [returns]
status: draft
version: 0.1.0
owner: owner

terms:
  time-time:
    # At most 3 days (add from: where an event starts it):
    deadline: 3 days
    covers: [own.time]

statements:
  - id: rule
    must: Answer within 3 days.
    covers: [own.rule]

escalation:
  - id: first-line
    to: clerk
    # Choose your own number:
    within: 10 minutes
  - id: next-in-line
    to: owner
    # Choose your own number:
    within: 1 business day
    triggers: [customer-asks]
""",
    )


def test_numbers_are_named_by_the_requirement_that_sets_them_alone() -> None:
    both = asks(
        "both",
        "returns",
        {"statement": {"covers": "own.both"}},
        {"term": {"covers": "own.both", "kind": "deadline", "at_most": "3 days"}},
    )
    (found,) = missing(world_with(ours(TIME, both, RULE), ()))
    assert "must: Answer within 3 days.\n" in found.skeleton
    assert "must: Answer within {both-time}.\n" in found.skeleton


def test_where_several_ask_for_the_same_contacts_the_strictest_counts() -> None:
    answer: dict[str, Json] = {"of": "first_response", "channels": ["email"]}
    found = missing(
        world_with(
            ours(
                asks("usual", "email", {"response_target": answer}),
                asks("soon", "email", {"response_target": {**answer, "at_most": "4 hours"}}),
                asks(
                    "often",
                    "email",
                    {"response_target": {"of": "first_response", "attain": "95 %"}},
                ),
                asks("bots", "email", {"response_target": {**answer, "by": "bot"}}),
            ),
            (),
        )
    )[0]
    document, _ = document_of(found.skeleton)
    targets = read.items(mapping(document), "response_targets")
    told = [(each["id"], each["first_response"], each["attain"]) for _, each in targets]
    assert told == [
        ("usual-answer", "4 hours", "95 %"),
        ("soon-answer", "4 hours", "95 %"),
        ("often-answer", "4 hours", "95 %"),
        ("bots-answer", "1 business day", "90 %"),
    ]


def test_writing_the_policy_is_the_first_task_and_the_only_one() -> None:
    first, *others = to_do(world_with(ours(RULE, TIME, ELSEWHERE), ()))
    assert (first.do, first.requirement, first.owner, first.starter, first.path) == (
        "Write a policy for returns: it closes 2 requirements.",
        "",
        "owner",
        "returns",
        "",
    )
    assert first.parts[0] == "a statement with covers: [own.rule]"
    assert first.skeleton.startswith("# A draft")
    assert [each.requirement for each in others] == ["own.elsewhere"]
