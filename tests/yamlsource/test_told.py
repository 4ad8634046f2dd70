"""Every word said about a text, the stretch it is about, and what is read all the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.support.cases import cases
from tests.yamlsource.support import PARSERS, assert_consistent, read_text, resolve
from tests.yamlsource.test_agreement import assert_same

from policykit.model.document import Document
from policykit.model.finding import Place, Problem
from policykit.yamlsource import PAGES
from policykit.yamlsource.parsers import ParserName

CASES: list[dict[str, Any]] = cases(Path(__file__).parent / "data" / "told.yaml")
TITLES = {
    "YML040": "Put the whole text in quotes",
    "YML041": "Put the whole text in quotes",
    "YML044": "Put it in quotes",
    "YML045": "Put it in quotes",
    "YML050": "Put the text in quotes",
    "YML051": "Put the text in quotes",
    "YML052": "Put the whole text in quotes",
    "YML053": "Put spaces in place of the tab",
    "YML054": "Put a space behind the colon",
    "YML055": "Put a space behind the dash",
    "YML056": "Close the quote mark",
    "YML057": "Write straight quote marks",
    "YML058": "Move the line to where it belongs",
    "YML059": "Put the text in quotes",
    "YML060": "Close the bracket",
    "YML062": "Write two backslashes",
    "YML064": "Put the dash there",
    "YML066": "Put the ordinary character in its place",
}
"""What the fix of a code says it does."""


def place(document: Document, meant: Place) -> str:
    """Where a place is: its first and last + 1 character, and the node where it is one."""
    span = resolve(document, meant)
    if span is None:
        return "the file"
    start, end = span.start, span.end
    way = "/".join(map(str, meant.pointer))
    node = f" {meant.part} {way}" if meant.span is None else f" in {way}" if way else ""
    return f"{start.line}:{start.column}-{end.line}:{end.column}{node}"


def told(document: Document, problem: Problem) -> dict[str, Any]:
    """A problem as the file of cases writes it."""
    found: dict[str, Any] = {
        "code": problem.code,
        "at": place(document, problem.place),
        "message": problem.message,
        "hint": problem.hint,
    }
    if problem.value:
        found["value"] = problem.value
    if problem.related:
        found["related"] = [f"{place(document, each)} {words}" for words, each in problem.related]
    if problem.mended:
        found["mended"] = problem.mended
    if problem.fix is not None:
        (edit,) = problem.fix.edits
        assert edit.path == document.path
        assert problem.fix.title == TITLES.get(problem.code, "Write the line as it should read")
        start, end = edit.span.start, edit.span.end
        found["fix"] = (
            f"{'safe' if problem.fix.safe else 'unsafe'} "
            f"{start.line}:{start.column}-{end.line}:{end.column} {edit.text}"
        )
    return found


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_told(case: dict[str, Any], parser: ParserName) -> None:
    document, problems = read_text(case["text"], parser)

    assert [told(document, problem) for problem in problems] == case["told"]
    assert repr(document.data) == repr(case["data"])
    assert_consistent(document)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_ends_of_lines_change_nothing_for_one_parser_alone(case: dict[str, Any]) -> None:
    text = case["text"]
    assert_same(text.replace("\r\n", "\n").replace("\n", "\r\n").encode())
    assert_same(text.rstrip("\r\n").encode())
    assert_same(f"x:\n  y: 1\n{text}".encode())


def test_a_page_says_at_best_what_its_cases_show() -> None:
    best: dict[str, str] = {}
    for case in CASES:
        for each in case["told"]:
            fix = each.get("fix", "none").partition(" ")[0]
            order = ("none", "unsafe", "safe")
            best[each["code"]] = max(fix, best.get(each["code"], "none"), key=order.index)
    pages = {page.code: page.fix for page in PAGES}
    assert len(best) > 30
    assert {code: pages[code] for code in best} == best
