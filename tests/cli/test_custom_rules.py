"""Custom rules on the command line: found, explained, listed, never passed over in silence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.support.program import Program

RULES = """\
format: 1
frameworks: []
lint:
  custom_rules:
    no-answering:
      code: OWN101
      message: We do not say {words}.
      hint: Say pick up.
      why: Our founder wanted it so.
      severity: error
      substitute: {answer: pick up}
"""


@pytest.fixture
def shop(small: Path) -> Path:
    (small / "policykit.yaml").write_text(RULES, encoding="utf-8")
    return small


FOUND = [
    'policies/phone-manners.yaml:3:15: OWN101 no-answering We do not say "answer".',
    'policies/phone-manners.yaml:12:11: OWN101 no-answering We do not say "Answer".',
]


def test_it_is_found_at_the_words(shop: Path, policykit: Program) -> None:
    outcome = policykit.at(shop)("lint", "--select", "OWN", "--format", "concise")
    assert outcome.exit_code == 1
    assert outcome.stdout.splitlines()[:2] == FOUND


def test_every_format_has_it(shop: Path, policykit: Program) -> None:
    formats = ("text", "json", "sarif", "github", "gitlab", "junit", "markdown", "html", "csv")
    for name in formats:
        outcome = policykit.at(shop)("lint", "--select", "OWN", "--format", name)
        assert outcome.exit_code == 1, name
        assert "OWN101" in outcome.stdout, name
        assert outcome.stderr == "", name


def test_it_is_mended_where_the_meaning_may_change(shop: Path, policykit: Program) -> None:
    run = policykit.at(shop)
    assert "pick up" not in run("lint", "--select", "OWN", "--diff").stdout.lower()
    shown = run("lint", "--select", "OWN", "--diff", "--unsafe-fixes").stdout
    assert "+    must: Pick up within {answer-in} and give your first name." in shown


def test_it_is_explained_and_listed(shop: Path, policykit: Program) -> None:
    run = policykit.at(shop)
    page = run("explain", "no-answering").stdout
    assert page == run("explain", "OWN101").stdout
    assert page.startswith("# OWN101 no-answering\n\nWe do not say ….\n")
    assert "Our founder wanted it so." in page
    listed = json.loads(run("rules", "--format", "json").stdout)["rules"]
    assert [each["name"] for each in listed if each["category"] == "own"] == ["no-answering"]
    assert "OWN101" not in policykit.at(shop.parent)("rules").stdout


def test_a_baseline_knows_it(shop: Path, policykit: Program) -> None:
    run = policykit.at(shop)
    run("lint", "--baseline", "known.json", "--write-baseline", "--exit-zero")
    assert "OWN101" not in run("lint", "--baseline", "known.json").stdout


def test_the_reference_of_words_shows_it_in_force(shop: Path, policykit: Program) -> None:
    said = policykit.at(shop)("config").stdout
    assert "lint.custom_rules.no-answering.code" in said
    assert "(policykit.yaml:6)" in said


ONE_NAME = """\
format: 1
frameworks: []
lint:
  custom_rules:
    one-name:
      code: OWN101
      message: Our service has one name.
      consistency: {either: [customer care], or: [customer service], within: all-policies}
"""


def test_a_rule_across_policies_names_both_ends(small: Path, policykit: Program) -> None:
    (small / "policykit.yaml").write_text(ONE_NAME, encoding="utf-8")
    first = small / "policies" / "phone-manners.yaml"
    text = first.read_text(encoding="utf-8")
    first.write_text(f"{text}summary: Customer service helps.\n", encoding="utf-8")
    second = text.replace("phone-manners", "letters") + "summary: Customer care writes.\n"
    (small / "policies" / "letters.yaml").write_text(second, encoding="utf-8")
    run = policykit.at(small)
    asked = ("lint", "--select", "OWN", "--format", "json")
    (finding,) = json.loads(run(*asked).stdout)["findings"]
    assert finding["location"]["path"] == "policies/phone-manners.yaml"
    assert finding["location"]["start"] == {"line": 13, "column": 10}
    (other,) = finding["related"]
    assert other["location"]["path"] == "policies/letters.yaml"
    assert other["location"]["start"] == {"line": 13, "column": 10}
    part = json.loads(run(*asked, "policies/phone-manners.yaml").stdout)["findings"]
    assert part == [finding], "what is found does not depend on what is asked for"
    assert json.loads(run(*asked, "policies/letters.yaml").stdout)["findings"] == []


def test_one_that_cannot_be_used_is_told_whatever_is_checked(
    shop: Path, policykit: Program
) -> None:
    (shop / "policykit.yaml").write_text(
        RULES.replace("substitute", "substitutes"), encoding="utf-8"
    )
    run = policykit.at(shop)
    whole = run("lint", "--format", "concise")
    assert whole.exit_code == 2
    assert "policykit.yaml:11:7: SCH" in whole.stdout
    assert "substitute" in whole.stdout
    for arguments in (("policies/phone-manners.yaml",), ("--select", "OWN")):
        part = run("lint", *arguments)
        assert part.exit_code == 2
        assert "no-answering" in part.stderr
        assert "policykit lint policykit.yaml" in part.stderr


def test_rules_that_cannot_stand_together_end_the_call(shop: Path, policykit: Program) -> None:
    twice = RULES + "    other: {code: OWN101, message: No., forbid: [x]}\n"
    taken = RULES.replace("no-answering", "sentence-too-long")
    for text, said in ((twice, "the same code OWN101"), (taken, "called as another rule")):
        (shop / "policykit.yaml").write_text(text, encoding="utf-8")
        outcome = policykit.at(shop)("lint")
        assert outcome.exit_code == 2
        assert said in " ".join(outcome.stderr.split())
        assert "where: policykit.yaml:" in outcome.stderr


def test_a_handbook_is_made_whatever_they_find(shop: Path, policykit: Program) -> None:
    assert policykit.at(shop)("render", "--output", "out").exit_code == 0
