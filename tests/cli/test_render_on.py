"""`policykit render --on DATE`: the handbook as it was on a day, from a real history."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.cli.conftest import AREAS, ORGANISATION
from tests.sources.repositories import new_repository
from tests.support.program import Program
from tests.verify.shop import policy

SETTINGS = """\
format: 1
frameworks: []
release_branch: main
locales: {source: en}
handbooks:
  staff: {title: Staff handbook, formats: [markdown], locales: [en]}
"""


def noon(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three commits; the last brings a preface, and settings that name it."""
    folder = new_repository(tmp_path_factory.mktemp("year"))
    begun: dict[str, bytes | str | None] = {
        "policykit.yaml": SETTINGS,
        "policies/organisation.yaml": ORGANISATION,
        "schemas/areas.yaml": AREAS,
        "policies/calls.yaml": policy("calls", "Answer every call."),
    }
    folder.commit("begun", begun, on=noon("2026-01-05"))
    stricter = policy("calls", "Answer at once.", version="2.0.0", effective="2026-03-10")
    with_preface = SETTINGS.replace("locales: [en]}", "locales: [en], preface: docs/hello.md}")
    folder.commit("stricter", {"policies/calls.yaml": stricter}, on=noon("2026-03-10"))
    folder.commit(
        "preface",
        {"policykit.yaml": with_preface, "docs/hello.md": "Welcome in spring.\n"},
        on=noon("2026-04-01"),
    )
    (folder.path / "docs" / "hello.md").write_text("Welcome, not committed.\n", encoding="utf-8")
    return folder.path


def book(year: Path, policykit: Program, *arguments: str) -> str:
    done = policykit.at(year)("render", "-q", "-o", "build/book", *arguments)
    assert (done.exit_code, done.stderr) == (0, "")
    return (year / "build" / "book" / "staff.en.md").read_text(encoding="utf-8")


def test_each_day_has_its_text_its_preface_and_its_date(year: Path, policykit: Program) -> None:
    first = book(year, policykit, "--on", "2026-03-09")
    assert "Answer every call." in first
    assert "9\u00a0March\u00a02026" in first
    second = book(year, policykit, "--on", "2026-03-10")
    assert "Answer at once." in second
    assert "Welcome" not in first + second
    assert "Welcome in spring." in book(year, policykit, "--on", "2026-12-24")
    assert "Welcome in spring." in book(year, policykit, "--at", "HEAD")
    assert "Welcome, not committed." in book(year, policykit)


def test_a_preface_that_leads_nowhere_stops_its_own_handbook_alone(
    year: Path, policykit: Program, tmp_path: Path
) -> None:
    shop = tmp_path / "shop"
    shutil.copytree(year, shop, ignore=shutil.ignore_patterns("build"))
    (shop / "docs" / "hello.md").write_text("See [the calls](call).\n", encoding="utf-8")
    with (shop / "policykit.yaml").open("a", encoding="utf-8") as settings:
        settings.write("  other: {title: Other, formats: [markdown], locales: [en]}\n")
    run = policykit.at(shop)
    stopped = run("render", "staff", "-q", "-o", "build/book")
    assert stopped.exit_code == 1
    assert "REF005" in stopped.stdout + stopped.stderr
    assert run("render", "other", "-q", "-o", "build/book").exit_code == 0
    assert not list((shop / "build" / "book").glob("staff*"))
    # What is required is judged without the policies being looked up.
    assert "REF005" not in run("gaps", "--format", "json").stdout


def test_a_handbook_of_a_revision_has_the_logo_of_that_revision(
    tmp_path: Path, policykit: Program
) -> None:
    folder = new_repository(tmp_path / "shop")
    logo = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><path d='%s'/></svg>"
    staff = "staff: {title: Staff handbook, formats: [html], locales: [en], logo: docs/a.svg}"
    begun: dict[str, bytes | str | None] = {
        "policykit.yaml": f"{SETTINGS.partition('handbooks:')[0]}handbooks:\n  {staff}\n",
        "policies/organisation.yaml": ORGANISATION,
        "schemas/areas.yaml": AREAS,
        "policies/calls.yaml": policy("calls", "Answer every call."),
        "docs/a.svg": logo % b"M0 0",
    }
    folder.commit("begun", begun, on=noon("2026-01-05"))
    run = policykit.at(folder.path)
    kept = folder.path / "docs" / "a.svg"

    def page(*arguments: str) -> str:
        done = run("render", "-q", "-o", "build/book", *arguments)
        assert (done.exit_code, done.stderr) == (0, "")
        return (folder.path / "build" / "book" / "staff.en.html").read_text(encoding="utf-8")

    now = page()
    kept.write_bytes(logo % b"M1 1")
    assert page("--at", "HEAD") == now != page()
    kept.unlink()
    assert page("--at", "HEAD") == now
    assert run("render", "-q", "-o", "build/book").exit_code == 2


def test_lint_looks_at_the_preface_of_the_same_revision(year: Path, policykit: Program) -> None:
    now = year / "docs" / "hello.md"
    kept = now.read_bytes()
    now.write_text("See [the calls](call).\n", encoding="utf-8")
    try:
        told = policykit.at(year)("lint", "--format", "concise")
        there = policykit.at(year)("lint", "--at", "HEAD", "--format", "concise")
    finally:
        now.write_bytes(kept)
    assert 'docs/hello.md, line 1: There is no item or policy "call".' in told.stdout
    assert "REF005" not in there.stdout
    assert "PIT001" in there.stdout


@pytest.mark.parametrize(
    ("arguments", "reference", "told"),
    [
        (("--on", "2025-12-31"), "nothing-that-day", "Its first commit landed on 2026-01-05."),
        (("--on", "2026-03-10", "--at", "HEAD"), "options-apart", "leave out --at."),
        (("--on", "2026-03-10", "--today", "2026-03-11"), "options-apart", "leave out --today."),
        (("--on", "10 March"), "wrong-date", "Write the day as YYYY-MM-DD"),
    ],
)
def test_a_day_that_cannot_be_meant_is_told(
    year: Path, policykit: Program, arguments: tuple[str, ...], reference: str, told: str
) -> None:
    done = policykit.at(year)("render", *arguments)
    assert done.exit_code == 2
    assert f"error[{reference}]" in done.stderr
    assert told in done.stderr


def test_lint_judges_what_stood_that_day(year: Path, policykit: Program) -> None:
    program = policykit.at(year)
    early = program("lint", "--on", "2026-02-01", "--select", "LIF", "--format", "json")
    assert '"today": "2026-02-01"' in early.stdout
    assert early.stdout.count('"version": "') >= 1
    assert program("lint", "--on", "2026-02-01", "--fix").exit_code == 2
    outcome = program("lint", "--on", "2026-02-01", "--at", "HEAD")
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert "--on and --at cannot go together." in outcome.stderr
    assert "Nothing stood on main by 2025-01-01." in program("lint", "--on", "2025-01-01").stderr


def test_history_and_blame_know_no_later_day(year: Path, policykit: Program) -> None:
    program = policykit.at(year)
    then = program("history", "calls", "--on", "2026-02-01").stdout
    assert "1.0.0" in then
    assert "2.0.0" not in then
    assert "2.0.0" in program("history", "calls", "--on", "2026-03-10").stdout
    assert "2026-03-10" not in program("blame", "calls", "--on", "2026-02-01").stdout
    assert "2026-03-10" in program("blame", "calls", "--on", "2026-03-10").stdout
