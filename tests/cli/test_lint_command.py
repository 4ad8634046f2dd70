"""`policykit lint` as people and servers use it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.cli.conftest import copy_reference
from tests.support.program import ROOT, Outcome, Program, run_afresh

SHIPPED = {"vocabulary.yaml", "unions.yaml"}
"""Lists that belong to the program and not to a policy repository."""


def test_the_reference_policies_are_clean_and_stay_as_they_are(
    reference: Path, in_reference: Program
) -> None:
    before = {path: path.stat().st_mtime_ns for path in reference.rglob("*")}
    outcome = in_reference("lint")
    assert {path: path.stat().st_mtime_ns for path in reference.rglob("*")} == before
    files = [path for folder in ("policies", "schemas") for path in (ROOT / folder).rglob("*.yaml")]
    checked = [path for path in files if path.name not in SHIPPED]
    policies = [path for path in files if path.parent.name == "policies" and "." not in path.stem]
    # The organisation is no policy; policykit.yaml stands beside the two folders.
    assert outcome.stdout == (
        f"All good: {len(policies) - 1} policies in {len(checked) + 1} files checked, "
        "nothing found.\n"
    )
    assert (outcome.exit_code, outcome.stderr) == (0, "")


def test_the_smallest_policy_is_clean(in_small: Program) -> None:
    outcome = in_small("lint")
    assert outcome.stdout == "All good: 1 policy in 4 files checked, nothing found.\n"
    assert outcome.exit_code == 0


def _plant(root: Path) -> None:
    """Ten mistakes authors make, each in the reference policies."""
    policies = root / "policies"

    def change(file: str, old: str, new: str) -> None:
        path = policies / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    change("returns.yaml", "{refund-time}", "{refnd-time}")
    change("returns.yaml", "kpi: refund-speed", "kpi: refund-sped")
    change("returns.yaml", "owner: head-of-customer-service", "onwer: head-of-customer-service")
    change("returns.yaml", "deadline: 10 days", "deadline: 30 days")
    change("escalation.yaml", "status: active", "status: actve")
    change("escalation.yaml", "areas: [escalation]", "areas: [escalatoin]")
    change("email-support.yaml", "  - id: ", "  - id: Bad_Id\n    was: ")
    change("complaints.yaml", "safe_harbour: true", "safe_harbour: false")
    change("privacy-requests.yaml", "title: ", "title: Requests: about ")
    (policies / "phone-support.yml").write_text("format: 1\n", encoding="utf-8")


def test_ten_planted_mistakes_are_each_told_with_place_and_remedy(
    planted: Path, policykit: Program
) -> None:
    outcome = policykit.at(planted)("lint", "--format", "json", "--all")
    assert outcome.exit_code == 1
    report = json.loads(outcome.stdout)
    found = {
        (each["code"], each["location"]["path"].removeprefix("policies/"))
        for each in report["findings"]
    }
    for code, file in [
        ("REF001", "returns.yaml"),
        ("REF003", "returns.yaml"),
        ("SCH001", "returns.yaml"),
        ("LAW001", "returns.yaml"),
        ("SCH005", "escalation.yaml"),
        ("REF003", "escalation.yaml"),
        ("SCH006", "email-support.yaml"),
        ("PPL001", "complaints.yaml"),
        ("YML050", "privacy-requests.yaml"),
        ("FIL002", "phone-support.yml"),
    ]:
        assert (code, file) in found, f"{code} in {file}"
    for each in report["findings"]:
        assert each["hint"] or each["mended"], each["code"]
        if each["code"] != "FIL002":
            assert each["location"]["start"] is not None


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reference policies with the mistakes; nobody writes in it."""
    folder = copy_reference(tmp_path_factory.mktemp("planted") / "havsby")
    _plant(folder)
    return folder


@pytest.fixture(scope="module")
def told_of_planted(planted: Path) -> Outcome:
    """What a process of its own says of them."""
    return run_afresh(planted, "lint", "--format", "json")


def test_json_follows_its_published_schema(told_of_planted: Outcome) -> None:
    schema: dict[str, Any] = json.loads(
        (ROOT / "schemas" / "output" / "findings.schema.json").read_text(encoding="utf-8")
    )
    jsonschema.Draft202012Validator(schema).validate(json.loads(told_of_planted.stdout))


def test_concise_is_one_line_a_finding(in_small: Program, small: Path) -> None:
    path = small / "policies" / "phone-manners.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("{answer-in}", "{answer-im}"))
    outcome = in_small("lint", "--format", "concise")
    lines = [line for line in outcome.stdout.splitlines() if "REF001" in line]
    assert len(lines) == 1
    assert lines[0].startswith("policies/phone-manners.yaml:12:25: REF001 unknown-placeholder ")


def test_text_shows_the_line_with_a_caret(in_small: Program, small: Path) -> None:
    path = small / "policies" / "phone-manners.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("{answer-in}", "{answer-im}"))
    outcome = in_small("lint", "--select", "REF001")
    lines = outcome.stdout.splitlines()
    assert lines[:4] == [
        "error REF001 unknown-placeholder [unsafe fix]",
        "  policies/phone-manners.yaml:12:25",
        "  12 |     must: Answer within {answer-im} and give your first name.",
        "     |                         ^^^^^^^^^^^",
    ]
    assert "{answer-in}" in outcome.stdout
    assert outcome.stdout.splitlines()[-3] == "1 error. Checked 1 policy in 4 files."


