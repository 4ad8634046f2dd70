"""What each format makes of who has been heard, whole; and whom a policy concerns."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date

import jsonschema
import pytest
from tests.report.heard import (
    DONE,
    EMPTY,
    ENDINGS,
    IN_REVIEW,
    KINDS,
    REPORT,
    SNAPSHOTS,
    path,
    shown,
    with_plain_ends,
)
from tests.support.program import ROOT

from policykit.model.hearing import Outcome
from policykit.report.formats import formats
from policykit.report.hearing_words import comments_told, headline, round_told

SCHEMA = json.loads((ROOT / "schemas/output/hearing.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ENDINGS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_format_prints_the_small_report_like_this(kind: str, name: str) -> None:
    printed = shown(kind, name)
    assert with_plain_ends(printed) == path(kind, name).read_text(encoding="utf-8")
    assert printed.count("\r\n") == (printed.count("\n") if name == "csv" else 0)


@pytest.mark.parametrize("kind", KINDS)
def test_every_format_has_a_snapshot_and_every_snapshot_a_format(kind: str) -> None:
    assert set(formats(kind)) == set(ENDINGS)
    assert {each.name for each in SNAPSHOTS.iterdir()} == {
        path(each, name).name for each in KINDS for name in ENDINGS
    }


@pytest.mark.parametrize("name", ENDINGS)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_is_said_acts(kind: str, name: str) -> None:
    for report in (REPORT, EMPTY):
        printed = shown(kind, name, report)
        assert printed.endswith("\n")
        assert "\x1b" not in printed
        if name in {"markdown", "html"}:
            assert "<script" not in printed
            assert "<b>now" not in printed


def test_json_follows_its_schema() -> None:
    for report in (REPORT, EMPTY):
        jsonschema.validate(json.loads(shown("hearing", "json", report)), SCHEMA)
    assert shown("comments", "json") == shown("hearing", "json")


def test_no_cell_is_a_formula() -> None:
    rows = list(csv.reader(io.StringIO(shown("comments", "csv"))))
    assert len(rows) == 1 + len(IN_REVIEW.comments)
    assert not [cell for row in rows for cell in row if cell.startswith("=")]


def test_the_page_loads_nothing() -> None:
    for kind in KINDS:
        page = shown(kind, "html")
        assert "default-src 'none'" in page
        assert not re.search(r"(?:src|href)=\"(?!data:)", page)


def test_a_policy_that_lacks_nothing_is_shown_when_all_are_asked_for() -> None:
    assert "phone-manners" not in shown("hearing", "text")
    assert "phone-manners" in shown("hearing", "text", everything=True)
    assert "1 policy lacks nothing" in shown("hearing", "html")
    assert not DONE.lacks_something()


ROUNDS = {
    2: "comments until 2026-11-24, 2 days left",
    1: "comments until 2026-11-23, 1 day left",
    0: "comments until 2026-11-22, the last day",
    -1: "comments ended 2026-11-21, 1 day ago",
}


@pytest.mark.parametrize(("days", "told"), ROUNDS.items())
def test_a_round_is_told_by_its_days(days: int, told: str) -> None:
    until = REPORT.today.fromordinal(REPORT.today.toordinal() + days)
    policy = replace(IN_REVIEW, until=until)
    assert round_told(policy, REPORT.today) == told
    assert policy.is_late(REPORT.today) is (days < 0)
    answered = replace(policy, comments=policy.comments[1:])
    assert not answered.is_late(REPORT.today)


def test_outcomes_are_counted() -> None:
    twice = replace(IN_REVIEW, comments=IN_REVIEW.comments * 2)
    assert comments_told(twice) == (
        "10 comments: 2 wait, 2 questions answered, 2 taken, 2 partly taken, 2 not taken"
    )
    assert [each.outcome for each in IN_REVIEW.waiting] == [Outcome.OPEN]


@pytest.mark.parametrize(
    ("today", "late"), [(date(2026, 11, 25), False), (date(2026, 11, 26), True)]
)
def test_a_comment_on_a_text_in_force_has_two_weeks(today: date, late: bool) -> None:
    policy = replace(IN_REVIEW, in_review=False, until=None)
    assert policy.is_late(today) is late
    assert not replace(policy, comments=policy.comments[1:]).is_late(today)


def test_nothing_missing_is_said() -> None:
    done = replace(REPORT, policies=(DONE,))
    assert headline(done) == "1 policy, 0 in review. Nothing is missing."
