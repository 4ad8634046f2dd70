"""What is offered to an author at a place, case by case, and that nothing stops it."""

from __future__ import annotations

import re
import time
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from tests.support.cases import cases

from policykit.authoring.completion import Completion, Sort, Suggestion, complete
from policykit.authoring.completion.place import Lines
from policykit.authoring.snapshot import Snapshot, snapshot
from policykit.library.files import file_name
from policykit.library.walk import FoundReference, walk
from policykit.model.document import Origin
from policykit.model.policy_shape import POLICY
from policykit.model.position import Position
from policykit.validation import Kind
from policykit.validation.keys import known_at
from policykit.yamlsource import read

ROOT = Path(__file__).parents[3]
CASES: list[dict[str, Any]] = cases(Path(__file__).parent / "cases.yaml")
CURSOR = "‸"
HEAD = """\
format: 1
id: phone-manners
title: How we answer the phone
areas: [phone]
status: active
version: 0.1.0
owner: head-of-customer-service
terms:
  answer-in: {deadline: 20 seconds, from: call-offered}
statements:
  - id: greet
    must: Answer within {answer-in} and give your first name.
"""
POLICIES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "policies").glob("*.yaml")
    if path.name.count(".") == 1 and path.stem != "organisation"
)


@cache
def _repository() -> Snapshot:
    return snapshot(ROOT, {}, lambda _zone: date(2026, 11, 22))


def _at_cursor(path: str, text: str) -> Completion:
    before, _, after = text.replace("HEAD", HEAD).partition(CURSOR)
    position = Lines.of(before).position(len(before))
    return complete(_repository(), path, before + after, position)


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 60
    assert len({each["case"] for each in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=[each["case"] for each in CASES])
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_case(case: dict[str, Any], ends: str) -> None:
    text = str(case["text"]).replace("HEAD", HEAD).replace("\n", ends)
    found = _at_cursor(case.get("in", "policies/phone-manners.yaml"), text)
    labels = [each.label for each in found.suggestions]
    if case.get("offers") == []:
        assert labels == []
    assert set(case.get("offers", ())) <= set(labels)
    assert not set(case.get("not", ())) & set(labels)
    if "first" in case:
        assert labels[0] == case["first"]
    written = {each.label: each.text for each in reversed(found.suggestions)}
    for label, wanted in case.get("writes", {}).items():
        assert written[label] == wanted
    for label, wanted in case.get("begins", {}).items():
        assert written[label].startswith(wanted)


def test_what_a_choice_writes_stands_where_the_word_stood() -> None:
    found = _at_cursor("policies/phone-manners.yaml", "owner: sto‸re-manager\ntitle: x\n")
    (chosen,) = [each for each in found.suggestions if each.label == "store-associate"]
    assert chosen.span.start == Position(1, 8)
    assert chosen.span.end == Position(1, 21)
    assert chosen.text == "store-associate"


def test_a_placeholder_replaces_the_name_and_its_brace_alone() -> None:
    line = "how: In {ans‸wer-in} days or {answer-in}."
    found = _at_cursor("policies/phone-manners.yaml", f"HEAD    {line}\n")
    (chosen,) = [each for each in found.suggestions if each.label == "answer-in"]
    assert chosen.span.start.column == len("    how: In {") + 1
    assert chosen.span.end.column == len("    how: In {answer-in}") + 1


def test_a_suggestion_says_what_it_stands_for() -> None:
    found = _at_cursor("policies/phone-manners.yaml", "HEAD    how: Within {‸")
    by_label = {each.label: each for each in found.suggestions}
    assert by_label["answer-in"].detail == "20 seconds"
    assert "Customer" in by_label["customer-name"].detail
    law = _at_cursor("policies/phone-manners.yaml", "HEAD    law: [‸]\n")
    refund = next(each for each in law.suggestions if each.label == "eu-consumer.refund")
    assert "14 days" in refund.about
    assert "Directive 2011/83/EU" in refund.about
    status = _at_cursor("policies/phone-manners.yaml", "status: ‸\n")
    assert all(each.about for each in status.suggestions)


def test_spans_stand_on_one_line_and_hold_the_cursor() -> None:
    for case in CASES:
        text = str(case["text"]).replace("HEAD", HEAD)
        before = text.partition(CURSOR)[0]
        position = Lines.of(before).position(len(before))
        found = _at_cursor(case.get("in", "policies/phone-manners.yaml"), text)
        for each in found.suggestions:
            assert each.span.start.line == each.span.end.line == position.line
            assert each.span.start <= position <= each.span.end


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(POLICIES), st.floats(0, 1), st.booleans())
def test_a_policy_cut_anywhere_is_no_trouble(path: str, share: float, rest: bool) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    at = int(len(text) * share)
    cut = text[:at] + (text[at:].partition("\n")[2] if rest else "")
    position = Lines.of(text[:at]).position(at)
    found = complete(_repository(), path, cut, position)
    assert len({(each.label, each.sort) for each in found.suggestions}) == len(found.suggestions)


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet="ab:-[]{}()\"'|>#,. \n\r\t\U0001f600é", max_size=60),
    st.integers(0, 10),
    st.integers(0, 70),
)
def test_no_text_stops_it(text: str, line: int, column: int) -> None:
    complete(_repository(), "policies/phone-manners.yaml", text, Position(line, column))


