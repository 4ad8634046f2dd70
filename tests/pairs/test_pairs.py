from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.pairs.examples import examples, sides
from tests.pairs.laid import problems, told
from tests.pairs.written import Written, expected, found, pairs

from policykit.diffing import compare
from policykit.diffing.context import Context
from policykit.diffing.kind import Comparer, Draft
from policykit.diffing.match import Pair
from policykit.diffing.registry import Comparers, comparers

PAIRS = pairs()


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.title)
def test_all_that_is_otherwise_in_a_pair_is_told_and_nothing_else(pair: Written) -> None:
    changes = pair.told().changes
    assert found(changes) == expected(pair), [(each.name, each.message) for each in changes]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.title)
def test_no_two_changes_are_taken_for_one(pair: Written) -> None:
    changes = pair.told().changes
    assert len({each.fingerprint for each in changes}) == len(changes)


def test_there_are_many_pairs_of_each_name_one() -> None:
    assert len(PAIRS) >= 200
    assert len({pair.title for pair in PAIRS}) == len(PAIRS)


NOT_ACCEPTED = {"terms: A sum that cannot be read"}
"""Pairs of what is no file to keep, but has to be compared."""


def test_pairs_are_what_authors_may_write() -> None:
    wrong = {
        pair.title: found
        for pair in PAIRS
        for files in (pair.before, pair.after)
        if (found := problems(files))
    }
    assert wrong.keys() == NOT_ACCEPTED, wrong


TOLD_AS_A_WHOLE = {("term", "*")}
"""Fields that are told where the thing they stand in is."""


def _noted(place: object, compare: Comparer, met: set[object]) -> Comparer:
    def comparer(pair: Pair, field: str, context: Context) -> Iterator[Draft]:
        for draft in compare(pair, field, context):
            met.add(place)
            yield draft

    return comparer


def test_every_line_of_the_tables_is_met_by_a_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    met: set[object] = set()
    known = comparers()
    fields = {place: _noted(place, each, met) for place, each in known.fields.items()}
    monkeypatch.setattr(compare, "comparers", lambda: Comparers(known.things, fields))
    for pair in PAIRS:
        told(pair.before, pair.after, pair.days)
    for kind in examples():
        told(*sides(kind))
    assert fields.keys() - met == TOLD_AS_A_WHOLE
