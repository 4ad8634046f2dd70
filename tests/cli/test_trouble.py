"""Wrong calls, wrong settings, wrong files: one clear message, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import make_small
from tests.support.program import Outcome, Program


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
