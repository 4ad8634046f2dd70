"""Both parsers give the same document and the same problems, and nothing makes them fail."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from tests.yamlsource.support import ORIGIN, assert_consistent, resolve
from tests.yamlsource.test_slips import SLIPS

from policykit.yamlsource import read
from policykit.yamlsource.parsers import LIBYAML, PYTHON

POLICY = """\
# yaml-language-server: $schema=../schemas/policy.schema.json
format: 1
id: returns
title: "Returns, refunds"                # the name
areas: [returns]
version: 2.1.0
effective: 2026-07-01
scope:
  channels: [in-person, web]
  excludes:
    business: Business customers buy under their own contract.
terms:
  refund-time:
    deadline: 14 days
    varies:
      - {regions: [SE], value: 200 SEK}
statements:
  - id: refund
    must: Pay the refund within {refund-time},
      to the same payment method.
    how: >-
      Ask the customer, # not a comment
      and note it.
    public: true
  - id: goodwill
    may: 'Say "sorry" and don''t argue.'
custom: {cost-centre: "4711", empty: }
"""
PIECES = [
    *("a", "b: ", "- ", "  ", "\n", "\n  ", "\n    ", ": ", ":", ", ", ",", "[", "]", "{", "}"),
    *('"', "'", "#", " #", "|", ">", "|\n", ">-\n", "?", "? ", "!", "&a", "*a", "%", "@", "`"),
    *("\\", "---\n", "...\n", "~", "x y", "key: ", "å", "😀", "-", "\r\n", ".", "''", '"b"', "1"),
    *("<<", "=", '"a": ', "a:b", "\\n", "\\ud800", "\\U00110000", "\t", "\r", "“", "”", "\0"),
    *("\u2028", "\x85", "\ufeff", "1.10", "010", "1e9", "-x", "{{x}}"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=16).map("".join)


def assert_same(content: bytes) -> None:
    fast, problems = read(content, ORIGIN, parser=LIBYAML)
    slow, others = read(content, ORIGIN, parser=PYTHON)
    # repr tells 1, 1.0 and True apart.
    assert repr(fast.data) == repr(slow.data)
    assert fast.positions == slow.positions
    assert fast.comments == slow.comments
    assert problems == others
    assert fast.text == slow.text
    assert_consistent(fast)
    for problem in problems:
        if problem.place.pointer:
            assert resolve(fast, problem.place) is not None
        for _, place in problem.related:
            assert resolve(fast, place) is not None


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.booleans())
def test_scraps(text: str, behind: bool) -> None:
    assert_same((f"a: 1\n{text}" if behind else text).encode())


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes(content: bytes) -> None:
    assert_same(content)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(POLICY)), st.integers(0, 12), st.sampled_from(PIECES), st.booleans())
def test_mutated_policy(at: int, length: int, piece: str, twice: bool) -> None:
    text = POLICY[:at] + piece * (1 + twice) + POLICY[at + length :]
    assert_same(text.encode())


@pytest.mark.parametrize("name", sorted(SLIPS))
def test_slips_with_crlf_and_without_last_line_break(name: str) -> None:
    text = SLIPS[name].text
    assert_same(text.replace("\n", "\r\n").encode())
    assert_same(text.rstrip("\n").encode())


def test_policy_has_no_problem() -> None:
    document, problems = read(POLICY.encode(), ORIGIN)
    assert problems == ()
    assert len(document.comments) == 2


def test_no_file_of_the_product_has_a_problem() -> None:
    root = Path(__file__).parents[2]
    for folder in ("policies", "schemas"):
        for path in sorted((root / folder).rglob("*.yaml")):
            _, problems = read(path.read_bytes(), ORIGIN)
            assert problems == (), path


def bare(line: str) -> str:
    """A line without what only says how it is to be read."""
    return re.sub(r"[\s\"'\\“”„‟‘’‚‛]", "", line)


@settings(max_examples=300, deadline=None)
@given(
    st.integers(0, len(POLICY)), st.integers(0, 3), st.lists(st.sampled_from(PIECES), max_size=3)
)
def test_a_safe_fix_loses_nothing(at: int, length: int, pieces: list[str]) -> None:
    text = POLICY[:at] + "".join(pieces) + POLICY[at + length :]
    document, problems = read(text.encode(), ORIGIN)
    lines = document.text.split("\n")
    for problem in problems:
        if problem.fix is not None and problem.fix.safe:
            (edit,) = problem.fix.edits
            line = lines[edit.span.start.line - 1]
            head, tail = line[: edit.span.start.column - 1], line[edit.span.end.column - 1 :]
            assert bare(head + edit.text + tail) == bare(line)
