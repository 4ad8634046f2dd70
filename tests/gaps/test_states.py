"""What is remembered of states hangs on everything that can change them."""

from __future__ import annotations

from datetime import date

import pytest
from tests.gaps.any_library import Data
from tests.gaps.small_library import files, judged

from policykit.gaps.index import Shelves
from policykit.gaps.narrowing import Part
from policykit.gaps.states import Remembered, point, states
from policykit.model.coverage import State, Tally

THEN, NOW = date(2026, 11, 22), date(2027, 1, 10)
_TARGET = {"id": "quick", "resolution": "complaints.answer"}
_ANSWER: Data = {"id": "complaints", "areas": ["complaints"]}


def _term(value: str) -> Data:
    return {**_ANSWER, "terms": {"answer": {"deadline": value}}}


NEEDS: list[tuple[Data, Data]] = [
    (
        {"response_target": {"of": "resolution", "at_most": "5 days", "area": "returns"}},
        {"response_targets": [_TARGET]},
    ),
    (
        {"response_target": {"of": "resolution", "at_most": "5 days", "covers": "rules.one"}},
        {"response_targets": [{**_TARGET, "covers": ["rules.one"]}]},
    ),
    (
        {"training": {"within_at_most": "5 days"}},
        {"training": {"required_for": ["agent"], "within": "complaints.answer"}},
    ),
    (
        {"human": {"closed_at_most": "5 days"}},
        {"handoffs": {"human": {"closed": "complaints.answer"}}},
    ),
    (
        {"feedback": {"every_at_most": "5 days"}},
        {
            "feedback": [
                {"id": "ask", "kind": "survey", "from": "customer", "every": "complaints.answer"}
            ]
        },
    ),
]


@pytest.mark.parametrize(("need", "offered"), NEEDS)
def test_a_number_of_another_policy_is_looked_at_anew(need: Data, offered: Data) -> None:
    """It changes what a policy promises that did not change itself."""
    asked = [{"requirements": [{"needs": [need]}]}]
    shelves: Shelves = {}
    short = judged(files([offered, _term("2 days")], asked), shelves=shelves)
    long = judged(files([offered, _term("9 days")], asked), around=short.world.around)
    remembered: Remembered = {}
    assert states(short.world, remembered) == {"rules": (State.COVERED,)}
    # The text that borrows the number is the very same one on both sides.
    kept = {each.version.id: each for each in short.world.index.standings}
    assert states(
        judged(
            files([offered, _term("9 days")], asked),
            around=short.world.around,
            known=[kept["returns"].version],
            shelves=shelves,
        ).world,
        remembered,
    ) == {"rules": (State.PARTIAL,)}
    assert states(long.world, remembered) == {"rules": (State.PARTIAL,)}


def test_a_number_that_comes_into_force_is_looked_at_anew() -> None:
    """In its region it stands in the place of the one it carries out."""
    asked = [
        {
            "framework": "union",
            "jurisdiction": "EU",
            "needs": [{"term": {"law": "union.one", "kind": "window", "at_least": "14 days"}}],
        },
        {
            "framework": "sweden",
            "jurisdiction": "SE",
            "requirements": [
                {
                    "implements": "union.one",
                    "valid_from": "2027-01-05",
                    "needs": [
                        {"term": {"law": "sweden.one", "kind": "window", "at_least": "30 days"}}
                    ],
                }
            ],
        },
    ]
    contents = files([{"terms": {"back": {"window": "20 days", "law": ["union.one"]}}}], asked)
    before = judged(contents, THEN)
    after = judged(
        contents,
        NOW,
        around=before.world.around,
        known=[each.version for each in before.world.index.standings],
        time=before.world.time,
    )
    remembered: Remembered = {}
    assert states(before.world, remembered)["union"] == (State.COVERED,)
    assert states(after.world, remembered)["union"] == (State.PARTIAL,)


def test_a_point_counts_what_applied_then() -> None:
    """Requirements, not regions; shares of the frameworks that asked for something."""
    asked: list[Data] = [
        {"requirements": [{"needs": [{"policy": {}}]}, {"id": "two", "needs": [{"kpi": {}}]}]},
        {
            "framework": "later",
            "requirements": [{"valid_from": "2027-01-01", "needs": [{"kpi": {}}]}],
        },
        {"framework": "never", "jurisdiction": "US", "needs": [{"kpi": {}}]},
    ]
    found = judged(files([{"scope": {"regions": ["SE"]}}], asked))
    told = point("v1", "abc", found.world, {})
    assert (told.name, told.commit, told.day) == ("v1", "abc", THEN)
    assert told.tally == Tally(missing=2)
    assert told.frameworks == {"rules": 0}


def test_a_point_tells_the_part_that_is_asked_for() -> None:
    """Some frameworks, areas and regions, as the report does for today."""
    asked: list[Data] = [
        {"requirements": [{"needs": [{"policy": {}}]}, {"id": "two", "area": "delivery"}]},
        {"framework": "other", "needs": [{"kpi": {}}]},
    ]
    asked[0]["requirements"][1]["needs"] = [{"kpi": {}}]
    found = judged(files([{"scope": {"regions": ["SE"]}}], asked)).world

    def told(**part: list[str]) -> Tally:
        return point(
            "v1", "abc", found, {}, Part(**{key: frozenset(names) for key, names in part.items()})
        ).tally

    assert told() == Tally(missing=3)
    assert told(frameworks=["rules"]) == Tally(missing=2)
    assert told(areas=["returns"]) == Tally(missing=2)
    assert told(areas=["returns"], regions=["SE"]) == Tally(covered=1, missing=1)
    assert told(areas=[]) == Tally()


@pytest.mark.parametrize(
    ("until", "expected"), [("2026-11-22", Tally(waived=1)), ("2026-11-21", Tally(missing=1))]
)
def test_a_point_counts_what_was_waived_then(until: str, expected: Tally) -> None:
    """As the report does for today, so that a waiver is no leap between yesterday and now."""
    waiver = {"requirement": "rules.one", "reason": "Not yet.", "owner": "agent", "until": until}
    kept = files([{}], [{"needs": [{"kpi": {}}]}], settings={"waivers": [waiver]})
    assert point("v1", "abc", judged(kept).world, {}).tally == expected


def test_a_point_waives_no_promise_below_the_law() -> None:
    """It is one whatever the settings say."""
    waiver = {
        "requirement": "rules.one",
        "reason": "Not yet.",
        "owner": "agent",
        "until": "2027-01-31",
    }
    need = {"term": {"law": "rules.one", "kind": "deadline", "at_most": "14 days"}}
    offered = {"terms": {"pay": {"deadline": "30 days", "law": ["rules.one"]}}}
    kept = files(
        [offered], [{"jurisdiction": "EU", "needs": [need]}], settings={"waivers": [waiver]}
    )
    assert point("v1", "abc", judged(kept).world, {}).tally == Tally(partial=1)


def test_a_region_in_which_nothing_is_asked_hides_no_other() -> None:
    asked: Data = {"needs": [{"kpi": {}}], "applies_when": {"regions_any": ["DE"]}}
    found = judged(files([{}], [{"requirements": [asked]}]))
    assert states(found.world, {}) == {"rules": (State.MISSING,)}


def test_a_requirement_without_a_title_is_called_by_its_id() -> None:
    asked: list[Data] = [{"id": "a-b", "needs": [{"kpi": {}}]}]
    asked.append({"id": "c", "title": "See", "needs": [{"kpi": {}}]})
    found = judged(files([{}], [{"requirements": asked}]))
    assert [each.title for each in found.frameworks[0].requirements] == ["a b", "See"]
