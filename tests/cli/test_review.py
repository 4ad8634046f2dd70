"""`policykit review` as owners and pipelines call it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import icalendar
import jsonschema
import pytest
from tests.cli.conftest import SMALL
from tests.support.program import ROOT, Program

SCHEMA = json.loads((ROOT / "schemas/output/reviews.schema.json").read_text(encoding="utf-8"))
POLICY = "policies/phone-manners.yaml"
RECORD = "policies/phone-manners.record.yaml"
ACTIVE = (
    SMALL.replace("status: draft", "status: active")
    + "effective: 2025-10-01\nreview: {every: 1 year}\n"
)


@pytest.fixture
def program(in_small: Program, small: Path) -> Program:
    (small / POLICY).write_text(ACTIVE, encoding="utf-8")
    return in_small


def _review(program: Program, *arguments: str) -> dict[str, Any]:
    body = json.loads(program("review", "--format", "json", *arguments).stdout)
    found: dict[str, Any] = body["reviews"][0]
    return found


def test_a_review_that_was_held_is_bound_to_the_text(program: Program, small: Path) -> None:
    assert _review(program)["state"] == "overdue"
    outcome = program(
        "review", "mark", "phone-manners", "--by", "a-17", "--outcome", "Nothing: all's well."
    )
    assert outcome.stdout == "phone-manners: reviewed by a-17 on 2026-11-21: en\n"
    assert outcome.stderr == f"Wrote {RECORD}.\n"
    record = (small / RECORD).read_text(encoding="utf-8")
    assert record.startswith(
        "reviews:\n  - date: 2026-11-21\n    by: a-17\n"
        '    outcome: "Nothing: all\'s well."\n    digests:\n      en: pk1-'
    )
    found = _review(program)
    assert (found["state"], found["due"], found["hollow"]) == ("later", "2027-11-21", [])
    assert program("lint", "--select", "schema,review-hollow,review-overdue").exit_code == 0
    (small / POLICY).write_text(ACTIVE.replace("20 seconds", "40 seconds"), encoding="utf-8")
    assert _review(program)["changed_since"] is True


def test_a_dry_run_writes_nothing(program: Program, small: Path) -> None:
    outcome = program("review", "mark", "phone-manners", "--by", "a-17", "--dry-run")
    assert f"+++ b/{RECORD}" in outcome.stdout
    assert not (small / RECORD).exists()


STATES = {
    "its day has passed": ("2025-11-20", "overdue", -1),
    "its day is today": ("2025-11-21", "due", 0),
    "it comes soon": ("2025-12-21", "due", 30),
    "it is far": ("2026-03-01", "later", 100),
}


@pytest.mark.parametrize(("last", "state", "days"), STATES.values(), ids=STATES.keys())
def test_when_a_policy_is_to_be_read_again(
    program: Program, small: Path, last: str, state: str, days: int
) -> None:
    (small / RECORD).write_text(
        f"reviews: [{{date: {last}, by: a-1, digests: {{en: pk1-0000}}}}]\n", encoding="utf-8"
    )
    found = _review(program)
    assert (found["state"], found["days"]) == (state, days)


def test_a_date_alone_is_hollow(program: Program, small: Path) -> None:
    (small / RECORD).write_text("reviews: [{date: 2026-11-01, by: a-1}]\n", encoding="utf-8")
    assert _review(program)["hollow"] == ["does not say which text was read"]
    assert "does not say which text was read" in program("review").stdout


def test_many_in_a_day_are_hollow(program: Program, small: Path) -> None:
    for number in range(11):
        text = ACTIVE.replace("id: phone-manners", f"id: p-{number}")
        (small / f"policies/p-{number}.yaml").write_text(text, encoding="utf-8")
    program("review", "mark", *(f"p-{number}" for number in range(11)), "--by", "a-17")
    body = json.loads(program("review", "--format", "json").stdout)
    assert [(each["by"], each["date"], len(each["policies"])) for each in body["rounds"]] == [
        ("a-17", "2026-11-21", 11)
    ]
    hollow = {each["policy"]: each["hollow"] for each in body["reviews"]}
    assert hollow["p-3"] == ["was noted with too many others on one day"]
    assert hollow["phone-manners"] == []
    assert "a-17 noted reviews of 11 policies on one day, 2026-11-21." in program("review").stdout
    (small / "policykit.yaml").write_text(
        "format: 1\nframeworks: []\nlint: {rules: {review-hollow: {most_a_day: 11}}}\n",
        encoding="utf-8",
    )
    assert json.loads(program("review", "--format", "json").stdout)["rounds"] == []


def test_by_owner_and_by_month(program: Program) -> None:
    body = json.loads(program("review", "--format", "json").stdout)
    jsonschema.validate(body, SCHEMA)
    assert body["by_owner"] == {"head-of-customer-service": ["phone-manners"]}
    assert body["by_month"] == {"2026-10": ["phone-manners"]}
    text = program("review").stdout
    assert "phone-manners  overdue since 2026-10-01, 51 days  (took effect 2025-10-01)" in text
    rows = list(csv.DictReader(io.StringIO(program("review", "--format", "csv").stdout)))
    assert [(row["policy"], row["state"]) for row in rows] == [("phone-manners", "overdue")]
    assert "| How we answer the phone | overdue since" in (
        program("review", "--format", "markdown").stdout
    )


def test_an_owner_or_an_area_nobody_knows(program: Program) -> None:
    outcome = program("review", "--owner", "head-of-custommer-service")
    assert outcome.exit_code == 2
    assert "Did you mean head-of-customer-service?" in outcome.stderr
    outcome = program("review", "--area", "else")
    assert (outcome.exit_code, "There are phone." in outcome.stderr) == (2, True)
    assert program("review", "--owner", "head-of-customer-service").exit_code == 0


REFUSED = {
    "a name": (("mark", "phone-manners", "--by", "maja"), "person-in-record"),
    "nobody": (("mark", "phone-manners"), "review-of-nothing"),
    "no policy": (("mark", "--by", "a-1"), "review-of-nothing"),
    "what came of an item alone": (
        ("mark", "phone-manners.greet", "--outcome", "It holds."),
        "review-of-nothing",
    ),
    "a policy there is not": (("mark", "phone", "--by", "a-1"), "unknown-policy"),
    "no mark": (("phone-manners", "--by", "a-1"), "not-marked"),
    "no mark, before anything is written": (("phone-manners", "--dry-run"), "not-marked"),
    "no mark, of the coming text": (("phone-manners", "--next"), "not-marked"),
    "no mark, of a language": (("phone-manners", "--locale", "en"), "not-marked"),
    "an owner there is not": (("--owner", "head-of-costumer-service"), "unknown-owner"),
    "an area there is not": (("--area", "phones"), "unknown-area"),
    "an address in what came of it": (
        ("mark", "phone-manners", "--by", "a-1", "--outcome", "Ask ann@shop.example."),
        "person-in-text",
    ),
    "a name in what came of it": (
        ("mark", "phone-manners", "--by", "a-1", "--outcome", "Anna Berg said it holds."),
        "person-in-text",
    ),
    "what nobody can see in what came of it": (
        ("mark", "phone-manners", "--by", "a-1", "--outcome", "All \x1b[31mwell."),
        "words-not-printable",
    ),
    "more words than a record holds": (
        ("mark", "phone-manners", "--by", "a-1", "--outcome", "so " * 7000),
        "not-for-records",
    ),
    "a role there is not": (
        ("mark", "phone-manners", "--by", "a-1", "--role", "x"),
        "unknown-role",
    ),
}


@pytest.mark.parametrize(("arguments", "reference"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_refused(
    program: Program, small: Path, arguments: tuple[str, ...], reference: str
) -> None:
    outcome = program("review", *arguments)
    assert (outcome.exit_code, f"error[{reference}]" in outcome.stderr) == (2, True)
    assert not (small / RECORD).exists()


def test_a_calendar_that_moves_its_events(program: Program, small: Path) -> None:
    def events() -> list[dict[str, Any]]:
        outcome = program("review", "--format", "ics")
        assert program("review", "--format", "ics").stdout == outcome.stdout
        calendar = icalendar.Calendar.from_ical(outcome.stdout)
        return [dict(each) for each in calendar.walk("VEVENT")]

    (small / POLICY).write_text(
        ACTIVE.replace("How we answer the phone", "Phones; and, manners"), encoding="utf-8"
    )
    (first,) = events()
    assert (first["SUMMARY"], first["DTSTART"].dt.isoformat()) == (
        "Review: Phones; and, manners",
        "2026-10-01",
    )
    program("review", "mark", "phone-manners", "--by", "a-17")
    (second,) = events()
    assert (second["UID"], second["DTSTART"].dt.isoformat()) == (first["UID"], "2027-11-21")
    assert program("rename", "phone-manners", "calls").exit_code == 0
    (renamed,) = events()
    assert renamed["UID"] == first["UID"]
    calendar = icalendar.Calendar.from_ical(program("calendar", "--format", "ics").stdout)
    assert first["UID"] in [each["UID"] for each in calendar.walk("VEVENT")]
