"""The account of random edits fails where nothing is told of them: each kind of edit is missed."""

from __future__ import annotations

import copy

from hypothesis import HealthCheck, Phase, given, settings, strategies as st
from tests.fuzzing.accounts import Account
from tests.fuzzing.accounts_of_words import accounted_words
from tests.fuzzing.edits import EDITS
from tests.fuzzing.libraries import Data, libraries

NOT_IN_IT = {"reorder"}
"""The order of duties says nothing; where order counts, tests/pairs hold that it is told."""


def test_an_edit_that_nothing_tells_of_is_missed() -> None:
    missed: set[str] = set()

    @settings(
        max_examples=4,
        derandomize=True,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(library=libraries(), data=st.data())
    def tries(library: dict[str, Data], data: st.DataObject) -> None:
        for name, edit in EDITS.items():
            if name not in missed:
                made = data.draw(
                    st.composite(lambda draw, edit=edit: edit(draw, copy.deepcopy(library)))()
                )
                if is_missed(library, made):
                    missed.add(name)

    tries()
    assert set(EDITS) - missed - NOT_IN_IT == set()


def is_missed(old: dict[str, Data], new: dict[str, Data]) -> bool:
    account = Account(old, new, ())
    try:
        account.of_all()
        accounted_words(account)
    except AssertionError:
        return True
    return False
