"""The small commands: version, help, explain, rules, schema, config."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
import typer
from tests.support.program import ROOT, Program

import policykit as package
from policykit import api
from policykit.cli.app import build_app, command_names
from policykit.diffing.catalogue import catalogue
from policykit.gaps.catalogue import PAGES
from policykit.model.framework import Framework, Requirement
from policykit.report.change_page import change_page
from policykit.report.requirement import framework_text, requirement_text


def test_version(policykit: Program) -> None:
    assert policykit("--version").stdout == f"policykit {package.__version__}\n"
    long = policykit("-v", "--version").stdout.splitlines()
    assert long[0] == f"policykit {package.__version__}"
    assert any(line.startswith("YAML: ") for line in long)


def test_help_names_every_command_and_shows_examples(policykit: Program) -> None:
    whole = policykit("--help").stdout
    for name in command_names():
        assert f"  {name} " in whole
        own = policykit(name, "--help").stdout
        assert "Examples:" in own, name
        assert f"policykit {name}" in own, name


def test_nothing_asked_shows_the_help(policykit: Program) -> None:
    outcome = policykit()
    assert "Commands" in outcome.stdout + outcome.stderr


@pytest.mark.parametrize("arguments", [("lnt",), ("lint", "--formt", "json"), ("--nothing",)])
def test_a_mistyped_call_is_a_usage_error(policykit: Program, arguments: tuple[str, ...]) -> None:
    outcome = policykit(*arguments)
    assert outcome.exit_code == 2
    assert outcome.stdout == ""
    assert "Traceback" not in outcome.stderr


def test_every_code_explains_itself(policykit: Program) -> None:
    for code, page in api.registry().pages.items():
        assert page.why
        assert page.how
        assert page.bad != page.good or not page.bad, code
    said = policykit("explain", "ref001").stdout
    assert said == policykit("explain", "unknown-placeholder").stdout
    assert said.startswith("# REF001 unknown-placeholder\n")
    assert all(f"\n## {part}\n" in said for part in ("Why", "Bad", "Good", "How to mend it"))


def test_every_kind_of_change_explains_itself(policykit: Program) -> None:
    pages = api.registry().pages
    for kind in catalogue().values():
        assert kind.code not in pages
        assert kind.name not in {page.name for page in pages.values()}
        said = change_page(kind)
        assert said.startswith(f"# {kind.code} {kind.name}\n\n{kind.summary}\n")
        assert "```yaml" in said
        assert catalogue()[kind.mirror].name in said or kind.mirror == kind.name
    said = policykit("explain", "dtm004").stdout
    assert said == policykit("explain", "term-shorter").stdout
    assert said == change_page(catalogue()["term-shorter"])
    assert "Did you mean term-shorter?" in policykit("explain", "term-shortr").stderr


def test_rules_lists_every_kind_of_change(policykit: Program) -> None:
    listed = json.loads(policykit("rules", "--format", "json").stdout)["changes"]
    assert [each["name"] for each in listed] == list(catalogue())
    text = policykit("rules").stdout
    assert all(f"  {each['code']}  {each['name']} " in text for each in listed)


def test_a_requirement_explains_itself(policykit: Program) -> None:
    assert (
        policykit("explain", "eu-consumer.refund").stdout
        == """\
# eu-consumer.refund

Of EU consumer law for retailers. Law in EU.

Pay back all money, standard delivery included, the same way the customer paid, within 14 days of \
the withdrawal.

- Area: returns
- Severity: error
- Where it stands: Directive 2011/83/EU art. 13
- Holds from: 2014-06-13
- How sure: looked up at the source

## What shows that it is covered

All of these:

- a statement, with law: [eu-consumer.refund], level must
- a term, with law: [eu-consumer.refund], kind deadline, from withdrawal-received, at most 14 days

