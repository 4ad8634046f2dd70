from __future__ import annotations

from datetime import date

import pytest
from tests.reference.cases import MET, ORGANISATION, RETURNS, STILL_MET, UNIONS
from tests.reference.coverage import uncovered
from tests.reference.folders import data
from tests.reference.house import house
from tests.reference.lacking import AS_IS, FAILING

TODAY = date(2026, 11, 22)


def judged(need: str, change: str = AS_IS) -> list[str]:
    """What is told of one need by a single policy with some of its keys replaced."""
    requirement = {"id": "duty", "area": "returns", "needs": [data(need)]}
    framework = {"framework": "rule", "applies_when": {"always": True}}
    setting = house(
        TODAY,
        organisation=data(ORGANISATION),
        unions=data(UNIONS),
        frameworks=[framework | {"requirements": [requirement]}],
        policies=[data(RETURNS) | data(change)],
    )
    return [line.removeprefix("rule.duty ") for line in uncovered(setting, "rule")]


@pytest.mark.parametrize("need", MET)
def test_a_policy_that_has_what_is_needed_meets_it(need: str) -> None:
    assert judged(need) == []


@pytest.mark.parametrize(("need", "change"), STILL_MET)
def test_what_is_not_asked_for_can_change(need: str, change: str) -> None:
    assert judged(need, change) == []


@pytest.mark.parametrize(("need", "change", "expected"), FAILING.values(), ids=FAILING)
def test_a_policy_that_lacks_what_is_needed_is_told_with_what_was_found(
    need: str, change: str, expected: str
) -> None:
    lines = judged(need, change)
    assert len(lines) == 1
    where, _, found = lines[0].partition(": ")
    if expected.startswith(f"{where} in "):
        assert f"{where} {found}" == expected
    else:
        assert found.startswith("needs ")
        assert f"{where} {found.partition(': ')[2]}" == expected


def test_a_line_says_where_which_need_and_what_was_found() -> None:
    assert judged("term: {covers: rule.duty, at_least: 40 days, public: true}") == [
        "[SE, GB]: needs term (covers rule.duty, at_least 40 days, public yes): returns.window is 30 days and breaks it"
    ]


@pytest.mark.parametrize("need", ["smell: {}", "statement: {colour: red}"])
def test_a_need_nobody_can_judge_is_refused(need: str) -> None:
    with pytest.raises(ValueError, match="Nobody can judge"):
        judged(need)
