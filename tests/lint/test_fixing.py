"""Fixes: what is mended, what is left alone, byte for byte."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from tests.lint import examples
from tests.lint.mending import after, check, encoded, mended
from tests.support.cases import cases

from policykit.lint.edits import Raw, edited, in_order, overlap
from policykit.lint.fixing import NOT_APPLICABLE, NOT_UTF8, one_round
from policykit.lint.unharmed import LOST_COMMENT, NEW_SLIP, TOO_MUCH, harm
from policykit.model.document import Json, Origin
from policykit.model.finding import Edit, Finding, Fix, Severity
from policykit.model.position import Location, Pointer, Position, Span
from policykit.yamlsource import read

CASES: list[dict[str, Any]] = cases(Path(__file__).parent / "fixes.yaml")
IDS = [f"{case['code']}-{number}" for number, case in enumerate(CASES)]
PATH = examples.POLICY


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_a_fix_mends_its_finding_and_nothing_else(case: dict[str, Any]) -> None:
    code, unsafe = case["code"], case.get("unsafe", False)
    start = encoded(case["before"])
    result = mended(start, unsafe=unsafe, select=[code])
    assert not result.refused
    end = after(start, result)
    assert end == encoded(case["after"])
    beside = [code]
    before, now = check(start, (), beside).findings, check(end, (), beside).findings
    assert sum(each.code == code for each in now) == case.get("left", 0)
    assert result.fixed == sum(each.code == code for each in before) - case.get("left", 0)
    assert {each.code for each in now} <= {each.code for each in before}


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_a_second_time_nothing_is_left_to_fix(case: dict[str, Any]) -> None:
    end = encoded(case["after"])
    assert not mended(end, unsafe=case.get("unsafe", False), select=[case["code"]]).rewrites


@pytest.mark.parametrize("case", [case for case in CASES if case.get("unsafe")])
def test_what_may_change_the_meaning_is_not_done_unasked(case: dict[str, Any]) -> None:
    result = mended(encoded(case["before"]), select=[case["code"]])
    assert not result.rewrites
    assert result.fixed == 0
    assert any(each.fix is not None and not each.fix.safe for each in result.report.findings)


def test_pages_and_cases_agree_on_what_can_be_fixed() -> None:
    promised = {page.code: page.fix for page in examples.rules().pages.values()}
    shown: dict[str, set[bool]] = {}
    for case in CASES:
        shown.setdefault(case["code"], set()).add(case.get("unsafe", False))
    assert {code for code, fix in promised.items() if fix != "none"} == set(shown)
    assert {code for code, fix in promised.items() if fix == "safe"} == {
        code for code, unsafe in shown.items() if False in unsafe
    }


@pytest.mark.parametrize(
    ("front", "ending", "last"), [("", "\n", True), ("\ufeff", "\r\n", True), ("", "\r\n", False)]
)
def test_marks_and_line_ends_stay(front: str, ending: str, last: bool) -> None:
    text = encoded("title: Calls: how we take them\nsummary: A re\u00adfund.   \n")[PATH].decode()
    text = text if last else text.rstrip("\n")
    start = encoded("") | {PATH: (front + text.replace("\n", ending)).encode()}
    end = after(start, mended(start))[PATH].decode()
    wanted = text.replace("Calls: how we take them", '"Calls: how we take them"')
    assert end == front + wanted.replace("re\u00adfund", "refund").replace("\n", ending)


def fix_at(line: int, start: int, end: int, text: str, path: str = PATH) -> Finding:
    span = Span(Position(line, start), Position(line, end))
    fix = Fix("mend", (Edit(path, span, text),), safe=True)
    return Finding("TST001", "test", Severity.ERROR, "A test.", Location(path, span), fix=fix)


TEXT = "a: one two\nb: [x, y]  # why\nc:\n  d: |\n    three\n"


def test_of_two_fixes_of_the_same_words_the_later_waits() -> None:
    first, second, third = fix_at(1, 4, 7, "ONE"), fix_at(1, 5, 9, "x"), fix_at(1, 8, 11, "TWO")
    done = one_round({PATH: TEXT.encode()}, [third, second, first])
    assert done.contents[PATH].decode() == TEXT.replace("one two", "ONE TWO")
    assert (set(map(id, done.applied)), done.waiting) == ({id(first), id(third)}, (second,))


def test_of_two_fixes_of_the_same_words_the_guess_waits() -> None:
    start = {PATH: "statements:\n  - id: hel\u200bp\n    must: Help.\n".encode()}
    assert b"- id: help\n" in after(start, mended(start, unsafe=True))[PATH]


@pytest.mark.parametrize(
    ("finding", "reason"),
    [
        (fix_at(1, 4, 11, "{"), NEW_SLIP),
        (fix_at(2, 15, 16, "x"), LOST_COMMENT),
        (fix_at(2, 12, 17, "# other"), ""),
        (fix_at(3, 1, 3, "c: x"), NEW_SLIP),
        (fix_at(4, 1, 3, ""), TOO_MUCH),
        (fix_at(4, 1, 7, "  #"), TOO_MUCH),
        (fix_at(9, 1, 1, "e: 1"), NOT_APPLICABLE),
        (fix_at(1, 4, 40, "x"), NOT_APPLICABLE),
        (fix_at(1, 4, 5, "x\ne: 1"), NOT_APPLICABLE),
        (fix_at(1, 4, 7, "one"), NOT_APPLICABLE),
    ],
)
def test_what_does_harm_is_refused(finding: Finding, reason: str) -> None:
    good = fix_at(5, 5, 10, "four")
    done = one_round({PATH: TEXT.encode()}, [finding, good])
    assert [each.reason for each in done.refused] == ([reason] if reason else [])
    assert good in done.applied
    if reason:
        assert done.contents[PATH].decode() == TEXT.replace("three", "four")


def test_a_file_that_is_no_text_is_left_alone() -> None:
    done = one_round({PATH: b"a: \xff\n"}, [fix_at(1, 1, 2, "b")])
    assert not done.contents
    assert [each.reason for each in done.refused] == [NOT_UTF8]


def test_a_fix_of_several_files_is_refused() -> None:
    span = Span(Position(1, 1), Position(1, 2))
    edits = (Edit("a", span, "x"), Edit("b", span, "y"))
    finding = Finding(
        "TST001",
        "test",
        Severity.ERROR,
        "A test.",
        Location("a"),
        fix=Fix("mend", edits, safe=True),
    )
    assert len(one_round({"a": b"", "b": b""}, [finding]).refused) == 1


EDITS = st.lists(
    st.builds(
        lambda line, start, length, text: Edit(
            PATH, Span(Position(line, start), Position(line, start + length)), text
        ),
        st.integers(1, 6),
        st.integers(1, 12),
        st.integers(0, 4),
        st.sampled_from(("", "x", "yes no", ": ", "- ", '"', "#", " # ", "[", "  ", "24 hours")),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=300, deadline=None)
@given(EDITS)
def test_what_is_unharmed_differs_only_where_an_edit_is(edits: list[Edit]) -> None:
    ordered = in_order(edits)
    text = None if overlap(ordered) else edited(TEXT, ordered)
    if text is None or harm(PATH, TEXT.encode(), text.encode(), ordered):
        return
    document, problems = read(text.encode(), Origin(PATH, ""))
    assert not problems
    old, _ = read(TEXT.encode(), Origin(PATH, ""))
    touched = {edit.span.start.line for edit in ordered}
    before, now = Counter(_leaves(old.data)), Counter(_leaves(document.data))
    for leaf in before.keys() - now.keys():
        lines = {1: ("a",), 2: ("b",), 3: ("c",), 4: ("c", "d"), 5: ("c", "d")}
        assert any(leaf[0][: len(lines.get(line, ("?",)))] == lines.get(line) for line in touched)


def _leaves(value: Json, pointer: Pointer = ()) -> list[tuple[Pointer, str]]:
    if isinstance(value, dict):
        return [leaf for key, below in value.items() for leaf in _leaves(below, (*pointer, key))]
    if isinstance(value, list):
        return [
            leaf for index, below in enumerate(value) for leaf in _leaves(below, (*pointer, index))
        ]
    return [(pointer, repr(value))]


def test_bytes_come_back_as_they_were() -> None:
    for content in (b"", b"\xef\xbb\xbfa: 1\r\n", "a: é".encode()):
        raw = Raw.of(content)
        assert raw is not None
        assert raw.content(raw.text) == content
