"""What a pull request must not be able to do."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import SMALL
from tests.sources.repositories import new_repository
from tests.support.program import Program, scrubbed


def _settings(root: Path, text: str) -> None:
    (root / "policykit.yaml").write_text(f"format: 1\nframeworks: []\n{text}", encoding="utf-8")


def test_a_comment_cannot_switch_the_schema_off(in_small: Program, small: Path) -> None:
    path = small / "policies" / "phone-manners.yaml"
    path.write_text(f"{SMALL}# policykit: ignore[ALL] Trust me\ncolour: red\n", encoding="utf-8")
    outcome = in_small("lint", "--format", "concise")
    assert outcome.exit_code == 1
    assert {"SCH001", "SUP005"} <= set(re.findall(r"[A-Z]{3}[0-9]{3}", outcome.stdout))
    assert in_small("render", "--output", "book").exit_code == 1
    assert not (small / "book").exists()


@pytest.mark.parametrize("name", ["../../escaped", "/escaped", ".git", "a/b", "UPPER"])
def test_a_handbook_cannot_be_named_out_of_its_folder(
    in_small: Program, small: Path, name: str
) -> None:
    _settings(
        small,
        f"# policykit: ignore[SCH] Trust me\nhandbooks:\n  {name}: {{title: X}}\n  staff: {{title: Y}}\n",
    )
    outcome = in_small("render", "--output", "q/a/b")
    assert outcome.exit_code == 2
    assert "wrong-handbook-name" in outcome.stderr
    assert not (small / "q").exists()


@pytest.mark.parametrize(
    "preface", [".git/config", "docs/.secret.md", "/etc/passwd", "../out.md", "policykit.yaml"]
)
def test_a_preface_is_a_page_of_the_repository(
    in_small: Program, small: Path, preface: str
) -> None:
    for place in (
        small / ".git" / "config",
        small / "docs" / ".secret.md",
        small.parent / "out.md",
    ):
        place.parent.mkdir(exist_ok=True)
        place.write_text("AUTHORIZATION", encoding="utf-8")
    _settings(small, f"handbooks:\n  staff: {{preface: {preface}}}\n")
    outcome = in_small("render", "--output", "book")
    assert outcome.exit_code in {1, 2}
    assert "AUTHORIZATION" not in outcome.stdout + outcome.stderr
    assert not (small / "book").exists()


def test_another_organisation_cannot_take_the_place_of_ours(in_small: Program, small: Path) -> None:
    (small / "policies" / "x").mkdir()
    (small / "policies" / "x" / "organisation.yaml").write_text("format: 1\nname: Evil\n")
    outcome = in_small("lint", "--format", "concise")
    assert outcome.exit_code == 1
    assert "policies/x/organisation.yaml: FIL002" in outcome.stdout


def test_a_second_policy_of_the_same_id_never_vanishes(in_small: Program, small: Path) -> None:
    (small / "policies" / "sub").mkdir()
    (small / "policies" / "sub" / "phone-manners.yaml").write_text(SMALL, encoding="utf-8")
    outcome = in_small("render", "--output", "book")
    assert outcome.exit_code == 1
    assert "STR002" in outcome.stdout
    assert not (small / "book").exists()


def test_no_level_prints_a_handbook_with_holes(in_small: Program, small: Path) -> None:
    _settings(small, "lint: {rules: {unknown-placeholder: warning}}\n")
    path = small / "policies" / "phone-manners.yaml"
    text = SMALL.replace("{answer-in}", "{answer-im}")
    path.write_text(f"# policykit: ignore[REF] Trust me\n{text}", encoding="utf-8")
    outcome = in_small("render", "--output", "book")
    assert outcome.exit_code == 1
    assert "REF001" in outcome.stdout
    assert not (small / "book").exists()


def test_paths_that_hold_nothing_to_check_are_a_mistake(in_small: Program, small: Path) -> None:
    (small / "templates").mkdir()
    outcome = in_small("lint", "templates")
    assert outcome.exit_code == 2
    assert "nothing-matched" in outcome.stderr
    assert in_small("lint", "templates", "--allow-empty").exit_code == 0


@pytest.mark.parametrize(
    "lint",
    [
        "{ignore: [SCH]}",
        "{ignore: [ALL]}",
        "{rules: {unknown-key: warning}}",
        "{rules: {YML030: off}}",
    ],
)
def test_settings_cannot_switch_the_schema_off(in_small: Program, small: Path, lint: str) -> None:
    _settings(small, f"lint: {lint}\n")
    outcome = in_small("lint")
    assert outcome.exit_code == 2
    assert outcome.stderr.startswith("error[always-checked]: ")


def test_settings_that_choose_rules_keep_the_schema(in_small: Program, small: Path) -> None:
    _settings(small, "lint: {select: [WRD]}\n")
    path = small / "policies" / "phone-manners.yaml"
    path.write_text(f"{SMALL}colour: red\n", encoding="utf-8")
    outcome = in_small("lint", "--format", "concise")
    assert outcome.exit_code == 1
    assert "SCH001" in outcome.stdout


def test_another_repository_of_the_environment_is_not_asked(tmp_path: Path, small: Path) -> None:
    """Git tells the hooks it runs of their repository; the one that was named must win."""
    for folder, name in ((small, "here"), (tmp_path / "other", "there")):
        (folder / "policies").mkdir(parents=True, exist_ok=True)
        new_repository(folder).commit(name, {"note.txt": name})
    other = tmp_path / "other"
    environment = {
        **scrubbed(os.environ),
        "GIT_DIR": str(other / ".git"),
        "GIT_WORK_TREE": str(other),
        "GIT_INDEX_FILE": str(other / ".git" / "index"),
        "GIT_OBJECT_DIRECTORY": str(other / ".git" / "objects"),
    }
    command = [sys.executable, "-m", "policykit", "lint", "--root", str(small), "--at", "HEAD"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("All good: 1 policy")