Guidance, not legal advice. Checked on 2026-11-21.
"""
    )


def test_every_requirement_and_framework_explains_itself(policykit: Program) -> None:
    for framework in api.frameworks(None):
        page = framework_text(framework)
        assert policykit("explain", framework.id).stdout == page
        assert "Guidance, not legal advice. Checked on 2026-" in page
        for requirement in framework.requirements:
            assert f"- {framework.id}.{requirement.id}: {requirement.requirement}" in page
            alone = requirement_text(framework, requirement)
            assert requirement.requirement in alone
            assert "{" not in alone
            assert alone.count("\n- ") >= 2 + len(requirement.needs)
            assert "Guidance, not legal advice. Checked on 2026-" in alone


def test_a_framework_that_says_little_is_told_as_it_is() -> None:
    little = Requirement(id="tea", pointer=())
    framework = Framework(id="house", path="", requirements=(little,))
    assert requirement_text(framework, little) == (
        "# house.tea\n\nOf house.\n\n- Severity: error\n\nGuidance, not legal advice.\n"
    )
    checked = replace(little, checked="2026-11-21", requirement="Offer tea.")
    older = replace(checked, checked="2026-11-20")
    for requirements, said in (
        ((checked, older), " Checked on 2026-11-20."),
        ((checked, little), ""),
        ((), ""),
    ):
        page = framework_text(replace(framework, requirements=requirements))
        assert page.startswith("# house\n\nhouse. A standard, no law.\n\n")
        assert page.endswith(f"\n\nGuidance, not legal advice.{said}\n")


def test_a_framework_of_ones_own_explains_itself(in_small: Program, small: Path) -> None:
    folder = small / "schemas" / "frameworks"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "house-rules.yaml").write_text(
        "format: 1\nframework: house-rules\ntitle: House rules\napplies_when: {always: true}\n"
        "requirements:\n  - id: tea\n    area: phone\n    requirement: Offer tea.\n"
        "    severity: info\n    needs:\n"
        "      - any_of:\n          - each_channel: {of: [phone], need: {policy: {}}}\n"
        "          - section: {name: faq}\n",
        encoding="utf-8",
    )
    said = in_small("explain", "house-rules.tea").stdout
    assert "- one of: for each channel of phone: a policy; or the section faq: filled in\n" in said
    assert "Guidance, not legal advice.\n" in said


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("eu-consumer.refnd", "Did you mean eu-consumer.refund?"),
        ("eu-consumr.refund", "Did you mean eu-consumer.refund?"),
        ("EU-CONSUMER.REFUND", "Did you mean eu-consumer.refund?"),
        ("qqqqqqqqqq", "frameworks are channel-grid, core-service"),
    ],
)
def test_an_unknown_requirement_is_told(policykit: Program, asked: str, hint: str) -> None:
    outcome = policykit("explain", asked)
    assert outcome.exit_code == 2
    assert hint in " ".join(outcome.stderr.split())


def test_rules_lists_every_code(policykit: Program) -> None:
    listed = json.loads(policykit("rules", "--format", "json").stdout)["rules"]
    known = {*api.registry().pages, *(page.code for page in PAGES)}
    assert [each["code"] for each in listed] == sorted(known)
    text = policykit("rules").stdout
    assert all(each["code"] in text and each["summary"] in text for each in listed)
    lines = {line.split()[0]: line for line in text.splitlines() if line.startswith("  ")}
    for each in listed:
        mark = {"safe": " fix ", "unsafe": " unsafe fix ", "none": ""}[each["fix"]]
        assert mark in lines[each["code"]].removesuffix(each["summary"])
        assert mark or " fix " not in lines[each["code"]].removesuffix(each["summary"])


def test_schema_prints_what_is_shipped(policykit: Program) -> None:
    names = policykit("schema").stdout.split()
    assert "policy" in names
    for name in names:
        text = (ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
        assert policykit("schema", name).stdout == text


def test_schema_write_refreshes_only_what_is_old(in_small: Program, small: Path) -> None:
    first = in_small("schema", "--write").stdout.splitlines()
    assert "wrote schemas/policy.schema.json" in first
    assert in_small("schema", "--write").stdout == ""
    (small / "schemas" / "policy.schema.json").write_text("{}")
    assert in_small("schema", "--write").stdout == "wrote schemas/policy.schema.json\n"


def test_config_shows_what_the_environment_says_instead(in_small: Program, small: Path) -> None:
    settings = "format: 1\nframeworks: []\nlint:\n  ignore: [WRD001]\n  fail_level: warning\n"
    (small / "policykit.yaml").write_text(settings, encoding="utf-8")
    said = in_small(
        "config",
        "--format",
        "json",
        POLICYKIT_LINT_FAIL_LEVEL="info",
        POLICYKIT_LINT_SELECT="REF,LAW WRD",
        POLICYKIT_LINT_IGNORE="WRD002",
        POLICYKIT_LINT_BASELINE="",
    )
    told = {
        each["key"]: (each["value"], each["origin"]) for each in json.loads(said.stdout)["settings"]
    }
    assert {key: told[key] for key in told if key.startswith("lint.")} == {
        "lint.baseline": ("", "default"),
        "lint.extends": ("recommended", "default"),
        "lint.fail_level": ("info", "POLICYKIT_LINT_FAIL_LEVEL"),
        "lint.ignore": (["WRD001", "WRD002"], "policykit.yaml:4 and POLICYKIT_LINT_IGNORE"),
        "lint.locked": ([], "default"),
        "lint.select": (["REF", "LAW", "WRD"], "POLICYKIT_LINT_SELECT"),
    }


def test_config_shows_where_each_setting_comes_from(in_small: Program) -> None:
    lines = in_small("config").stdout.splitlines()
    assert any(line.split() == ["format", "1", "(policykit.yaml:1)"] for line in lines)
    assert any(line.split() == ["lint.extends", '"recommended"', "(default)"] for line in lines)
    data = json.loads(in_small("config", "--format", "json").stdout)
    assert {"key": "frameworks", "value": [], "origin": "policykit.yaml:2"} in data["settings"]


def test_every_option_has_its_environment_name() -> None:
    group = typer.main.get_command(build_app())
    commands = cast("Any", group).commands
    assert set(commands) == set(command_names())
    for name, command in commands.items():
        for option in command.params:
            long = next((each for each in option.opts if each.startswith("--")), "")
            if not long or long == "--help":
                continue
            expected = f"POLICYKIT_{name}_{long[2:]}".replace("-", "_").upper()
            named = option.envvar or []
            explicit = [named] if isinstance(named, str) else list(named)
            automatic = f"POLICYKIT_{name}_{option.name}".replace("-", "_").upper()
            assert expected in {*explicit, automatic}, f"{name} {long}"
            if explicit:
                assert explicit[0] == expected, f"{name} {long}: the own name comes first"


def test_the_environment_cannot_ask_for_the_version(in_small: Program) -> None:
    outcome = in_small("lint", POLICYKIT_VERSION="0.1.0", POLICYKIT_VERBOSE="yes please")
    assert outcome.exit_code == 0


def test_environment_names(in_small: Program, small: Path, policykit: Program) -> None:
    outside = policykit.at(small.parent)
    assert outside("lint").exit_code == 2
    assert outside("lint", POLICYKIT_ROOT=str(small)).exit_code == 0
    assert outside("lint", POLICYKIT_LINT_ROOT=str(small), POLICYKIT_ROOT="/nowhere").exit_code == 0
    assert in_small("lint", POLICYKIT_LINT_FORMAT="concise").stdout == ""


def test_today_comes_from_the_environment(reference: Path, policykit: Program) -> None:
    inside = policykit.at(reference)
    lint = ("lint", "policies/returns.yaml", "--format", "json")
    report = json.loads(inside(*lint, POLICYKIT_TODAY="2030-01-01").stdout)
    assert report["today"] == "2030-01-01"
    assert "LIF002" in {each["code"] for each in report["findings"]}
    report = json.loads(inside(*lint, POLICYKIT_TODAY="", SOURCE_DATE_EPOCH="1795219200").stdout)
    assert report["today"] == "2026-11-21"


def test_config_tells_of_settings_that_lint_cannot_run_with(in_small: Program, small: Path) -> None:
    text = "format: 1\nlint:\n  extends: recomended\n"
    (small / "policykit.yaml").write_text(text, encoding="utf-8")
    done = in_small("config")
    assert done.exit_code == 2
    assert '"recomended"  (policykit.yaml:3)' in done.stdout
    assert "error[unknown-preset]" in done.stderr
    assert "Did you mean recommended?" in done.stderr
