"""What is drawn is what a schema takes, and nothing that a schema has a place for is left out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, given, settings, strategies as st
from tests.fuzzing.drawing import Spot, fullest, met, property_paths
from tests.fuzzing.libraries import (
    Data,
    framework_spot,
    frameworks,
    organisation_spot,
    organisations,
    policies,
    policy_spot,
    translations,
    words_spot,
)

from policykit.validation import Kind, load_schemas
from policykit.validation.fast import build

VALIDATORS = {kind: build(load_schemas(()), kind) for kind in Kind}
SPOTS: dict[Kind, Callable[..., Spot]] = {
    Kind.POLICY: policy_spot,
    Kind.ORGANISATION: organisation_spot,
    Kind.FRAMEWORK: framework_spot,
    Kind.TRANSLATION: words_spot,
}
DRAWN: dict[Kind, st.SearchStrategy[Data]] = {
    Kind.POLICY: policies(),
    Kind.ORGANISATION: organisations(),
    Kind.FRAMEWORK: frameworks(),
    Kind.TRANSLATION: translations("returns"),
}
SOME = settings(
    max_examples=settings().max_examples // 4,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


@pytest.mark.parametrize("kind", SPOTS)
@SOME
@given(data=st.data())
def test_what_is_drawn_is_valid(kind: Kind, data: st.DataObject) -> None:
    drawn = data.draw(DRAWN[kind])
    assert list(VALIDATORS[kind].iter_errors(drawn)) == []


@pytest.mark.parametrize("kind", SPOTS)
def test_everything_a_schema_has_a_place_for_is_drawn(kind: Kind) -> None:
    spot = SPOTS[kind]()
    drawn = fullest(spot)
    assert list(VALIDATORS[kind].iter_errors(drawn)) == []
    assert property_paths(spot.schema, spot.file) - met(drawn, spot.schema, spot.file) == set()
