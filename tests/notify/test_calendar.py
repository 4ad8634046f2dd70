"""`policykit calendar`: the days to come, read back by two libraries of calendars."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import icalendar
import jsonschema
import pytest
import vobject
from tests.handbook.hostile import HOSTILE
from tests.notify.conftest import SETTINGS, returns
from tests.sources.repositories import GitFolder
from tests.support.program import ROOT, Program

from policykit.model.agenda import Agenda, Occasion, OccasionKind
from policykit.report.formats import Style
from policykit.report.ics.agenda import render as in_ics
from policykit.report.text.agenda import render as in_text

SCHEMA = json.loads((ROOT / "schemas/output/agenda.schema.json").read_text(encoding="utf-8"))

IN_JUNE = """\
Policies of Corner Shop

2026-06
  2026-06-25  Staff hear of it: Returns
              Team meeting
              Answers for it: Head of service

2026-07
  2026-07-01  Customers hear of it: Returns
              Website
              Answers for it: Head of service
  2026-07-01  Takes effect: Returns 2.0.0
              Answers for it: Head of service

2027-03
  2027-03-31  Waiver ends: eu-consumer.refund
              We are small.
              Answers for it: Head of service

2027-07
  2027-07-01  Training again: Returns
              Returns basics
              At the till
              Answers for it: Head of service
"""

IN_AUGUST_OF_NEXT_YEAR = """\
Policyer hos Corner Shop

2027-07
  2027-07-01  Skulle ha gåtts igenom: Returer
              Ansvarar: Head of service

2028-07
  2028-07-01  Ny utbildning: Returer
              Returns basics
              At the till
              Ansvarar: Head of service
