"""The bump that changes ask for against the one that was made."""

from __future__ import annotations

import pytest
from tests.pairs.laid import POLICY, parsed, told

from policykit.diffing.version import bumped, made, verdict
from policykit.model.change import Bump, VersionVerdict

ACTIVE = "active"


@pytest.mark.parametrize(
    ("before", "after", "required", "said"),
    [
        ((ACTIVE, "1.0.0"), (ACTIVE, "2.0.0"), Bump.MAJOR, VersionVerdict.ENOUGH),
        ((ACTIVE, "1.0.0"), (ACTIVE, "1.1.0"), Bump.MAJOR, VersionVerdict.TOO_SMALL),
        ((ACTIVE, "1.0.0"), (ACTIVE, "1.0.0"), Bump.PATCH, VersionVerdict.MISSING),
        ((ACTIVE, "1.0.0"), (ACTIVE, "1.0.0"), Bump.NONE, VersionVerdict.ENOUGH),
        ((ACTIVE, "1.2.0"), (ACTIVE, "1.1.9"), Bump.NONE, VersionVerdict.DECREASED),
        ((ACTIVE, "1.0.0"), ("draft", "1.0.0"), Bump.MAJOR, VersionVerdict.FREE),
        (("draft", "1.0.0"), (ACTIVE, "1.0.0"), Bump.MAJOR, VersionVerdict.FREE),
        ((ACTIVE, "1.0"), (ACTIVE, "2.0"), Bump.NONE, VersionVerdict.FREE),
        (("", ""), (ACTIVE, "1.0.0"), Bump.MAJOR, VersionVerdict.FREE),
    ],
)
def test_a_bump_is_judged(
    before: tuple[str, str], after: tuple[str, str], required: Bump, said: VersionVerdict
) -> None:
    assert verdict(before, after, required) is said


def test_the_bump_that_was_made() -> None:
    versions = ["2.0.0", "1.3.0", "1.2.4", "1.2.3", "1.2.2", "1.2"]
    assert [made("1.2.3", each).value for each in versions] == [
        "major",
        "minor",
        "patch",
        "none",
        "none",
        "none",
    ]


def test_a_version_is_raised() -> None:
    assert [bumped("1.2.3", bump) for bump in Bump] == ["1.2.3", "1.2.4", "1.3.0", "2.0.0"]
    assert bumped("1.2", Bump.MAJOR) == "1.2"


def test_an_approved_text_comes_into_force_under_its_version() -> None:
    (policy,) = told(
        {POLICY: parsed("status: approved")}, {POLICY: parsed("status: active")}
    ).policies
    assert policy.verdict is VersionVerdict.ENOUGH
