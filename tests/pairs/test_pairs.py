from __future__ import annotations

import pytest
from tests.pairs.written import Written, expected, found, pairs

PAIRS = pairs()


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.title)
def test_all_that_is_otherwise_in_a_pair_is_told_and_nothing_else(pair: Written) -> None:
    told = pair.told().changes
    assert found(told) == expected(pair), [(each.name, each.message) for each in told]


def test_there_are_many_pairs_of_each_name_one() -> None:
    assert len(PAIRS) >= 200
    assert len({pair.title for pair in PAIRS}) == len(PAIRS)
