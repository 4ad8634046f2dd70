from __future__ import annotations

from tests.pairs.lines import LINES, lined
from tests.pairs.map import MAP, mapped


def test_what_is_told_of_every_pair_and_example_is_what_was_read() -> None:
    assert mapped() == MAP.read_text("utf-8")


def test_every_line_of_a_policy_is_what_was_read() -> None:
    assert lined() == LINES.read_text("utf-8")
