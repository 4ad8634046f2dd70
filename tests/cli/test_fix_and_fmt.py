"""`lint --fix`, `lint --diff` and `fmt`: what they print, write and end with."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from tests.cli.conftest import SMALL
from tests.support.program import Program

POLICY = "policies/phone-manners.yaml"
SLIPS = SMALL.replace("20 seconds", "20s").replace(
    "title: How we answer the phone", "title: Calls: how we take them"
)
MENDED = SMALL.replace("How we answer the phone", '"Calls: how we take them"')


@pytest.fixture
def policy(small: Path) -> Path:
    return small / POLICY


def test_fix_writes_and_reports_what_is_left(in_small: Program, policy: Path) -> None:
    policy.write_text(SLIPS.replace("{answer-in}", "{anwser-in}"), encoding="utf-8")
    policy.chmod(0o640)
    outcome = in_small("lint", "--fix", "--select", "YML,SCH,REF", "--format", "concise")
    assert policy.read_text(encoding="utf-8") == MENDED.replace("{answer-in}", "{anwser-in}")
    assert stat.S_IMODE(policy.stat().st_mode) == 0o640
    assert outcome.stdout == (
        f'{POLICY}:12:25: REF001 unknown-placeholder There is no term or merge field "anwser-in".\n'
    )
    assert outcome.stderr == "Fixed 2; 1 more with --unsafe-fixes.\n"
    assert outcome.exit_code == 1
    again = in_small("lint", "--fix", "--unsafe-fixes", "--select", "YML,SCH,REF")
    assert policy.read_text(encoding="utf-8") == MENDED
    assert (again.stderr, again.exit_code) == ("Fixed 1.\n", 0)


def test_the_report_marks_what_can_be_mended(in_small: Program, policy: Path) -> None:
    in_seconds = SMALL.replace("20 seconds", "20s")
    policy.write_text(in_seconds.replace("{answer-in}", "{anwser-in}"), encoding="utf-8")
    told = in_small("lint").stdout
    assert "error SCH006 wrong-form [fix]\n" in told
    assert "error REF001 unknown-placeholder [unsafe fix]\n" in told
    assert (
        "\n[fix] 1 can be mended with --fix; [unsafe fix] 1 more with --fix --unsafe-fixes, which "
        "may change the meaning.\n"
    ) in told
    left = in_small("lint", "--fix")
    assert "fix]" not in left.stdout
    assert left.stderr == "Fixed 1; 1 more with --unsafe-fixes.\n"
    assert (
        "\n[unsafe fix] 1 can be mended with --fix --unsafe-fixes, which may change the meaning.\n"
    ) in in_small("lint").stdout
    policy.write_text(in_seconds, encoding="utf-8")
    assert "\n[fix] 1 can be mended with --fix.\n" in in_small("lint").stdout
    policy.write_text(SMALL, encoding="utf-8")
    assert "fix" not in in_small("lint").stdout


def test_unsafe_fixes_alone_say_what_is_missing(in_small: Program, policy: Path) -> None:
    policy.write_text(SLIPS, encoding="utf-8")
    outcome = in_small("lint", "--unsafe-fixes")
    assert outcome.exit_code == 2
    assert "--unsafe-fixes does nothing by itself." in outcome.stderr
    assert "Add --fix to change the files, or --diff to see first" in outcome.stderr
    assert in_small("lint", "--unsafe-fixes", "--diff").exit_code == 1
    assert in_small("lint", POLICYKIT_LINT_UNSAFE_FIXES="1").exit_code == 1
    assert policy.read_text(encoding="utf-8") == SLIPS


def test_diff_writes_nothing(in_small: Program, policy: Path) -> None:
    policy.write_text(SLIPS, encoding="utf-8")
    outcome = in_small("lint", "--diff")
    assert outcome.stdout == (
        f"--- a/{POLICY}\n+++ b/{POLICY}\n"
        "@@ -1,12 +1,12 @@\n"
        " format: 1\n"
        " id: phone-manners\n"
        "-title: Calls: how we take them\n"
        '+title: "Calls: how we take them"\n'
        " areas: [phone]\n"
        " status: draft\n"
        " version: 0.1.0\n"
        " owner: head-of-customer-service\n"
        " terms:\n"
        "-  answer-in: {deadline: 20s, from: call-offered}\n"
        "+  answer-in: {deadline: 20 seconds, from: call-offered}\n"
        " statements:\n"
        "   - id: greet\n"
        "     must: Answer within {answer-in} and give your first name.\n"
    )
    assert (outcome.stderr, outcome.exit_code) == ("", 1)
    assert policy.read_text(encoding="utf-8") == SLIPS
    policy.write_text(MENDED, encoding="utf-8")
    clean = in_small("lint", "--diff")
    assert (clean.stdout, clean.stderr, clean.exit_code) == ("", "", 0)


def test_an_option_of_fix_has_its_name_in_the_environment(in_small: Program, policy: Path) -> None:
    policy.write_text(SLIPS, encoding="utf-8")
    assert in_small("lint", POLICYKIT_LINT_FIX="1").exit_code == 0
    assert policy.read_text(encoding="utf-8") == MENDED


def test_only_what_was_asked_about_is_fixed(in_small: Program, policy: Path, small: Path) -> None:
    other = small / "policies" / "calm.yaml"
    other.write_text(SLIPS.replace("phone-manners", "calm"), encoding="utf-8")
    policy.write_text(SLIPS, encoding="utf-8")
    outcome = in_small("lint", "--fix", POLICY)
    assert policy.read_text(encoding="utf-8") == MENDED
    assert other.read_text(encoding="utf-8") == SLIPS.replace("phone-manners", "calm")
    assert outcome.stderr == "Fixed 2.\n"


def test_what_is_taken_off_by_a_comment_is_not_fixed(in_small: Program, policy: Path) -> None:
    text = SMALL.replace(
        "    must:", "    # policykit: ignore[REF001] meant so\n    must:"
    ).replace("{answer-in} and", "[answer-in] and {answer-in}, and")
    policy.write_text(text, encoding="utf-8")
    outcome = in_small("lint", "--fix", "--select", "REF")
    assert policy.read_text(encoding="utf-8") == text
    assert outcome.stderr == "Fixed 0.\n"


def test_nothing_is_fixed_in_a_revision(in_small: Program) -> None:
    outcome = in_small("lint", "--fix", "--at", "HEAD")
    assert outcome.exit_code == 2
    assert "error[fix-at-revision]" in outcome.stderr


def test_a_link_out_of_the_repository_is_not_written_through(
    in_small: Program, policy: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text(SLIPS, encoding="utf-8")
    policy.unlink()
    policy.symlink_to(outside)
    in_small("lint", "--fix", "--allow-empty")
    in_small("fmt", "--allow-empty")
    assert outside.read_text(encoding="utf-8") == SLIPS


MESSY = SMALL.replace("format: 1\nid: phone-manners\n", "id: 'phone-manners'\nformat: 1\n")
NEAT = SMALL.replace("terms:", "\nterms:").replace("statements:", "\nstatements:")


def test_fmt_lays_out_and_names_what_it_changed(in_small: Program, policy: Path) -> None:
    policy.write_text(MESSY, encoding="utf-8")
    policy.chmod(0o600)
    outcome = in_small("fmt")
    assert policy.read_text(encoding="utf-8") == NEAT
    assert stat.S_IMODE(policy.stat().st_mode) == 0o600
    assert outcome.stdout == f"{POLICY}\n"
    assert outcome.stderr == "4 files looked at, 1 laid out anew.\n"
    assert outcome.exit_code == 0
    again = in_small("fmt", "--check")
    assert (again.stdout, again.exit_code) == ("", 0)
    assert again.stderr == "4 files looked at, nothing to change.\n"


def test_fmt_check_and_diff_write_nothing(in_small: Program, policy: Path) -> None:
    policy.write_text(MESSY, encoding="utf-8")
    outcome = in_small("fmt", "--check")
    assert (outcome.stdout, outcome.exit_code) == (f"{POLICY}\n", 1)
    assert outcome.stderr == "4 files looked at, 1 would change.\n"
    outcome = in_small("fmt", "--diff", "policies")
    assert outcome.exit_code == 1
    assert "-id: 'phone-manners'\n format: 1\n+id: phone-manners\n" in outcome.stdout
    assert policy.read_text(encoding="utf-8") == MESSY


def test_fmt_leaves_alone_what_it_cannot_read_and_does_the_rest(
    in_small: Program, policy: Path, small: Path
) -> None:
    policy.write_text(SLIPS, encoding="utf-8")
    (small / "policies" / "calm.yaml").write_text(MESSY, encoding="utf-8")
    outcome = in_small("fmt")
    assert outcome.exit_code == 2
    assert outcome.stderr == (
        f"{POLICY} is left as it is: its notation has mistakes; `policykit lint` tells which.\n"
        "5 files looked at, 1 laid out anew.\n"
    )
    assert policy.read_text(encoding="utf-8") == SLIPS
    assert (small / "policies" / "calm.yaml").read_text(encoding="utf-8") == NEAT


def test_fmt_tells_of_a_link_in_place_of_a_policy_and_does_the_rest(
    in_small: Program, policy: Path, small: Path
) -> None:
    policy.write_text(MESSY, encoding="utf-8")
    (small / "policies" / "lost.yaml").symlink_to("nowhere.yaml")
    (small / "policies" / "more").mkdir()
    (small / "policies" / "more" / "out.yaml").symlink_to("/etc/hostname")
    outcome = in_small("fmt", "policies")
    assert outcome.stdout == f"{POLICY}\n"
    assert outcome.stderr == (
        "policies/lost.yaml is left as it is: it leads nowhere.\n"
        "policies/more/out.yaml is left as it is: it leads out of the repository.\n"
        "4 files looked at, 1 laid out anew.\n"
    )
    assert outcome.exit_code == 2
    assert policy.read_text(encoding="utf-8") == NEAT
    assert "leads nowhere" not in (only := in_small("fmt", "policies/more")).stderr
    assert "out.yaml is left" in only.stderr
    assert in_small("fmt", POLICY).exit_code == 0


def test_fmt_of_nothing(in_small: Program, small: Path) -> None:
    (small / "policies" / "notes.txt").write_text("x", encoding="utf-8")
    outcome = in_small("fmt", "policies/notes.txt")
    assert outcome.exit_code == 2
    assert "error[nothing-matched]" in outcome.stderr
    assert in_small("fmt", "policies/notes.txt", "--allow-empty").exit_code == 0


def test_the_reference_policies_say_the_same_in_the_usual_layout(in_reference: Program) -> None:
    before = in_reference("lint", "--format", "json")
    assert in_reference("fmt", "--quiet").exit_code == 0
    assert in_reference("fmt", "--check").exit_code == 0
    after = in_reference("lint", "--format", "json")
    assert after.exit_code == before.exit_code
    assert after.stdout.count('"fingerprint"') == before.stdout.count('"fingerprint"')
