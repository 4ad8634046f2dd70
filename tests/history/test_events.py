"""Everything that is told is really there, read back with the product's own ports."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.history.reading import Past, Told, at, bundle

from policykit.library.facts import facts
from policykit.library.in_force import in_force
from policykit.model.document import Json

RETURNS = ("returns", "refunds")
PHONE = ("phone-support",)
MEETINGS = ("difficult-meetings",)
EMAIL = ("email-support",)
CLUB = ("member-club",)

IN_FORCE = [
    ("before there was anything", RETURNS, "2023-11-05", None),
    ("the first text starts by landing", RETURNS, "2023-12-01", "1.0.0 2023-11-07"),
    ("a rename starts nothing", RETURNS, "2024-03-01", "1.0.0 2023-11-07"),
    ("thirty days to withdraw", RETURNS, "2024-04-02", "1.1.0 2024-04-02"),
    ("the cut in shops", RETURNS, "2025-01-13", "2.0.0 2025-01-13"),
    ("the duty that grew", RETURNS, "2026-06-18", "2.1.0 2025-09-01"),
    ("the law while the next waits", RETURNS, "2026-06-19", "2.2.0 2026-06-19"),
    ("approved and not yet in force", RETURNS, "2026-09-13", "2.2.0 2026-06-19"),
    ("on its day", RETURNS, "2026-09-14", "3.0.0 2026-09-14"),
    ("to this day", RETURNS, "2026-11-22", "3.0.0 2026-09-14"),
    ("backdated: not yet on the day it names", EMAIL, "2026-02-04", "1.1.0 2023-11-07"),
    ("backdated: from its landing", EMAIL, "2026-02-05", "1.2.0 2026-02-05"),
    ("postponed: not on the first day", PHONE, "2026-02-23", "1.3.0 2023-11-07"),
    ("postponed: the day before", PHONE, "2026-03-01", "1.3.0 2023-11-07"),
    ("postponed: on the new day, before it is promoted", PHONE, "2026-03-02", "2.0.0 2026-03-02"),
    ("postponed: promoted late, nothing starts", PHONE, "2026-03-10", "2.0.0 2026-03-02"),
    ("a next that waits", MEETINGS, "2026-04-06", "1.1.0 2025-01-27"),
    ("a hotfix under it", MEETINGS, "2026-04-07", "1.2.0 2026-04-07"),
    ("still the hotfix", MEETINGS, "2026-04-26", "1.2.0 2026-04-07"),
    ("the next on its day", MEETINGS, "2026-04-27", "1.3.0 2026-04-27"),
    ("a branch holds nothing before the merge", ("complaints",), "2026-05-03", "1.5.0 2023-11-07"),
    ("the merge brings it", ("complaints",), "2026-05-04", "2.0.0 2026-05-04"),
    ("the old club on its last day", CLUB, "2026-01-18", "2.4.1 2023-11-07"),
    ("retired", CLUB, "2026-01-19", None),
    ("its successor", ("member-programme",), "2026-01-19", "3.0.0 2026-01-19"),
    ("a coming version of today", ("delivery",), "2027-01-31", "1.2.0 2026-03-30"),
    ("in the year to come", ("delivery",), "2027-02-01", "2.0.0 2027-02-01"),
    ("drafts never hold", ("video-advice",), "2026-11-22", None),
]


@pytest.mark.parametrize(
    ("ids", "day", "expected"), [case[1:] for case in IN_FORCE], ids=[case[0] for case in IN_FORCE]
)
def test_in_force(past: Past, ids: tuple[str, ...], day: str, expected: str | None) -> None:
    found = in_force(past.states(*ids), date.fromisoformat(day))
    assert (found and f"{found.version.version} {found.started_on}") == expected


STARTED = [
    (PHONE, "2026-03-05", "phone-postponed"),
    (MEETINGS, "2026-04-10", "hotfix"),
    (MEETINGS, "2026-05-01", "meetings-approved"),
    (RETURNS, "2026-07-01", "law-hotfix"),
    (RETURNS, "2026-10-01", "returns-approved"),
    (EMAIL, "2026-03-01", "backdated"),
]


@pytest.mark.parametrize(("ids", "day", "name"), STARTED)
def test_which_commit_brought_it(
    past: Past, named: dict[str, Told], ids: tuple[str, ...], day: str, name: str
) -> None:
    found = in_force(past.states(*ids), date.fromisoformat(day))
    assert found is not None
    assert found.started_by == named[name].id


P = "policies/"
CHANGES: list[tuple[str, str, str, Json, Json]] = [
    (
        "more-time-to-withdraw",
        f"{P}returns.yaml",
        "terms/withdrawal-window/window",
        "14 days",
        "30 days",
    ),
    ("promise-cut", f"{P}returns.yaml", "terms/shop-window/window", "90 days", "30 days"),
    ("returns-promoted", f"{P}returns.yaml", "terms/shop-window/window", "30 days", "60 days"),
    ("duty-strengthened", f"{P}returns.yaml", "terms/refund-time/deadline", "14 days", "10 days"),
    ("law-hotfix", f"{P}returns.yaml", "statements/cancel-function/channels", None, ["web"]),
    (
        "returns-promoted",
        f"{P}returns.yaml",
        "statements/repair-choice/law",
        None,
        ["eu-consumer.repair-extension"],
    ),
    ("returns-in-review", f"{P}returns.next.yaml", "status", "draft", "in-review"),
    ("returns-approved", f"{P}returns.next.yaml", "status", "in-review", "active"),
    ("returns-promoted", f"{P}returns.next.yaml", "version", "3.0.0", None),
    ("returns-promoted", f"{P}returns.next.sv.yaml", "locale", "sv", None),
    ("phone-postponed", f"{P}phone-support.next.yaml", "effective", "2026-02-23", "2026-03-02"),
    ("hotfix", f"{P}difficult-meetings.yaml", "statements/no-chase/gains", None, "staff"),
    ("hotfix", f"{P}difficult-meetings.next.yaml", "version", "1.3.0", "1.3.0"),
    ("club-retired", f"{P}member-club.yaml", "status", "active", "retired"),
    ("club-retired", f"{P}member-club.yaml", "replaced_by", None, ["member-programme"]),
    ("policy-renamed", f"{P}refunds.yaml", "id", "refunds", None),
    ("policy-renamed", f"{P}refunds.sv.yaml", "translates", "refunds", None),
    ("policy-renamed", f"{P}returns.yaml", "former_ids", None, ["refunds"]),
    ("policy-renamed", f"{P}returns.sv.yaml", "translates", None, "returns"),
    ("term-renamed", f"{P}returns.yaml", "terms/shop-window/former_ids", None, ["open-purchase"]),
    ("term-renamed", f"{P}returns.yaml", "terms/open-purchase/window", "90 days", None),
    (
        "statement-renamed",
        f"{P}returns.yaml",
        "statements/look-up/former_ids",
        None,
        ["no-receipt"],
    ),
    (
        "statement-renamed",
        f"{P}returns.yaml",
        "statements/no-receipt/channels",
        ["in-person"],
        None,
    ),
    (
        "coming-law",
        "schemas/frameworks/eu-consumer.yaml",
        "requirements/withdrawal-button/area",
        None,
        "returns",
    ),
]


@pytest.mark.parametrize(("name", "path", "place", "before", "after"), CHANGES)
def test_what_a_commit_changed(
    past: Past, named: dict[str, Told], name: str, path: str, place: str, before: Json, after: Json
) -> None:
    commit = named[name]
    assert at(past.data(commit.parents[0], path), place) == before
    assert at(past.data(commit.id, path), place) == after


LEVELS = [
    ("duty-strengthened", "same-way", "should", "must"),
    ("returns-promoted", "quick-till", "must", "should"),
]


@pytest.mark.parametrize(("name", "statement", "before", "after"), LEVELS)
def test_a_duty_got_stronger_and_one_weaker(
    past: Past, named: dict[str, Told], name: str, statement: str, before: str, after: str
) -> None:
    commit = named[name]
    was = at(past.data(commit.parents[0], f"{P}returns.yaml"), f"statements/{statement}")
    now = at(past.data(commit.id, f"{P}returns.yaml"), f"statements/{statement}")
    assert isinstance(was, dict)
    assert isinstance(now, dict)
    assert was[before] == now[after]
    assert after not in was
    assert before not in now


def test_a_revert_brings_back_the_bytes(past: Past, named: dict[str, Told]) -> None:
    change, revert = named["longer-hours"], named["longer-hours-reverted"]
    assert revert.subject == f'Revert "{change.subject}"'
    keys = [
        {path: entry.key for path, entry in past.tree(commit).items()}
        for commit in (change.parents[0], change.id, revert.id)
    ]
    assert keys[0] == keys[2]
    assert keys[0] != keys[1]


def test_a_new_layout_means_the_same(past: Past, named: dict[str, Told]) -> None:
    commit = named["reformatted"]
    path = f"{P}privacy-requests.yaml"
    before, after = past.document(commit.parents[0], path), past.document(commit.id, path)
    assert before is not None
    assert after is not None
    assert before.text != after.text
    assert before.data == after.data
    was = facts(bundle(past, commit.parents[0], "privacy-requests"), "en")
    now = facts(bundle(past, commit.id, "privacy-requests"), "en")
    assert was is not None
    assert now is not None
    assert was.digests == now.digests


def test_the_broken_file_is_mended_by_the_next_commit(past: Past, named: dict[str, Told]) -> None:
    assert named["mended"].parents == (named["broken"].id,)
    assert past.problems(named["broken"].id)
    assert not past.problems(named["mended"].id)


def _swedish(past: Past, commit: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    told_now = facts(bundle(past, commit, "email-support"), "en")
    assert told_now is not None
    (words,) = told_now.words
    return words.stale, words.missing


def test_a_translation_goes_stale_and_is_mended(past: Past, named: dict[str, Told]) -> None:
    late = {"statements.reopen", "statements.closing-warning"}
    stale, missing = _swedish(past, named["backdated"].parents[0])
    assert (stale, late & set(missing)) == ((), set())
    stale, missing = _swedish(past, named["backdated"].id)
    assert stale == ("statements.first-reply",)
    assert late <= set(missing)
    stale, missing = _swedish(past, named["translation-mended"].id)
    assert (stale, late & set(missing)) == ((), set())


def test_backdating_is_a_matter_of_days(past: Past, named: dict[str, Told]) -> None:
    commit = named["backdated"]
    effective = at(past.data(commit.id, f"{P}email-support.yaml"), "effective")
    late = commit.on.date() - date.fromisoformat(str(effective))
    assert timedelta() < late < timedelta(days=7)
