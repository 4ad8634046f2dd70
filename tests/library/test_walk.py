"""Where names stand in a text: at their own braces, not at ones that are printed."""

from __future__ import annotations

import re

from hypothesis import given, strategies as st

from policykit.library.walk import LONGEST_MARKED, walk
from policykit.model.document import Json
from policykit.model.policy_shape import POLICY

MARKS = {
    "{{": (),
    "}}": (),
    "{{ w }}": (),
    "{{{x}}}": (("{x}", 2),),
    "{x}": (("{x}", 0),),
    "{ w }": (("{ w }", 0),),
    "}": (("}", 0),),
    "[{x} {{ w }}](y)": (("{x}", 1), ("](y)", 12)),
    "](y)": (),
}
"""Pieces of text, with the marks in each and how far in they begin."""


def _place(text: str, words: str, nth: int) -> int:
    """Where the nth occurrence begins, also one that begins inside another."""
    return [each.start() for each in re.finditer(f"(?={re.escape(words)})", text)][nth]


@given(st.lists(st.sampled_from(sorted(MARKS)), max_size=8))
def test_every_mark_is_found_where_it_stands(pieces: list[str]) -> None:
    text = ""
    expected: list[tuple[str, int]] = []
    for piece in pieces:
        text += "a "
        expected += [(words, len(text) + offset) for words, offset in MARKS[piece]]
        text += f"{piece} "
    found = walk({"summary": text}, POLICY).references
    assert [(each.words, _place(text, each.words, each.nth)) for each in found] == expected


def test_marks_of_a_text_that_is_too_long_are_not_looked_for() -> None:
    for length, count in ((LONGEST_MARKED, 1), (LONGEST_MARKED + 1, 0)):
        found = walk({"summary": "{x}".ljust(length)}, POLICY)
        assert (len(found.texts), len(found.references)) == (1, count)


def test_a_row_is_named_by_its_text_or_else_by_its_place() -> None:
    rows: list[Json] = [
        {"version": "1.4.0", "reason": "One."},
        {"version": {"major": 1}, "reason": "Two."},
        {"version": ["1.4.0"], "reason": "Three."},
        {"reason": "Four."},
    ]
    found = walk({"supersedes": rows}, POLICY).texts
    assert [text.address for text in found] == [
        "supersedes.1.4.0",
        "supersedes.1",
        "supersedes.2",
        "supersedes.3",
    ]
