"""What authors write, and every word they are told about it, at the line and column."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.support.cases import cases

from policykit.model.document import Document
from policykit.model.finding import Problem
from policykit.validation import PAGES, Kind, Schemas, validate

CASES: list[dict[str, Any]] = cases(Path(__file__).parent / "data" / "cases.yaml")


def text_of(case: Mapping[str, Any], small: str) -> str:
    if "add" in case:
        return small + str(case["add"])
    if "swap" in case:
        old, new = case["swap"]
        assert old in small
        return small.replace(old, new)
    return str(case["file"])


def told(document: Document, problem: Problem) -> dict[str, str | bool]:
    place = problem.place
    find = document.key_span if place.part == "key" else document.value_span
    span = find(place.pointer)
    assert span is not None
    found: dict[str, str | bool] = {
        "code": problem.code,
        "at": f"{span.start.line}:{span.start.column}",
        "message": problem.message,
    }
    if problem.hint:
        found["hint"] = problem.hint
    if problem.fix is not None or problem.mended:
        found["mended"] = problem.mended
    if problem.fix is not None and problem.fix.safe:
        found["safe"] = True
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"].replace(" ", "-"))
def test_author_is_told(
    case: dict[str, Any], small: str, schemas: Schemas, document: Callable[[str], Document]
) -> None:
    read = document(text_of(case, small))
    found = [told(read, each) for each in validate(read, Kind(case.get("kind", "policy")), schemas)]
    assert found == case["told"]


def test_cases_are_many_and_named_once() -> None:
    names = [case["name"] for case in CASES]
    assert len(names) >= 100
    assert len(set(names)) == len(names)


def test_cases_show_every_code_but_that_of_own_fields() -> None:
    shown = {each["code"] for case in CASES for each in case["told"]}
    assert shown == {page.code for page in PAGES} - {"SCH009"}


def test_a_page_says_at_best_what_its_cases_show() -> None:
    best: dict[str, str] = {}
    for case in CASES:
        for each in case["told"]:
            fix = "none" if "mended" not in each else "safe" if each.get("safe") else "unsafe"
            order = ("none", "unsafe", "safe")
            best[each["code"]] = max(fix, best.get(each["code"], "none"), key=order.index)
    pages = {page.code: page.fix for page in PAGES}
    assert {code: pages[code] for code in best} == best


def test_a_slip_of_the_fingers_has_a_remedy(
    small: str, schemas: Schemas, document: Callable[[str], Document]
) -> None:
    read = document(small + "sumary: How we greet.\n")
    (problem,) = validate(read, Kind.POLICY, schemas)
    assert problem.fix is not None
    assert not problem.fix.safe
    assert problem.fix.edits[0].text == "summary"
    assert problem.mended == "summary: How we greet."


@pytest.mark.parametrize(
    ("line", "mended", "safe"),
    [
        ("audience: team-leader", "audience: [team-leader]", True),
        ("summary: 12", 'summary: "12"', True),
        ("review: {every: 1 years}", "review: {every: 1 year}", True),
        ("terms: {fee: {charge: €20}}", "terms: {fee: {charge: 20 EUR}}", True),
        ("terms: {fee: {charge: 200 kr}}", "terms: {fee: {charge: 200 SEK}}", False),
        ("training: {on_change: [majr]}", "training: {on_change: [major]}", False),
    ],
)
def test_a_mended_line_is_valid(
    line: str, mended: str, safe: bool, small: str, check: Callable[[str], list[Problem]]
) -> None:
    (problem,) = check(small + line + "\n")
    assert problem.mended == mended
    assert problem.fix is not None
    assert problem.fix.safe is safe
    assert check(small + mended + "\n") == []


def test_a_problem_names_the_policy_and_the_item(
    small: str, check: Callable[[str], list[Problem]]
) -> None:
    text = small.replace(
        "  - id: greet\n", "  - id: greet\n    former_ids: [hello]\n    hwo: So.\n"
    )
    (problem,) = check(text + "former_ids: [phone-rules]\n")
    assert (problem.subject.policy, problem.subject.kind, problem.subject.item) == (
        "phone-rules",
        "statement",
        "hello",
    )
    assert problem.value == "hwo"


def test_long_values_are_cut_and_stay_on_one_line(
    small: str, check: Callable[[str], list[Problem]]
) -> None:
    long = "x" * 5000
    for text in (
        small.replace("status: draft", f"status: {long}"),
        small + f"{long[:120]}: 1\n",
        small + f"effective: {long}\n",
        small + f'audience: ["{long}"]\n',
        small + f'related: ["A {long[:60]}\\n{long[:60]}"]\n',
    ):
        for problem in check(text):
            assert len(problem.message) < 260
            assert len(problem.hint) < 300
            assert "\n" not in problem.message


@pytest.mark.parametrize(
    "more",
    [
        "".join(f"  - id: s{n}\n    mst: Smile.\n" for n in range(10_000)),
        "".join(f"k{n}: 1\n" for n in range(20_000)),
        "audience: [" + ", ".join(f"{{a: {n}}}" for n in range(10_000)) + "]\n",
        "terms:\n" + "".join(f"  t{n}: {{deadline: 5, window: x y}}\n" for n in range(5_000)),
        f"summary: {'x' * 900_000}\n",
        f"related: [{'a-' * 400_000}]\n",
    ],
    ids=["statements", "keys", "groups", "terms", "text", "id"],
)
def test_what_is_told_comes_to_an_end(
    more: str, small: str, check: Callable[[str], list[Problem]]
) -> None:
    before = time.process_time()
    found = check(small + more)
    assert time.process_time() - before < 5
    assert 0 < len(found) <= 200


def test_a_document_that_could_not_be_read_is_left_alone(schemas: Schemas) -> None:
    from policykit.model.document import Origin
    from policykit.yamlsource import read

    unread, slips = read(b"\xff\xfe", Origin("policies/x.yaml", ""))
    assert slips
    assert unread.data is None
    assert list(validate(unread, Kind.POLICY, schemas)) == []


@pytest.mark.parametrize("text", ["- one\n", "words\n", "{}\n"])
def test_a_file_of_another_shape_is_told(text: str, schemas: Schemas) -> None:
    from policykit.model.document import Origin
    from policykit.yamlsource import read

    odd, slips = read(text.encode(), Origin("policies/x.yaml", ""))
    if odd.data is not None:
        assert list(validate(odd, Kind.POLICY, schemas))
    else:
        assert slips
