"""Where law holds, and since when."""

from __future__ import annotations

from datetime import date

import pytest

from policykit.library.law import Law
from policykit.model.config import Settings
from policykit.model.framework import Framework, Requirement
from policykit.model.surroundings import Surroundings

UNIONS = {
    "EU": (("SE", "1995-01-01", ""), ("GB", "1973-01-01", "2020-01-31"), ("DE", "1958-01-01", ""))
}


def law(today: str, *requirements: Requirement, chosen: tuple[str, ...] | None = None) -> Law:
    framework = Framework(id="eu", path="eu.yaml", jurisdiction="EU", requirements=requirements)
    around = Surroundings(
        settings=Settings(frameworks=chosen), frameworks={"eu": framework}, unions=UNIONS
    )
    return Law(around, date.fromisoformat(today))


def requirement(valid_from: str = "", valid_to: str = "") -> Requirement:
    return Requirement(
        id="refund",
        pointer=("requirements", 0),
        needs=({"term": {"law": "eu.refund", "kind": "deadline", "at_most": "14 days"}},),
        valid_from=valid_from,
        valid_to=valid_to,
    )


@pytest.mark.parametrize(
    ("jurisdiction", "region", "today", "holds"),
    [
        ("EU", "SE", "2026-11-21", True),
        ("EU", "SE-O", "2026-11-21", True),
        ("EU", "SE", "1994-12-31", False),
        ("EU", "SE", "1995-01-01", True),
        ("EU", "GB", "2020-01-31", True),
        ("EU", "GB", "2020-02-01", False),
        ("SE", "SE", "2026-11-21", True),
        ("SE", "SE-O", "2026-11-21", True),
        ("SE-O", "SE", "2026-11-21", False),
        ("NATO", "SE", "2026-11-21", False),
    ],
)
def test_where_a_jurisdiction_holds(
    jurisdiction: str, region: str, today: str, holds: bool
) -> None:
    assert law(today).holds_in(jurisdiction, region) is holds


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "today", "judged"),
    [
        ("", "", "2026-11-21", True),
        ("2026-11-21", "", "2026-11-21", True),
        ("2026-11-22", "", "2026-11-21", False),
        ("", "2026-11-21", "2026-11-21", True),
        ("", "2026-11-20", "2026-11-21", False),
    ],
)
def test_a_floor_holds_while_its_requirement_is_in_force(
    valid_from: str, valid_to: str, today: str, judged: bool
) -> None:
    found = law(today, requirement(valid_from, valid_to)).floors(("eu.refund",), "SE")
    assert [floor.words for floor in found] == (["at most 14 days"] if judged else [])


def test_a_framework_that_is_not_chosen_sets_no_floor_but_is_known() -> None:
    unused = law("2026-11-21", requirement(), chosen=())
    assert not unused.sets_numbers
    assert unused.jurisdiction("eu.refund") == "EU"
    assert law("2026-11-21", requirement(), chosen=("eu",)).sets_numbers


def test_outside_the_jurisdiction_nothing_is_asked() -> None:
    assert law("2026-11-21", requirement()).floors(("eu.refund",), "GB") == ()
    assert law("2026-11-21", requirement()).floors(("eu.else",), "SE") == ()
