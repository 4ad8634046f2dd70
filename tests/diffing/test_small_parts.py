"""What a comparison is put together from: acceptances, what could be read, what comes first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.diffing.test_telling import SAME
from tests.pairs.laid import ABSENT, POLICY, parsed, side, told

from policykit.diffing.accepted import with_acceptances
from policykit.diffing.compare import what_matters
from policykit.diffing.reading import coming, without
from policykit.library.record import record
from policykit.model.change import Change, CustomerEffect, FloorTouched, StaffEffect
from policykit.model.document import Json
from policykit.model.finding import Severity
from policykit.model.record import Record

NEXT = "policies/returns.next.yaml"
FOUND = replace(SAME, fingerprint="pk1-bbbbbbbbbbbbbbbb")


def accepting(*digests: str) -> Record:
    accepted: list[Json] = [
        {"change": each, "reason": "So.", "role": "agent", "date": "2026-01-01"} for each in digests
    ]
    return record("policies/returns.record.yaml", {"accepted": accepted})


def test_what_was_accepted_before_is_no_news_and_what_fits_nothing_is_told() -> None:
    changes, vain = with_acceptances(
        [FOUND],
        accepting("pk1-aaaaaaaa"),
        accepting("pk1-aaaaaaaa", "pk1-bbbbbbbb", "pk1-cccccccc"),
    )
    assert [each.accepted.change for each in changes if each.accepted] == ["pk1-bbbbbbbb"]
    assert [each.change for each in vain] == ["pk1-cccccccc"]


def test_without_a_record_nothing_is_accepted() -> None:
    assert with_acceptances([FOUND], accepting("pk1-bbbbbbbb"), None) == ((FOUND,), ())


IN_ORDER = (
    replace(SAME, customer=CustomerEffect.WORSE, item="z"),
    replace(SAME, severity=Severity.ERROR, item="y"),
    replace(SAME, staff=StaffEffect.MORE, item="x"),
    replace(SAME, item="a", code="DPO099"),
    replace(SAME, item="b", code="DPO001", where="Germany"),
    replace(SAME, item="b", code="DPO001", where="Sweden"),
    replace(SAME, item="b", code="DPO002"),
)


def test_what_matters_most_comes_first() -> None:
    backwards = IN_ORDER[::-1]
    assert tuple(sorted(backwards, key=what_matters)) == IN_ORDER


FLOOR = FloorTouched(
    "eu-consumer.refund", "EU consumer law", "Art. 13", "at most 14 days", (), crossed=True
)


@pytest.mark.parametrize("change", IN_ORDER, ids=range(len(IN_ORDER)))
def test_a_law_that_is_broken_comes_before_all_else(change: Change) -> None:
    crossed = replace(SAME, item="zz", floors=(FLOOR,))
    kept = replace(SAME, item="zz", floors=(replace(FLOOR, crossed=False),))
    assert what_matters(crossed) < what_matters(change) < what_matters(kept)


def test_policies_that_could_not_be_read_on_one_side_are_left_out() -> None:
    both = side({"policies/delivery.yaml": {}}).texts
    left = without(both, {("policies", "delivery"): None, ("policies/shops", "returns"): None})
    assert [each.path for each in both.texts] == ["policies/returns.yaml", "policies/delivery.yaml"]
    assert [each.path for each in left.texts] == ["policies/returns.yaml"]


def test_only_texts_with_a_coming_one_are_compared_with_it() -> None:
    both = {POLICY: parsed("id: returns"), NEXT: parsed("version: 2.0.0")}
    alone = "policies/gifts.yaml"
    whole = side({**both, alone: parsed("id: gifts")}).texts
    today, later = coming(whole)
    assert [(each.path, each.coming) for each in today.texts] == [(POLICY, True)]
    assert [(each.path, each.coming) for each in later.texts] == [(NEXT, True)]


def test_a_policy_that_came_or_went_had_no_approval_to_lose() -> None:
    (new,) = told({POLICY: ABSENT}, {}).policies
    (gone,) = told({}, {POLICY: ABSENT}).policies
    assert (new.void, gone.void) == ((), ())


def test_a_new_language_hides_no_change_in_another() -> None:
    swedish, german = "policies/returns.sv.yaml", "policies/returns.de.yaml"
    found = told(
        {swedish: parsed("title: Returer")},
        {german: parsed("title: Retouren"), swedish: parsed("title: Byten")},
    ).changes
    assert sorted(each.message for each in found) == [
        "Its words in de are new.",
        "The words for title in sv are others.",
    ]