def test_several_reports_from_one_run(in_small: Program, small: Path) -> None:
    outcome = in_small("lint", "--format", "concise", "--format", "json:out/report.json")
    assert outcome.exit_code == 0
    assert json.loads((small / "out" / "report.json").read_text(encoding="utf-8"))["findings"] == []


def test_two_reports_cannot_share_the_terminal(in_small: Program) -> None:
    outcome = in_small("lint", "--format", "concise", "--format", "json")
    assert outcome.exit_code == 2
    assert outcome.stdout == ""
    assert "--format json:report.json" in outcome.stderr


def test_paths_narrow_what_is_told(in_small: Program, small: Path) -> None:
    path = small / "policies" / "phone-manners.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("{answer-in}", "{answer-im}"))
    assert in_small("lint", "policies/organisation.yaml").exit_code == 0
    assert in_small("lint", "policies/phone-manners.yaml").exit_code == 1
    assert in_small("lint", "policies").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "exit_code"),
    [
        ((), 1),
        (("--exit-zero",), 0),
        (("--ignore", "REF"), 0),
        (("--ignore", "unknown-placeholder"), 0),
        (("--select", "WRD"), 0),
        (("--select", "references"), 1),
        (("--fail-level", "info"), 1),
    ],
)
def test_exit_codes(
    in_small: Program, small: Path, arguments: tuple[str, ...], exit_code: int
) -> None:
    path = small / "policies" / "phone-manners.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("{answer-in}", "{answer-im}"))
    assert in_small("lint", *arguments).exit_code == exit_code


def test_a_comment_with_a_reason_takes_a_finding_off(in_small: Program, small: Path) -> None:
    path = small / "policies" / "phone-manners.yaml"
    text = path.read_text(encoding="utf-8").replace("{answer-in}", "{answer-im}")
    excused = text.replace(
        "    must:", "    # policykit: ignore[REF001] The term comes next week\n    must:"
    )
    path.write_text(excused, encoding="utf-8")
    outcome = in_small("lint")
    assert outcome.exit_code == 0
    assert "1 finding taken off by comments" in outcome.stdout
    assert in_small("lint", "--no-ignores").exit_code == 1
    path.write_text(excused.replace(" The term comes next week", ""), encoding="utf-8")
    outcome = in_small("lint", "--format", "concise")
    assert outcome.exit_code == 1
    assert {"SUP001", "REF001"} <= set(re.findall(r"[A-Z]{3}[0-9]{3}", outcome.stdout))


def test_a_locked_code_cannot_be_taken_off(in_small: Program, small: Path) -> None:
    (small / "policykit.yaml").write_text("format: 1\nframeworks: []\nlint: {locked: [REF]}\n")
    path = small / "policies" / "phone-manners.yaml"
    text = path.read_text(encoding="utf-8").replace("{answer-in}", "{answer-im}")
    path.write_text(text.replace("    must:", "    # policykit: ignore[REF001] No\n    must:"))
    outcome = in_small("lint", "--ignore", "REF", "--format", "concise")
    assert outcome.exit_code == 1
    assert {"SUP005", "REF001"} <= set(re.findall(r"[A-Z]{3}[0-9]{3}", outcome.stdout))


def test_colour_is_for_those_who_want_it(in_small: Program) -> None:
    assert "\x1b[" not in in_small("lint").stdout
    assert "\x1b[" in in_small("lint", "--color", "always").stdout


def test_control_characters_of_a_file_never_reach_the_terminal(
    in_small: Program, small: Path
) -> None:
    path = small / "policies" / "phone-manners.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "How we answer the phone", '"How \\e[31m we \\u202e answer {nothing}"'
        ),
        encoding="utf-8",
    )
    outcome = in_small("lint", "--all")
    assert outcome.exit_code == 1
    assert "\x1b" not in outcome.stdout
    assert "\u202e" not in outcome.stdout


def test_the_same_run_gives_the_same_bytes(
    planted: Path, told_of_planted: Outcome, policykit: Program
) -> None:
    again = policykit.at(planted)("lint", "--format", "json")
    assert again.stdout == told_of_planted.stdout
    assert again.exit_code == told_of_planted.exit_code == 1


def test_a_term_that_a_preface_names_is_used(in_small: Program, small: Path) -> None:
    policy = small / "policies" / "phone-manners.yaml"
    policy.write_text(
        policy.read_text(encoding="utf-8").replace(" within {answer-in}", ""), encoding="utf-8"
    )
    assert "STR004" in in_small("lint", "--format", "concise").stdout
    settings = small / "policykit.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8") + "handbooks: {staff: {preface: docs/welcome.md}}\n",
        encoding="utf-8",
    )
    (small / "docs").mkdir()
    (small / "docs" / "welcome.md").write_text("We take {phone-manners.answer-in}.\n")
    assert "STR004" not in in_small("lint", "--format", "concise").stdout
