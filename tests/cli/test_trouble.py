"""Wrong calls, wrong settings, wrong files: one clear message, never a traceback."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import SMALL, make_small
from tests.support.program import Outcome, Program

from policykit.lint.rule import Rule
from policykit.lint.rules import says_twice


def _told(outcome: Outcome, reference: str) -> None:
    assert outcome.exit_code == 2
    assert outcome.stdout == ""
    assert outcome.stderr.startswith(f"error[{reference}]: ")
    assert "\n  do: " in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_no_repository(policykit: Program) -> None:
    _told(policykit("lint"), "no-policy-repository")
    _told(policykit("render"), "no-policy-repository")
    _told(policykit("config"), "no-policy-repository")


def test_no_policies(policykit: Program, tmp_path: Path) -> None:
    (tmp_path / "policykit.yaml").write_text("format: 1\n")
    _told(policykit("lint"), "no-policies")
    _told(policykit("render"), "no-policies")
    assert policykit("lint", "--allow-empty").exit_code == 0


def test_missing_settings_are_no_obstacle_in_a_git_repository(
    policykit: Program, tmp_path: Path
) -> None:
    shop = make_small(tmp_path / "shop")
    (shop / "policykit.yaml").unlink()
    (shop / ".git").mkdir()
    assert policykit.at(shop)("lint").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "reference"),
    [
        (("lint", "--select", "REF01"), "unknown-rule"),
        (("lint", "--ignore", "vague-tme"), "unknown-rule"),
        (("lint", "--format", "xml"), "unknown-format"),
        (("lint", "--format", "json:"), "format-without-file"),
        (("lint", "--color", "maybe"), "unknown-color"),
        (("lint", "--fail-level", "bad"), "unknown-level"),
        (("lint", "--today", "tomorrow"), "wrong-date"),
        (("lint", "--root", "nowhere"), "no-such-folder"),
        (("lint", "policies/nothing.yaml"), "no-such-path"),
        (("lint", "/etc/passwd"), "path-outside-root"),
        (("render", "staf"), "unknown-handbook"),
        (("render", "--format", "paper"), "unknown-handbook"),
        (("render", "--locale", "fr"), "unknown-language"),
        (("explain", "REF0001"), "unknown-code"),
        (("rules", "--format", "xml"), "unknown-format"),
        (("config", "--format", "xml"), "unknown-format"),
        (("schema", "polcy"), "unknown-schema"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else value,
)
def test_wrong_calls(in_small: Program, arguments: tuple[str, ...], reference: str) -> None:
    _told(in_small(*arguments), reference)


def test_did_you_mean(in_small: Program) -> None:
    assert "Did you mean unknown-placeholder?" in in_small("explain", "unknown-placehoder").stderr
    assert "Did you mean policy?" in in_small("schema", "polcy").stderr


@pytest.mark.parametrize("command", ["lint", "render"])
@pytest.mark.parametrize(
    "revision", ["v99", "--output=x", "-x", "HEAD~99", "main..other", "", "a b"]
)
def test_unknown_revisions(in_small: Program, small: Path, command: str, revision: str) -> None:
    _commit(small)
    outcome = in_small(command, f"--at={revision}")
    if revision:
        assert outcome.exit_code == 2
        assert "Traceback" not in outcome.stderr
        assert "do: " in outcome.stderr
    else:
        assert outcome.exit_code == 0
    assert not (small / "x").exists()


def test_a_revision_shows_what_was(in_small: Program, small: Path) -> None:
    _commit(small)
    path = small / "policies" / "phone-manners.yaml"
    path.write_text("format: 1\n", encoding="utf-8")
    assert in_small("lint").exit_code == 1
    assert in_small("lint", "--at", "HEAD").exit_code == 0
    assert in_small("render", "--at", "HEAD", "--output", "out").exit_code == 0


def _commit(folder: Path) -> None:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    person = ["-c", "user.name=A", "-c", "user.email=a@b.example"]
    for arguments in (["init", "-q"], ["add", "."], [*person, "commit", "-qm", "first"]):
        subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True)


def test_a_file_that_is_not_utf8(in_small: Program, small: Path) -> None:
    (small / "policies" / "latin.yaml").write_bytes(b"format: 1\nid: latin\ntitle: K\xf6p\n")
    outcome = in_small("lint", "--format", "concise")
    assert outcome.exit_code == 1
    assert "policies/latin.yaml:3:9: YML002" in outcome.stdout


def test_a_folder_with_the_name_of_a_file(in_small: Program, small: Path) -> None:
    (small / "policies" / "x.yaml").mkdir()
    outcome = in_small("lint", "--format", "concise")
    assert outcome.exit_code == 1
    assert "policies/x.yaml: FIL001" in outcome.stdout


ODD: dict[str, tuple[bytes, str]] = {
    "utf16": (SMALL.encode("utf-16"), "YML003"),
    "utf16-without-mark": (SMALL.encode("utf-16-le"), "YML003"),
    "utf32": (SMALL.encode("utf-32"), "YML003"),
    "archive": (b"PK\x03\x04" + bytes(500), "YML003"),
    "latin": (SMALL.replace("How", "H\u00f6").encode("latin-1"), "YML002"),
    "nothing": (b"", "YML010"),
    "spaces": (b"  \n\n", "YML010"),
    "huge": (SMALL.encode() + b"#" * 50_000_000, "YML001"),
    "deep": (b"a: " + b"[" * 5_000 + b"]" * 5_000, "YML013"),
    "list": (b"- a\n", "YML011"),
    "old-line-ends": (SMALL.replace("\n", "\r").encode(), "YML005"),
}


def _odd(folder: Path) -> dict[str, str]:
    """Files no policy should be, with the code that tells of each."""
    told = {f"{name}.yaml": code for name, (_, code) in ODD.items()}
    for name, (content, _) in ODD.items():
        (folder / f"{name}.yaml").write_bytes(content)
    (folder / "folder.yaml").mkdir()
    os.mkfifo(folder / "pipe.yaml")
    with chdir(folder), socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.yaml")
    (folder / "one.yaml").symlink_to("other.yaml")
    (folder / "other.yaml").symlink_to("one.yaml")
    (folder / "nowhere.yaml").symlink_to("gone.yaml")
    (folder / "device.yaml").symlink_to("/dev/zero")
    special = ("folder", "pipe", "socket", "one", "other", "nowhere", "device")
    return told | {f"{name}.yaml": "FIL001" for name in special}


def test_odd_files_are_findings(in_small: Program, small: Path) -> None:
    told = _odd(small / "policies")
    outcome = in_small("lint", "--format", "json")
    assert (outcome.exit_code, outcome.stderr) == (1, "")
    found: dict[str, set[str]] = {}
    for each in json.loads(outcome.stdout)["findings"]:
        found.setdefault(Path(each["location"]["path"]).name, set()).add(each["code"])
    assert {name: code for name, code in told.items() if code in found.get(name, ())} == told
    # The one in Latin 1 can be read, and says that it is phone-manners, too.
    assert set(found) - set(told) == {"phone-manners.yaml"}
    sizes = [len(found[name]) for name, code in told.items() if code in {"YML001", "YML003"}]
    assert set(sizes) == {1}, "what is no text at all is told once"


@pytest.mark.parametrize(
    "arguments", [("fmt", "--check"), ("lint", "--fix"), ("render",)], ids=" ".join
)
def test_odd_files_are_no_fault(in_small: Program, small: Path, arguments: tuple[str, ...]) -> None:
    _odd(small / "policies")
    assert in_small(*arguments).exit_code in {1, 2}


def test_policies_without_an_id_are_no_doubles(in_small: Program, small: Path) -> None:
    for name in ("one", "two"):
        text = SMALL.replace("id: phone-manners\n", "")
        (small / "policies" / f"{name}.yaml").write_text(text, encoding="utf-8")
    said = in_small("lint", "--format", "concise").stdout
    assert said.count("`id` is missing") == 2
    assert "STR002" not in said


def _broken(*_: object) -> Iterator[Any]:
    raise ZeroDivisionError


def _rule_that_fails(check: str) -> Rule:
    rule = replace(says_twice.RULE, per_policy=None)
    match check:
        case "per_policy":
            return replace(rule, per_policy=_broken)
        case "notes":
            return replace(rule, notes=_broken)
        case "across":
            return replace(rule, across=_broken)
        case _:
            return replace(rule, around=_broken)


@pytest.mark.parametrize(
    ("check", "path"),
    [
        ("per_policy", "policies/phone-manners.yaml"),
        ("notes", "policies/phone-manners.yaml"),
        ("across", "policykit.yaml"),
        ("around", "policykit.yaml"),
    ],
)
def test_a_rule_that_fails_is_told_and_the_others_run(
    in_small: Program, small: Path, monkeypatch: pytest.MonkeyPatch, check: str, path: str
) -> None:
    policy = small / "policies" / "phone-manners.yaml"
    text = policy.read_text(encoding="utf-8").replace("{answer-in}", "{answer-im}")
    policy.write_text(text, encoding="utf-8")
    monkeypatch.setattr(says_twice, "RULE", _rule_that_fails(check))
    outcome = in_small("lint", "--format", "concise")
    assert (outcome.exit_code, outcome.stderr) == (3, "")
    failed, *others = sorted(outcome.stdout.splitlines(), key=lambda line: "BUG001" not in line)
    code = says_twice.RULE.page.code
    assert (
        failed == f"{path}:1:1: BUG001 rule-failed The rule {code} failed here (ZeroDivisionError)."
    )
    assert [line.split()[1] for line in others] == ["REF001"]
    assert in_small("lint", "--exit-zero").exit_code == 0
    fingerprints = [
        [each["fingerprint"] for each in json.loads(said)["findings"]]
        for said in (in_small("lint", "--format", "json").stdout for _ in range(2))
    ]
    assert fingerprints[0] == fingerprints[1]


def test_a_link_out_of_the_repository(in_small: Program, small: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("password: 1\n")
    (small / "policies" / "x.yaml").symlink_to(tmp_path / "secret.yaml")
    outcome = in_small("lint")
    assert outcome.exit_code == 1
    assert "FIL001" in outcome.stdout
    assert "password" not in outcome.stdout


@pytest.mark.parametrize(
    "text",
    ['{"$ref": "https://example.org/x"}', "{not json", '{"type": "object", "requird": []}'],
)
def test_a_broken_extension_schema(in_small: Program, small: Path, text: str) -> None:
    (small / "schemas" / "extensions").mkdir()
    (small / "schemas" / "extensions" / "own.json").write_text(text)
    outcome = in_small("lint")
    assert outcome.exit_code == 2
    assert "schemas/extensions/own.json" in outcome.stderr
    assert outcome.stdout == ""


@pytest.mark.parametrize(
    "lint",
    [
        "{extends: loud}",
        "{rules: {no-such-rule: error}}",
        "{rules: {vague-time: {level: error, no_such: 1}}}",
        "{locked: [NOPE]}",
    ],
)
def test_settings_that_cannot_be_used(in_small: Program, small: Path, lint: str) -> None:
    (small / "policykit.yaml").write_text(f"format: 1\nframeworks: []\nlint: {lint}\n")
    outcome = in_small("lint")
    assert outcome.exit_code == 2
    assert "policykit.yaml" in outcome.stderr or "lint" in outcome.stderr


def test_a_render_with_broken_policies_writes_nothing(in_small: Program, small: Path) -> None:
    assert in_small("render", "--output", "book").exit_code == 0
    before = {path: path.read_bytes() for path in (small / "book").rglob("*") if path.is_file()}
    path = small / "policies" / "phone-manners.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("{answer-in}", "{answer-im}"))
    outcome = in_small("render", "--output", "book")
    assert outcome.exit_code == 1
    assert "REF001" in outcome.stdout
    assert "No handbook was made" in outcome.stderr
    after = {path: path.read_bytes() for path in (small / "book").rglob("*") if path.is_file()}
    assert after == before


def test_a_foreign_output_folder_is_left_alone(in_small: Program, small: Path) -> None:
    (small / "photos").mkdir()
    (small / "photos" / "cat.jpg").write_bytes(b"cat")
    _told(in_small("render", "--output", "photos"), "foreign-output-folder")
    assert (small / "photos" / "cat.jpg").read_bytes() == b"cat"


def test_a_fault_of_our_own_is_told_as_one(
    in_small: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    from policykit import api

    def broken(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(api, "lint", broken)
    outcome = in_small("lint")
    assert outcome.exit_code == 3
    assert "--debug" in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert "Traceback" in in_small("lint", "--debug").stderr


def test_whoever_reads_only_the_first_line_hears_no_complaint(small: Path) -> None:
    command = "python -m policykit rules | head -n 1"
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=small,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
    )
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1


def test_a_translation_nobody_announced_is_printed_too(in_small: Program, small: Path) -> None:
    (small / "policies" / "phone-manners.sv.yaml").write_text(
        "translates: phone-manners\nlocale: sv\ntitle: Så svarar vi i telefon\n"
        'statements: {greet: "Svara inom {answer-in} och säg ditt förnamn."}\n',
        encoding="utf-8",
    )
    assert in_small("lint").exit_code == 0
    assert in_small("render", "--output", "book").exit_code == 0
    page = (small / "book" / "sv" / "policies" / "phone-manners.html").read_text(encoding="utf-8")
    assert "Så svarar vi i telefon" in page
    assert "första signalen" in page


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("owner: head-of-customer-service", "owner: nobody"),
        ("areas: [phone]", "areas: [nowhere]"),
        ("from: call-offered", "from: call-ofered"),
    ],
)
def test_a_handbook_never_names_what_is_not_there(
    in_small: Program, small: Path, old: str, new: str
) -> None:
    path = small / "policies" / "phone-manners.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    outcome = in_small("render", "--output", "book")
    assert outcome.exit_code == 1
    assert "REF003" in outcome.stdout
    assert not (small / "book").exists()
