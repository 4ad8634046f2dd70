"""Who changed what last: the answers of the three years, worked out by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.history.reading import Told

from policykit.blaming import BlameRequest, blame
from policykit.model.blame import Blamed
from policykit.model.errors import SourceError


def blamed(folder: Path, name: str, *, everything: bool = False) -> dict[str, Blamed]:
    request = BlameRequest(root=folder, name=name, everything=everything)
    return {each.item: each for each in blame(request, lambda _: date(2026, 11, 22)).items}


@pytest.fixture(scope="module")
def returns(folder: Path) -> dict[str, Blamed]:
    return blamed(folder, "returns")


@pytest.mark.parametrize(
    ("item", "commit", "version"),
    [
        ("refund-time", "duty-strengthened", "2.1.0"),
        ("same-way", "duty-strengthened", "2.1.0"),
        ("withdrawal-window", "more-time-to-withdraw", "1.1.0"),
        # It was renamed since, and that changed nothing it means.
        ("shop-window", "returns-drafted", "3.0.0"),
    ],
)
def test_answers(
    returns: dict[str, Blamed], named: dict[str, Told], item: str, commit: str, version: str
) -> None:
    found = returns[item]
    assert (found.commit.commit, found.version) == (named[commit].id, version)
    assert found.why


def test_what_never_changed_is_of_the_first_commit(returns: dict[str, Blamed]) -> None:
    found = returns["look-up"]
    assert (found.commit.day, found.version, found.why) == (date(2023, 11, 7), "1.0.0", ())


def test_all_counts_other_names(folder: Path, named: dict[str, Told]) -> None:
    found = blamed(folder, "returns", everything=True)["look-up"]
    assert found.commit.commit == named["statement-renamed"].id


def test_other_layout_counts_for_nothing(folder: Path, named: dict[str, Told]) -> None:
    for everything in (False, True):
        found = blamed(folder, "privacy-requests", everything=everything)
        assert all(each.commit.commit != named["reformatted"].id for each in found.values())


def test_a_coming_version_counts_where_it_was_written(folder: Path, named: dict[str, Told]) -> None:
    found = blamed(folder, "phone-support")
    assert found["recording"].commit.commit == named["phone-drafted"].id
    assert found["answer-in"].version == "2.0.0"
    assert found["greet"].version == "1.3.0"


def test_unknown_names(folder: Path) -> None:
    with pytest.raises(SourceError) as caught:
        blamed(folder, "retruns")
    assert caught.value.reference == "unknown-policy"
