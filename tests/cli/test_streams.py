"""Pipes that close, streams that are missing or full, and where reports land."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.program import ROOT, SOURCE, Program, scrubbed


def piped(
    folder: Path, line: str, *, buffered: bool = True, **environment: str
) -> subprocess.CompletedProcess[str]:
    """A line of shell in which `policykit` is this program and a pipe ends as its worst part."""
    return subprocess.run(
        ["bash", "-c", f'set -o pipefail; policykit() {{ "$PYTHON" -m policykit "$@"; }}; {line}'],
        capture_output=True,
        check=False,
        cwd=folder,
        encoding="utf-8",
        env=scrubbed(os.environ)
        | {"PYTHONPATH": SOURCE, "PYTHON": sys.executable}
        | ({} if buffered else {"PYTHONUNBUFFERED": "1"})
        | environment,
        timeout=120,
    )


def with_findings(folder: Path) -> None:
    path = folder / "policies" / "phone-manners.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("{answer-in}", "{answer-im}"))


@pytest.mark.parametrize("buffered", [True, False])
@pytest.mark.parametrize(
    "command",
    ["rules", "rules --format json", "explain REF001", "schema policy", "--help", "--version"],
)
def test_a_reader_who_stops_is_no_trouble(small: Path, command: str, *, buffered: bool) -> None:
    done = piped(small, f"policykit {command} | true", buffered=buffered)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_a_check_ends_with_does_not_hang_on_its_reader(small: Path) -> None:
    assert piped(small, "policykit lint | true").returncode == 0
    with_findings(small)
    done = piped(small, "policykit lint | true")
    assert (done.returncode, done.stderr) == (1, "")
    assert piped(small, "policykit lint --nope 2>&1 | true").returncode == 2
    assert piped(small, "policykit lint --select NOPE 2>&1 | true").returncode == 2


def test_all_handbooks_are_made_whoever_stops_reading(small: Path) -> None:
    (small / "policykit.yaml").write_text(
        "format: 1\nframeworks: []\nhandbooks:\n  one: {title: One}\n  two: {title: Two}\n"
    )
    assert piped(small, "policykit render --output book | true").returncode == 0
    assert {path.name for path in (small / "book").iterdir()} == {"one", "two"}


def test_without_a_standard_output(small: Path) -> None:
    assert piped(small, "policykit lint >&-").returncode == 0
    assert piped(small, "policykit --version >&-").returncode == 0
    with_findings(small)
    assert piped(small, "policykit lint >&- 2>&-").returncode == 1


@pytest.mark.parametrize("command", ["lint", "rules", "--help"])
def test_a_full_disk_is_told(small: Path, command: str) -> None:
    done = piped(small, f"policykit {command} > /dev/full")
    assert done.returncode == 2
    assert done.stderr.startswith("error[cannot-write]: ")
    assert "Traceback" not in done.stderr


def test_characters_a_terminal_cannot_show_are_escaped(small: Path) -> None:
    policy = small / "policies" / "phone-manners.yaml"
    policy.write_text(policy.read_text().replace("areas: [phone]", "areas: [\u5e97]"))
    done = piped(small, "policykit lint", PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert "\\u5e97" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("--format", "json:out.txt", "--format", "concise:out.txt"),
        ("--format", "json:out.txt", "--format", "concise:./sub/../out.txt"),
        ("--format", "json:out.txt", "--format", "concise:link.txt"),
        ("--format", "json", "--format", "concise", "--output", "out.txt"),
        ("--format", "json:out.txt", "--format", "concise", "--output", "out.txt"),
    ],
)
def test_two_reports_never_go_into_one_file(
    in_small: Program, small: Path, arguments: tuple[str, ...]
) -> None:
    (small / "sub").mkdir()
    (small / "link.txt").symlink_to("out.txt")
    outcome = in_small("lint", *arguments)
    assert outcome.exit_code == 2
    assert outcome.stderr.startswith("error[two-reports-in-one-file]: ")
    assert "out.txt" in outcome.stderr
    assert not (small / "out.txt").exists()


def test_two_reports_go_into_two_files(in_small: Program, small: Path) -> None:
    outcome = in_small("lint", "--format", "json:a.json", "--format", "concise:b.txt")
    assert outcome.exit_code == 0
    assert json.loads((small / "a.json").read_bytes())["findings"] == []
    assert (small / "b.txt").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("lint", "--output", "policies/phone-manners.yaml"),
        ("lint", "--output", "policies/report.txt"),
        ("lint", "--format", "json:policykit.yaml"),
        ("lint", "--output", "sub/../policies/phone-manners.yaml"),
        ("gaps", "--exit-zero", "--output", "link/phone-manners.yaml"),
        ("lint", "--output", ".git/config"),
        ("lint", "--output", ".git/new/report.txt"),
        (
            "import",
            "handbook.md",
            "--owner=head-of-customer-service",
            "--dry-run",
            "--report",
            "--output=policykit.yaml",
        ),
    ],
)
def test_a_report_never_goes_over_policies_or_the_past(
    in_small: Program, small: Path, arguments: tuple[str, ...]
) -> None:
    (small / ".git").mkdir()
    (small / ".git" / "config").write_text("[core]\n")
    (small / "sub").mkdir()
    (small / "link").symlink_to("policies")
    (small / "handbook.md").write_text("# Phone\n\n- You must greet.\n")
    before = {each: each.read_bytes() for each in small.rglob("*") if each.is_file()}
    outcome = in_small(*arguments)
    assert outcome.exit_code == 2
    assert outcome.stderr.startswith("error[report-among-policies]: ")
    assert {each: each.read_bytes() for each in small.rglob("*") if each.is_file()} == before
    beside = in_small("lint", "--output", "policies-report.txt")
    assert (beside.exit_code, beside.stderr) == (0, "")


def test_a_report_goes_into_a_pipe(small: Path) -> None:
    done = piped(small, "policykit lint --quiet --format json:>(cat >&2); sleep 1")
    assert done.returncode == 0
    assert json.loads(done.stderr)["findings"] == []


@pytest.mark.parametrize("epoch", ["99999999999999", "1e9", "tomorrow", "9" * 40, "-9" * 30])
def test_a_source_date_that_is_no_moment(in_small: Program, epoch: str) -> None:
    outcome = in_small("lint", POLICYKIT_TODAY="", SOURCE_DATE_EPOCH=epoch)
    assert outcome.exit_code == 2
    assert outcome.stderr.startswith("error[wrong-source-date-epoch]: ")


@pytest.mark.parametrize("zone", ["Europe", "Europe/Stokholm", "America/Indiana"])
@pytest.mark.parametrize("command", ["lint", "render"])
def test_a_time_zone_that_is_none(in_small: Program, small: Path, zone: str, command: str) -> None:
    path = small / "policies" / "organisation.yaml"
    path.write_text(path.read_text().replace("Europe/London", zone))
    outcome = in_small(command, POLICYKIT_TODAY="")
    assert outcome.exit_code == 2
    assert outcome.stderr.startswith(
        f'error[unknown-time-zone]: There is no time zone called "{zone}".'
    )
    assert "organisation.yaml: time_zone" in outcome.stderr
    assert in_small(command, "--today", "2026-11-21").exit_code == 0


def test_the_clock_is_asked_where_the_organisation_is(in_small: Program, small: Path) -> None:
    path = small / "policies" / "organisation.yaml"
    for zone in ("Europe/London", "UTC"):
        path.write_text(path.read_text().replace("Europe/London", zone))
        assert in_small("lint", POLICYKIT_TODAY="").exit_code == 0


def test_templates_lie_inside_the_repository(
    in_small: Program, small: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere" / "site").mkdir(parents=True)
    (small / "templates").symlink_to(tmp_path / "elsewhere")
    outcome = in_small("render", "--output", "book")
    assert outcome.exit_code == 2
    assert outcome.stderr.startswith("error[templates-outside]: ")
    (small / "templates").unlink()
    (small / "own" / "site").mkdir(parents=True)
    (small / "templates").symlink_to("own")
    assert in_small("render", "--output", "book").exit_code == 0


def test_templates_that_are_programs_run_only_when_the_command_says_so(
    in_small: Program, small: Path
) -> None:
    own = small / "templates" / "pdf"
    own.mkdir(parents=True)
    shipped = (ROOT / "templates/pdf/theme.typ").read_text(encoding="utf-8")
    own.joinpath("theme.typ").write_text(f"{shipped}// ours\n", encoding="utf-8")
    refused = in_small("render", "--format", "pdf")
    assert refused.exit_code == 2
    assert refused.stderr.startswith("error[template-not-asked-for]: The repository has PDF")
    assert "add --own-pdf-templates" in refused.stderr
    assert not (small / "build").exists()
    assert in_small("render", "--format", "pdf", "--own-pdf-templates").exit_code == 0


def test_a_folder_with_the_name_of_a_template_is_told(in_small: Program, small: Path) -> None:
    (small / "templates" / "site" / "site.css").mkdir(parents=True)
    outcome = in_small("render", "--output", "book")
    assert outcome.exit_code == 2
    assert outcome.stderr.startswith("error[template-no-file]: templates/site/site.css ")
    assert not (small / "book").exists()


@pytest.mark.parametrize("every", ["9000 years", "99999 months"])
def test_a_review_beyond_all_calendars(in_small: Program, small: Path, every: str) -> None:
    path = small / "policies" / "phone-manners.yaml"
    path.write_text(f"{path.read_text()}effective: 2026-01-01\nreview: {{every: {every}}}\n")
    assert in_small("render", "--output", "book").exit_code == 0
