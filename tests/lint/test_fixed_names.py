"""What the fix of a name writes where other files declare it: the whole name, nothing lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.cli.conftest import AREAS, ORGANISATION, SMALL

from policykit import api

OTHER = SMALL.replace("phone-manners", "calm-words")
CASES = {
    "a policy in a link": (
        "as [we say](calm-wods.greet).",
        'There is no policy "calm-wods".',
        None,
    ),
    "an item in a link": (
        "as [we say](calm-words.gret).",
        'The policy calm-words has no item "gret".',
        "](calm-words.greet)",
    ),
    "a policy in a placeholder": (
        "within {calm-wods.answer-in}.",
        'There is no policy "calm-wods".',
        None,
    ),
    "a term in a placeholder": (
        "within {calm-words.anser-in}.",
        'The policy calm-words has no term "anser-in".',
        "{calm-words.answer-in}",
    ),
    "a brace at the end of a sentence": (
        "within {answer-in.",
        '"{answer-in." is no placeholder.',
        "{answer-in}.",
    ),
}
LAWS = {
    "[eu-consumers.refund]": ('There is no framework "eu-consumers".', "eu-consumer.refund"),
    "[eu-consumer.refunds]": (
        'The framework eu-consumer has no requirement "refunds".',
        "eu-consumer.refund",
    ),
    "[return-goods]": (
        'Before the requirement "return-goods" its framework is missing.',
        "eu-consumer.return-goods",
    ),
    "['Directive 2011/83/EU art. 13']": (
        '"Directive 2011/83/EU art. 13" is no id of a requirement.',
        None,
    ),
    "(eu-consumer.refund)": ("A list is expected here, this is a text.", "[eu-consumer.refund]"),
}


def told(folder: Path, line: str) -> dict[str, str | None]:
    """What is said of names and lists in a policy with one more line, and what a fix writes."""
    (folder / "policies").mkdir()
    (folder / "schemas").mkdir()
    (folder / "policykit.yaml").write_text("format: 1\n", encoding="utf-8")
    for name, text in (
        ("schemas/areas", AREAS),
        ("policies/organisation", ORGANISATION),
        ("policies/calm-words", OTHER),
        ("policies/phone-manners", f"{SMALL.rstrip()}\n{line}\n"),
    ):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    request = api.LintRequest(root=folder, select=("REF", "SCH"))
    report = api.lint(request, lambda _zone: date(2026, 11, 23))
    return {
        each.message: None if each.fix is None else each.fix.edits[0].text
        for each in report.findings
    }


@pytest.mark.parametrize("case", CASES)
def test_a_fix_writes_the_whole_name_or_there_is_none(tmp_path: Path, case: str) -> None:
    text, message, written = CASES[case]
    found = told(tmp_path, f"  - id: as-we-say\n    must: Do it {text}")
    assert found == {message: written}


@pytest.mark.parametrize("law", LAWS)
def test_a_law_is_named_by_its_framework_and_its_id(tmp_path: Path, law: str) -> None:
    message, written = LAWS[law]
    found = told(tmp_path, f"  - id: as-law-says\n    must: Do it.\n    law: {law}")
    assert found[message] == written


def test_a_region_in_small_letters_is_mended_where_it_is_declared(tmp_path: Path) -> None:
    found = told(tmp_path, "scope: {regions: [GB]}")
    assert found == {}
    path = tmp_path / "policies" / "organisation.yaml"
    text = path.read_text(encoding="utf-8")
    assert "  GB: {" in text
    path.write_text(text.replace("  GB: {", "  gb: {"), encoding="utf-8")
    request = api.LintRequest(root=tmp_path, select=("REF",))
    report = api.lint(request, lambda _zone: date(2026, 11, 23))
    said = {(each.message, each.hint, each.fix) for each in report.findings}
    hint = "It stands in policies/organisation.yaml as gb; write GB there."
    assert ('There is no region "GB".', hint, None) in said
