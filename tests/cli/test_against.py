"""`--against`: only what is new since a revision."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from tests.cli.conftest import SMALL, make_small
from tests.sources.repositories import GitFolder, new_repository
from tests.support.program import ROOT, Outcome, Program

POLICY = "policies/phone-manners.yaml"
OLD = SMALL.replace("{answer-in}", "{answer-im}")
"""A policy with a mistake that stood long ago."""


@pytest.fixture
def shop(tmp_path: Path) -> GitFolder:
    """A repository with one mistake in its only commit."""
    repository = new_repository(make_small(tmp_path / "shop"))
    repository.commit("All policies", {POLICY: OLD})
    return repository


@pytest.fixture
def program(shop: GitFolder, policykit: Program) -> Program:
    return policykit.at(shop.path)


def _found(outcome: Outcome) -> list[str]:
    return re.findall(r": ([A-Z]{2,4}[0-9]{3}) ", outcome.stdout)


def _new(program: Program, *arguments: str) -> list[str]:
    return _found(program("lint", "--against", "HEAD", "--format", "concise", *arguments))


def test_what_stood_is_left_out_and_counted(program: Program) -> None:
    assert program("lint").exit_code == 1
    outcome = program("lint", "--against", "main")
    assert outcome.exit_code == 0
    assert outcome.stdout == (
        "All good: 1 policy in 4 files checked, nothing found.\n"
        "1 finding that stood at main already is not shown.\n"
    )


def test_what_is_new_is_told(program: Program, shop: GitFolder) -> None:
    shop.write({POLICY: OLD + "  - id: again\n    must: Answer within {answer-on}.\n"})
    outcome = program("lint", "--against", "HEAD", "--format", "concise")
    assert outcome.exit_code == 1
    assert outcome.stdout.startswith(f"{POLICY}:14:")
    assert _found(outcome) == ["REF001"]


def test_one_more_of_the_same_is_told(program: Program, shop: GitFolder) -> None:
    shop.write({POLICY: OLD.replace("{answer-im}", "{answer-im} or {answer-im}")})
    assert _new(program) == ["REF001"]


def test_moved_and_renamed_it_is_still_the_old_one(program: Program, shop: GitFolder) -> None:
    moved = OLD.replace("id: phone-manners", "id: on-the-phone\nformer_ids: [phone-manners]")
    shop.write({POLICY: None, "policies/voice/on-the-phone.yaml": moved})
    assert _new(program) == []
    assert _new(program, "policies/voice") == []


def test_what_another_file_brings_about_is_new(program: Program, shop: GitFolder) -> None:
    """An area that goes leaves a policy without one, though nobody touched the policy."""
    areas = (shop.path / "schemas" / "areas.yaml").read_text(encoding="utf-8")
    shop.write({"schemas/areas.yaml": areas.replace("phone:", "telephone:")})
    assert "REF003" in _new(program)


def test_rules_and_levels_are_those_of_now(program: Program, shop: GitFolder) -> None:
    long = OLD.replace("Answer", "Answer " + "very, very " * 20)
    shop.commit("Long", {POLICY: long})
    shop.write({"policykit.yaml": "format: 1\nframeworks: []\nlint: {rules: {WRD: error}}\n"})
    assert "WRD002" in _found(program("lint", "--format", "concise"))
    assert _new(program) == []


def test_a_comment_that_goes_makes_a_finding_new(program: Program, shop: GitFolder) -> None:
    excused = OLD.replace("    must", "    # policykit: ignore[REF001] It comes soon\n    must")
    shop.commit("Excused", {POLICY: excused})
    assert _new(program) == []
    shop.write({POLICY: OLD})
    assert _new(program) == ["REF001"]


def test_only_the_new_is_told_on_top_of_a_baseline(program: Program, shop: GitFolder) -> None:
    program("lint", "--baseline", "base.json", "--write-baseline")
    shop.write({POLICY: OLD + "  - id: again\n    must: Answer within {answer-on}.\n"})
    outcome = program("lint", "--against", "HEAD", "--baseline", "base.json")
    assert "1 known finding hidden by the baseline (base.json).\n" in outcome.stdout
    assert "Nothing is left out: no finding stood at HEAD already.\n" in outcome.stdout


def test_the_json_report_says_what_it_leaves_out(program: Program) -> None:
    report = json.loads(program("lint", "--against", "main", "--format", "json").stdout)
    assert report["against"] == {"revision": "main", "hidden": 1}
    assert report["findings"] == []
    schema = ROOT / "schemas" / "output" / "findings.schema.json"
    jsonschema.Draft202012Validator(json.loads(schema.read_text(encoding="utf-8"))).validate(report)


def test_a_repository_without_policies_then_makes_all_new(
    program: Program, shop: GitFolder
) -> None:
    shop.commit("None", {POLICY: None})
    shop.write({POLICY: OLD})
    assert _new(program) == ["REF001"]


@pytest.mark.parametrize(
    ("revision", "reference", "hint"),
    [
        ("nowhere", "unknown-revision", "`fetch-depth: 0`"),
        ("mian", "unknown-revision", "Did you mean `main`? A pipeline has to get"),
        ("--upload-pack", "unknown-revision", "`fetch-depth: 0`"),
    ],
)
def test_a_revision_that_is_not_here(
    program: Program, revision: str, reference: str, hint: str
) -> None:
    outcome = program("lint", f"--against={revision}")
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert f"error[{reference}]: " in outcome.stderr
    assert hint in outcome.stderr


def test_a_shallow_clone_says_what_to_do(
    shop: GitFolder, policykit: Program, tmp_path: Path
) -> None:
    shop.git("tag", "first")
    shop.commit("Later", {POLICY: OLD + "# later\n"})
    clone = tmp_path / "clone"
    shop.git("clone", "--quiet", "--depth=1", "--no-tags", shop.path.as_uri(), str(clone))
    outcome = policykit.at(clone)("lint", "--against", "first")
    assert outcome.exit_code == 2
    assert outcome.stderr.count("fetch-depth: 0") == 1
    assert "git fetch --unshallow" in outcome.stderr


def test_without_git_there_is_nothing_to_compare_with(in_small: Program) -> None:
    outcome = in_small("lint", "--against", "main")
    assert outcome.exit_code == 2
    assert "do: Leave out --against: without Git there is nothing to compare with." in (
        outcome.stderr
    )
