from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from policykit.rendering.columns import LETTER, widths
from policykit.rendering.html import Plain

WORDS = st.text(st.sampled_from("ab "), max_size=40)


def prose(text: str) -> Plain:
    return {"blocks": [{"kind": "paragraph", "inlines": [text], "blocks": [], "level": 0}]}


def grid(columns: list[str], *rows: list[str], badge: str = "") -> dict[str, Plain]:
    badges: list[Plain] = [{"kind": "channel", "text": badge}] if badge else []
    return {
        "columns": [prose(text) for text in columns],
        "rows": [{"cells": [prose(text) for text in row], "badges": badges} for row in rows],
    }


@pytest.mark.parametrize(
    ("made", "narrow", "wide"),
    [
        (grid(["No.", "Rule"], ["1.1", "Answer every letter in two days, whoever wrote"]), 0, 1),
        (grid(["Role", "Day"], ["Head of customer service", "2 May"]), 1, 0),
    ],
)
def test_what_holds_more_is_wider(made: dict[str, Plain], narrow: int, wide: int) -> None:
    found = widths(made, 9400)
    assert found[wide] > found[narrow]


def test_no_word_and_no_badge_is_torn_where_there_is_room() -> None:
    long = "Tell the customer what happens next, and when it does. " * 3
    made = grid(
        ["Rule", "Version", "Review"],
        [long, "1.2.3", "21\u00a0September\u00a02027"],
        badge="Kundserviceärende",
    )
    rule, version, review = widths(made, 9400)
    assert version > len("Version") * LETTER
    assert review > len("21 September 2027") * LETTER
    assert rule > len("Kundserviceärende") * LETTER


def test_a_first_column_has_room_for_where_and_when_a_row_applies() -> None:
    made = grid(["Contact", "First"], ["Phone", "30 seconds and no more than that"])
    bare, _ = widths(made, 9400)
    row = made["rows"]
    assert isinstance(row, list)
    assert isinstance(row[0], dict)
    row[0]["when"] = prose("A customer tells us that we broke a promise.")
    told, _ = widths(made, 9400)
    assert told > bare * 3 // 2


@given(
    st.integers(1, 8).flatmap(
        lambda n: st.lists(st.lists(WORDS, min_size=n, max_size=n), min_size=1, max_size=6)
    )
)
def test_columns_fill_the_line_and_none_is_empty(rows: list[list[str]]) -> None:
    found = widths(grid(rows[0], *rows[1:]), 9400)
    assert len(found) == len(rows[0])
    assert sum(found) == 9400
    assert min(found) > 0
