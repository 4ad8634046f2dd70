from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.reference.cases import ORGANISATION, UNIONS
from tests.reference.coverage import regions, uncovered
from tests.reference.folders import data
from tests.reference.house import house

TODAY = date(2026, 11, 22)


def laws(policies: list[str], day: date = TODAY) -> dict[str, tuple[str, ...]]:
    """What is told of a law of a union, and of one of its member that implements it."""
    union = """
        framework: wide
        jurisdiction: EU
        applies_when: {regions_any: [EU], channels_any: [chat]}
        requirements:
          - {id: cancel, area: returns, needs: [{term: {law: wide.cancel, at_least: 14 days}}]}
          - {id: coming, area: returns, valid_from: 2027-06-01, needs: [{statement: {law: wide.coming}}]}
          - {id: far, area: returns, valid_from: 2028-01-01, needs: [{statement: {law: wide.far}}]}
          - {id: gone, area: returns, valid_to: 2026-11-21, needs: [{statement: {law: wide.gone}}]}
          - {id: delivered, area: returns, applies_when: {areas_any: [delivery]}, needs: [{section: {name: tone}}]}
        """
    member = """
        framework: home
        jurisdiction: SE
        applies_when: {regions_any: [SE]}
        requirements:
          - id: cancel
            area: returns
            implements: wide.cancel
            needs: [{statement: {law: home.cancel}}, {term: {law: home.cancel, at_least: 20 days}}]
        """
    setting = house(
        day,
        organisation=data(ORGANISATION),
        unions=data(UNIONS),
        frameworks=[data(union), data(member)],
        policies=[data(policy) for policy in policies],
    )
    return {name: uncovered(setting, name) for name in ("wide", "home")}


COMING = "wide.coming [SE] (begins 2027-06-01): needs statement (law wide.coming): there is none"
LAWFUL = """
id: returns
areas: [returns]
status: active
effective: 2019-01-01
terms: {window: {window: 15 days, from: delivery, law: [wide.cancel]}}
statements: [{id: take, must: Take it back., law: [wide.cancel]}]
"""


def test_one_citation_counts_for_both_laws_and_each_judges_by_its_own_number() -> None:
    told = laws([LAWFUL])
    assert told["wide"] == (COMING,)
    assert told["home"] == (
        "home.cancel [SE]: needs term (law home.cancel, at_least 20 days): returns.window is 15 days and breaks it",
    )
    national = LAWFUL.replace("wide.cancel", "home.cancel").replace("15 days", "20 days")
    assert laws([national]) == {"wide": (COMING,), "home": ()}


def test_a_law_of_one_country_does_not_stand_for_that_of_the_union_in_another() -> None:
    national = LAWFUL.replace("wide.cancel", "home.cancel")
    before_leaving = date(2020, 1, 31)
    assert laws([national], before_leaving)["wide"][0] == (
        "wide.cancel [GB]: needs term (law wide.cancel, at_least 14 days): there is none"
    )
    assert laws([LAWFUL], before_leaving)["wide"][0].startswith("wide.gone [SE, GB]")


def test_the_coming_version_counts_once_it_has_begun() -> None:
    worse = LAWFUL.replace("15 days", "10 days").replace("2019-01-01", "2026-12-01")
    assert laws([LAWFUL, worse])["wide"] == (COMING,)
    told = laws([LAWFUL, worse], date(2026, 12, 1))["wide"]
    assert told[0].endswith("returns.window is 10 days and breaks it")


def test_a_requirement_applies_where_we_have_a_policy_of_its_area() -> None:
    delivery = LAWFUL.replace("id: returns", "id: delivery").replace("[returns]", "[delivery]")
    told = laws([LAWFUL, delivery])["wide"]
    assert told[1:] == (
        "wide.delivered [SE]: needs section (name tone): returns leaves tone empty",
    )


def test_a_term_that_a_law_does_not_judge_in_a_region_is_none_there() -> None:
    foreign = LAWFUL.replace("}}", ", varies: [{regions: [SE], law: [wide.far]}]}}")
    assert laws([foreign])["wide"][0] == (
        "wide.cancel [SE]: needs term (law wide.cancel, at_least 14 days): returns.window does not hold here"
    )


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("regions_any: [EU]", ("SE",)),
        ("regions_any: [GB, DE]", ("GB",)),
        ("channels_any: [post, fax]", ("SE",)),
        ("channels_any: [fax]", ()),
        ("reasons_any: [theft, refund]", ("SE", "GB")),
        ("reasons_any: [theft]", ()),
        ("areas_any: [returns]", ("SE", "GB")),
        ("areas_any: [delivery]", ()),
        ("always: true", ("SE", "GB")),
        ("{always: true, channels_any: [post]}", ("SE",)),
    ],
)
def test_a_framework_applies_in_the_regions_where_all_its_conditions_hold(
    condition: str, expected: tuple[str, ...]
) -> None:
    framework = {"framework": "rule", "applies_when": data(condition), "requirements": []}
    setting = house(
        TODAY,
        organisation=data(ORGANISATION),
        unions=data(UNIONS),
        frameworks=[framework],
        policies=[
            data(LAWFUL),
            data(LAWFUL) | {"id": "b", "status": "draft", "areas": ["delivery"]},
        ],
    )
    assert regions(setting, framework) == expected


def test_a_point_carries_out_a_law_where_it_holds() -> None:
    def told(region: str) -> tuple[str, ...]:
        point: dict[str, Any] = {"text": "A refund.", "regions": [region], "law": ["home.cancel"]}
        policy = data(LAWFUL) | {"statements": [{"id": "a", "must": "Pay", "points": {"b": point}}]}
        requirement = {
            "id": "cancel",
            "area": "returns",
            "needs": [{"statement": {"law": "home.cancel"}}],
        }
        framework = {"framework": "home", "jurisdiction": "SE", "applies_when": {"always": True}}
        setting = house(
            TODAY,
            organisation=data(ORGANISATION),
            unions=data(UNIONS),
            frameworks=[framework | {"requirements": [requirement]}],
            policies=[policy],
        )
        return uncovered(setting, "home")

    assert told("SE") == ()
    assert told("GB") == ("home.cancel [SE]: needs statement (law home.cancel): there is none",)
