"""The layout, case by case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.formatting.test_properties import assert_same, kind_of, schemas
from tests.support.cases import cases

from policykit.formatting.formatting import SLIPS, formatted
from policykit.validation import Kind

CASES: list[dict[str, Any]] = cases(Path(__file__).parent / "cases.yaml")
IDS = [case["case"].replace(" ", "_") for case in CASES]
PATH = "policies/returns.yaml"


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_case(case: dict[str, Any]) -> None:
    path = case.get("path", PATH)
    before = case.get("before", case["after"]).encode()
    new = formatted(before, path, kind_of(path), schemas())
    assert new.content.decode() == case["after"]
    assert not new.trouble
    assert_same(before, new.content, path)
    assert formatted(new.content, path, kind_of(path), schemas()) == new


@pytest.mark.parametrize("front", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_marks_and_line_ends_stay(front: bytes, ending: str) -> None:
    text = "title: Returns\nid: returns\nscripts:\n  - id: a\n    text: |\n      Hello\n"
    new = formatted(front + text.replace("\n", ending).encode(), PATH, Kind.POLICY, schemas())
    wanted = text.replace("title: Returns\nid: returns", "id: returns\ntitle: Returns")
    assert new.content == front + wanted.replace("\n", ending).encode()


def test_the_line_end_of_most_lines_wins() -> None:
    new = formatted(b"id: a\r\ntitle: b\nstatus: draft\r\n", PATH, Kind.POLICY, schemas())
    assert new.content == b"id: a\r\ntitle: b\r\nstatus: draft\r\n"


def test_a_missing_last_line_end_is_added() -> None:
    assert formatted(b"id: a", PATH, Kind.POLICY, schemas()).content == b"id: a\n"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"title: a: b\n",
        b"id: a\nid: b\n",
        b"- a\n",
        b"title: *x\n",
        b"\xff\xfei\x00",
        b"title: Use form #12 now\n",
    ],
)
def test_a_file_with_mistakes_is_left_alone(content: bytes) -> None:
    new = formatted(content, PATH, Kind.POLICY, schemas())
    assert (new.content, new.trouble) == (content, SLIPS)
