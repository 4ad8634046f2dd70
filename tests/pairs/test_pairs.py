from __future__ import annotations

import pytest
from tests.pairs.laid import problems
from tests.pairs.written import Written, expected, found, pairs

PAIRS = pairs()


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.title)
def test_all_that_is_otherwise_in_a_pair_is_told_and_nothing_else(pair: Written) -> None:
    told = pair.told().changes
    assert found(told) == expected(pair), [(each.name, each.message) for each in told]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.title)
def test_no_two_changes_are_taken_for_one(pair: Written) -> None:
    told = pair.told().changes
    assert len({each.fingerprint for each in told}) == len(told)


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
