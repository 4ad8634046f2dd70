"""Coverage through the history of real Git repositories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.gaps.small_library import files, opened
from tests.sources.repositories import INHERITED, SCRUBBED, GitFolder, new_repository

from policykit.coverage_past import Past, past
from policykit.gapping import GapsRequest, gaps
from policykit.model.coverage import Tally
from policykit.model.errors import PolicykitError, SourceError
from policykit.model.surroundings import Surroundings

TODAY = date(2026, 7, 15)
ASKED = [
    {
        "requirements": [
            {"needs": [{"statement": {"covers": "rules.one", "level": "must"}}]},
            {
                "id": "two",
                "valid_from": "2026-05-01",
                "needs": [{"policy": {"area": "complaints"}}],
            },
        ]
    }
]
REFUND = {"id": "refund", "must": "Pay it back.", "covers": ["rules.one"]}
COMPLAINTS = {"id": "complaints", "areas": ["complaints"]}


def _policies(*policies: Mapping[str, Any]) -> dict[str, bytes]:
    kept = files(policies, ASKED)
    return {path: content for path, content in kept.items() if not path.startswith("schemas/")}


PLAIN = _policies({})
SAYS_IT = _policies({"statements": [REFUND]})
BOTH = _policies({"statements": [REFUND]}, COMPLAINTS)
WEAKER = _policies(
    {"statements": [{"id": "refund", "should": "Pay.", "covers": ["rules.one"]}]}, COMPLAINTS
)
BROKEN = {"policies/returns.yaml": b"id: returns\n\tstatements: [\n"}


@pytest.fixture(autouse=True)
def _no_settings_of_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SCRUBBED.items():
        monkeypatch.setenv(name, value)
    for name in INHERITED:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def shop(tmp_path: Path) -> GitFolder:
    """A shop with half a year of policies: nothing, one rule, a slip, mended, both."""
    folder = new_repository(tmp_path / "shop")
    for month, day, told, content in (
        (1, 10, "Begin", PLAIN),
        (3, 5, "Say it", SAYS_IT),
        (3, 20, "A slip", BROKEN),
        (3, 25, "Mended", SAYS_IT),
        (3, 26, "Beside the policies", {"README.md": b"Hello."}),
        (6, 2, "Complaints", BOTH),
    ):
        folder.commit(told, content, on=_at(month, day))
        if told == "Say it":
            folder.git("tag", "v1")
    folder.git("tag", "v2")
    return folder


def _at(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 12, tzinfo=UTC)


def _around() -> Surroundings:
    return opened(files([{}], ASKED))[1].surroundings


def _told(folder: GitFolder, kind: str, most: int = 99, today: date = TODAY) -> Past:
    return past(folder.path, "", kind, most, _around(), today)


def _rows(told: Past) -> list[tuple[str, str, Tally]]:
    return [(each.name, each.day.isoformat(), each.tally) for each in told.points]


MISSING, COVERED = Tally(missing=1), Tally(covered=1)
HALF, WHOLE = Tally(covered=1, missing=1), Tally(covered=2)


def test_tags(shop: GitFolder) -> None:
    """A point for each tag, by the day it landed."""
    told = _told(shop, "tags")
    assert _rows(told) == [("v1", "2026-03-05", COVERED), ("v2", "2026-06-02", WHOLE)]
    assert told.points[0].frameworks == {"rules": 100}
    assert told.points[1].commit == shop.git("rev-parse", "HEAD")
    assert told.notes == ("The past is judged by the frameworks and settings of today.",)


def test_months(shop: GitFolder) -> None:
    """A point for each month at its end, also for those in which nothing landed."""
    assert _rows(_told(shop, "months")) == [
        ("2026-01", "2026-01-31", MISSING),
        ("2026-02", "2026-02-28", MISSING),
        ("2026-03", "2026-03-31", COVERED),
        ("2026-04", "2026-04-30", COVERED),
        ("2026-05", "2026-05-31", HALF),
        ("2026-06", "2026-06-30", WHOLE),
        ("2026-07", "2026-07-15", WHOLE),
    ]


def test_commits(shop: GitFolder) -> None:
    """A point for each commit that changed a policy; what cannot be read shows nothing."""
    told = _told(shop, "commits")
    assert [(each.day.isoformat(), each.tally) for each in told.points] == [
        ("2026-01-10", MISSING),
        ("2026-03-05", COVERED),
        ("2026-03-20", MISSING),
        ("2026-03-25", COVERED),
        ("2026-06-02", WHOLE),
    ]
    assert all(each.commit.startswith(each.name) for each in told.points)


def test_the_last_points(shop: GitFolder) -> None:
    """As many as are asked for, and none of them later than today."""
    assert [each.name for each in _told(shop, "months", 2).points] == ["2026-06", "2026-07"]
    earlier = _rows(_told(shop, "months", 2, date(2026, 3, 10)))
    assert earlier == [("2026-02", "2026-02-28", MISSING), ("2026-03", "2026-03-10", COVERED)]
    assert [each.name for each in _told(shop, "tags", 9, date(2026, 4, 1)).points] == ["v1"]


def test_the_past_of_a_commit(shop: GitFolder) -> None:
    """Nothing that landed after it is told."""
    told = past(shop.path, "v1", "commits", 9, _around(), TODAY)
    assert [each.tally for each in told.points] == [MISSING, COVERED]


def test_what_got_worse_is_seen(shop: GitFolder) -> None:
    """Though everything else stays as it was, and was remembered."""
    shop.commit("Weaker", WEAKER, on=_at(6, 20))
    shop.commit("Stronger", BOTH, on=_at(6, 25))
    tallies = [each.tally for each in _told(shop, "commits", 3).points]
    assert tallies == [WHOLE, Tally(covered=1, partial=1), WHOLE]


@pytest.mark.parametrize(
    ("narrow", "expected"),
    [
        ({}, Tally(covered=2, missing=1)),
        ({"regions": ("SE",)}, Tally(covered=2, missing=1)),
        ({"areas": ("returns",)}, Tally(covered=2)),
        ({"areas": ("delivery",)}, Tally(missing=1)),
        ({"owners": ("head-of-customer-service",)}, Tally(covered=2)),
        ({"frameworks": ("other",)}, Tally(missing=1)),
        ({"frameworks": ("rules",), "areas": ("delivery",)}, Tally()),
    ],
)
def test_the_past_is_of_the_part_that_is_asked_for(
    tmp_path: Path, narrow: Mapping[str, Any], expected: Tally
) -> None:
    """So that a point before now tells of as much as now does."""
    asked: list[Mapping[str, Any]] = [
        *ASKED,
        {"framework": "other", "requirements": [{"area": "delivery", "needs": [{"policy": {}}]}]},
    ]
    folder = new_repository(tmp_path / "shop")
    only = {"frameworks": ["rules", "other"]}
    kept = files([{"statements": [REFUND]}, COMPLAINTS], asked, settings=only)
    folder.commit("Begin", kept, on=_at(6, 10))
    request = GapsRequest(root=folder.path, trend="commits", allow_empty=True, **narrow)
    told = gaps(request, lambda _: TODAY)
    found = [replace(each.tally, not_applicable=0) for each in told.trend]
    assert found == [expected, expected]


def test_a_shallow_clone_tells_what_it_has(shop: GitFolder, tmp_path: Path) -> None:
    """And says what is missing, and how to get it."""
    shop.git("clone", "--quiet", "--depth", "2", f"file://{shop.path}", str(tmp_path / "short"))
    short = GitFolder(tmp_path / "short")
    told = _told(short, "commits")
    assert told.points[-1].tally == WHOLE
    assert len(told.points) <= 2
    assert any("--unshallow" in note for note in told.notes), told.notes


def test_no_tags(tmp_path: Path) -> None:
    """There is nothing to tell, and a note says so."""
    folder = new_repository(tmp_path / "new")
    folder.commit("Begin", PLAIN)
    assert _told(folder, "tags") == Past((), ("There are no tags to tell a trend by.",))


def test_no_history(tmp_path: Path) -> None:
    """A folder outside Git has no past."""
    (tmp_path / "policykit.yaml").write_text("format: 1\n", encoding="utf-8")
    with pytest.raises(SourceError):
        past(tmp_path, "", "months", 9, _around(), TODAY)


def test_another_kind_of_point(shop: GitFolder) -> None:
    """The message names those there are."""
    with pytest.raises(PolicykitError, match="weeks") as caught:
        _told(shop, "weeks")
    assert "tags, months, commits" in caught.value.hint
