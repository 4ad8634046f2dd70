"""What an import makes of three small handbooks, file by file.

When the drafts are to change: `python -m tests.importing.handbooks_in_word` keeps the new ones.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.importing.handbooks_in_word import HANDBOOKS, LOCALES, shop_of, taken
from tests.importing.shop import take
from tests.support.program import Program


@pytest.mark.parametrize("locale", LOCALES)
def test_a_handbook_becomes_these_drafts(locale: str, tmp_path: Path) -> None:
    made = taken(locale, shop_of(locale, tmp_path / "shop"))
    found = {Path(each.path).name: each.after.decode() for each in made.changes}
    expected = {
        each.name: each.read_text(encoding="utf-8") for each in (HANDBOOKS / locale).iterdir()
    }
    assert found == expected
    assert made.report.share == 100


@pytest.mark.parametrize("locale", LOCALES)
def test_the_drafts_are_clean_and_no_word_is_said_twice(
    policykit: Program, locale: str, tmp_path: Path
) -> None:
    root = shop_of(locale, tmp_path / "shop")
    for each in taken(locale, root).changes:
        (root / each.path).write_bytes(each.after)
    assert policykit.at(root)("lint").exit_code == 0
    assert policykit.at(root)("fmt", "--check").exit_code == 0


@pytest.mark.parametrize("locale", LOCALES)
def test_most_of_a_handbook_is_in_its_policies(locale: str, tmp_path: Path) -> None:
    report = taken(locale, shop_of(locale, tmp_path / "shop")).report
    words = [each for each in report.sentences if not each.place.startswith(("foot", "comment"))]
    in_notes = [each for each in words if not each.pointer]
    assert 4 * len(in_notes) < len(words)
    assert report.rules * 5 > 2 * report.in_policies
    quoted = [each for each in report.sentences if each.text.endswith(("”", '"', "“", "«"))]
    assert {each.kind for each in quoted} == {"script"}
    assert len(quoted) == 2


OLD = """\
format: 1
id: returns-refunds
title: Returns and refunds
areas: [returns]
status: draft
version: 0.1.0
owner: head-of-customer-service

terms:
  return-window:
    window: 30 days
  refund-time:
    deadline: 6 business days

statements:
  - id: take-back
    must: Take goods back within {return-window} and pay within {refund-time}.
"""


def test_what_stands_already_is_told_with_the_numbers_that_say_otherwise(
    policykit: Program, tmp_path: Path
) -> None:
    root = shop_of("en", tmp_path / "shop")
    (root / "policies" / "returns-refunds.yaml").write_text(OLD, encoding="utf-8")
    taken("en", root)
    done = policykit.at(root)("import", "handbook-en.docx", "--owner", "store-manager")
    assert done.exit_code == 0
    told = "returns-refunds stands already; the draft is returns-refunds-2"
    otherwise = "30 days in returns-refunds (return-window), 20 days in the draft (return-window-2)"
    assert f"  {told}: compare the two and keep one\n" in done.stdout
    assert f"  says otherwise: {otherwise}\n" in done.stdout
    assert "6 business days" not in done.stdout
    assert f"{told}: compare the two and keep one.\n" in done.stderr
    again = policykit.at(root)(
        "import", "handbook-en.docx", "--owner", "store-manager", "--format", "markdown"
    )
    assert "- complaints stands already; the draft is complaints-2" in again.stdout
    assert "A document of this name was imported before: policies/import-handbook-en.md" in (
        again.stdout
    )


def test_a_policy_on_the_same_area_in_another_language_is_told(tmp_path: Path) -> None:
    root = shop_of("sv", tmp_path / "shop")
    (root / "policies" / "returns.yaml").write_text(
        OLD.replace("id: returns-refunds", "id: returns"), encoding="utf-8"
    )
    stands = {each.id: each.stands for each in taken("sv", root).report.policies}
    assert stands.pop("retur-angerratt") == "returns"
    assert set(stands.values()) == {""}


def test_a_report_in_another_language_names_the_words_to_look_for(
    policykit: Program, tmp_path: Path
) -> None:
    root = shop_of("sv", tmp_path / "shop")
    taken("sv", root)
    done = policykit.at(root)("import", "handbook-sv.docx", "--owner", "store-manager")
    assert done.stdout.splitlines()[0].endswith("in notes. 100 % have a place.")
    assert "to check: look for `kontrollera` in the files.\n" in done.stdout
    assert "answer each `kontrollera`" in done.stderr


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Mail jo.park@shop.example at once.", False),
        ("You must mail help@shop.example at once.", True),
        ("You must pay with 4111 1111 1111 1111 at once.", False),
    ],
)
def test_a_contact_of_the_house_stays_and_one_of_a_person_goes(
    tmp_path: Path, text: str, kept: bool
) -> None:
    root = shop_of("en", tmp_path / "shop")
    (root / "a.md").write_text(f"# Returns\n\nYou must greet. {text}\n", encoding="utf-8")
    made = take(root, root / "a.md")
    (found,) = [each for each in made.report.sentences if each.text == text]
    assert bool(found.pointer) == kept
    draft = (root / "policies" / "returns.yaml").read_text(encoding="utf-8")
    assert ("# policykit: ignore[PRV001] please check: May everybody" in draft) == kept
