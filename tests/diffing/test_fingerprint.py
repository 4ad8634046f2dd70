"""The id of a change stays while the change does."""

from __future__ import annotations

import pytest
from tests.pairs.laid import ORGANISATION, POLICY, parsed, told

TITLED = {ORGANISATION: parsed("roles: {agent: {title: Adviser}, store-manager: {title: Boss}}")}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("owner: agent", "owner: store-manager"),
        ("audience: [agent]", "audience: [agent, store-manager]"),
    ],
)
def test_what_a_role_is_called_is_no_part_of_it(before: str, after: str) -> None:
    old, new = {POLICY: parsed(before)}, {POLICY: parsed(after)}
    (one,) = told(old, new).changes
    (other,) = told({**TITLED, **old}, {**TITLED, **new}).changes
    assert one.message != other.message
    assert one.fingerprint == other.fingerprint
