"""Cases that broke something once break nothing, nor does whatever is drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from tests.fuzzing.inputs import inputs
from tests.fuzzing.named import CORPUS, TARGETS, kept, target
from tests.fuzzing.smallest import smallest

CASES = [(name, each) for name in TARGETS for each in kept(name)]
SOME = settings(
    max_examples=settings().max_examples // 4, suppress_health_check=[HealthCheck.too_slow]
)


@pytest.mark.parametrize(("name", "case"), CASES, ids=lambda each: getattr(each, "name", each))
def test_a_case_that_is_kept_breaks_nothing(name: str, case: Path) -> None:
    target(name).check(case.read_bytes())


def test_every_target_has_cases_and_seeds() -> None:
    assert {each.name for each in CORPUS.iterdir()} == set(TARGETS)
    assert all(kept(name) and any(target(name).seeds()) for name in TARGETS)


@pytest.mark.parametrize("name", TARGETS)
def test_whatever_is_drawn_breaks_nothing(name: str) -> None:
    found = target(name)

    @SOME
    @given(inputs(list(found.seeds())))
    def check(data: bytes) -> None:
        found.check(data)

    check()


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_of_what_breaks_something_only_the_breaking_part_is_left(one: bytes, other: bytes) -> None:
    found = smallest(one + b"{}" + other, lambda data: b"{}" in data)
    assert found == b"{}"


def test_what_breaks_nothing_stays_as_it_is() -> None:
    assert smallest(b"whole", lambda _: False) == b"whole"
