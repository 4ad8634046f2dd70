"""`policykit approve` as people and pipelines call it."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings, strategies as st
from tests.cli.conftest import ORGANISATION, SMALL, make_small
from tests.sources.repositories import GitFolder, new_repository
from tests.support.program import ROOT, Program

SCHEMA = json.loads((ROOT / "schemas/output/approvals.schema.json").read_text(encoding="utf-8"))
POLICY = "policies/phone-manners.yaml"
NEXT = "policies/phone-manners.next.yaml"
RECORD = "policies/phone-manners.record.yaml"
SWEDISH = "policies/phone-manners.sv.yaml"
ACTIVE = SMALL.replace("status: draft", "status: active").replace("0.1.0", "1.0.0")
ROLES = """\
  legal: {title: Legal counsel}
role_groups:
  leads: {title: Leads, roles: [head-of-customer-service]}
"""
SETTINGS = """\
format: 1
frameworks: []
release_branch: main
approvals: {default: [head-of-customer-service], sections: {terms: [legal]}, quorum: 2}
"""
WORDS = """\
translates: phone-manners
locale: sv
statements:
  greet:
    text: Svara inom {answer-in} och säg ditt förnamn.
"""
HEAD = ("--role", "head-of-customer-service", "--by", "a-02")
LEGAL = ("--role", "legal", "--by", "a-03")


@pytest.fixture
def shop(tmp_path: Path) -> GitFolder:
    repository = new_repository(make_small(tmp_path / "shop"))
    repository.commit(
        "All policies",
        {
            POLICY: ACTIVE,
            SWEDISH: WORDS,
            "policykit.yaml": SETTINGS,
            "policies/organisation.yaml": ORGANISATION + ROLES,
        },
    )
    return repository


@pytest.fixture
def program(shop: GitFolder, policykit: Program) -> Program:
    return policykit.at(shop.path)


def _states(program: Program, *arguments: str) -> dict[str, str]:
    outcome = program("approve", "--status", "--format", "json", *arguments)
    (policy,) = json.loads(outcome.stdout)["approvals"]
    return {each["role"]: each["state"] for each in policy["roles"]}


def _role(program: Program, role: str) -> dict[str, Any]:
    outcome = program("approve", "--status", "--format", "json")
    (policy,) = json.loads(outcome.stdout)["approvals"]
    found: dict[str, Any] = next(each for each in policy["roles"] if each["role"] == role)
    return found


def test_an_approval_is_bound_to_the_text_in_every_language(
    program: Program, shop: GitFolder
) -> None:
    outcome = program("approve", "phone-manners", *LEGAL)
    assert outcome.exit_code == 0
    assert outcome.stdout == "phone-manners: approved by legal (a-03) on 2026-11-21: en, sv\n"
    assert outcome.stderr == (
        f"Wrote {RECORD}.\nphone-manners: still to approve: head-of-customer-service.\n"
    )
    record = (shop.path / RECORD).read_text(encoding="utf-8")
    assert record.startswith("approvals:\n  - role: legal\n    by: a-03\n    date: 2026-11-21\n")
    assert [line.split(": pk1-")[0].strip() for line in record.splitlines()[5:]] == ["en", "sv"]
    assert program("lint", "--select", "approval-of-another-text,schema").exit_code == 0
    assert _states(program) == {"head-of-customer-service": "missing", "legal": "approved"}
    assert program("approve", "phone-manners", *LEGAL).stdout.endswith("Nothing written.\n")
    assert (shop.path / RECORD).read_text(encoding="utf-8") == record


def test_a_dry_run_shows_the_change_and_writes_nothing(program: Program, shop: GitFolder) -> None:
    outcome = program("approve", "phone-manners", *LEGAL, "--locale", "en", "--dry-run")
    assert outcome.exit_code == 0
    assert outcome.stdout.startswith(f"--- a/{RECORD}\n+++ b/{RECORD}\n")
    assert "+  - role: legal\n" in outcome.stdout
    assert "sv: pk1-" not in outcome.stdout
    assert not (shop.path / RECORD).exists()


VOIDED = {
    "a number": (
        "20 seconds",
        "30 seconds",
        ["en", "sv"],
        "answer-in got longer: 20 seconds → 30 seconds.",
    ),
    "a rule": ("your first name", "your whole name", ["en"], "[-first-]{+whole+}"),
}


@pytest.mark.parametrize(("old", "new", "locales", "words"), VOIDED.values(), ids=VOIDED.keys())
def test_a_changed_rule_voids_and_the_words_are_told(
    program: Program, shop: GitFolder, old: str, new: str, locales: list[str], words: str
) -> None:
    for who in (LEGAL, HEAD):
        program("approve", "phone-manners", *who)
    assert (
        program("approve", "--status", "--fail-on", "void", "--fail-on", "missing").exit_code == 0
    )
    shop.write({POLICY: ACTIVE.replace(old, new)})
    found = _role(program, "legal")
    assert (found["state"], found["differing"]) == ("void", locales)
    assert words in " ".join(found["changed"])
    outcome = program("approve", "--status", "--fail-on", "void")
    assert outcome.exit_code == 1
    assert (
        f"legal approved another text (a-03 on 2026-11-21; changed since: {', '.join(locales)})"
        in " ".join(outcome.stdout.split())
    )
    assert outcome.stdout.count("since then:") == 1
    assert program("approve", "phone-manners", *LEGAL).exit_code == 0
    assert _role(program, "legal")["state"] == "approved"


def test_without_a_history_a_void_approval_is_told_all_the_same(
    policykit: Program, tmp_path: Path
) -> None:
    small = make_small(tmp_path / "plain")
    (small / "policykit.yaml").write_text(SETTINGS, encoding="utf-8")
    (small / "policies/organisation.yaml").write_text(ORGANISATION + ROLES, encoding="utf-8")
    program = policykit.at(small)
    program("approve", "phone-manners", *LEGAL)
    text = (small / POLICY).read_text(encoding="utf-8")
    (small / POLICY).write_text(text.replace("20 seconds", "2 minutes"), encoding="utf-8")
    found = _role(program, "legal")
    assert (found["state"], found["changed"]) == ("void", [])


def test_the_coming_text_is_approved_apart(program: Program, shop: GitFolder) -> None:
    assert "has no coming text" in program("approve", "phone-manners", "--next", *LEGAL).stderr
    shop.write({NEXT: ACTIVE.replace("1.0.0", "2.0.0").replace("20 seconds", "10 seconds")})
    assert program("approve", "phone-manners", "--next", *LEGAL).exit_code == 0
    body = json.loads(program("approve", "--status", "--format", "json").stdout)
    assert [
        (each["next"], {role["role"]: role["state"] for role in each["roles"]}["legal"])
        for each in body["approvals"]
    ] == [(False, "void"), (True, "approved")]


def test_who_wrote_it_is_warned(program: Program, shop: GitFolder) -> None:
    shop.write({RECORD: "drafted:\n  - by: a-03\n    date: 2026-11-01\n"})
    outcome = program("approve", "phone-manners", *LEGAL)
    assert outcome.exit_code == 0
    assert "warning: phone-manners: a-03 wrote this text on 2026-11-01" in outcome.stderr
    assert _role(program, "legal")["state"] == "own"


def test_a_role_nothing_asks_for_is_warned(program: Program, shop: GitFolder) -> None:
    shop.write({"policykit.yaml": SETTINGS.replace(", sections: {terms: [legal]}", "")})
    outcome = program("approve", "phone-manners", *LEGAL)
    assert outcome.exit_code == 0
    assert "nothing asks legal to approve it" in outcome.stderr


def test_a_quorum_is_of_different_people(program: Program) -> None:
    for role in ("legal", "head-of-customer-service"):
        program("approve", "phone-manners", "--role", role, "--by", "a-03")
    outcome = program("approve", "--status", "--fail-on", "missing")
    assert outcome.exit_code == 1
    assert "2 different people must approve, and one has approved this text." in outcome.stdout


REFUSED = {
    "an address": (("--role", "legal", "--by", "ann@shop.example"), "person-in-record", "email"),
    "a name": (("--role", "legal", "--by", "ann-lee"), "person-in-record", "name of a person"),
    "a name with a space": (("--role", "legal", "--by", "Ann Lee"), "person-in-record", "name"),
    "no code": (("--role", "legal", "--by", "a_17"), "no-person", "small letters"),
    "a role there is not": (
        ("--role", "legl", "--by", "a-1"),
        "unknown-role",
        "Did you mean legal",
    ),
    "a group": (("--role", "leads", "--by", "a-1"), "unknown-role", "It is a group"),
    "a day to come": ((*LEGAL, "--on", "2026-12-24"), "day-to-come", "still to come"),
    "a language without words": ((*LEGAL, "--locale", "de"), "no-such-words", "en, sv"),
    "nobody": (("--role", "legal"), "approval-of-nothing", "missing: --by"),
}


@pytest.mark.parametrize(("arguments", "reference", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_refused(
    program: Program, shop: GitFolder, arguments: tuple[str, ...], reference: str, words: str
) -> None:
    outcome = program("approve", "phone-manners", *arguments)
    assert outcome.exit_code == 2
    assert f"error[{reference}]" in outcome.stderr
    assert words in outcome.stderr
    assert "ann@" not in outcome.stderr
    assert not (shop.path / RECORD).exists()


def test_a_role_that_records_cannot_hold_is_not_written(program: Program, shop: GitFolder) -> None:
    shop.write({"policies/organisation.yaml": ORGANISATION.partition("roles:")[0]})
    outcome = program("approve", "phone-manners", "--role", "Head of CS", "--by", "a-03")
    assert (outcome.exit_code, "error[not-for-records]" in outcome.stderr) == (2, True)
    assert '"Head of CS" is not an id' in outcome.stderr
    assert not (shop.path / RECORD).exists()


def test_an_unknown_policy_keeps_all_from_being_stamped(program: Program, shop: GitFolder) -> None:
    outcome = program("approve", "phone-manners", "phone-maners", *LEGAL)
    assert (outcome.exit_code, "Did you mean phone-manners?" in outcome.stderr) == (2, True)
    assert not (shop.path / RECORD).exists()


@pytest.mark.parametrize("broken", [POLICY, SWEDISH])
def test_a_text_that_cannot_be_read_is_not_stamped(
    program: Program, shop: GitFolder, broken: str
) -> None:
    text = (shop.path / broken).read_text(encoding="utf-8")
    shop.write({broken: text + "  title: [open\n"})
    outcome = program("approve", "phone-manners", *LEGAL)
    assert outcome.exit_code == 2
    assert "nobody can stamp it" in outcome.stderr
    assert broken in outcome.stderr
    assert not (shop.path / RECORD).exists()


def test_a_record_of_nonsense_is_shown_with_a_caret(program: Program, shop: GitFolder) -> None:
    shop.write({RECORD: "drafted:\n  - by: a-1\n    date: yesterday\n"})
    outcome = program("approve", "phone-manners", *LEGAL)
    assert outcome.exit_code == 2
    assert (
        f"  where: {RECORD}:3:11\n        date: yesterday\n              ^^^^^^^^^\n"
        in outcome.stderr
    )
    assert (shop.path / RECORD).read_text(encoding="utf-8").endswith("yesterday\n")


def test_the_matrix_in_every_format(program: Program) -> None:
    program("approve", "phone-manners", *LEGAL)
    body = json.loads(program("approve", "--status", "--format", "json").stdout)
    jsonschema.validate(body, SCHEMA)
    text = program("approve", "--status").stdout
    assert "approved 2026-11-21 a-03" in text
    assert "missing" in text
    markdown = program("approve", "--status", "--format", "markdown").stdout
    assert "| phone-manners | active | missing | approved 2026-11-21 a-03 |" in markdown
    rows = list(csv.DictReader(io.StringIO(program("approve", "--status", "-f", "csv").stdout)))
    assert [(row["role"], row["state"]) for row in rows] == [
        ("head-of-customer-service", "missing"),
        ("legal", "approved"),
    ]


def test_texts_on_their_way_may_wait(program: Program, shop: GitFolder) -> None:
    shop.write({POLICY: SMALL})
    assert program("approve", "--status", "--fail-on", "missing").exit_code == 0


UNSETTLED = {
    "no mapping": ("approvals: 7", ":2:12"),
    "no role": ("approvals: {default: [Head of CS]}", ":2:23"),
    "nobody at all": ("approvals: {quorum: 0}", ":2:21"),
    "broken": ("approvals: {default: [legal}", ":2:28"),
}


@pytest.mark.parametrize(("written", "at"), UNSETTLED.values(), ids=UNSETTLED.keys())
@pytest.mark.parametrize("arguments", [("--status",), ("--export", "branch-rules")])
def test_where_nobody_knows_who_must_approve_nobody_has(
    program: Program, shop: GitFolder, arguments: tuple[str, ...], written: str, at: str
) -> None:
    shop.write({"policykit.yaml": f"format: 1\n{written}\n"})
    outcome = program("approve", *arguments)
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert "error[unsound-settings]" in outcome.stderr
    assert f"policykit.yaml{at}" in outcome.stderr


def test_what_a_server_can_ask_for(program: Program) -> None:
    outcome = program("approve", "--export", "codeowners", "--teams", "@corner/")
    assert "/policies/phone-manners.* @corner/head-of-customer-service @corner/legal\n" in (
        outcome.stdout
    )
    assert "no-teams" in program("approve", "--export", "codeowners").stderr
    rules = json.loads(program("approve", "--export", "branch-rules").stdout)
    assert rules["conditions"]["ref_name"]["include"] == ["refs/heads/main"]
    assert program("approve", "--export", "else").exit_code == 2


_WORDS = st.text(st.sampled_from("abc de"), min_size=1, max_size=8).filter(str.strip)


@given(word=_WORDS)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_edit_of_a_rule_voids_and_of_other_words_does_not(
    program: Program, shop: GitFolder, word: str
) -> None:
    shop.write({POLICY: ACTIVE, RECORD: "drafted:\n  - {by: a-9, date: 2026-01-01}\n"})
    program("approve", "phone-manners", *LEGAL)
    shop.write({POLICY: ACTIVE + f"    how: {word.strip()} x\nsummary: {word.strip()} y\n"})
    assert _states(program)["legal"] == "approved"
    changed = ACTIVE.replace("first name", f"first name {word.strip()}")
    shop.write({POLICY: changed})
    assert _states(program)["legal"] == "void"


def _field(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(4) + part for part in parts)


def _key(seed: int) -> tuple[Ed25519PrivateKey, bytes]:
    own = Ed25519PrivateKey.from_private_bytes(bytes([seed] * 32))
    return own, _field(b"ssh-ed25519", own.public_key().public_bytes_raw())


def _signed(text: str, seed: int) -> str:
    own, key = _key(seed)
    digest = hashlib.sha512(text.encode()).digest()
    made = own.sign(b"SSHSIG" + _field(b"policykit", b"", b"sha512", digest))
    body = b"SSHSIG" + (1).to_bytes(4)
    body += _field(key, b"policykit", b"", b"sha512", _field(b"ssh-ed25519", made))
    lines = base64.encodebytes(body).decode()
    return f"-----BEGIN SSH SIGNATURE-----\n{lines}-----END SSH SIGNATURE-----\n"


@pytest.fixture
def signers(tmp_path: Path) -> Path:
    file = tmp_path / "signers"
    file.write_text(f"a-03 ssh-ed25519 {base64.b64encode(_key(3)[1]).decode()}\n", encoding="utf-8")
    return file


def test_a_signature_proves_who_approved(
    program: Program, shop: GitFolder, signers: Path, tmp_path: Path
) -> None:
    text = program("approve", "phone-manners", *LEGAL, "--print-text").stdout
    assert text.startswith(
        "policykit approval\npolicy: phone-manners\nrole: legal\nby: a-03\ndate: 2026-11-21\nen: pk1-"
    )
    file = tmp_path / "text.sig"
    told = ("--signature", str(file), "--allowed-signers", str(signers))
    file.write_text(_signed(text, 4), encoding="utf-8")
    refused = program("approve", "phone-manners", *LEGAL, *told)
    assert (refused.exit_code, "Nobody vouches for its key" in refused.stderr) == (2, True)
    file.write_text(_signed(text, 3), encoding="utf-8")
    refused = program("approve", "phone-manners", *LEGAL, "--on", "2026-11-20", *told)
    assert (refused.exit_code, "another text, day, role" in refused.stderr) == (2, True)
    assert not (shop.path / RECORD).exists()
    assert program("approve", "phone-manners", *LEGAL, *told).exit_code == 0
    assert program("lint", "--select", "schema").exit_code == 0
    checked = ("approve", "--status", "--allowed-signers", str(signers))
    assert "approved 2026-11-21 a-03, signed" in " ".join(program(*checked).stdout.split())
    program("approve", "phone-manners", *HEAD)
    assert program(*checked, "--fail-on", "missing").exit_code == 0
    unsigned = program(*checked, "--fail-on", "unsigned")
    assert (unsigned.exit_code, "not signed" in unsigned.stdout) == (1, True)


def test_who_did_not_sign_is_not_of_a_signed_quorum(
    program: Program, shop: GitFolder, signers: Path, tmp_path: Path
) -> None:
    shop.write({"policykit.yaml": "format: 1\napprovals: {default: [legal], quorum: 2}\n"})
    text = program("approve", "phone-manners", *LEGAL, "--print-text").stdout
    file = tmp_path / "text.sig"
    file.write_text(_signed(text, 3), encoding="utf-8")
    told = ("--signature", str(file), "--allowed-signers", str(signers))
    program("approve", "phone-manners", *LEGAL, *told)
    program("approve", "phone-manners", *HEAD)
    checked = ("approve", "--status", "--allowed-signers", str(signers))
    assert program(*checked, "--fail-on", "missing").exit_code == 0
    outcome = program(*checked, "--fail-on", "unsigned")
    assert outcome.exit_code == 1
    assert "2 different people must approve, and one has signed this text." in outcome.stdout


def test_a_record_cannot_be_altered_after_the_signature(
    program: Program, shop: GitFolder, signers: Path, tmp_path: Path
) -> None:
    text = program("approve", "phone-manners", *LEGAL, "--print-text").stdout
    file = tmp_path / "text.sig"
    file.write_text(_signed(text, 3), encoding="utf-8")
    told = ("--signature", str(file), "--allowed-signers", str(signers))
    program("approve", "phone-manners", *LEGAL, *told)
    record = (shop.path / RECORD).read_text(encoding="utf-8")
    shop.write({RECORD: record.replace("date: 2026-11-21", "date: 2026-11-20")})
    outcome = program(
        "approve", "--status", "--allowed-signers", str(signers), "--fail-on", "unsigned"
    )
    assert outcome.exit_code == 1
    assert "legal: It is of another text, day, role or person." in outcome.stdout


def test_whose_keys_count_is_never_read_from_the_repository(program: Program) -> None:
    assert "no-signers" in program("approve", "--status", "--fail-on", "unsigned").stderr
    outcome = program("approve", "phone-manners", *LEGAL, "--signature", "x")
    assert (outcome.exit_code, "no-signers" in outcome.stderr) == (2, True)


MISTAKES = {
    "a tab in the text": (POLICY, ACTIVE.replace("  - id: greet", "\t- id: greet")),
    "a record of nonsense": (RECORD, "approvals: yes, all of them\n"),
    "words of nonsense": (SWEDISH, "translates: phone-manners\nlocale: sv\nstatements: [\n"),
}


@pytest.mark.parametrize(("path", "text"), MISTAKES.values(), ids=MISTAKES.keys())
def test_what_cannot_be_read_is_told_and_not_judged(
    program: Program, shop: GitFolder, path: str, text: str
) -> None:
    program("approve", "phone-manners", *HEAD)
    program("approve", "phone-manners", *LEGAL)
    shop.write({path: text})
    body = json.loads(program("approve", "--status", "--format", "json").stdout)
    jsonschema.validate(body, SCHEMA)
    assert body["approvals"] == []
    assert [(each["policy"], each["path"]) for each in body["unread"]] == [("phone-manners", path)]
    for kind in ("text", "markdown"):
        assert "cannot be read as it was meant" in " ".join(
            program("approve", "--status", "--format", kind).stdout.split()
        )
    assert program("approve", "--status", "--fail-on", "missing").exit_code == 1
    assert path in program("review").stdout


def test_a_text_without_an_id_is_told_by_the_name_of_its_file(
    program: Program, shop: GitFolder
) -> None:
    shop.write({"policies/nameless.yaml": ACTIVE.replace("id: phone-manners\n", "")})
    body = json.loads(program("approve", "--status", "--format", "json").stdout)
    jsonschema.validate(body, SCHEMA)
    assert [each["policy"] for each in body["approvals"]] == ["phone-manners"]
    assert [each["policy"] for each in body["unread"]] == ["nameless"]


def test_a_coming_text_with_another_id_belongs_to_the_policy_it_stands_beside(
    program: Program, shop: GitFolder
) -> None:
    coming = ACTIVE.replace("1.0.0", "2.0.0").replace("id: phone-manners", "id: manners")
    shop.write({NEXT: coming})
    program("approve", "phone-manners", *HEAD)
    body = json.loads(program("approve", "--status", "--format", "json").stdout)
    jsonschema.validate(body, SCHEMA)
    assert [each["policy"] for each in body["approvals"]] == ["phone-manners", "phone-manners"]
