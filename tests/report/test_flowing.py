"""Paragraphs at a terminal: within their width, nothing lost, nothing a build server obeys."""

from __future__ import annotations

import re

from hypothesis import given, settings, strategies as st

from policykit.report.colored import Text
from policykit.report.flowing import flow
from policykit.report.visible import columns

SIGNS = st.text(st.sampled_from([*"ab :#[]", "字", "\u0301", "\x1b"]), max_size=60)
STRETCHES = st.lists(st.tuples(SIGNS, st.sampled_from(["", "red"])), max_size=5)


def flowed(stretches: list[tuple[str, str]], width: int, first: str = "", rest: str = "") -> str:
    out = Text()
    flow(out, stretches, width, first=first, rest=rest)
    return out.printed(color=False)


@settings(max_examples=300)
@given(STRETCHES, st.integers(20, 60), st.sampled_from(["", "  ", "- "]))
def test_lines_keep_within_their_width_and_say_all(
    stretches: list[tuple[str, str]], width: int, rest: str
) -> None:
    told = flowed(stretches, width, rest, rest)
    for line in told.splitlines():
        assert columns(line) <= width
        assert line.startswith(rest)
        assert not line.lstrip().startswith("::")
        assert not re.search(r"##\w*\[", line)
    said = "".join(line.removeprefix(rest) for line in told.splitlines())
    meant = "".join(text for text, _ in stretches).replace("\x1b", r"\u001b")
    for spelt, sign in ((r"\u003a", ":"), (r"\u005b", "["), (" ", "")):
        said, meant = said.replace(spelt, sign), meant.replace(spelt, sign)
    assert said == meant


def test_words_stay_whole_where_there_is_room() -> None:
    told = flowed([("one two ", ""), ("three", "red"), ("-four five", "")], 14, "* ", "  ")
    assert told == "* one two\n  three-four\n  five\n"


def test_a_word_wider_than_a_line_is_divided() -> None:
    told = flowed([("so x" + "y" * 30, "")], 20, "  ", "  ")
    assert told == f"  so\n  x{'y' * 17}\n  {'y' * 13}\n"


def test_nothing_to_say_takes_no_line() -> None:
    assert flowed([("", ""), (" ", "")], 40, "  ", "  ") == ""
