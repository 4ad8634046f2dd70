"""A company's own schemas: what they may do, and all they may not."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

from policykit.model.errors import SettingsError
from policykit.model.finding import Problem
from policykit.validation import Kind, load_schemas

Tree: TypeAlias = Any
"""JSON of any shape, as tests walk it."""

PATH = "schemas/extensions/own.json"


def own(schema: Tree, text: str, check: Callable[..., list[Problem]], small: str) -> list[str]:
    schemas = load_schemas([(PATH, json.dumps(schema).encode())])
    found = check(f"{small}custom: {text}\n", Kind.POLICY, schemas)
    assert all(each.code == "SCH009" for each in found)
    assert all(each.hint == f"What your own fields may hold is said in {PATH}." for each in found)
    return [f"{'/'.join(map(str, each.place.pointer))}: {each.message}" for each in found]


@pytest.mark.parametrize(
    ("schema", "text", "told"),
    [
        (
            {"properties": {"a": {}}, "additionalProperties": False},
            "{b: 1, c: 2}",
            ["custom: `b` and `c` are not among your own fields."],
        ),
        ({"required": ["a"]}, "{b: 1}", ["custom: Your own field `a` is missing."]),
        (
            {"properties": {"a": {"type": ["string", "null"]}}},
            "{a: [1]}",
            ["custom/a: Your own field should be a text or nothing; this is a list."],
        ),
        (
            {"properties": {"a": {"enum": ["x", 2]}}},
            "{a: y}",
            ['custom/a: "y" is not one of "x", 2.'],
        ),
        (
            {"properties": {"a": {"pattern": "^[0-9]{4}$"}}},
            '{a: "47"}',
            ['custom/a: "47" does not have the form ^[0-9]{4}$.'],
        ),
        (
            {"properties": {"a": {"items": {"minimum": 3}}}},
            "{a: [4, 1]}",
            ["custom/a/1: 1 does not fit your own schema (minimum)."],
        ),
        (
            {"$defs": {"day": {"type": "integer"}}, "properties": {"a": {"$ref": "#/$defs/day"}}},
            "{a: one}",
            ["custom/a: Your own field should be a whole number; this is a text."],
        ),
        ({"$id": "https://example.com/own", "title": "Own", "x-mark": 1}, "{a: 1}", []),
        ({"unevaluatedProperties": {"type": "string"}}, "{a: b}", []),
    ],
)
def test_own_fields_are_judged(
    schema: Tree, text: str, told: list[str], check: Callable[..., list[Problem]], small: str
) -> None:
    assert own(schema, text, check, small) == told


def test_own_fields_are_free_without_an_extension(
    check: Callable[..., list[Problem]], small: str
) -> None:
    assert check(small + "custom: {cost-centre: [1, {a: b}]}\n") == []


def test_an_extension_cannot_loosen_anything(
    check: Callable[..., list[Problem]], small: str
) -> None:
    schemas = load_schemas([(PATH, b"{}")])
    (problem,) = check(small + "colour: blue\n", Kind.POLICY, schemas)
    assert problem.code == "SCH001"


DEEP = b'{"not": ' * 20_000
BROKEN: list[tuple[bytes, str]] = [
    (b"", "it is not JSON (line 1, column 1)"),
    (b"{a: 1}", "it is not JSON (line 1, column 2)"),
    (b"\xff", "it is not written in UTF-8"),
    (b"[]", "it is not an object"),
    (b'{"type": "object", "type": "array"}', 'the key "type" stands twice in one object'),
    (b'{"minimum": NaN}', "NaN is no number in JSON"),
    (b'{"requird": ["a"]}', '"requird" is not a keyword that may stand here'),
    (b'{"properties": {"a": {"format": "date"}}}', '"format" is not a keyword'),
    (b'{"properties": {"a": {"$id": "x"}}}', '"$id" is not a keyword'),
    (b'{"$dynamicRef": "#a"}', '"$dynamicRef" is not a keyword'),
    (b'{"$schema": "http://json-schema.org/draft-07/schema#"}', "its $schema is not"),
    (b'{"$schema": 7}', "its $schema is not"),
    (b'{"$ref": "http://127.0.0.1:9/evil"}', 'it refers to "http://127.0.0.1:9/evil"'),
    (b'{"$ref": "file:///etc/passwd"}', 'it refers to "file:///etc/passwd"'),
    (b'{"$ref": "policy.schema.json"}', 'it refers to "policy.schema.json"'),
    (b'{"$ref": "#"}', 'it refers to "#"'),
    (b'{"$ref": "#/$defs/a"}', 'it refers to "#/$defs/a"'),
    (b'{"$ref": ["#/$defs/a"]}', "it refers to"),
    (b'{"$defs": {"a": {"$ref": "#/$defs/a"}}}', 'the definition "a" refers to itself'),
    (
        b'{"$defs": {"a": {"not": {"$ref": "#/$defs/b"}}, "b": {"items": {"$ref": "#/$defs/a"}}}}',
        'the definition "a" refers to itself',
    ),
    (b'{"properties": []}', "properties is not an object"),
    (b'{"allOf": {}}', "allOf is not a list"),
    (b'{"items": 3}', "something stands where a schema belongs"),
    (b'{"type": "strang"}', "it is no valid JSON Schema"),
    (b'{"minLength": -1}', "it is no valid JSON Schema"),
    (b'{"pattern": "(?=a)a"}', "it is no valid JSON Schema"),
    (b'{"pattern": "(a)\\\\1"}', "it is no valid JSON Schema"),
    (b'{"pattern": "(a{1000}){1000}"}', "it is no valid JSON Schema"),
    (b'{"pattern": "["}', "it is no valid JSON Schema"),
    (DEEP[:60_000], "it is n"),
    (DEEP[:40_000] + b"{}" + b"}" * 5_000, "it is nested too deeply"),
    (b" " * 70_000, "it is larger than 64 KiB"),
]


@pytest.mark.parametrize(("content", "reason"), BROKEN, ids=range(len(BROKEN)))
def test_a_broken_or_hostile_extension_is_refused(content: bytes, reason: str) -> None:
    before = time.process_time()
    with pytest.raises(SettingsError) as caught:
        load_schemas([(PATH, content)])
    assert time.process_time() - before < 2
    assert caught.value.reference == "broken-extension"
    assert caught.value.context == PATH
    assert reason in caught.value.message
    assert len(caught.value.message) < 400
    assert caught.value.hint


def test_doubling_references_are_refused() -> None:
    definitions: dict[str, Any] = {"d0": {"type": "string"}}
    for n in range(1, 40):
        below = {"$ref": f"#/$defs/d{n - 1}"}
        definitions[f"d{n}"] = {"anyOf": [below, below]}
    schema = {"$defs": definitions, "properties": {"a": {"$ref": "#/$defs/d39"}}}
    with pytest.raises(SettingsError, match="too much work"):
        load_schemas([(PATH, json.dumps(schema).encode())])


@pytest.mark.parametrize("pattern", ["^(a+)+$", "^(a|a)*$", "(x+x+)+y", "(.*)*$"])
def test_patterns_take_no_longer_than_their_text(
    pattern: str, check: Callable[..., list[Problem]], small: str
) -> None:
    schema = {"properties": {"a": {"pattern": pattern}}}
    before = time.process_time()
    own(schema, json.dumps({"a": "a" * 20_000 + "!"}), check, small)
    assert time.process_time() - before < 2


def test_lists_of_unlike_things_take_no_longer_than_their_length(
    check: Callable[..., list[Problem]], small: str
) -> None:
    schema = {"properties": {"a": {"uniqueItems": True}}}
    things = [{"n": n} for n in range(10_000)]
    before = time.process_time()
    assert own(schema, json.dumps({"a": things}), check, small) == []
    assert time.process_time() - before < 4


def test_many_mistakes_come_to_an_end(check: Callable[..., list[Problem]], small: str) -> None:
    schema = {"properties": {"a": {"items": {"type": "string"}}}}
    assert len(own(schema, json.dumps({"a": [1] * 5_000}), check, small)) == 100
