"""The explaining validator, and what is made of its errors."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
import referencing.exceptions

from policykit.model.document import Document
from policykit.model.finding import Edit, Fix, Place, Problem, Subject
from policykit.model.position import Position, Span
from policykit.validation import Kind, Schemas
from policykit.validation.explain import _told
from policykit.validation.mistakes import Mistaken
from policykit.validation.setting import Setting
from policykit.validation.slow import build


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        ({"uniqueItems": True}, [[{"a": 1}, {"a": 2}], [1, True], "aa"], [[{"a": 1}, {"a": 1.0}]]),
        ({"uniqueItems": True}, [[{"a": 1, "b": 2}, {"a": 2, "b": 1}]], [[[1, 2.0], [1, 2]]]),
        ({"uniqueItems": True}, [["1", 1], [1.5, 1]], [[{"a": 1, "b": 2}, {"b": 2, "a": 1}]]),
        ({"uniqueItems": False}, [[1, 1]], []),
        ({"pattern": "^[a-z]+$"}, ["ab", 1], ["ab\n", "aB", ""]),
        ({"pattern": "a|ab"}, ["a", "ab"], ["abc"]),
        ({"x-checked": True, "x-type": "date"}, ["2026-02-28", None], ["2026-02-30"]),
        ({"x-checked": False, "x-type": "date"}, ["2026-02-30"], []),
        ({"x-checked": True}, ["2026-02-30"], []),
        ({"x-exactly-one": ["a", "b"]}, [{"a": 1}, {"b": 1, "c": 1}, []], [{}, {"a": 1, "b": 1}]),
        ({"x-at-least-one": ["a", "b"]}, [{"a": 1}, {"a": 1, "b": 1}, "a"], [{}, {"c": 1}]),
        ({"x-at-most-one": ["a", "b"]}, [{}, {"a": 1}, "ab"], [{"a": 1, "b": 1}]),
    ],
)
def test_its_own_keywords(
    schema: dict[str, Any], good: Iterable[Any], bad: Iterable[Any], schemas: Schemas
) -> None:
    validator = build(schemas, Kind.POLICY).evolve(schema=schema)

    assert [each for each in good if not validator.is_valid(each)] == []
    assert [each for each in bad if validator.is_valid(each)] == []


def test_no_schema_is_fetched(schemas: Schemas) -> None:
    validator = build(schemas, Kind.POLICY).evolve(schema={"$ref": "https://example.com/a"})

    with pytest.raises(referencing.exceptions.Unresolvable):
        validator.is_valid({})


def test_a_problem_is_told_whole(small: str, check: Callable[[str], list[Problem]]) -> None:
    (problem,) = check(small.replace("    must: Give", "    limti: 3 EUR\n    must: Give"))

    assert problem == Problem(
        Place("policies/phone-manners.yaml", ("statements", 0, "limti"), "key"),
        "`limti` is not a key of this statement.",
        hint="Did you mean `limit`?",
        code="SCH001",
        mended="    limit: 3 EUR",
        subject=Subject("phone-manners", "statement", "greet"),
        value="limti",
        fix=Fix(
            "Rename to `limit`",
            (
                Edit(
                    "policies/phone-manners.yaml", Span(Position(10, 5), Position(10, 10)), "limit"
                ),
            ),
            safe=False,
        ),
    )
    (problem,) = check(small.replace("status: draft", "status: open"))
    assert problem == Problem(
        Place("policies/phone-manners.yaml", ("status",)),
        '"open" is not one of draft, in-review, approved, active, retired.',
        code="SCH005",
        subject=Subject("phone-manners", "", ""),
    )


def test_a_mistake_nobody_has_words_for_is_told_all_the_same(
    small: str, document: Callable[[str], Document], schemas: Schemas
) -> None:
    setting = Setting.of(document(small), Kind.POLICY, schemas, ())

    (problem,) = _told(setting, Mistaken(("status",), "multipleOf", 3, "draft", {}))

    assert problem == Problem(
        Place("policies/phone-manners.yaml", ("status",)),
        "What stands here does not have the form of a policy file.",
        hint="Compare it with the example in the documentation of this file.",
        code="SCH006",
        subject=Subject("phone-manners", "", ""),
    )


def test_mistakes_come_in_the_order_of_the_file(
    small: str, document: Callable[[str], Document], check: Callable[[str], list[Problem]]
) -> None:
    text = small.replace("status: draft", "status: open") + "zone: 1\ncolour: 2\naudience: 3\n"
    read = document(text)

    found = [each.place for each in check(text)]

    spans = [
        (read.key_span if each.part == "key" else read.value_span)(each.pointer) for each in found
    ]
    lines = [span.start.line for span in spans if span is not None]
    assert lines == [5, 11, 12, 13]


def test_as_many_are_told_as_anybody_reads(
    small: str, check: Callable[[str], list[Problem]]
) -> None:
    statements = "".join(f"  - id: s{n}\n    must: [a]\n" for n in range(201))

    assert len(check(small + statements)) == 200
    keys = "".join(f"k{n}: 1\n" for n in range(101))
    assert len(check(small + keys)) == 100
