"""`--stdin-filename`: what an editor holds unsaved is checked in place of its file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import SMALL
from tests.support.program import Program

from policykit.sources.port import MAXIMUM_BYTES

POLICY = "policies/phone-manners.yaml"
WRONG = SMALL.replace("{answer-in}", "{answer-im}")
CONCISE = ("lint", "--format", "concise")


def test_the_text_stands_in_for_the_file(in_small: Program, small: Path) -> None:
    before = (small / POLICY).read_bytes()
    outcome = in_small.afresh(*CONCISE, "--stdin-filename", POLICY, stdin=WRONG)
    assert outcome.exit_code == 1
    assert outcome.stdout.startswith(f"{POLICY}:12:25: REF001 ")
    assert outcome.stdout.count("\n") == 1
    assert (small / POLICY).read_bytes() == before
    assert in_small("lint").exit_code == 0


def test_a_mended_text_is_clean_though_the_file_is_not(in_small: Program, small: Path) -> None:
    (small / POLICY).write_text(WRONG, encoding="utf-8")
    outcome = in_small.afresh(*CONCISE, "--stdin-filename", POLICY, stdin=SMALL)
    assert (outcome.exit_code, outcome.stdout) == (0, "")


def test_a_file_that_is_not_there_yet(in_small: Program) -> None:
    new = "policies/new/post.yaml"
    text = WRONG.replace("id: phone-manners", "id: post")
    outcome = in_small.afresh(*CONCISE, "--stdin-filename", new, stdin=text)
    assert outcome.stdout.startswith(f"{new}:12:25: REF001 ")


def test_paths_count_from_the_current_folder(in_small: Program, small: Path) -> None:
    below = in_small.at(small / "policies")
    outcome = below.afresh(*CONCISE, "--stdin-filename", "phone-manners.yaml", stdin=WRONG)
    assert outcome.stdout.startswith(f"{POLICY}:12:25: REF001 ")


def test_the_words_of_the_policy_are_told_and_other_policies_are_not(
    in_small: Program, small: Path
) -> None:
    (small / "policykit.yaml").write_text(
        "format: 1\nframeworks: []\nlocales: {source: en, offered: [sv]}\n"
    )
    words = "format: 1\nid: phone-manners\nstatements:\n  greet: {must: Svara inom {answer-on}.}\n"
    (small / "policies" / "phone-manners.sv.yaml").write_text(
        words.replace("{must: Svara inom {answer-on}.}", "\n    must: Svara inom {answer-on}."),
        encoding="utf-8",
    )
    (small / "policies" / "post.yaml").write_text(
        WRONG.replace("id: phone-manners", "id: post"), encoding="utf-8"
    )
    outcome = in_small.afresh("lint", "--format", "json", "--stdin-filename", POLICY, stdin=SMALL)
    paths = {each["location"]["path"] for each in json.loads(outcome.stdout)["findings"]}
    assert paths == {"policies/phone-manners.sv.yaml"}


def test_settings_may_come_in_too(in_small: Program) -> None:
    outcome = in_small.afresh(
        *CONCISE, "--stdin-filename", "policykit.yaml", stdin="format: 1\nlimt: {}\n"
    )
    assert outcome.stdout.startswith("policykit.yaml:2:1: SCH")


def test_a_text_may_be_as_long_as_a_file(in_small: Program) -> None:
    longest = SMALL + "#" * (MAXIMUM_BYTES - len(SMALL) - 1) + "\n"
    fits = in_small.afresh(*CONCISE, "--stdin-filename", POLICY, stdin=longest)
    assert (fits.exit_code, fits.stdout) == (0, "")
    outcome = in_small.afresh(*CONCISE, "--stdin-filename", POLICY, stdin=f"#{longest}" + "x" * 99)
    assert outcome.exit_code == 1
    assert outcome.stdout.startswith(f"{POLICY}")
    assert "YML" in outcome.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--stdin-filename", "README.md"), "error[path-outside]"),
        (("--stdin-filename", "../policies/a.yaml"), "error[path-outside-root]"),
        (("--stdin-filename", "policies/.hidden/a.yaml"), "error[path-outside]"),
        (("--stdin-filename", "policies"), "error[not-a-file]"),
        (("--stdin-filename", "templates/staff/a.css"), "error[nothing-matched]"),
        (("--stdin-filename", POLICY, "policies"), "--stdin-filename and PATHS cannot go together"),
        (("--stdin-filename", POLICY, "--at", "HEAD"), "--stdin-filename and --at cannot"),
        (("--stdin-filename", POLICY, "--fix"), "--stdin-filename and --fix cannot"),
        (("--stdin-filename", POLICY, "--watch"), "--stdin-filename and --watch cannot"),
        (("--stdin-filename", POLICY, "--write-baseline"), "--write-baseline cannot go together"),
    ],
)
def test_calls_that_cannot_be(in_small: Program, arguments: tuple[str, ...], said: str) -> None:
    outcome = in_small.afresh("lint", *arguments, stdin=SMALL)
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert said in outcome.stderr


def test_a_closed_standard_input_is_told(
    in_small: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    outcome = in_small("lint", "--stdin-filename", POLICY)
    assert outcome.exit_code == 2
    assert "error[no-standard-input]" in outcome.stderr
