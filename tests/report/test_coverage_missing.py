"""Areas without a policy in reports for people: told once, and not again gap by gap."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.report.coverage_shown import shown
from tests.report.covered import MISSING_AREAS, report

from policykit.model.coverage import CoverageReport
from policykit.report.coverage_groups import groups
from policykit.report.coverage_missing import apart, asked_told, asking
from policykit.report.coverage_view import CoverageView
from policykit.report.formats import Style

(CRISIS,) = MISSING_AREAS
PHRASE = "Have a plan for what staff say and do"


def without_any() -> CoverageReport:
    return replace(report(), missing_areas=())


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_what_a_missing_area_tells_is_not_told_again(name: str) -> None:
    assert PHRASE in shown(name, without_any(), Style(140))
    assert PHRASE not in shown(name, report(), Style(140))
    assert PHRASE in shown(name, report(), Style(140), CoverageView(everything=True))


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_it_comes_after_the_law_and_before_everything_else(name: str) -> None:
    made = shown(name, report(), Style(140))
    marks = ("Below the law", "No policy at all", "Where customers")
    places = [made.index(mark) for mark in marks[:2]]
    assert places == sorted(places)
    assert "No policy at all" not in shown(name, without_any(), Style(140))


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_the_draft_is_there_where_skeletons_are_asked_for(name: str) -> None:
    line = "areas: [crisis-and-continuity]"
    assert line not in shown(name, report())
    assert line in shown(name, report(), view=CoverageView(skeletons=True))


def test_a_group_of_nothing_else_is_left_out() -> None:
    crisis = "Crisis and continuity: 0 of 1 (0 %) covered, 1 missing"
    assert crisis in shown("text", without_any(), view=CoverageView("area"))
    assert crisis not in shown("text", report(), view=CoverageView("area"))


def test_gaps_are_parted_and_counted() -> None:
    gaps = [gap for group in groups(report(), "framework") for gap in group.gaps]
    told = apart(report(), gaps)
    assert told.areas == {"crisis-and-continuity": 1}
    assert {*gaps} - {*told.gaps} == {
        each for each in gaps if each.name == "core-service.crisis-plan"
    }


def test_those_that_ask_stand_under_their_framework() -> None:
    assert [
        (each.title, [one.name for one in each.requirements]) for each in asking(report(), CRISIS)
    ] == [("Core of customer service in retail", ["core-service.crisis-plan"])]


def test_numbers_agree_with_their_words() -> None:
    many = replace(CRISIS, requirements=("a.b", "c.d"), frameworks=("a", "c"))
    assert asked_told(CRISIS) == "1 requirement in 1 framework asks for one"
    assert asked_told(many) == "2 requirements in 2 frameworks ask for one"


@pytest.mark.parametrize(
    ("name", "line"),
    [
        (
            "text",
            "      · A plan for bad days in Sweden (Act 1; Act 2; Act 3) core-service.crisis-plan",
        ),
        ("markdown", "  - A plan for bad days in Sweden (Act 1; Act 2; Act 3)"),
    ],
)
def test_a_line_says_where_and_by_what_law(name: str, line: str) -> None:
    assert line in shown(name, citing("Act 1; Act 2; Act 3")).splitlines()


@pytest.mark.parametrize(
    ("width", "told"),
    [
        (100, " (Act on being prepared, part 4, and…)"),
        (90, " (Act on being prepared, p…)"),
        (72, ""),
    ],
)
def test_what_is_cited_is_cut_before_a_line_is_broken(width: int, told: str) -> None:
    made = shown("text", citing("Act on being prepared, part 4, and its annex"), Style(width))
    line = f"      · A plan for bad days in Sweden{told} core-service.crisis-plan"
    assert line in made.splitlines()


def citing(cite: str) -> CoverageReport:
    """The report where the plan for bad days is asked for in one region alone, by this law."""
    whole = report()
    frameworks = tuple(
        replace(
            framework,
            requirements=tuple(
                replace(each, cite=cite, regions=each.regions[:1])
                if each.name in CRISIS.requirements
                else each
                for each in framework.requirements
            ),
        )
        for framework in whole.frameworks
    )
    return replace(whole, frameworks=frameworks)
