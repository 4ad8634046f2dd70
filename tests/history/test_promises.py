"""What promises were and when: the answers of the three years, worked out by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from policykit.model.errors import SourceError
from policykit.model.history import History
from policykit.through_time import HistoryRequest, history

TODAY = date(2026, 11, 22)


def told(folder: Path, name: str, at: str = "") -> History:
    return history(HistoryRequest(root=folder, name=name, at=at), lambda _: TODAY)


def in_short(found: History) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Each value with the day it landed and its days in force."""
    return [
        (
            each.words,
            each.landed.day.isoformat(),
            [
                (days.first.isoformat(), days.last.isoformat() if days.last else "")
                for days in each.in_force
            ],
        )
        for each in found.values
    ]


_SHOP = "60 days; 2026-11-15 to 2026-12-24: 90 days"
_LEARNING = "of paid learning time a month into each colleague's rota."


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        (
            "returns.refund-time",
            [
                ("14 days", "2023-11-07", [("2023-11-07", "2025-08-31")]),
                ("10 days", "2025-09-01", [("2025-09-01", "")]),
            ],
        ),
        (
            # Renamed in 2024 (open-purchase before), and came as a draft months before its day.
            "returns.shop-window",
            [
                ("90 days", "2023-11-07", [("2023-11-07", "2025-01-12")]),
                ("30 days", "2025-01-13", [("2025-01-13", "2026-09-13")]),
                (_SHOP, "2026-06-08", [("2026-09-14", "")]),
            ],
        ),
        (
            "returns.withdrawal-window",
            [
                ("14 days", "2023-11-07", [("2023-11-07", "2024-04-01")]),
                ("30 days", "2024-04-02", [("2024-04-02", "")]),
            ],
        ),
        (
            "returns.same-way",
            [
                (
                    "should: Pay the money back the way the customer paid.",
                    "2023-11-07",
                    [("2023-11-07", "2025-08-31")],
                ),
                (
                    "must: Pay the money back the way the customer paid.",
                    "2025-09-01",
                    [("2025-09-01", "")],
                ),
            ],
        ),
        (
            # Promoted a day late, and in force since its own day.
            "phone-support.answer-in",
            [
                ("60 seconds", "2023-11-07", [("2023-11-07", "2026-03-01")]),
                ("30 seconds", "2026-01-19", [("2026-03-02", "")]),
            ],
        ),
        (
            # Written on a branch; it counts from the day the branch was merged.
            "complaints.update-interval",
            [
                ("10 business days", "2023-11-07", [("2023-11-07", "2026-05-03")]),
                ("5 business days", "2026-05-04", [("2026-05-04", "")]),
            ],
        ),
        (
            "training.paid-time",
            [
                (
                    f"should: Put {{learning-time}} {_LEARNING}",
                    "2023-11-07",
                    [("2023-11-07", "2024-08-25")],
                ),
                (f"must: Put {{learning-time}} {_LEARNING}", "2024-08-26", [("2024-08-26", "")]),
            ],
        ),
        (
            # A hotfix while the next version waits.
            "difficult-meetings",
            [
                ("1.0.0", "2024-03-04", [("2024-03-04", "2025-01-26")]),
                ("1.1.0", "2025-01-27", [("2025-01-27", "2026-04-06")]),
                ("1.2.0", "2026-04-07", [("2026-04-07", "2026-04-26")]),
                ("1.3.0", "2026-02-24", [("2026-04-27", "")]),
            ],
        ),
        ("member-club", [("2.4.1", "2023-11-07", [("2023-11-07", "2026-01-18")])]),
    ],
)
def test_answers(
    folder: Path, name: str, answer: list[tuple[str, str, list[tuple[str, str]]]]
) -> None:
    assert in_short(told(folder, name)) == answer


def test_a_rename_is_no_value(folder: Path) -> None:
    found = told(folder, "returns.look-up")
    assert [each.words[:7] for each in found.values] == ["should:"]
    assert found.names == ("returns.look-up", "returns.no-receipt")
    assert found.values[0].path == "policies/refunds.yaml"


def test_a_thing_is_found_by_any_name_it_had(folder: Path) -> None:
    now = told(folder, "returns.shop-window")
    for name in ("refunds.open-purchase", "refunds.shop-window", "returns.open-purchase"):
        assert told(folder, name) == now
    assert now.names == ("returns.shop-window", "returns.open-purchase")
    assert told(folder, "refunds").names == ("returns", "refunds")


def test_commits_that_brought_a_value(folder: Path) -> None:
    cut = told(folder, "returns.shop-window").values[1]
    assert cut.landed.subject == "Returns 2.0.0: thirty days to return in a shop"
    assert cut.landed.author == "Elin Sandqvist"
    assert cut.gone is not None
    assert cut.gone.day == date(2026, 9, 14)
    coming = told(folder, "returns.shop-window").values[2]
    assert (coming.status, coming.path) == ("draft", "policies/returns.next.yaml")
    assert coming.in_force[0].by.day == date(2026, 8, 27)


def test_the_past_of_a_commit(folder: Path) -> None:
    found = told(folder, "returns.open-purchase", at="v2024.1")
    assert in_short(found) == [("90 days", "2023-11-07", [("2023-11-07", "")])]
    assert found.names == ("returns.open-purchase",)
    with pytest.raises(SourceError, match="No commit") as caught:
        told(folder, "returns", at="nowhere")
    assert caught.value.reference == "unknown-revision"


@pytest.mark.parametrize(
    ("name", "reference", "near"),
    [
        ("retruns", "unknown-policy", "returns"),
        ("returns.refund-tme", "unknown-item", "refund-time"),
        ("", "unknown-policy", "id"),
        ("--all", "unknown-policy", ""),
    ],
)
def test_unknown_names(folder: Path, name: str, reference: str, near: str) -> None:
    with pytest.raises(SourceError) as caught:
        told(folder, name)
    assert caught.value.reference == reference
    assert near in caught.value.hint


def test_values_stand_in_the_order_they_came_into_force(folder: Path) -> None:
    versions = [each.words for each in told(folder, "returns").values]
    assert versions == ["1.0.0", "1.1.0", "2.0.0", "2.1.0", "2.2.0", "3.0.0"]
    texts = told(folder, "returns.cancel-function").values
    assert [each.in_force[0].first for each in texts] == sorted(
        each.in_force[0].first for each in texts
    )
    # Approved for February 2027 while the one before it holds.
    assert [each.words for each in told(folder, "delivery").values][-1] == "2.0.0"


def test_why_a_version_came(folder: Path) -> None:
    by_version = {each.words: each.reason for each in told(folder, "returns").values}
    assert by_version["1.0.0"] == ""
    assert by_version["2.2.0"].startswith("The law wants a function to cancel online from 19 June")
    assert by_version["3.0.0"].startswith("New law on repairs")
    first, now = told(folder, "returns.refund-time").values
    assert (first.reason, now.reason[:31]) == ("", "Customers waited two weeks for ")
