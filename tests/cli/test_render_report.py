"""`policykit render --report F[:FILE]`: handbooks, and what lint finds in the same files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import SMALL
from tests.support.program import ROOT, Program

VAGUE = SMALL.replace("Answer within {answer-in} and give", "As soon as possible, give")


def policy(small: Path, text: str) -> None:
    (small / "policies" / "phone-manners.yaml").write_text(text, encoding="utf-8")


def test_a_report_goes_into_its_file_and_the_summary_stays(policykit: Program, small: Path) -> None:
    policy(small, VAGUE)
    arguments = ("--report", "json:found.json", "--report", "concise:found.txt", "-o", "book")
    done = policykit.at(small)("render", *arguments)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("staff (site): ")
    told = json.loads((small / "found.json").read_text(encoding="utf-8"))
    assert "WRD001" in {each["code"] for each in told["findings"]}
    assert " WRD001 " in (small / "found.txt").read_text(encoding="utf-8")
    assert (small / "book" / "index.html").is_file()


def test_a_report_for_programs_has_stdout_for_itself(policykit: Program, small: Path) -> None:
    done = policykit.at(small)("render", "--report", "json", "-o", "book")
    assert json.loads(done.stdout)["format"] == 1
    assert done.stderr.startswith("staff (site): ")


@pytest.mark.parametrize("asked", [(), ("--report", "concise")])
def test_what_stands_in_the_way_is_told_alone(
    policykit: Program, small: Path, asked: tuple[str, ...]
) -> None:
    policy(small, SMALL.replace("owner: ", "owner: nobody-"))
    done = policykit.at(small)("render", *asked, "-o", "book")
    assert done.exit_code == 1
    assert "REF003" in done.stdout
    assert done.stderr == "No handbook was made: mend what is found above first.\n"
    assert not (small / "book").exists()


def test_a_format_nobody_knows_makes_nothing(policykit: Program, small: Path) -> None:
    done = policykit.at(small)("render", "--report", "jsn", "-o", "book")
    assert done.exit_code == 2
    assert "error[unknown-format]" in done.stderr
    assert not (small / "book").exists()


def test_a_preface_that_leads_nowhere_is_told_with_its_link(
    policykit: Program, small: Path
) -> None:
    settings = "format: 1\nhandbooks: {staff: {title: Staff, preface: hello.md}}\n"
    (small / "policykit.yaml").write_text(settings, encoding="utf-8")
    (small / "hello.md").write_text("See [this](no-such-policy).\n", encoding="utf-8")
    done = policykit.at(small)("render", "-o", "book")
    assert done.exit_code == 1
    assert "REF005 preface-leads-nowhere" in done.stdout
    assert "hello.md" in done.stdout
    assert "no-such-policy" in done.stdout
    assert not (small / "book").exists()


def test_unchanged_copies_of_pdf_templates_need_no_leave(policykit: Program, small: Path) -> None:
    shipped = ROOT / "templates" / "pdf"
    (small / "templates" / "pdf").mkdir(parents=True)
    for file in shipped.glob("*.typ"):
        (small / "templates" / "pdf" / file.name).write_bytes(file.read_bytes())
    run = policykit.at(small)
    assert run("render", "-f", "pdf", "-o", "book", "--locale", "en").exit_code == 0
    theme = small / "templates" / "pdf" / "theme.typ"
    theme.write_text(theme.read_text(encoding="utf-8") + "\n// ours\n", encoding="utf-8")
    done = run("render", "-f", "pdf", "-o", "book", "--locale", "en")
    assert done.exit_code == 2
    assert "template-not-asked-for" in done.stderr
