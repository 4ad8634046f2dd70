"""What was promised on a day: the answers of the three years, worked out by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.history.reading import Told

from policykit.model.errors import SourceError
from policykit.model.showing import Shown
from policykit.showing import ShowRequest, show

TODAY = date(2026, 11, 22)


def shown(folder: Path, name: str, on: str = "", at: str = "") -> Shown:
    day = date.fromisoformat(on) if on else None
    return show(ShowRequest(root=folder, name=name, on=day, at=at), lambda _: TODAY)


def words(found: Shown) -> list[str]:
    return [f"{line.label}: {line.text}" for line in found.lines if not line.heading]


@pytest.mark.parametrize(
    ("name", "day", "said", "version", "since"),
    [
        ("returns.refund-time", "2025-08-31", "deadline: 14 days", "2.0.0", "2025-01-13"),
        ("returns.refund-time", "2025-09-01", "deadline: 10 days", "2.1.0", "2025-09-01"),
        ("refunds.open-purchase", "2024-03-01", "window: 90 days", "1.0.0", "2023-11-07"),
        ("returns.shop-window", "2026-09-13", "window: 30 days", "2.2.0", "2026-06-19"),
        ("phone-support.answer-in", "2026-03-01", "deadline: 60 seconds", "1.3.0", "2023-11-07"),
        ("phone-support.answer-in", "2026-03-02", "deadline: 30 seconds", "2.0.0", "2026-03-02"),
        (
            "complaints.update-interval",
            "2026-05-03",
            "deadline: 10 business days",
            "1.5.0",
            "2023-11-07",
        ),
    ],
)
def test_answers(folder: Path, name: str, day: str, said: str, version: str, since: str) -> None:
    found = shown(folder, name, day)
    assert [each.replace("\u00a0", " ") for each in words(found)] == [said]
    assert (found.version, found.since) == (version, date.fromisoformat(since))


def test_values_of_the_day_are_filled_in(folder: Path) -> None:
    then = words(shown(folder, "returns.refund", "2025-08-31"))[0].replace("\u00a0", " ")
    now = words(shown(folder, "returns.refund", "2025-09-01"))[0].replace("\u00a0", " ")
    assert then == "Must: Pay back the full price and the standard delivery within 14 days."
    assert now == "Must: Pay back the full price and the standard delivery within 10 days."


def test_commits_that_prove_it(folder: Path, named: dict[str, Told]) -> None:
    found = shown(folder, "phone-support", "2026-03-02")
    assert found.by is not None
    assert found.commit is not None
    assert found.by.commit == named["phone-postponed"].id
    assert found.path == "policies/phone-support.next.yaml"
    later = shown(folder, "phone-support", "2026-03-03")
    assert later.path == "policies/phone-support.yaml"
    assert later.since == date(2026, 3, 2)
    assert later.commit is not None
    assert later.commit.commit == named["phone-promoted"].id


def test_the_broken_day_shows_what_held(folder: Path) -> None:
    found = shown(folder, "training", "2024-10-15")
    assert (found.version, found.since) == ("1.2.0", date(2024, 8, 26))


@pytest.mark.parametrize(
    ("name", "day", "why"),
    [
        (
            "returns",
            "2020-01-01",
            "Nothing of returns was in force on 2020-01-01. It came into force first on 2023-11-07.",
        ),
        (
            "member-club",
            "2026-06-01",
            "Nothing of member-club was in force on 2026-06-01. It was until 2026-01-18.",
        ),
        (
            "returns.cancel-function",
            "2025-01-01",
            "Version 1.1.0 was in force, and had no cancel-function in it.",
        ),
    ],
)
def test_nothing_is_an_answer(folder: Path, name: str, day: str, why: str) -> None:
    found = shown(folder, name, day)
    assert (found.lines, found.why) == ((), why)


def test_revisions_and_files(folder: Path, named: dict[str, Told]) -> None:
    before = shown(folder, "refunds.open-purchase", at=f"{named['policy-renamed'].id}~1")
    assert words(before) == ["window: 90\u00a0days"]
    assert before.policy == "refunds"
    now = shown(folder, "refunds.open-purchase")
    assert (now.policy, now.item, now.commit) == ("returns", "shop-window", None)
    assert shown(folder, "returns").lines[0].text == "Returns, refunds and faulty goods"


@pytest.mark.parametrize(
    ("name", "on", "at", "reference"),
    [
        ("retruns", "2026-01-01", "", "unknown-policy"),
        ("retruns", "", "", "unknown-policy"),
        ("returns.refnd", "2026-01-01", "", "unknown-item"),
        ("returns.refnd", "", "main", "unknown-item"),
        ("returns", "", "nowhere", "unknown-revision"),
        ("returns", "", "-x", "unknown-revision"),
    ],
)
def test_unknown_names(folder: Path, name: str, on: str, at: str, reference: str) -> None:
    with pytest.raises(SourceError) as caught:
        shown(folder, name, on, at)
    assert caught.value.reference == reference
    assert caught.value.hint
