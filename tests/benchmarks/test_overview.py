"""The page of all targets says what the pages of measurements say."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.bench import Row
from benchmarks.overview import Target

from benchmarks import overview, scale


def test_the_page_is_up_to_date() -> None:
    assert overview.PAGE.read_text(encoding="utf-8") == overview.page()


def test_every_target_was_measured_or_says_why_not() -> None:
    for target in overview.targets():
        assert list(overview.measured(target)) or target.said, target.work


def test_a_row_that_is_gone_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(overview, "FOLDER", tmp_path)
    (tmp_path / "some.md").write_text(
        "| one thing | ≤ 1 s | 2 s | **missed** |\n", encoding="utf-8"
    )

    one = Target(work="one", aim="≤ 1 s", page="some.md", rows=["one thing"])
    other = Target(work="one", aim="≤ 1 s", page="some.md", rows=["another"])

    assert list(overview.measured(one)) == [["one thing", "≤ 1 s", "2 s", "**missed**"]]
    with pytest.raises(ValueError, match=r"some\.md has no row"):
        list(overview.measured(other))


def test_rows_that_are_not_measured_again_stay() -> None:
    first = scale.told(
        [Row("a", "≤ 1 s", "2 s", "", met=False), Row("b", "", "3 s", "", None)], "", "1"
    )

    second = scale.told([Row("a", "≤ 1 s", "1 s", "", met=True)], first, "2")

    assert [line for line in second.splitlines() if line[:3] in {"| a", "| b"}] == [
        "| a | ≤ 1 s | 1 s |  | met | 2 |",
        "| b |  | 3 s |  |  | 1 |",
    ]
