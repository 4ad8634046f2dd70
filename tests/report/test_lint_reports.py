"""Where `policykit lint` sends its reports: terminals, files, build servers."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.cli.conftest import SMALL, make_small
from tests.report.shown import ENDINGS, REPORT, shown
from tests.support.program import Program

from policykit.cli.servers import MOST_SUMMARY, follows_links, prefix
from policykit.model.position import Location, Position, Span
from policykit.model.report import FindingsReport
from policykit.report.formats import Style

ON_GITHUB = {"GITHUB_ACTIONS": "true", "CI": "true"}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small repository with an error and with a finding that a comment takes off."""
    root = make_small(tmp_path / "shop")
    path = root / "policies" / "phone-manners.yaml"
    text = path.read_text(encoding="utf-8").replace("{answer-in}", "{answer-im}")
    text += (
        "  - id: nobody\n"
        "    who: [nobody-known]  # policykit: ignore[REF003] hired next month\n"
        "    must: Listen.\n"
    )
    path.write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def lint(small: Path, policykit: Program) -> Program:
    return policykit.at(small)


def test_one_run_writes_all_formats(lint: Program, small: Path) -> None:
    asked = [f"--format={name}:out/{name}" for name in ENDINGS]
    outcome = lint("lint", "--select", "REF", *asked)
    assert (outcome.exit_code, outcome.stdout, outcome.stderr) == (1, "", "")
    for name in ENDINGS:
        assert "REF001" in (small / "out" / name).read_text(encoding="utf-8"), name


def test_a_reason_reaches_the_report(lint: Program) -> None:
    log = json.loads(lint("lint", "--select", "REF", "--format", "sarif").stdout)
    results = log["runs"][0]["results"]
    told = {result["ruleId"]: result["suppressions"] for result in results}
    assert told["REF001"] == []
    assert [each["justification"] for each in told["REF003"]] == ["hired next month"]
    rules = [rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]]
    assert rules == ["REF001", "REF003"]


def test_json_teaches_the_rules_it_found_alone(lint: Program) -> None:
    report = json.loads(lint("lint", "--select", "REF", "--format", "json").stdout)
    assert [rule["code"] for rule in report["rules"]] == ["REF001"]
    assert report["suppressed"] == 1


def test_on_github_annotations_stand_behind_the_text(lint: Program) -> None:
    plain = lint("lint", "--select", "REF").stdout
    told = lint("lint", "--select", "REF", **ON_GITHUB).stdout
    assert told.startswith(plain)
    (annotation,) = told.removeprefix(plain).splitlines()
    assert annotation.startswith("::error file=policies/phone-manners.yaml,line=12,")


@pytest.mark.parametrize("asked", [["--format", "concise"], ["--quiet"]], ids=" ".join)
def test_on_github_what_was_asked_for_comes_alone(lint: Program, asked: list[str]) -> None:
    assert "::" not in lint("lint", *asked, **ON_GITHUB).stdout


def test_annotations_go_to_the_log_where_the_text_goes_to_a_file(
    lint: Program, small: Path
) -> None:
    told = lint("lint", "--select", "REF", "--output", "report.txt", **ON_GITHUB).stdout
    assert told.startswith("::error ")
    assert (small / "report.txt").read_text(encoding="utf-8").startswith("error REF001")


@pytest.mark.parametrize("read", ["text", "concise"])
def test_annotations_can_be_asked_for_beside_a_report_to_read(lint: Program, read: str) -> None:
    told = lint("lint", "--select", "REF", "--format", "github", "--format", read).stdout
    assert told.splitlines()[-1].startswith("::error ")


def test_annotations_do_not_mix_with_a_report_for_programs(lint: Program) -> None:
    outcome = lint("lint", "--format", "github", "--format", "json")
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert "error[two-reports-on-stdout]" in outcome.stderr


def test_files_count_from_the_top_of_the_git_repository(
    tmp_path: Path, small: Path, lint: Program
) -> None:
    (tmp_path / ".git").mkdir()
    assert prefix(small) == "shop/"
    assert prefix(tmp_path) == ""
    assert "file=shop/policies/" in lint("lint", "--format", "github").stdout
    issue = json.loads(lint("lint", "--format", "gitlab").stdout)[0]
    assert issue["location"]["path"].startswith("shop/policies/")
    assert "shop/policies" not in lint("lint", "--format", "concise").stdout


def test_a_folder_outside_of_git_counts_from_itself(small: Path) -> None:
    assert prefix(small) == ""


def test_the_level_asked_for_says_what_fails(lint: Program, small: Path) -> None:
    asked = ("lint", "--select", "REF", "--format", "junit")
    settings = small / "policykit.yaml"
    mild = "lint: {rules: {unknown-placeholder: warning}}\n"
    assert lint(*asked).stdout.count("<failure ") == 1
    settings.write_text(settings.read_text(encoding="utf-8") + mild, encoding="utf-8")
    assert lint(*asked).stdout.count("<failure ") == 0
    assert lint(*asked, "--fail-level", "warning").stdout.count("<failure ") == 1


