"""Lists of rules, whatever their columns are called and whatever stands above them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.importing.shop import make_shop, take

ROWS = (
    "Returns;Check the receipt first;must;Store\n"
    ";Offer an exchange;should;Store\n"
    "Complaints;Answer within 2 working days;must;Office\n"
)


def _rules(root: Path, text: str) -> list[tuple[str, str]]:
    (root / "rules.csv").write_text(text, encoding="utf-8")
    report = take(root, root / "rules.csv", writes=False).report
    levels = {"must", "should", "may", "must not", "should not"}
    return [(each.kind, each.text) for each in report.sentences if each.kind in levels]


@pytest.mark.parametrize(
    "head",
    [
        "Area;Rule;Level;Who",
        "Topic;Rule;Must/Should;Owner",
        "Topic;Rule;Must or should?;Owner",
        "Section;Policy;Requirement;Who",
        "Section;Requirement;Priority;Who",
        "Topic;Words;Binding;Who",
        "Our rules 2026;;;\n;;;\nTopic;Rule;Level;Owner",
        "Område;Regel;Ska/Bör;Vem",
        "Bereich;Regel;Muss oder soll?;Wer",
    ],
)
def test_columns_are_told_by_their_heads_and_by_what_is_in_them(head: str, tmp_path: Path) -> None:
    assert _rules(make_shop(tmp_path / "shop"), f"{head}\n{ROWS}") == [
        ("must", "Check the receipt first"),
        ("should", "Offer an exchange"),
        ("must", "Answer within 2 working days"),
    ]


def test_a_column_of_policies_beside_one_of_rules_names_the_policies(tmp_path: Path) -> None:
    root = make_shop(tmp_path / "shop")
    text = "Policy;Rule;Level\nReturns;Check the receipt;must\nReturns;Smile;should\n"
    assert _rules(root, text) == [("must", "Check the receipt"), ("should", "Smile")]
    report = take(root, root / "rules.csv", writes=False).report
    assert [each.title for each in report.policies] == ["Returns"]


def test_a_sheet_without_rules_says_which_row_it_took_for_the_head(tmp_path: Path) -> None:
    root = make_shop(tmp_path / "shop")
    assert _rules(root, "Name;Price\nPen;3\nCup;8\n") == []
    (document,) = take(root, root / "rules.csv", writes=False).report.documents
    told = (
        "No rule was read in it. Row 1 was taken for the heads of the columns: Name | Price. "
        "A list of rules has a column called Rule, and one called Level or Area."
    )
    assert told in document.remarks


def test_who_gains_is_asked_once(tmp_path: Path) -> None:
    root = make_shop(tmp_path / "shop")
    (root / "rules.csv").write_text(
        "Area;Rule;Level\nReturns;Waive the postage;may\n", encoding="utf-8"
    )
    (draft, _) = take(root, root / "rules.csv", writes=False).changes[::-1]
    assert draft.after.decode().count("Who gains") == 1
