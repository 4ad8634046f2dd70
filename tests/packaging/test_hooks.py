"""The hooks of pre-commit: well formed, and run as pre-commit would on files of a shop."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.cli.conftest import SMALL, make_small
from tests.support.program import ROOT, Outcome, Program, scrubbed

from policykit.cli.app import command_names

HOOKS: dict[str, dict[str, Any]] = {
    hook["id"]: hook
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
}

FIELDS: dict[str, type] = {
    "id": str,
    "name": str,
    "entry": str,
    "language": str,
    "description": str,
    "files": str,
    "exclude": str,
    "types": list,
    "types_or": list,
    "args": list,
    "stages": list,
    "pass_filenames": bool,
    "require_serial": bool,
    "always_run": bool,
    "minimum_pre_commit_version": str,
}
"""What pre-commit reads of a hook; it warns of every other key."""


def changed(folder: Path) -> list[str]:
    """The files that are staged for a commit."""
    done = subprocess.run(
        ["git", "diff", "--cached", "--name-only"],
        capture_output=True,
        check=True,
        cwd=folder,
        encoding="utf-8",
        env=scrubbed(os.environ),
    )
    return done.stdout.split()


def staged(folder: Path) -> None:
    for arguments in (["init", "--quiet"], ["add", "--all"]):
        subprocess.run(["git", *arguments], check=True, cwd=folder, env=scrubbed(os.environ))


def run(name: str, policykit: Program, folder: Path) -> Outcome:
    """What a hook says of a commit; Git names its index to what it starts."""
    hook = HOOKS[name]
    program, *arguments = shlex.split(hook["entry"])
    assert program == "policykit"
    files = [path for path in changed(folder) if re.search(hook["files"], path)]
    assert files
    given = files if hook.get("pass_filenames", True) else []
    return policykit.at(folder)(*arguments, *given, GIT_INDEX_FILE=".git/index")


@pytest.fixture
def shop(tmp_path: Path, policykit: Program) -> Path:
    """A shop with its files laid out, all of them staged."""
    folder = make_small(tmp_path / "shop")
    policykit.at(folder)("fmt", "--quiet")
    (folder / "README.md").write_text("A shop.\n", encoding="utf-8")
    staged(folder)
    return folder


def test_there_is_one_to_check_one_to_lay_out_and_one_for_gaps() -> None:
    assert list(HOOKS) == ["policykit-lint", "policykit-fmt", "policykit-gaps"]


@pytest.mark.parametrize("name", HOOKS)
def test_it_is_well_formed_and_calls_a_command_there_is(name: str) -> None:
    hook = HOOKS[name]
    assert {"id", "name", "entry", "language"} <= set(hook) <= set(FIELDS)
    assert all(type(value) is FIELDS[key] for key, value in hook.items())
    assert hook["language"] == "python"
    assert shlex.split(hook["entry"])[1] in command_names()
    re.compile(hook["files"])
    # What reads everything is started once, and not with names it would take for something else.
    assert hook.get("pass_filenames", True) is (name == "policykit-fmt")


@pytest.mark.parametrize("name", HOOKS)
def test_it_passes_where_all_is_well(name: str, policykit: Program, shop: Path) -> None:
    before = {path: path.read_bytes() for path in (shop / "policies").iterdir()}
    outcome = run(name, policykit, shop)
    assert outcome.exit_code == 0, outcome
    assert {path: path.read_bytes() for path in (shop / "policies").iterdir()} == before


def test_all_policies_are_checked_when_one_changes(policykit: Program, shop: Path) -> None:
    policy = shop / "policies" / "phone-manners.yaml"
    text = policy.read_text(encoding="utf-8")
    policy.write_text(text.replace("{answer-in}", "{answer-im}"), encoding="utf-8")
    outcome = run("policykit-lint", policykit, shop)
    assert outcome.exit_code == 1
    assert "REF001" in outcome.stdout


def test_files_are_laid_out_so_that_the_commit_stops(policykit: Program, shop: Path) -> None:
    policy = shop / "policies" / "phone-manners.yaml"
    laid_out = policy.read_text(encoding="utf-8")
    policy.write_text(SMALL.replace("  - id: greet\n    ", "  -   id: greet\n      "), "utf-8")
    outcome = run("policykit-fmt", policykit, shop)
    # It is the changed file by which pre-commit stops a commit.
    assert (outcome.exit_code, outcome.stdout) == (0, "policies/phone-manners.yaml\n")
    assert policy.read_text(encoding="utf-8") == laid_out


def test_a_file_without_a_layout_stops_nothing(policykit: Program, shop: Path) -> None:
    assert policykit.at(shop)("schema", "--write").exit_code == 0
    (shop / "schemas" / "unions.yaml").write_text("format: 1\n", encoding="utf-8")
    (hook,) = (each for each in HOOKS.values() if "fmt" in each["entry"])
    assert re.search(hook["files"], "schemas/unions.yaml")
    arguments = shlex.split(hook["entry"])[1:]
    assert policykit.at(shop)(*arguments, "schemas/unions.yaml").exit_code == 0


@pytest.mark.parametrize(
    ("path", "checked", "laid_out"),
    [
        ("policykit.yaml", True, True),
        ("policies/returns.yaml", True, True),
        ("policies/shops/returns.sv.yaml", True, True),
        ("schemas/frameworks/eu-consumer.yaml", True, True),
        ("schemas/extensions/costs.json", True, False),
        ("policies/returns.yml", True, False),
        ("policies/LICENSE", False, False),
        ("docs/policies/returns.yaml", False, False),
        ("other-policykit.yaml", False, False),
    ],
)
def test_it_runs_when_a_policy_changes(path: str, checked: bool, laid_out: bool) -> None:
    runs = [bool(re.search(HOOKS[name]["files"], path)) for name in HOOKS]
    assert runs == [checked, laid_out, checked]
