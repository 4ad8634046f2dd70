"""`policykit diff` as its users meet it: sides, gates, acceptances, files that cannot be read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.cli.conftest import SMALL, make_small
from tests.sources.repositories import GitFolder, new_repository
from tests.support.program import ROOT, Outcome, Program

POLICY = "policies/phone-manners.yaml"
RECORD = "policies/phone-manners.record.yaml"
ACTIVE = SMALL.replace("status: draft", "status: active").replace("0.1.0", "1.0.0")
SLOWER = ACTIVE.replace("20 seconds", "60 seconds")
OTHER = """\
format: 1
id: mail-manners
title: How we answer letters
areas: [phone]
status: active
version: 1.0.0
owner: head-of-customer-service
statements:
  - id: sign
    must: Sign every letter with your name.
"""


@pytest.fixture
def shop(tmp_path: Path) -> GitFolder:
    """A repository with an active policy in its only commit."""
    repository = new_repository(make_small(tmp_path / "shop"))
    repository.commit("All policies", {POLICY: ACTIVE})
    return repository


@pytest.fixture
def program(shop: GitFolder, policykit: Program) -> Program:
    return policykit.at(shop.path)


def _changes(outcome: Outcome) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(outcome.stdout)["changes"]
    return found


def _kinds(program: Program, *arguments: str) -> list[str]:
    return [each["name"] for each in _changes(program("diff", "--format", "json", *arguments))]


def test_nothing_changed(program: Program) -> None:
    outcome = program("diff", "HEAD", "--fail-on", "any")
    assert outcome.exit_code == 0
    assert outcome.stdout.startswith("Nothing changed.\n")


def test_layout_is_no_change(program: Program, shop: GitFolder) -> None:
    turned = ACTIVE.replace(
        "  answer-in: {deadline: 20 seconds, from: call-offered}\n",
        "  answer-in:\n    from: call-offered   # when it rings\n    deadline: 20 seconds\n",
    ).replace("owner: head-of-customer-service\n", "")
    shop.write({POLICY: "owner: 'head-of-customer-service'\n" + turned})
    assert _kinds(program, "HEAD") == []


def test_a_promise_to_customers_that_is_cut(program: Program, shop: GitFolder) -> None:
    shop.write({POLICY: SLOWER})
    outcome = program("diff", "HEAD", "--today", "2026-11-22")
    assert outcome.exit_code == 0
    assert outcome.stdout.splitlines()[0] == (
        "1 change for customers: 1 worse. 1 asks staff for less."
    )
    assert "answer-in got longer: 20 seconds → 60 seconds." in outcome.stdout
    assert "Version 1.0.0 stayed, but the changes ask for 2.0.0 (major)." in outcome.stdout
    assert "policies/phone-manners.yaml:9" in outcome.stdout


@pytest.mark.parametrize(
    ("text", "gate", "code"),
    [
        (SLOWER, "worse", 1),
        (SLOWER, "any", 1),
        (SLOWER, "floor", 0),
        (ACTIVE.replace("20 seconds", "10 seconds"), "worse", 0),
        (ACTIVE.replace("20 seconds", "10 seconds"), "any", 1),
        (ACTIVE.replace("give your first", "give  your first"), "any", 0),
        (ACTIVE.replace("give your", "give yuor"), "any", 0),
    ],
)
def test_gates(program: Program, shop: GitFolder, text: str, gate: str, code: int) -> None:
    shop.write({POLICY: text})
    assert program("diff", "HEAD", "--fail-on", gate).exit_code == code
    assert program("diff", "HEAD", "--fail-on", gate, "--exit-zero").exit_code == 0
    assert program("diff", "HEAD").exit_code == 0


def test_an_unknown_gate_is_refused(program: Program) -> None:
    outcome = program("diff", "HEAD", "--fail-on", "better")
    assert outcome.exit_code == 2
    assert "Use worse, floor or any." in outcome.stderr


def test_a_change_that_is_stood_by_opens_the_gate(program: Program, shop: GitFolder) -> None:
    shop.write({POLICY: SLOWER, RECORD: "# asked\ndrafted:\n- by: a-1\n  date: 2026-01-01"})
    (change,) = _changes(program("diff", "HEAD", "--format", "json"))
    outcome = program(
        "diff",
        "HEAD",
        "--today",
        "2026-11-22",
        "--fail-on",
        "worse",
        "--acknowledge",
        change["fingerprint"][:9],
        "--reason",
        'The lines are "full": #1',
        "--by",
        "head-of-customer-service",
    )
    assert (outcome.exit_code, outcome.stderr) == (0, f"Wrote the acceptance into {RECORD}.\n")
    assert 'Accepted by Head of customer service on 2026-11-22: The lines are "full": #1' in (
        " ".join(outcome.stdout.split())
    )
    assert (shop.path / RECORD).read_text(encoding="utf-8") == (
        "# asked\ndrafted:\n- by: a-1\n  date: 2026-01-01\naccepted:\n"
        f"  - change: {change['fingerprint']}\n"
        "    reason: 'The lines are \"full\": #1'\n"
        "    role: head-of-customer-service\n"
        "    date: 2026-11-22\n"
    )
    assert program("lint", "--select", "schema").exit_code == 0


def test_an_acceptance_goes_stale_when_the_change_moves_on(
    program: Program, shop: GitFolder
) -> None:
    shop.write({POLICY: SLOWER})
    (change,) = _changes(program("diff", "HEAD", "--format", "json"))
    stood = ("--reason", "Why not", "--by", "head-of-customer-service")
    program("diff", "HEAD", "--acknowledge", change["fingerprint"], *stood)
    shop.write({POLICY: ACTIVE.replace("20 seconds", "90 seconds")})
    outcome = program("diff", "HEAD", "--fail-on", "worse", "--format", "json")
    assert outcome.exit_code == 1
    (moved,) = _changes(outcome)
    assert moved["accepted"]["stale"] is True
    assert moved["accepted"]["reason"] == "Why not"
    shop.write({POLICY: ACTIVE})
    told = json.loads(program("diff", "HEAD", "--format", "json").stdout)
    assert [each["change"] for each in told["accepted_in_vain"]] == [change["fingerprint"]]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--acknowledge", "c-00000000"), "Add --reason"),
        (("--acknowledge", "c-00000000", "--reason", "x", "--by", "head-of-customer"), "Did you"),
        (
            ("--acknowledge", "c-00000000", "--reason", "x", "--by", "head-of-customer-service"),
            "There is no change c-00000000",
        ),
        (("--reason", "x"), "Add --acknowledge CHANGE"),
    ],
)
def test_acceptances_that_cannot_be_written(
    program: Program, shop: GitFolder, arguments: tuple[str, ...], words: str
) -> None:
    shop.write({POLICY: SLOWER})
    outcome = program("diff", "HEAD", *arguments)
    assert outcome.exit_code == 2
    assert words in outcome.stderr
    assert not (shop.path / RECORD).exists()


ORGANISATION_RECORD = "policies/organisation.record.yaml"


@pytest.mark.parametrize("gone", [False, True], ids=["a closed channel", "a policy that is gone"])
def test_what_no_policy_can_keep_is_kept_with_the_organisation(
    program: Program, shop: GitFolder, gone: bool
) -> None:
    if gone:
        shop.commit("One more", {"policies/mail-manners.yaml": OTHER})
        shop.write({POLICY: None})
    else:
        text = (shop.path / "policies/organisation.yaml").read_text(encoding="utf-8")
        closed = text.replace("  phone:", "  letter:").replace("title: Phone", "title: Letter")
        shop.write({"policies/organisation.yaml": closed})
    assert program("diff", "HEAD", "--fail-on", "worse").exit_code == 1
    lost = [
        each["fingerprint"]
        for each in _changes(program("diff", "HEAD", "--format", "json"))
        if each["customer"] == "worse"
    ]
    named = [part for each in lost for part in ("--acknowledge", each)]
    stood = ("--reason", "Nobody called", "--by", "head-of-customer-service")
    outcome = program("diff", "HEAD", "--fail-on", "worse", *named, *stood)
    assert (outcome.exit_code, outcome.stderr) == (
        0,
        f"Wrote the acceptance into {ORGANISATION_RECORD}.\n",
    )
    assert "Nobody called" in (shop.path / ORGANISATION_RECORD).read_text(encoding="utf-8")
    found = program("lint", "--format", "concise", "--select", "files", "--select", "schema")
    assert ORGANISATION_RECORD not in found.stdout


def test_a_gate_stays_shut_before_what_cannot_be_read(program: Program, shop: GitFolder) -> None:
    shop.write({POLICY: "terms: ["})
    outcome = program("diff", "HEAD", "--fail-on", "floor")
    assert outcome.exit_code == 1
    assert outcome.stdout.startswith("1 file could not be read, so what changed there is not known")
    assert program("diff", "HEAD").exit_code == 0


def test_a_policy_that_cannot_be_read_hides_no_other(program: Program, shop: GitFolder) -> None:
    shop.commit("One more", {"policies/mail-manners.yaml": OTHER})
    shop.write({POLICY: "id: [", "policies/mail-manners.yaml": OTHER.replace("every", "each")})
    told = json.loads(program("diff", "HEAD", "--format", "json").stdout)
    assert [each["policy"] for each in told["changes"]] == ["mail-manners"]
    assert [each["path"] for each in told["unread"]] == [POLICY]


def test_policies_behind_two_hyphens(program: Program, shop: GitFolder) -> None:
    shop.commit("One more", {"policies/mail-manners.yaml": OTHER})
    shop.write({POLICY: SLOWER, "policies/mail-manners.yaml": OTHER.replace("must:", "should:")})
    assert _kinds(program, "HEAD", "--", "mail-manners") == ["duty-weakened"]
    assert _kinds(program, "HEAD", "--", "mail-manners", "phone-manners") == [
        "term-longer",
        "duty-weakened",
    ]
    outcome = program("diff", "HEAD", "--", "mail-maners")
    assert outcome.exit_code == 2
    assert "Did you mean mail-manners?" in outcome.stderr


def test_a_renamed_policy_is_found_by_either_name(program: Program, shop: GitFolder) -> None:
    renamed = ACTIVE.replace("id: phone-manners", "id: call-manners\nformer_ids: [phone-manners]")
    shop.commit("Renamed", {"policies/call-manners.yaml": renamed, POLICY: None})
    for name in ("phone-manners", "call-manners"):
        assert _kinds(program, "HEAD~1..HEAD", "--", name) == ["renamed"]


def test_the_coming_version_is_told_against_that_of_today(
    program: Program, shop: GitFolder
) -> None:
    coming = SLOWER.replace("version: 1.0.0", "version: 2.0.0\neffective: 2027-01-01")
    shop.commit("The coming one", {"policies/phone-manners.next.yaml": coming})
    assert "term-longer" in _kinds(program, "HEAD~1..HEAD")
    assert "term-longer" in _kinds(program, "HEAD", "--next")
    assert _kinds(program, "HEAD") == []


BESIDE = {
    "words": ("policies/phone-manners.sv.yaml", "translates: phone-manners\nlocale: sv\ntitle: Telefon\n"),
    "a record": (RECORD, "drafted: [{by: a-21, date: 2026-05-02}]\n"),
}  # fmt: skip


@pytest.mark.parametrize(("path", "text"), BESIDE.values(), ids=BESIDE.keys())
def test_a_first_file_beside_a_policy_makes_no_new_policy(
    program: Program, shop: GitFolder, path: str, text: str
) -> None:
    shop.commit("Beside it", {path: text})
    assert {"policy-added", "policy-removed"}.isdisjoint(_kinds(program, "HEAD~1..HEAD"))
    shop.commit("Away again", {path: None})
    assert {"policy-added", "policy-removed"}.isdisjoint(_kinds(program, "HEAD~1..HEAD"))
    assert _kinds(program, "HEAD~2..HEAD") == []


def test_a_coming_text_that_was_approved_is_approved_once_it_holds(
    program: Program, shop: GitFolder
) -> None:
    program("approve", "phone-manners", "--role", "head-of-customer-service", "--by", "a-02")
    coming = SLOWER.replace("version: 1.0.0", "version: 2.0.0\neffective: 2026-11-01")
    shop.commit("The coming one", {"policies/phone-manners.next.yaml": coming})
    unapproved = "Approvals void: Head of customer service."
    program("promote", "phone-manners", "--reason", "It was slow.")
    assert unapproved in program("diff", "HEAD").stdout
    shop.git("checkout", "-q", ".")
    shop.git("clean", "-qfd")
    asked = ("--role", "head-of-customer-service", "--by", "a-02", "--next")
    assert program("approve", "phone-manners", *asked).exit_code == 0
    shop.commit("Approved", {})
    program("promote", "phone-manners", "--reason", "It was slow.")
    told = program("diff", "HEAD").stdout
    assert "got longer" in told
    assert unapproved not in told


def test_an_approval_stands_where_what_the_text_names_was_called_otherwise_once(
    program: Program, shop: GitFolder
) -> None:
    other = SLOWER.replace("id: phone-manners", "id: calls\nformer_ids: [rings]")
    coming = SLOWER.replace("version: 1.0.0", "version: 2.0.0\neffective: 2026-11-01").replace(
        "{answer-in}", "{calls.answer-in}"
    )
    program("approve", "phone-manners", "--role", "head-of-customer-service", "--by", "a-02")
    shop.commit("Both", {"policies/calls.yaml": other, "policies/phone-manners.next.yaml": coming})
    asked = ("--role", "head-of-customer-service", "--by", "a-02", "--next")
    assert program("approve", "phone-manners", *asked).exit_code == 0
    shop.commit("Approved", {})
    assert program("promote", "phone-manners", "--reason", "It was slow.").exit_code == 0
    assert "Approvals void" not in program("diff", "HEAD").stdout


def test_the_form_of_the_json_is_published(program: Program, shop: GitFolder) -> None:
    shop.write({POLICY: SLOWER.replace("must:", "should:")})
    schema = json.loads((ROOT / "schemas/output/changes.schema.json").read_text(encoding="utf-8"))
    told = json.loads(program("diff", "HEAD", "--format", "json").stdout)
    jsonschema.validate(told, schema)
    assert [each["name"] for each in told["changes"]] == ["term-longer", "duty-weakened"]


def test_two_folders(program: Program, shop: GitFolder, tmp_path: Path) -> None:
    make_small(tmp_path / "other")
    outcome = program("diff", str(shop.path), str(tmp_path / "other"), "--format", "json")
    assert outcome.exit_code == 0
    assert "policy-deactivated" in [each["name"] for each in _changes(outcome)]


def test_a_variant_is_told_where_it_is_written(program: Program, shop: GitFolder) -> None:
    varied = ACTIVE.replace(
        "  answer-in: {deadline: 20 seconds, from: call-offered}\n",
        "  answer-in:\n    deadline: 20 seconds\n    from: call-offered\n    varies:\n"
        "      - {regions: [GB], value: 30 seconds}\n",
    )
    shop.commit("Varied", {POLICY: varied})
    shop.write({POLICY: varied.replace("30 seconds", "40 seconds")})
    (change,) = _changes(program("diff", "HEAD", "--format", "json"))
    assert (change["name"], change["where"], change["regions"]) == ("term-longer", "", [])
    assert [change[side]["location"]["start"]["line"] for side in ("before", "after")] == [13, 13]


def test_a_record_that_cannot_be_read_hides_no_change(program: Program, shop: GitFolder) -> None:
    shop.write({POLICY: SLOWER, RECORD: "accepted: ["})
    told = json.loads(program("diff", "HEAD", "--format", "json").stdout)
    assert [each["name"] for each in told["changes"]] == ["term-longer"]
    assert [each["path"] for each in told["unread"]] == [RECORD]
