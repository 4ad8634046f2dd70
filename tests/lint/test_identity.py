"""What a finding is known by: baselines of users hold it, so it must stay as it is.

tests/lint/fingerprints.yaml has the fingerprint of each finding of each case that stands in
tests/lint/cases. A new case needs its own (`python -m tests.lint.identity` writes them all). One
that changes makes findings that users have taken note of come up again: it needs a good reason.
"""

from __future__ import annotations

import pytest
from tests.lint.identity import FILE, fingerprints
from tests.lint.test_rules import MODULES
from tests.support.cases import cases

KNOWN: dict[str, dict[str, list[str]]] = cases(FILE)


@pytest.mark.parametrize("module", MODULES)
def test_findings_are_known_by_what_they_were(module: str) -> None:
    found = fingerprints(module)
    assert found == KNOWN[module]
    for prints in found.values():
        assert len(set(prints)) == len(prints)


def test_no_rule_is_left_out_and_none_is_left_over() -> None:
    assert sorted(KNOWN) == MODULES
