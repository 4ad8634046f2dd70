"""Levels for some files and for many rules, as policykit.yaml says them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.cli.conftest import SMALL
from tests.support.program import ROOT, Program

LONG = SMALL.replace("Answer", "Answer " + "and then speak " * 12)
HEAD = "format: 1\nframeworks: []\n"


@pytest.fixture
def shop(small: Path) -> Path:
    """A shop with the same long sentence in a new policy and in an old one."""
    old = small / "policies" / "old"
    old.mkdir()
    (small / "policies" / "phone-manners.yaml").write_text(LONG, encoding="utf-8")
    (old / "post.yaml").write_text(LONG.replace("phone-manners", "post"), encoding="utf-8")
    return small


@pytest.fixture
def program(shop: Path, policykit: Program) -> Program:
    return policykit.at(shop)


def _found(program: Program, shop: Path, lint: str, *arguments: str) -> list[tuple[str, str, str]]:
    (shop / "policykit.yaml").write_text(f"{HEAD}lint:\n{lint}", encoding="utf-8")
    outcome = program("lint", "--format", "json", *arguments)
    assert outcome.stderr == ""
    return [
        (each["location"]["path"].removeprefix("policies/"), each["code"], each["severity"])
        for each in json.loads(outcome.stdout)["findings"]
        if each["code"].startswith(("WRD002", "SUP"))
    ]


NEW_FILE, OLD_FILE = "phone-manners.yaml", "old/post.yaml"


@pytest.mark.parametrize(
    ("lint", "found"),
    [
        ("  extends: recommended\n", [(OLD_FILE, "warning"), (NEW_FILE, "warning")]),
        ("  extends: minimal\n", []),
        ("  extends: strict\n", [(OLD_FILE, "error"), (NEW_FILE, "error")]),
        ("  rules: {words: off}\n", []),
        ("  rules: {WRD: info}\n", [(OLD_FILE, "info"), (NEW_FILE, "info")]),
        ("  per_path: {policies/old/**: {WRD: off}}\n", [(NEW_FILE, "warning")]),
        (
            "  per_path:\n    policies/**: {words: error}\n    policies/old/**: {WRD002: info}\n",
            [(OLD_FILE, "info"), (NEW_FILE, "error")],
        ),
        (
            "  rules: {WRD: off}\n  per_path: {policies/old/*.yaml: {WRD: error}}\n",
            [(OLD_FILE, "error")],
        ),
        (
            "  locked: [WRD002]\n  per_path: {policies/**: {WRD: off}}\n",
            [(OLD_FILE, "warning"), (NEW_FILE, "warning")],
        ),
    ],
)
def test_levels_by_rule_and_path(
    program: Program, shop: Path, lint: str, found: list[tuple[str, str]]
) -> None:
    assert [(path, level) for path, _, level in _found(program, shop, lint)] == found


def test_a_comment_where_a_rule_is_off_is_not_called_unused(program: Program, shop: Path) -> None:
    old = shop / "policies" / "old" / "post.yaml"
    text = old.read_text(encoding="utf-8")
    old.write_text(
        text.replace("    must:", "    # policykit: ignore[WRD002] It is old\n    must:"),
        encoding="utf-8",
    )
    off = "  per_path: {policies/old/**: {WRD: off}}\n"
    assert _found(program, shop, off) == [(NEW_FILE, "WRD002", "warning")]
    old.write_text(old.read_text(encoding="utf-8").replace("and then speak ", ""), encoding="utf-8")
    assert _found(program, shop, off) == [(NEW_FILE, "WRD002", "warning")]
    assert [code for _, code, _ in _found(program, shop, "  extends: recommended\n")] == [
        "SUP002",
        "WRD002",
    ]


@pytest.mark.parametrize(
    ("lint", "said"),
    [
        (
            "  per_path: {policies/**: {sentence-to-long: off}}\n",
            (
                "error[unknown-rule]: There is no rule 'sentence-to-long'.\n"
                "  where: policykit.yaml:4:28 (lint.per_path: policies/**)\n"
                "  do: Did you mean sentence-too-long? `policykit rules` lists them all.\n"
            ),
        ),
        (
            "  per_path: {policies/**: {YML: off}}\n",
            (
                "error[always-checked]: YML000 is always checked and cannot be lowered or ignored "
                "in the settings.\n"
            ),
        ),
    ],
)
def test_rules_that_cannot_be(program: Program, shop: Path, lint: str, said: str) -> None:
    (shop / "policykit.yaml").write_text(f"{HEAD}lint:\n{lint}", encoding="utf-8")
    outcome = program("lint")
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert re.sub("YML[0-9]+", "YML000", outcome.stderr).startswith(said)


@pytest.mark.parametrize(
    ("lint", "said"),
    [
        ("  per_path: {/policies: {WRD: off}}\n", "is not a pattern of paths."),
        ("  per_paths: {policies/**: {WRD: off}}\n", "`per_paths` is not a key of `lint`."),
    ],
)
def test_slips_in_the_settings_are_findings(
    program: Program, shop: Path, lint: str, said: str
) -> None:
    (shop / "policykit.yaml").write_text(f"{HEAD}lint:\n{lint}", encoding="utf-8")
    outcome = program("lint", "--format", "concise", "--select", "schema")
    assert (outcome.exit_code, outcome.stderr) == (2, "")
    assert said in outcome.stdout
    assert program("lint", "--exit-zero").exit_code == 0


@pytest.mark.parametrize(
    ("lint", "told"),
    [
        (
            "  extends: strct\n",
            (
                "error[unknown-preset]: There is no preset 'strct' for lint.",
                "  where: policykit.yaml:4:3 (lint.extends)",
                "  do: Did you mean strict? Use one of minimal, recommended, strict.",
            ),
        ),
        (
            "  rules:\n    hard-to-read: warn\n",
            (
                "error[unknown-level]: The rule hard-to-read cannot have the level warn.",
                "  where: policykit.yaml:5:5 (lint.rules)",
                "  do: Did you mean warning? Use one of error, warning, info, off.",
            ),
        ),
        (
            "  rules:\n    sentence-too-long: {max_word: 10}\n",
            (
                "error[unknown-option]: The rule sentence-too-long has no option max_word.",
                "  where: policykit.yaml:5:25 (lint.rules)",
                "  do: Did you mean max_words? It has: max_words.",
            ),
        ),
        (
            "  rules:\n    sentence-too-long: {max_words: ten}\n",
            (
                (
                    "error[wrong-option]: The option max_words of the rule sentence-too-long is "
                    "of another kind."
                ),
                "  where: policykit.yaml:5:25 (lint.rules)",
                "  do: Its default shows how to write it: 25.",
            ),
        ),
        (
            "  select:\n    - REF\n    - WRDX\n",
            (
                "error[unknown-rule]: There is no rule 'WRDX'.",
                "  where: policykit.yaml:6:7 (lint.select)",
                "  do: Did you mean WRD? `policykit rules` lists them all.",
            ),
        ),
        (
            "  locked: [wrods]\n",
            (
                "error[unknown-rule]: There is no rule 'wrods'.",
                "  where: policykit.yaml:4:12 (lint.locked)",
                "  do: Did you mean words? `policykit rules` lists them all.",
            ),
        ),
    ],
)
def test_settings_that_cannot_be_used_name_the_line(
    program: Program, shop: Path, lint: str, told: tuple[str, ...]
) -> None:
    (shop / "policykit.yaml").write_text(f"{HEAD}lint:\n{lint}", encoding="utf-8")
    outcome = program("lint")
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert outcome.stderr.splitlines() == list(told)


@pytest.mark.parametrize("part", [("policies",), ("--select", "REF")], ids=" ".join)
def test_a_mistyped_key_is_told_where_only_a_part_is_checked(
    program: Program, shop: Path, part: tuple[str, ...]
) -> None:
    (shop / "policykit.yaml").write_text(f"{HEAD}lint:\n  rulez: {{WRD: off}}\n", "utf-8")
    outcome = program("lint", *part)
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert outcome.stderr.splitlines() == [
        "error[unsound-settings]: `rulez` is not a key of `lint`.",
        "  where: policykit.yaml:4:3",
        "  do: Did you mean `rules`?",
    ]


def test_a_mistyped_option_of_the_call_is_told(program: Program) -> None:
    outcome = program("lint", "--select", "wrods")
    assert outcome.exit_code == 2
    assert outcome.stderr.splitlines()[1:] == [
        "  where: --select",
        "  do: Did you mean words? `policykit rules` lists them all.",
    ]


def test_the_example_of_the_documents_is_one(program: Program, shop: Path) -> None:
    page = (ROOT / "docs" / "lint.md").read_text(encoding="utf-8")
    example = page.partition("```yaml\n")[2].partition("```")[0]
    assert "per_path" in example
    (shop / "policykit.yaml").write_text(f"{example}frameworks: []\n", encoding="utf-8")
    outcome = program("lint", "policykit.yaml")
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    report = json.loads(program("lint", "--format", "json").stdout)
    levels = {each["location"]["path"]: each["severity"] for each in report["findings"]}
    assert levels == {"policies/phone-manners.yaml": "warning"}


def test_config_says_where_a_level_comes_from(program: Program, shop: Path) -> None:
    (shop / "policykit.yaml").write_text(
        f"{HEAD}lint:\n  per_path:\n    policies/old/**:\n      WRD: off\n  baseline: base.json\n",
        encoding="utf-8",
    )
    listed = json.loads(program("config", "--format", "json").stdout)
    told = {each["key"]: (each["value"], each["origin"]) for each in listed["settings"]}
    assert told["lint.per_path.policies/old/**.WRD"] == ("off", "policykit.yaml:6")
    assert told["lint.baseline"] == ("base.json", "policykit.yaml:7")
