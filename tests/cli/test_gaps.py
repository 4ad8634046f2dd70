"""`policykit gaps` as its users meet it: what it prints, how it ends, what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import make_small
from tests.support.program import Program

from policykit.cli.command import with_words

FRAMEWORK = """\
format: 1
framework: shop
title: What our shop asks for
jurisdiction: GB
applies_when: {regions_any: [GB]}
requirements:
  - id: answer
    title: Answer the phone
    area: phone
    requirement: Answer the phone within a minute.
    severity: error
    needs:
      - term: {law: shop.answer, kind: deadline, from: call-offered, at_most: 60 seconds}
    cite: Phone Act s. 1
    checked: 2026-11-21
  - id: goodbye
    title: Say goodbye
    area: phone
    requirement: Say goodbye before you hang up.
    severity: warning
    needs:
      - statement: {law: shop.goodbye, level: must}
"""
ANSWER = "  answer-in: {deadline: 20 seconds, from: call-offered}\n"
LAWFUL = "  answer-in: {deadline: 20 seconds, from: call-offered, law: [shop.answer]}\n"


def write(root: Path, policy: tuple[str, str], framework: str = FRAMEWORK) -> Path:
    """The smallest repository with a framework of its own; `policy` is put in for its term."""
    make_small(root)
    (root / "policykit.yaml").write_text("format: 1\nframeworks: [shop]\n", encoding="utf-8")
    folder = root / "schemas" / "frameworks"
    folder.mkdir()
    (folder / "shop.yaml").write_text(framework, encoding="utf-8")
    path = root / "policies" / "phone-manners.yaml"
    text = path.read_text(encoding="utf-8").replace(*policy).replace("draft", "active")
    path.write_text(text.replace("0.1.0", "1.0.0"), encoding="utf-8")
    return root


@pytest.fixture
def program(tmp_path: Path, policykit: Program) -> Program:
    """At a shop that keeps one of two requirements."""
    return policykit.at(write(tmp_path / "shop", (ANSWER, LAWFUL)))


def test_a_gap_is_told_and_is_no_failure_by_itself(program: Program) -> None:
    outcome = program("gaps", "--today", "2026-11-22")
    assert outcome.exit_code == 0
    assert outcome.stdout.splitlines()[:2] == [
        "1 of 2 requirements are covered (50 %); 1 missing.",
        "1 policy of Corner Shop, judged by 2026-11-22.",
    ]
    assert "Say goodbye (Great Britain): missing" in outcome.stdout
    assert "schemas/frameworks/shop.yaml:22" in outcome.stdout
    assert outcome.stderr == ""


def test_a_promise_below_the_law_fails(tmp_path: Path, policykit: Program) -> None:
    slow = LAWFUL.replace("20 seconds", "90 seconds")
    program = policykit.at(write(tmp_path / "shop", (ANSWER, slow)))
    outcome = program("gaps", "--today", "2026-11-22")
    assert outcome.exit_code == 1
    assert "1 promise breaks the law." in outcome.stdout
    assert outcome.stdout.endswith("\nThis run fails: 1 promise breaks the law.\n")
    assert "policies/phone-manners.yaml:9" in outcome.stdout
    assert "Phone Act s. 1 (checked on 2026-11-21)" in outcome.stdout
    assert program("gaps", "--exit-zero").exit_code == 0


def test_a_waiver_is_no_way_round_the_law(tmp_path: Path, policykit: Program) -> None:
    slow = LAWFUL.replace("20 seconds", "90 seconds")
    program = policykit.at(write(tmp_path / "shop", (ANSWER, slow)))
    with (tmp_path / "shop" / "policykit.yaml").open("a", encoding="utf-8") as settings:
        settings.write(
            "waivers:\n"
            "  - {requirement: shop.answer, reason: Too few of us., owner: us, until: 2027-01-01}\n"
            "  - {requirement: shop.goodbye, reason: Not yet., owner: us, until: 2027-01-01}\n"
        )
    outcome = program("gaps", "--today", "2026-11-22")
    assert outcome.exit_code == 1
    assert "1 promise breaks the law." in outcome.stdout
    told = " ".join(outcome.stdout.split())
    assert "waiver does not count: a promise below the law cannot be waived" in told
    assert "days left" not in told.partition("Waivers")[0]
    assert "0 of 1 requirement is covered (0 %)" in outcome.stdout


def test_a_framework_nobody_can_read_goes_by_its_file(program: Program) -> None:
    root = program.folder
    (root / "schemas" / "frameworks" / "broken.yaml").write_text("title\n", encoding="utf-8")
    told = program("gaps", "--today", "2026-11-22").stdout
    assert "\nschemas/frameworks/broken.yaml does not apply: The settings name other" in told


def test_where_nothing_is_required_it_says_so(in_small: Program) -> None:
    outcome = in_small("gaps")
    assert outcome.exit_code == 2
    assert "No framework applies" in outcome.stdout
    assert "error[" in outcome.stderr
    assert "--allow-empty" in outcome.stderr
    assert "100 %" not in outcome.stdout
    assert in_small("gaps", "--allow-empty").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--by", "shop"), "Use framework, area, owner or region."),
        (("--fail-on", "covered"), "Use missing or partial."),
        (("--trend=years",), "Use tags, months or commits."),
        (("--points", "3"), "Add --trend"),
        (("--format", "docx"), "There is no format 'docx' for coverage."),
        (("--fail-under", "101"), "is not in the range 0<=x<=100"),
    ],
)
def test_what_it_does_not_know_is_refused(
    program: Program, arguments: tuple[str, ...], told: str
) -> None:
    outcome = program("gaps", *arguments)
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert told in " ".join(outcome.stderr.split())


@pytest.mark.parametrize(
    ("option", "slip", "told"),
    [
        ("--framework", "shpo", "Did you mean shop? Use one of shop."),
        ("--area", "xyzzy", "Use one of phone."),
        ("--owner", "xyzzy", "Use one of head-of-customer-service."),
        ("--region", "xyzzy", "Use one of GB."),
        ("--draft", "phoen", "Did you mean phone? Use one of phone."),
    ],
)
def test_a_name_that_is_not_there_leads_to_all_that_are(
    program: Program, option: str, slip: str, told: str
) -> None:
    outcome = program("gaps", option, slip)
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert told in " ".join(outcome.stderr.split())
    assert ", ," not in outcome.stderr


@pytest.mark.parametrize("by", ["framework", "area", "owner", "region"])
def test_gaps_stand_under_what_was_asked_for(program: Program, by: str) -> None:
    outcome = program("gaps", "--by", by)
    assert f"\nBy {by}\n" in outcome.stdout


def test_quiet_says_nothing_and_writes_its_files(program: Program, tmp_path: Path) -> None:
    target = tmp_path / "comment.md"
    outcome = program("gaps", "-q", "--format", "text", "--format", f"markdown:{target}")
    assert (outcome.exit_code, outcome.stdout, outcome.stderr) == (0, "", "")
    assert target.read_text(encoding="utf-8").startswith("<!-- policykit gaps -->\n")


def test_all_shows_what_covers_a_requirement(program: Program) -> None:
    assert "phone-manners.answer-in" not in program("gaps").stdout
    assert "policies/phone-manners.yaml:9 phone-manners.answer-in" in (
        " ".join(program("gaps", "--all").stdout.split())
    )


@pytest.mark.parametrize(
    ("given", "full"),
    [
        (["--trend"], ["--trend", "months"]),
        (["--trend", "tags"], ["--trend", "tags"]),
        (["--trend", "--matrix"], ["--trend", "months", "--matrix"]),
        (["--trend=tags"], ["--trend=tags"]),
        (["--trend", "years"], ["--trend", "years"]),
        (["--matrix", "--trend", "-q"], ["--matrix", "--trend", "months", "-q"]),
        (["--", "--trend"], ["--", "--trend"]),
        (["--matrix"], ["--matrix"]),
    ],
)
def test_a_word_can_be_left_out(given: list[str], full: list[str]) -> None:
    assert with_words(given, {"--trend"}) == full
    assert with_words(given, ()) == given


def test_github_shows_annotations_and_a_summary(program: Program, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    outcome = program("gaps", GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(summary))
    assert outcome.exit_code == 0
    (command,) = (line for line in outcome.stdout.splitlines() if line.startswith("::"))
    assert command.startswith("::warning file=schemas/frameworks/shop.yaml,line=16,")
    assert summary.read_text(encoding="utf-8").startswith("<!-- policykit gaps -->\n\n### 1 of 2")