"""


def told(program: Program, day: str, *arguments: str) -> str:
    done = program("calendar", "--today", day, *arguments)
    assert (done.stderr, done.exit_code) == ("", 0)
    return done.stdout


def days(program: Program, day: str, *arguments: str) -> list[tuple[str, str]]:
    found: dict[str, Any] = json.loads(told(program, day, "--format", "json", *arguments))
    jsonschema.validate(found, SCHEMA)
    return [(each["kind"], each["day"]) for each in found["occasions"]]


@pytest.mark.parametrize(
    ("day", "arguments", "expected"),
    [
        ("2026-06-10", [], IN_JUNE),
        ("2027-08-01", ["--locale", "sv"], IN_AUGUST_OF_NEXT_YEAR),
    ],
)
def test_the_days_to_come(program: Program, day: str, arguments: list[str], expected: str) -> None:
    assert told(program, day, *arguments) == expected


@pytest.mark.parametrize(
    ("arguments", "kinds"),
    [
        (["--role", "cashier"], ["staff", "effect"]),
        (["--role", "agent"], ["staff", "effect", "training"]),
        (["--role", "floor"], ["staff", "effect", "training"]),
        (["--owner", "head"], ["staff", "customers", "effect", "waiver", "training"]),
        (["--owner", "agent"], []),
        (["--kind", "waiver", "--kind", "effect"], ["effect", "waiver"]),
    ],
    ids=" ".join,
)
def test_each_has_its_own_calendar(
    program: Program, arguments: list[str], kinds: list[str]
) -> None:
    assert [kind for kind, _ in days(program, "2026-06-10", *arguments)] == kinds


def test_a_review_moves_the_next_one(program: Program, shop: GitFolder) -> None:
    arguments = ("--kind", "review")
    assert days(program, "2026-09-01", *arguments) == [("review", "2027-07-01")]
    record = "reviews: [{date: 2026-08-20, by: a-17}, {date: 2027-02-01, by: a-17}]\n"
    shop.write({"policies/returns.record.yaml": record})
    # A stamp of a day to come is none yet.
    assert days(program, "2026-09-01", *arguments) == [("review", "2027-08-20")]
    assert days(program, "2027-03-01", *arguments) == [("review", "2028-02-01")]


@pytest.mark.parametrize("status", ["draft", "in-review", "retired"])
def test_a_text_nobody_is_bound_by_has_no_days(
    program: Program, shop: GitFolder, status: str
) -> None:
    shop.write({"policies/returns.yaml": returns(status=status, effective="2026-12-01")})
    assert days(program, "2026-06-10") == [("waiver", "2027-03-31")]


def test_what_is_no_day_is_left_out(program: Program, shop: GitFolder) -> None:
    text = returns(effective="soon").replace("2026-06-25", "later").replace("1 year", "0 days")
    shop.write(
        {
            "policies/returns.yaml": text,
            "policykit.yaml": SETTINGS.replace("2027-03-31", "some day"),
        }
    )
    assert days(program, "2026-06-10") == [("customers", "2026-07-01")]


def test_two_libraries_read_the_calendar(program: Program, tmp_path: Path) -> None:
    places = [tmp_path / "one.ics", tmp_path / "two.ics"]
    for place, zone in zip(places, ("UTC", "Asia/Tokyo"), strict=True):
        done = program.afresh(
            *("calendar", "--today", "2026-06-10", "--format", f"ics:{place}"),
            TZ=zone,
            PYTHONHASHSEED=str(len(zone)),
        )
        assert (done.stderr, done.exit_code) == ("", 0)
    first, second = (place.read_bytes() for place in places)
    assert first == second
    assert b"\n" not in first.replace(b"\r\n", b"")
    assert max(map(len, first.split(b"\r\n"))) <= 75
    read = icalendar.Calendar.from_ical(first)
    events = list(read.walk("VEVENT"))
    titles = [
        "Staff hear of it: Returns",
        "Customers hear of it: Returns",
        "Takes effect: Returns 2.0.0",
        "Waiver ends: eu-consumer.refund",
        "Training again: Returns",
    ]
    assert [str(event["summary"]) for event in events] == titles
    assert [event.decoded("dtstart") for event in events][2] == date(2026, 7, 1)
    assert [event.decoded("dtend") for event in events][2] == date(2026, 7, 2)
    assert {event.decoded("dtstamp") for event in events} == {datetime(2026, 6, 10, tzinfo=UTC)}
    assert str(events[2]["url"]) == "https://handbook.example/staff/en/policies/returns.html"
    other = vobject.readOne(first.decode())
    assert [event.summary.value for event in other.vevent_list] == titles
    assert other.vevent_list[2].dtstart.value == date(2026, 7, 1)
    assert len({str(event["uid"]) for event in events}) == len(events)


def test_an_event_that_is_moved_stays_the_same(program: Program, shop: GitFolder) -> None:
    def uids() -> dict[str, str]:
        found = json.loads(told(program, "2026-06-10", "--format", "json"))
        return {each["kind"]: each["uid"] for each in found["occasions"]}

    before = uids()
    later = returns(version="2.0.0", effective="2026-09-01", time="21 days", what="order")
    later = later.replace("by: 2026-07-01", "by: 2026-09-01")
    later = later.replace("title: Returns\n", "title: Taking things back\n")
    shop.write({"policies/returns.yaml": later})
    assert uids() == before


@pytest.mark.parametrize(
    "words", [*HOSTILE, "Returns\r\nEND:VEVENT\r\nBEGIN:VEVENT", "a\\nb;c,d:e", "\u2028x\u2029"]
)
def test_no_text_of_a_policy_is_more_than_a_text(words: str) -> None:
    occasion = Occasion(
        uid="bfe6553f-e184-5f9c-b5b3-4a3f63248f20",
        kind=OccasionKind.REVIEW,
        day=date(2026, 7, 1),
        title=words,
        category=words,
        lines=(words, words),
    )
    agenda = Agenda(
        title=words, locale="en", day=date(2026, 6, 10), empty="", occasions=(occasion,)
    )
    read = icalendar.Calendar.from_ical(in_ics(agenda, Style()))
    (event,) = read.walk("VEVENT")
    assert set(event) == {
        "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CATEGORIES", "TRANSP",
    }  # fmt: skip
    assert str(event["description"]).count("\n") == 1
    assert all(line.isprintable() for line in in_text(agenda, Style()).split("\n"))


@pytest.mark.parametrize(
    ("arguments", "reference"),
    [
        (["--role", "agnet"], "unknown-role"),
        (["--owner", "nobody"], "unknown-role"),
        (["--kind", "party"], "unknown-kind"),
        (["--locale", "fi"], "unknown-locale"),
        (["--format", "pdf"], "unknown-format"),
    ],
    ids=" ".join,
)
def test_what_is_not_there_is_said(program: Program, arguments: list[str], reference: str) -> None:
    done = program("calendar", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"error[{reference}]" in done.stderr
