from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from tests.reference.coverage import regions, uncovered
from tests.reference.folders import FRAMEWORKS, content, policies
from tests.reference.house import House, house
from tests.reference.needs import EACH, KEYS
from tests.support.program import ROOT

TODAY = date(2026, 11, 22)
JURISDICTIONS = {
    "channel-grid": None,
    "core-service": None,
    "es-customer-service": "ES",
    "eu-consumer": "EU",
    "eu-data-protection": "EU",
    "iso-10001": None,
    "iso-10002": None,
    "iso-10004": None,
    "iso-18295": None,
    "se-consumer": "SE",
    "uk-consumer": "UK",
    "us-california": "US-CA",
    "us-federal": "US",
    "us-new-york": "US-NY",
}
NOT_OURS = {"es-customer-service", "us-california", "us-federal", "us-new-york"}


@cache
def havsby() -> House:
    return house(
        TODAY,
        organisation=content("policies/organisation.yaml"),
        unions=content("schemas/unions.yaml"),
        frameworks=[content(f"schemas/frameworks/{name}.yaml") for name in FRAMEWORKS],
        policies=policies(),
    )


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_our_policies_meet_every_need_of_the_frameworks_that_apply(framework: str) -> None:
    found = uncovered(havsby(), framework)
    assert not found, "\n".join([f"{len(found)} needs of {framework} are not met:", *found])


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_without_policies_no_requirement_that_applies_is_met(framework: str) -> None:
    told = uncovered(replace(havsby(), policies=()), framework)
    known = havsby().frameworks[framework]
    applying = {
        f"{framework}.{requirement['id']} [{', '.join(where)}]"
        for requirement in known["requirements"]
        if (where := regions(havsby(), known, requirement))
    }
    assert {line.partition(":")[0] for line in told} == applying


def test_every_statement_and_term_that_law_or_a_standard_asks_for_is_there_to_be_lost() -> None:
    bare = [
        {
            **policy,
            "statements": [one | {"law": [], "covers": []} for one in policy["statements"]],
            "terms": {
                name: one | {"law": [], "covers": []}
                for name, one in policy.get("terms", {}).items()
            },
        }
        for policy in policies()
    ]
    judged = house(
        TODAY,
        organisation=havsby().organisation,
        unions={"unions": havsby().unions},
        frameworks=havsby().frameworks.values(),
        policies=bare,
    )
    for name, framework in havsby().frameworks.items():
        lost = {line.partition(" ")[0] for line in uncovered(judged, name)}
        cited = {
            f"{name}.{requirement['id']}"
            for requirement in framework["requirements"]
            if regions(judged, framework, requirement)
            and any(need.keys() & {"statement", "term"} for need in requirement["needs"])
            and any(
                marks.keys() & {"law", "covers"}
                for need in requirement["needs"]
                for marks in need.values()
            )
        }
        assert lost == cited


def test_the_frameworks_of_spain_and_the_united_states_are_not_ours() -> None:
    judged = havsby()
    nowhere = {name for name, one in judged.frameworks.items() if not regions(judged, one)}
    assert nowhere == NOT_OURS


def test_every_framework_is_law_where_it_is_meant_to_be() -> None:
    judged = havsby()
    found = {name: one.get("jurisdiction") for name, one in judged.frameworks.items()}
    assert found == JURISDICTIONS


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_every_requirement_says_its_area_its_source_and_how_sure_we_are(framework: str) -> None:
    areas = content("schemas/areas.yaml")["areas"]
    for requirement in havsby().frameworks[framework]["requirements"]:
        assert requirement["area"] in areas, requirement["id"]
        assert requirement["cite"].strip(), requirement["id"]
        assert date.fromisoformat(requirement["checked"]) <= TODAY, requirement["id"]
        assert requirement["confidence"] in {"verified", "own-knowledge"}, requirement["id"]


def test_every_need_the_format_knows_can_be_judged() -> None:
    schema = json.loads((ROOT / "schemas" / "framework.schema.json").read_text(encoding="utf-8"))
    known = schema["$defs"]["need"]["properties"]
    marks = {kind: frozenset(one.get("properties", ())) for kind, one in known.items()}
    assert {kind: marks[kind] for kind in KEYS} == KEYS
    assert marks.keys() - KEYS.keys() == {"any_of", *EACH}
