"""A coming version in the main file: what held on any day held just so, and nothing is void."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.cli.conftest import make_small
from tests.cli.test_diff import ACTIVE as UNDATED, POLICY
from tests.renaming.shop import files
from tests.sources.repositories import INHERITED, GitFolder, new_repository
from tests.support.program import Program

ACTIVE = UNDATED.replace("version: 1.0.0\n", "version: 1.0.0\neffective: 2026-01-02\n")
NEXT = POLICY.replace(".yaml", ".next.yaml")
WORDS = "translates: phone-manners\nlocale: sv\nstatements:\n  greet: Svara inom {answer-in}.\n"
COMING = (
    ACTIVE.replace("version: 1.0.0", "version: 2.0.0   # soon")
    .replace("effective: 2026-01-02", "effective: 2026-07-01")
    .replace("20 seconds", "15 seconds")
)
RECORD = "reviews:\n  - {date: 2026-03-01, by: a-1}\n"


def _at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitFolder:
    for name in INHERITED:
        monkeypatch.delenv(name, raising=False)
    repository = new_repository(make_small(tmp_path / "shop"))
    words = {POLICY.replace(".yaml", ".sv.yaml"): WORDS}
    record = {POLICY.replace(".yaml", ".record.yaml"): RECORD}
    repository.commit("One", {POLICY: ACTIVE, **words, **record}, on=_at("2026-01-02"))
    repository.commit("Coming", {NEXT: COMING}, on=_at("2026-06-01"))
    later = {NEXT.replace(".yaml", ".sv.yaml"): WORDS.replace("Svara", "Svara snabbt")}
    repository.commit("Coming words", later, on=_at("2026-06-02"))
    return repository


@pytest.fixture
def program(shop: GitFolder, policykit: Program) -> Program:
    return policykit.at(shop.path)


def _reigns(program: Program) -> object:
    told = program("history", "phone-manners", "--format", "json")
    assert told.exit_code == 0, told.stderr
    values = json.loads(told.stdout)["values"]
    return [
        (each["version"], [(days["first"], days["last"]) for days in each["in_force"]])
        for each in values
    ]


def test_files_move_and_the_earlier_version_is_noted(program: Program, shop: GitFolder) -> None:
    before = files(shop.path)
    outcome = program("promote", "phone-manners", "--reason", "It: was slow.")
    assert outcome.exit_code == 0, outcome.stderr
    assert outcome.stderr == "phone-manners 2.0.0 stands now in place of 1.0.0.\n"
    expected = dict(before)
    expected[POLICY] = (
        expected.pop(NEXT) + 'supersedes:\n  - version: 1.0.0\n    reason: "It: was slow."\n'
    )
    expected["policies/phone-manners.sv.yaml"] = expected.pop("policies/phone-manners.next.sv.yaml")
    assert files(shop.path) == expected


def test_every_day_has_the_text_it_had(program: Program, shop: GitFolder) -> None:
    days = ["2026-01-01", "2026-01-02", "2026-06-15", "2026-06-30", "2026-07-01", "2026-07-20"]
    before = _reigns(program), [program("show", "phone-manners", "--on", day) for day in days]
    assert "2.0.0" in str(before[0])
    assert program("promote", "phone-manners", "--reason", "Slow.").exit_code == 0
    shop.commit("Promoted", {}, on=_at("2026-07-10"))
    after = _reigns(program), [program("show", "phone-manners", "--on", day) for day in days]
    assert after[0] == before[0]
    for one, other in zip(before[1][:-1], after[1][:-1], strict=True):
        assert one == other
    told = program("diff", "--on", "2026-07-09..2026-07-11", "--all")
    assert "answer-in" not in told.stdout


def test_a_reason_is_noted_without_what_no_file_may_hold(program: Program, shop: GitFolder) -> None:
    assert program("promote", "phone-manners", "--reason", "So\x07 \x1b it\nwas.").exit_code == 0
    assert (shop.path / POLICY).read_text("utf-8").endswith("    reason: So it was.\n")


def test_what_it_says_itself_stays(program: Program, shop: GitFolder) -> None:
    said = COMING + "supersedes:\n- {version: 1.0.0, reason: Because.}\n"
    shop.write({NEXT: said})
    outcome = program("promote", "phone-manners", "--reason", "Another.")
    assert "The reason is the one it gave itself." in outcome.stderr
    assert (shop.path / POLICY).read_text("utf-8") == said


def test_a_policy_that_was_only_to_come_is_there(program: Program, shop: GitFolder) -> None:
    shop.write({POLICY: None, "policies/phone-manners.sv.yaml": None})
    outcome = program("promote", "phone-manners")
    assert outcome.stderr == "phone-manners 2.0.0 stands now.\n"
    assert (shop.path / POLICY).read_text("utf-8") == COMING
    assert not (shop.path / NEXT).exists()


def test_the_patch_is_shown_and_nothing_written(program: Program, shop: GitFolder) -> None:
    before = files(shop.path)
    outcome = program("promote", "phone-manners", "--reason", "Slow.", "--dry-run")
    assert files(shop.path) == before
    assert "-version: 1.0.0\n" in outcome.stdout
    assert f"--- a/{NEXT}\n+++ /dev/null\n" in outcome.stdout


_TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({NEXT: COMING.replace("status: active", "status: approved")}, "its status is approved"),
        ({NEXT: COMING.replace("effective: 2026-07-01\n", "")}, "does not say from which day"),
        (
            {NEXT: COMING.replace("2026-07-01", (_TODAY + timedelta(1)).isoformat())},
            "it holds from 2026-11-22, and that is 1 day ahead",
        ),
        ({NEXT: COMING.replace("2.0.0", "1.0.0")}, "both versions are called 1.0.0"),
        (
            {POLICY: ACTIVE.replace("status: active", "status: retired")},
            "the version of today is retired",
        ),
        ({POLICY: ACTIVE.replace("2026-01-02", "2026-08-01")}, "the later of the two"),
        ({NEXT: COMING.replace("2.0.0", "0.9.9")}, "it is called 0.9.9, and the version of today"),
        ({NEXT: COMING.replace("id: phone-manners", "id: other")}, "or was called phone-manners"),
        (
            {POLICY: ACTIVE.replace("title:", "former_ids: [calls, voices]\ntitle:", 1)},
            "it does not say that the policy is or was called calls and voices",
        ),
        (
            {POLICY: ACTIVE + "supersedes:\n  - version: 0.9.0\n    reason: New.\n"},
            "it does not tell of the earlier version 0.9.0, and the reasons would be lost",
        ),
        ({NEXT: None, NEXT.replace(".yaml", ".sv.yaml"): None}, "has no coming version"),
        ({NEXT: COMING + "x: [\n"}, "mistakes in its notation"),
        ({NEXT.replace(".yaml", ".sv.yaml"): None}, "has none in sv"),
        ({}, "Nobody says yet why"),
    ],
)
def test_what_does_not_hold_is_not_moved(
    program: Program, shop: GitFolder, changed: dict[str, str | None], said: str
) -> None:
    shop.write(dict(changed))
    before = files(shop.path)
    outcome = program("promote", "phone-manners")
    assert outcome.exit_code == 2
    assert said in outcome.stderr
    assert files(shop.path) == before


def test_a_slip_in_the_name_is_answered(program: Program) -> None:
    assert "Did you mean phone-manners?" in program("promote", "phone-maners").stderr