def test_the_summary_of_the_step_is_added_to(lint: Program, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    lint("lint", "--select", "REF", **ON_GITHUB, GITHUB_STEP_SUMMARY=str(summary))
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("before\n<!-- policykit lint -->\n")
    assert "### 1 error in Corner Shop" in text
    again = lint("lint", "--format", "json", **ON_GITHUB, GITHUB_STEP_SUMMARY=str(summary))
    assert again.exit_code == 1
    assert summary.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("room", [0, 1_500, 3_000])
def test_a_summary_keeps_within_what_github_takes(lint: Program, tmp_path: Path, room: int) -> None:
    summary = tmp_path / "summary.md"
    summary.write_bytes(b"x" * (MOST_SUMMARY - room))
    outcome = lint("lint", "--select", "REF", **ON_GITHUB, GITHUB_STEP_SUMMARY=str(summary))
    assert outcome.exit_code == 1
    assert summary.stat().st_size <= MOST_SUMMARY
    assert (summary.stat().st_size > MOST_SUMMARY - room) is (room == 3_000)


def test_a_summary_that_cannot_be_written_is_no_reason_to_fail(
    lint: Program, tmp_path: Path
) -> None:
    outcome = lint("lint", "--select", "WRD", **ON_GITHUB, GITHUB_STEP_SUMMARY=str(tmp_path))
    assert outcome.exit_code == 0
    assert outcome.stderr == "note: the summary of this step could not be written.\n"


@pytest.mark.parametrize(
    ("environment", "on_terminal", "follows"),
    [
        ({}, True, False),
        ({"TERM": "xterm-kitty"}, True, True),
        ({"TERM": "xterm-kitty"}, False, False),
        ({"TERM": "xterm-kitty", "CI": "true"}, True, False),
        ({"TERM_PROGRAM": "vscode"}, True, True),
        ({"TERM_PROGRAM": "vscode", "TERM": "dumb"}, True, False),
        ({"VTE_VERSION": "7200"}, True, True),
        ({"VTE_VERSION": "4999"}, True, False),
        ({"VTE_VERSION": "new"}, True, False),
        ({"WT_SESSION": "1"}, True, True),
        ({"FORCE_HYPERLINK": "1", "CI": "true"}, False, True),
        ({"FORCE_HYPERLINK": "0", "WT_SESSION": "1"}, True, False),
    ],
    ids=str,
)
def test_links_are_for_terminals_that_follow_them(
    environment: dict[str, str], on_terminal: bool, follows: bool
) -> None:
    assert follows_links(environment, on_terminal=on_terminal) is follows


def test_links_lead_to_the_file_and_never_into_a_file(lint: Program, small: Path) -> None:
    asked = ("lint", "--select", "REF", "--color", "always")
    colored = lint(*asked, FORCE_HYPERLINK="1").stdout
    assert f"{small.as_uri()}/policies/phone-manners.yaml" in colored
    assert "file://" not in lint(*asked).stdout
    lint(*asked, "--output", "report.txt", FORCE_HYPERLINK="1")
    assert "\x1b" not in (small / "report.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [60, 80, 110])
def test_lines_and_the_carets_below_them_keep_within_the_width(width: int) -> None:
    words = "All the words that we say. "
    text = f"title: {words * 12}"
    for start in range(1, len(text) - 4, 7):
        span = Span(Position(1, start), Position(1, start + 4))
        finding = replace(REPORT.findings[0], location=Location("a.yaml", span), related=())
        report = FindingsReport(findings=(finding,), texts={"a.yaml": text})
        _, _, line, carets, *_ = shown("text", report, Style(width=width)).split("\n")
        assert len(line) <= width
        place = carets.index("^")
        assert line[place : place + 4] == text[start - 1 : start + 3].ljust(4)


@pytest.mark.parametrize(
    ("older", "said"),
    [
        (0, "Nothing is left out: no finding stood at main already."),
        (1, "1 finding that stood at main already is not shown."),
    ],
)
def test_what_stood_at_a_revision_is_told(older: int, said: str) -> None:
    report = FindingsReport(findings=(), against="main", older=older)
    assert said in shown("text", report).split("\n")


ODD = (
    "a::error file=x::b",
    "]]>x",
    "%0A::error::x",
    "<b>x",
    "new\nline",
    "bidi\u202ex",
    "esc\x1b[31mx",
    "=cmd|'x'",
    "##[error]x",
    "half\udcffx",
)


def test_odd_names_of_files_are_told_in_every_format(small: Path, policykit: Program) -> None:
    for name in ODD:
        try:
            (small / "policies" / f"{name}.yaml").write_text(SMALL, encoding="utf-8")
        except (OSError, UnicodeEncodeError):
            pytest.skip("This system has no such names.")
    run = policykit.at(small)
    asked = [f"--format={name}:out/{name}" for name in ENDINGS]
    outcome = run("lint", "--select", "STR001", "--all", *asked)
    assert (outcome.exit_code, outcome.stdout, outcome.stderr) == (1, "", "")
    for name in ENDINGS:
        text = (small / "out" / name).read_text(encoding="utf-8")
        assert text.count("STR001") >= len(ODD), name
        assert not re.search(r"[\x00-\x08\x0b-\x1f\u202e]|##\[", text.replace("\r\n", "\n")), name
    terminal = run("lint", "--all", "--color", "always", FORCE_HYPERLINK="1")
    assert (terminal.exit_code, terminal.stderr) == (1, "")
    assert "/policies/half%3Fx.yaml\x1b\\" in terminal.stdout


def test_a_file_no_report_goes_to_is_told(lint: Program, small: Path) -> None:
    outcome = lint("lint", "--format", "json:report.json", "--output", "report.txt")
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert "error[output-for-nothing]" in outcome.stderr
    assert not (small / "report.json").exists()
