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
from policykit.validation.extensions import (
    DRAFT,
    LARGEST,
    MOST_WORK,
    Extension,
    read_extension,
)

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


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        ({"type": "integer"}, 1, "a"),
        ({"enum": ["a", 1]}, 1, 2),
        ({"const": "a"}, "a", "b"),
        ({"minLength": 2}, "ab", "a"),
        ({"maxLength": 2}, "ab", "abc"),
        ({"pattern": "^a$"}, "a", "b"),
        ({"minimum": 2}, 2, 1),
        ({"maximum": 2}, 2, 3),
        ({"exclusiveMinimum": 2}, 3, 2),
        ({"exclusiveMaximum": 2}, 1, 2),
        ({"multipleOf": 3}, 6, 7),
        ({"minItems": 1}, [1], []),
        ({"maxItems": 1}, [1], [1, 2]),
        ({"uniqueItems": True}, [1, 2], [1, 1]),
        ({"items": {"type": "integer"}}, [1], ["a"]),
        ({"prefixItems": [{"type": "integer"}]}, [1, "a"], ["a"]),
        ({"contains": {"const": 1}, "minContains": 2}, [1, 1], [1]),
        ({"contains": {"const": 1}, "maxContains": 2}, [1, 1], [1, 1, 1]),
        ({"prefixItems": [True], "unevaluatedItems": False}, [1], [1, 2]),
        ({"minProperties": 1}, {"b": 1}, {}),
        ({"maxProperties": 1}, {"b": 1}, {"b": 1, "c": 2}),
        ({"required": ["b"]}, {"b": 1}, {}),
        ({"dependentRequired": {"b": ["c"]}}, {"b": 1, "c": 1}, {"b": 1}),
        ({"dependentSchemas": {"b": {"required": ["c"]}}}, {"b": 1, "c": 1}, {"b": 1}),
        ({"patternProperties": {"^b": {"type": "integer"}}}, {"b": 1}, {"bc": "a"}),
        ({"propertyNames": {"maxLength": 1}}, {"b": 1}, {"bc": 1}),
        ({"additionalProperties": {"type": "integer"}}, {"b": 1}, {"b": "a"}),
        ({"unevaluatedProperties": {"type": "integer"}}, {"b": 1}, {"b": "a"}),
        ({"not": {"type": "integer"}}, "a", 1),
        ({"allOf": [{"minimum": 1}, {"maximum": 2}]}, 2, 3),
        ({"anyOf": [{"minimum": 4}, {"maximum": 2}]}, 2, 3),
        ({"oneOf": [{"minimum": 1}, {"minimum": 2}]}, 1, 2),
        ({"if": {"type": "integer"}, "then": {"minimum": 2}, "else": {"const": "a"}}, 2, "b"),
    ],
    ids=lambda each: next(iter(each)) if isinstance(each, dict) and each else None,
)
def test_every_keyword_of_the_draft_is_taken_at_its_word(
    schema: Tree, good: Tree, bad: Tree, check: Callable[..., list[Problem]], small: str
) -> None:
    around = {
        "$schema": DRAFT,
        "title": "Own",
        "description": "Ours.",
        "$comment": "For us.",
        "properties": {
            "a": {**schema, "default": 1, "examples": [1], "readOnly": True, "writeOnly": False}
        },
        "deprecated": False,
    }

    assert own(around, json.dumps({"a": good}), check, small) == []
    assert own(around, json.dumps({"a": bad}), check, small)


def test_an_extension_has_no_name_of_its_own() -> None:
    schema = {"$id": "https://example.com/own", "$defs": {"a": True}, "type": "object"}
    content = json.dumps(schema).encode()

    extension = read_extension(PATH, content)

    assert extension == Extension(PATH, content.decode())
    assert extension.schema == {"$defs": {"a": True}, "type": "object"}


@pytest.mark.parametrize(
    ("content", "message", "hint"),
    [
        (
            b'{"format": "date"}',
            '"format" is not a keyword that may stand here.',
            "Formats are not checked here; write a pattern.",
        ),
        (
            b'{"not": {"$id": "x"}}',
            '"$id" is not a keyword that may stand here.',
            "Only the top of the schema may carry an $id.",
        ),
        (
            b'{"not": {"$schema": "x"}}',
            '"$schema" is not a keyword that may stand here.',
            "Only the top of the schema may carry a $schema.",
        ),
        (
            b'{"requird": []}',
            '"requird" is not a keyword that may stand here.',
            "Mend the file, or take it out of schemas/extensions.",
        ),
        (
            b'{"$ref": "#/$defs/a", "$defs": []}',
            'it refers to "#/$defs/a".',
            "A reference may only lead to #/$defs/<name> in the same file.",
        ),
        (
            b'{"$ref": "a", "$defs": {"a": true}}',
            'it refers to "a".',
            "A reference may only lead to #/$defs/<name> in the same file.",
        ),
        (
            b'{"not": {"$ref": 1}, "$defs": {"1": true}}',
            'it refers to "1".',
            "A reference may only lead to #/$defs/<name> in the same file.",
        ),
    ],
)
def test_what_is_refused_is_told_with_what_to_do(content: bytes, message: str, hint: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_extension(PATH, content)

    assert caught.value.message == f"The schema for your own fields cannot be used: {message}"
    assert caught.value.hint == hint


def _parts(number: int) -> bytes:
    """A schema of that many parts, itself and its definitions included."""
    below = {f"a{index}": True for index in range(number - 1)}
    return json.dumps({"properties": below}).encode()


def test_the_bounds_of_an_extension_are_exact() -> None:
    largest = b"{}".ljust(LARGEST)

    assert (len(largest), MOST_WORK) == (65_536, 2_000)
    assert read_extension(PATH, largest).schema == {}
    assert read_extension(PATH, _parts(MOST_WORK)).text == _parts(MOST_WORK).decode()
    with pytest.raises(SettingsError, match="larger than 64 KiB"):
        read_extension(PATH, largest + b" ")
    with pytest.raises(SettingsError, match="too much work"):
        read_extension(PATH, _parts(MOST_WORK + 1))


def test_a_definition_costs_each_time_it_is_referred_to() -> None:
    definition = {"allOf": [True] * 99}
    refer = [{"$ref": "#/$defs/a"}] * 19

    read_extension(PATH, json.dumps({"$defs": {"a": definition}, "anyOf": refer}).encode())
    refer = [{"$ref": "#/$defs/a"}] * 20
    with pytest.raises(SettingsError, match="too much work"):
        read_extension(PATH, json.dumps({"$defs": {"a": definition}, "anyOf": refer}).encode())


def test_what_nobody_refers_to_is_looked_at_too() -> None:
    with pytest.raises(SettingsError, match='"requird" is not a keyword'):
        read_extension(PATH, b'{"$defs": {"a": {"requird": []}}}')


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
    (b'{"not": ' * 300 + b"{}" + b"}" * 300, "it is no valid JSON Schema: Recursion limit"),
    (b'{"$ref": "' + b"x" * 130 + b'"}', f'it refers to "{"x" * 120}".'),
    (b'{"' + b"x" * 130 + b'": 1}', f'"{"x" * 120}" is not a keyword'),
    (b'{"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/a"}}}', '"a" refers to itself.'),
    (
        b'{"$defs": {"%s": {"$ref": "#/$defs/%s"}}}' % (b"x" * 130, b"x" * 130),
        f'the definition "{"x" * 120}" refers to itself.',
    ),
    (
        b'{"%s": 1, "%s": 2}' % (b"x" * 130, b"x" * 130),
        f'the key "{"x" * 120}" stands twice in one object.',
    ),
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