@pytest.mark.parametrize("sign", ["[", "{", "- ", "a:\n ", '"', "'", "|", "[a, {b: "])
def test_a_deep_or_long_text_is_answered_in_time(sign: str) -> None:
    text = sign * (40_000 // len(sign))
    began = time.process_time()
    complete(_repository(), "policies/phone-manners.yaml", text, Lines.of(text).position(len(text)))
    assert time.process_time() - began < 1


def _without(path: str, found: FoundReference) -> tuple[str, Position] | None:
    """A file without a name that stands in it as a value of its own, and where it stood."""
    document = _repository().document(path)
    assert document is not None
    span = document.value_span(found.pointer)
    if found.kind in {"placeholder", "link", "braces"} or found.as_key or span is None:
        return None
    lines = Lines.of(document.text)
    start, end = lines.offset(span.start), lines.offset(span.end)
    return document.text[:start] + document.text[end:], span.start


@pytest.mark.parametrize("path", POLICIES[::3])
def test_each_name_is_offered_where_it_stands(path: str) -> None:
    document = _repository().document(path)
    assert document is not None
    references = walk(document.data, POLICY).references
    tried = 0
    for found in references[::9]:
        without = _without(path, found)
        if without is None:
            continue
        tried += 1
        offered = complete(_repository(), path, *without)
        assert found.raw in {each.label for each in offered.suggestions}, found
    assert tried > 5


def test_a_key_brings_the_first_of_its_entries_along() -> None:
    found = _at_cursor("policies/phone-manners.yaml", "HEAD‸")
    patterns = {each.label: each.pattern for each in found.suggestions}
    assert patterns["scope"] == "scope:\n  channels: [${1:phone}]\n  regions: [${2:SE}]"
    assert patterns["faq"].startswith("faq:\n  - id: ${1:sale-items}\n    q: ")
    assert patterns["related"] == "related: [$1]"
    assert patterns["effective"] == "effective: ${1:2026-11-22}"
    inside = _at_cursor("policies/phone-manners.yaml", "HEAD    ‸")
    patterns = {each.label: each.pattern for each in inside.suggestions}
    assert patterns["gains"] == "gains: ${1|customer,staff,us|}"
    assert patterns["public"] == "public: ${1|true,false|}"


WHOLE = [
    "HEAD  - ‸\n",
    "HEAD  ‸\n",
    "HEADfaq:\n  ‸\n",
    "HEADfaq:\n‸",
    "HEADfaq:\n  - ‸\n",
    "HEADfaq: ‸\n",
    "format: 1\nterms:\n  ‸\n",
    "HEADscope:\n  ‸\n",
    "HEADprocedures:\n  - id: p\n    title: P\n    steps:\n      - ‸\n",
    "HEADprocedures:\n  - id: p\n    title: P\n    ‸\n",
    "HEAD‸",
    "‸",
]


def _as_an_editor_puts_it(text: str, found: Suggestion) -> str:
    """A text with the pattern of a suggestion in it, its lines indented as the line they are in."""
    lines = text.split("\n")
    at, (start, end) = found.span.start.line - 1, (found.span.start.column, found.span.end.column)
    line = lines[at]
    indent = line[: len(line) - len(line.lstrip(" "))]
    put = found.pattern.replace("\n", f"\n{indent}")
    lines[at] = line[: start - 1] + re.sub(r"\$\{\d+[:|]([^,|}]*)[^}]*\}|\$\d+", r"\1", put)
    lines[at] += line[end - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize("text", WHOLE)
def test_beginnings_stand_as_deep_as_they_have_to(text: str) -> None:
    """What an editor makes of a pattern is what the text says, and the reader can read it."""
    found = _at_cursor("policies/phone-manners.yaml", text)
    without = text.replace("HEAD", HEAD).replace(CURSOR, "")
    several = [each for each in found.suggestions if "\n" in each.pattern]
    assert several
    for each in several:
        whole = _as_an_editor_puts_it(without, each)
        document, problems = read(whole.encode(), Origin("p.yaml", ""))
        assert not [problem.message for problem in problems], whole
        assert isinstance(document.data, dict)
        if each.sort is Sort.SKELETON:
            lines = Lines.of(without)
            start, end = lines.offset(each.span.start), lines.offset(each.span.end)
            assert without[:start] + each.text + without[end:] == whole


@pytest.mark.parametrize("path", [*POLICIES[::4], "policies/returns.record.yaml", "policykit.yaml"])
def test_each_key_is_offered_where_it_stands(path: str) -> None:
    document = _repository().document(path)
    assert document is not None
    lines = Lines.of(document.text)
    schemas = _repository().opened.loader.schemas.by_name
    schema = Kind(file_name(path).kind.value).schema
    tried = 0
    for pointer, key, node in [*document.nodes()][::13]:
        if key is None or pointer[-1] not in known_at(schemas, schema, pointer[:-1]):
            continue
        tried += 1
        start = document.positions.span(key).start
        end = document.positions.span(node).end
        text = document.text[: lines.offset(start)] + document.text[lines.offset(end) :]
        offered = complete(_repository(), path, text, start)
        assert pointer[-1] in {each.label for each in offered.suggestions}, pointer
    assert tried > 2
