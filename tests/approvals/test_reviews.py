"""When a policy is to be read again, and what its reviews were worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from policykit.approvals.reviews import (
    InOneGo,
    Looked,
    due,
    in_one_go,
    last_looked_at,
    most_a_day,
    policy_review,
    rounds,
    unbound,
)
from policykit.model.document import Json
from policykit.model.facts import Facts, RecordFact, StampFact
from policykit.model.review import Hollow, ReviewState

TODAY = date(2026, 11, 21)
NOW = (("en", "pk1-aaaa"),)


def _review(day: str, by: str = "a-1", digests: tuple[tuple[str, str], ...] = NOW) -> StampFact:
    return StampFact((), "", by, day, digests)


def _facts(*reviews: StampFact, effective: str = "", status: str = "active") -> Facts:
    record = RecordFact("r", reviews=reviews) if reviews else None
    return Facts("p.yaml", "k", "p", status=status, effective=effective, record=record)


LOOKED: dict[str, tuple[Facts, Looked | None]] = {
    "never": (_facts(), None),
    "at its start": (
        _facts(effective="2026-01-02"),
        Looked("took effect", date(2026, 1, 2)),
    ),
    "in a review": (
        _facts(_review("2026-03-04"), effective="2026-01-02"),
        Looked("was reviewed", date(2026, 3, 4)),
    ),
    "at a start after the review": (
        _facts(_review("2025-03-04"), effective="2026-01-02"),
        Looked("took effect", date(2026, 1, 2)),
    ),
    "in the latest of several": (
        _facts(_review("2026-03-04"), _review("2026-02-04")),
        Looked("was reviewed", date(2026, 3, 4)),
    ),
    "today": (_facts(_review("2026-11-21")), Looked("was reviewed", TODAY)),
    "tomorrow, which nobody can know": (_facts(_review("2026-11-22")), None),
    "on no day": (_facts(_review("soon")), None),
}


@pytest.mark.parametrize(("facts", "looked"), LOOKED.values(), ids=LOOKED.keys())
def test_when_a_policy_was_looked_at_last(facts: Facts, looked: Looked | None) -> None:
    assert last_looked_at(facts, TODAY) == looked


@pytest.mark.parametrize(
    ("own", "default", "effective", "day"),
    [
        ("6 months", "1 year", "2026-01-02", date(2026, 7, 2)),
        ("", "1 year", "2026-01-02", date(2027, 1, 2)),
        ("", "", "2026-01-02", None),
        ("6 months", "1 year", "", None),
    ],
)
def test_the_next_review_comes_a_cycle_after_the_last(
    own: str, default: str, effective: str, day: date | None
) -> None:
    facts = replace(_facts(effective=effective), review_every=own)
    assert due(facts, default, TODAY, lambda _: None) == day


@pytest.mark.parametrize(
    ("facts", "day"),
    [
        (_facts(), None),
        (_facts(_review("2026-01-02", digests=())), "2026-01-02"),
        (_facts(_review("2026-01-02", digests=()), status="approved"), "2026-01-02"),
        (_facts(_review("2026-01-02", digests=()), status="draft"), None),
        (_facts(_review("2026-01-02", digests=()), _review("2026-02-02")), None),
        (_facts(_review("2026-02-02", digests=()), _review("2026-01-02")), "2026-02-02"),
    ],
)
def test_a_review_that_does_not_say_what_was_read(facts: Facts, day: str | None) -> None:
    found = unbound(facts)
    assert (found.date if found is not None else None) == day


@pytest.mark.parametrize(
    ("rules", "most"),
    [
        ({}, 10),
        ({"LIF004": {"most_a_day": 3}}, 3),
        ({"review-hollow": {"most_a_day": 1}}, 1),
        ({"review-hollow": {"most_a_day": 0}}, 10),
        ({"review-overdue": {"most_a_day": 3}}, 10),
    ],
)
def test_how_many_a_person_can_hold_in_a_day(rules: Mapping[str, Json], most: int) -> None:
    assert most_a_day(rules) == most


def _many(number: int, *reviews: StampFact) -> tuple[Facts, ...]:
    return tuple(
        replace(_facts(*reviews), path=f"p{each}.yaml", id=f"p{each}") for each in range(number)
    )


def test_more_in_a_day_than_anybody_can_read() -> None:
    own = _review("2026-01-02")
    many = _many(11, own)
    assert list(in_one_go(many)) == [
        InOneGo("a-1", "2026-01-02", tuple((each, own) for each in many))
    ]
    assert [each.policies for each in in_one_go(many)] == [11]
    assert list(in_one_go(many[:10])) == []
    assert list(in_one_go(_many(11, _review("2026-01-02", by="")))) == []
    assert list(in_one_go(_many(11, _review("")))) == []
    assert list(in_one_go(_many(6, own, own))) == [], "a policy counts once"
    assert list(in_one_go([*_many(6, own), *_many(6, _review("2026-01-03"))], 6)) == []


def test_only_the_last_review_of_a_policy_makes_it_one_of_a_round() -> None:
    first, later = _many(2, _review("2026-01-02"))
    later = replace(
        later, record=RecordFact("r", reviews=(_review("2026-01-02"), _review("2026-02-02")))
    )
    assert {path: go.day for path, go in rounds([first, later], 1).items()} == {
        "p0.yaml": "2026-01-02"
    }


STATES: dict[str, tuple[str, int, ReviewState]] = {
    "yesterday": ("2025-11-20", 30, ReviewState.OVERDUE),
    "today": ("2025-11-21", 0, ReviewState.DUE),
    "as far ahead as is looked": ("2025-12-21", 30, ReviewState.DUE),
    "a day further": ("2025-12-22", 30, ReviewState.LATER),
    "nobody knows when": ("", 30, ReviewState.UNPLANNED),
}


@pytest.mark.parametrize(("effective", "within", "state"), STATES.values(), ids=STATES.keys())
def test_how_near_the_next_review_is(effective: str, within: int, state: ReviewState) -> None:
    found = policy_review(
        _facts(effective=effective), "1 year", [], TODAY, lambda _: None, within=within, go={}
    )
    assert (found.state, found.by, found.hollow) == (state, "", ())
    assert (found.was, found.every) == ("took effect" if effective else "", "1 year")


CHANGED: dict[str, tuple[tuple[tuple[str, str], ...], bool, tuple[Hollow, ...]]] = {
    "this text": (NOW, False, ()),
    "the coming text": ((("en", "pk1-bbbb"),), False, ()),
    "an earlier text": ((("en", "pk1-cccc"),), True, ()),
    "no text": ((), False, (Hollow.UNBOUND,)),
}


@pytest.mark.parametrize(("read", "changed", "hollow"), CHANGED.values(), ids=CHANGED.keys())
def test_what_the_last_review_was_worth(
    read: tuple[tuple[str, str], ...], changed: bool, hollow: tuple[Hollow, ...]
) -> None:
    facts = _facts(_review("2026-01-02", "a-9", read))
    present = [{"en": "pk1-aaaa1111"}, {"en": "pk1-bbbb2222"}]
    go = {"p.yaml": InOneGo("a-9", "2026-01-02", ())}

    alone, among = (
        policy_review(facts, "1 year", present, TODAY, lambda _: None, within=30, go=each)
        for each in ({}, go)
    )

    assert (alone.changed_since, alone.by, alone.last) == (changed, "a-9", date(2026, 1, 2))
    assert (alone.hollow, among.hollow) == (hollow, (*hollow, Hollow.IN_ONE_GO))
