"""The shipped schemas keep to the part of JSON Schema in which all validators agree."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import jsonschema
import pytest
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from policykit import resources
from policykit.model.ids import RESERVED
from policykit.model.organisation_shape import ORGANISATION
from policykit.model.policy_shape import POLICY
from policykit.model.quantity.count import COUNT_PATTERN
from policykit.model.quantity.duration import DURATION_PATTERN
from policykit.model.quantity.hours import HOURS_PATTERN
from policykit.model.quantity.money import MONEY_PATTERN
from policykit.model.quantity.share import SHARE_PATTERN
from policykit.model.shape import Items, Keyed, Named, Rows, Section, Shape
from policykit.validation import Kind, Schemas
from policykit.validation.forms import FORMS
from policykit.validation.keys import Way, places, resolved
from policykit.validation.schemas import COMMON

Tree: TypeAlias = Any
"""JSON of any shape, as tests walk it."""

NAMES = [COMMON, *(kind.schema for kind in Kind)]
KEYWORDS = {
    "$schema",
    "$id",
    "$ref",
    "$defs",
    "title",
    "description",
    "examples",
    "defaultSnippets",
    "enumDescriptions",
    "type",
    "enum",
    "const",
    "not",
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "items",
    "minItems",
    "maxItems",
    "uniqueItems",
    "properties",
    "required",
    "additionalProperties",
    "patternProperties",
    "propertyNames",
    "minProperties",
    "maxProperties",
    "dependentSchemas",
    "anyOf",
    "allOf",
    "x-type",
    "x-checked",
    "x-free",
    "x-exactly-one",
    "x-at-least-one",
    "x-at-most-one",
}


def _raw(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(resources.read_text("schemas", name))
    return found


def _walk(schema: Tree, way: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema inside a schema, not what stands in examples and lists of values."""
    if not isinstance(schema, dict):
        return
    yield way, schema
    for key in ("items", "additionalProperties", "propertyNames", "not"):
        yield from _walk(schema.get(key), f"{way}/{key}")
    for key in ("properties", "patternProperties", "$defs", "dependentSchemas"):
        for name, below in schema.get(key, {}).items():
            yield from _walk(below, f"{way}/{key}/{name}")
    for key in ("anyOf", "allOf"):
        for index, below in enumerate(schema.get(key, ())):
            yield from _walk(below, f"{way}/{key}/{index}")


ALL = [(way, schema) for name in NAMES for way, schema in _walk(_raw(name), name)]


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one(name: str) -> None:
    schema = _raw(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == name, "a name beside the others, so that editors find them, too"


def test_there_are_enough_to_walk() -> None:
    assert len(ALL) > 1000


def test_keywords_are_of_the_agreed_part() -> None:
    assert {key for _, schema in ALL for key in schema} <= KEYWORDS


def test_every_file_a_reference_names_is_shipped(schemas: Schemas) -> None:
    for way, schema in ALL:
        if "$ref" in schema:
            file, _, inside = schema["$ref"].partition("#")
            assert file in {"", COMMON}, way
            whole = {**schema, "$ref": f"{file or way.split('/')[0]}#{inside}"}
            assert resolved(schemas.by_name, whole), way


def test_beside_a_reference_stand_words_alone() -> None:
    for way, schema in ALL:
        if "$ref" in schema:
            assert set(schema) <= {"$ref", "title", "description", "examples"}, way


def test_each_value_of_a_list_says_what_it_means() -> None:
    seen = 0
    for way, schema in ALL:
        if "enumDescriptions" in schema:
            seen += 1
            assert len(schema["enumDescriptions"]) == len(schema["enum"]), way
            assert all(about.endswith(".") for about in schema["enumDescriptions"]), way
    assert seen > 30


def _filled(body: Tree) -> Tree:
    """A beginning with its places filled in by the words they hold."""
    if isinstance(body, dict):
        return {_words(key): _filled(each) for key, each in body.items()}
    if isinstance(body, list):
        return [_filled(each) for each in body]
    return _words(body) if isinstance(body, str) else body


def _words(text: str) -> Tree:
    words = re.sub(r"\$\{\d+[:|]([^,|}]*)[^}]*\}", r"\1", text)
    assert "$" not in words, text
    return int(words) if words.isdigit() and text.startswith("${") else words


SNIPPETS = [
    (way, schema, snippet) for way, schema in ALL for snippet in schema.get("defaultSnippets", ())
]


@pytest.mark.parametrize(
    ("way", "schema", "snippet"),
    SNIPPETS,
    ids=[f"{way}:{snippet['label']}" for way, _, snippet in SNIPPETS],
)
def test_a_beginning_is_right_as_it_is_put(
    way: str, schema: Tree, snippet: Tree, schemas: Schemas
) -> None:
    assert set(snippet) == {"label", "description", "body"}
    assert snippet["description"].endswith(".")
    name = way.split("/", maxsplit=1)[0]
    whole = {key: each for key, each in _whole(schema, name).items() if key != "$id"}
    registry = Registry().with_resources(
        (each, DRAFT202012.create_resource(below)) for each, below in schemas.by_name.items()
    )
    validator = jsonschema.Draft202012Validator(whole, registry=registry)
    errors = [error.message for error in validator.iter_errors(_filled(snippet["body"]))]
    assert errors == []


def test_each_kind_of_entry_has_a_beginning() -> None:
    assert len(SNIPPETS) > 60
    without = {
        way
        for way, schema in ALL
        if way.startswith("policy.schema.json/$defs/") and way.count("/") == 2
        and schema.get("type") == "object"
        and "defaultSnippets" not in schema
    }  # fmt: skip
    assert without <= {f"policy.schema.json/$defs/{name}" for name in ("point", "row")}


def _whole(schema: Tree, name: str) -> Tree:
    """A schema whose references name the files they lead to."""
    if isinstance(schema, dict):
        return {
            key: f"{name}{each}"
            if key == "$ref" and str(each).startswith("#")
            else _whole(each, name)
            for key, each in schema.items()
            if key != "defaultSnippets"
        }
    return [_whole(each, name) for each in schema] if isinstance(schema, list) else schema


def test_every_field_says_what_it_is(schemas: Schemas) -> None:
    for way, schema in ALL:
        for name, below in schema.get("properties", {}).items():
            if "dependentSchemas" in way:
                continue
            whole = {**below}
            if str(whole.get("$ref", "")).startswith("#"):
                whole["$ref"] = way.split("/")[0] + whole["$ref"]
            found = resolved(schemas.by_name, whole)
            assert found.get("title"), f"{way}: {name}"
            assert found.get("examples"), f"{way}: {name}"
            about = str(found.get("description", ""))
            assert about.endswith("."), f"{way}: {name}"
            assert len(about) <= 160, f"{way}: {name}"


def test_every_object_is_closed() -> None:
    for way, schema in ALL:
        if schema.get("x-free"):
            continue
        if schema.get("type") == "object":
            assert "additionalProperties" in schema, way
            if "propertyNames" not in schema:
                assert schema["additionalProperties"] is False, way
        elif "properties" in schema:
            assert "/dependentSchemas/" in way, way


def test_only_own_fields_and_options_of_rules_are_free() -> None:
    free = [way.split("/")[0] for way, schema in ALL if schema.get("x-free")]
    assert free == [Kind.POLICY.schema, Kind.SETTINGS.schema]


def test_patterns_read_the_same_everywhere() -> None:
    patterns = {schema["pattern"] for _, schema in ALL if "pattern" in schema}
    patterns |= {key for _, schema in ALL for key in schema.get("patternProperties", {})}
    assert len(patterns) > 20
    for pattern in patterns:
        assert pattern.startswith("^"), pattern
        assert pattern.endswith("$"), pattern
        assert not re.search(r"\\[dDwWsSbBpPkuAZz]|\(\?", pattern), pattern
        assert "[:" not in pattern
        for alternative in _top_alternatives(pattern[1:-1]):
            assert alternative == pattern[1:-1], f"not anchored as a whole: {pattern}"


def _top_alternatives(pattern: str) -> list[str]:
    depth = start = 0
    found = []
    for index, mark in enumerate(pattern):
        depth += (mark == "(") - (mark == ")")
        if mark == "|" and depth == 0:
            found.append(pattern[start:index])
            start = index + 1
    return [*found, pattern[start:]]


def test_every_typed_place_has_words_for_its_form() -> None:
    types = {schema["x-type"] for _, schema in ALL if "x-type" in schema}
    assert types == set(FORMS)


def test_patterned_texts_have_a_type() -> None:
    for way, schema in ALL:
        assert ("pattern" in schema) == ("x-type" in schema), way


def test_sets_are_kept_by_plain_keywords_too() -> None:
    seen = 0
    for way, schema in ALL:
        keys = schema.get("x-exactly-one") or schema.get("x-at-least-one")
        if keys:
            seen += 1
            assert schema["anyOf"] == [{"required": [key]} for key in keys], way
        for key in (together := schema.get("x-exactly-one") or schema.get("x-at-most-one") or ()):
            if schema.get("maxProperties") == 1:
                continue
            others = schema["dependentSchemas"][key]["properties"]
            assert all(others[other] is False for other in together if other != key), way
    assert seen >= 8


def test_branches_are_told_apart_by_type_alone(schemas: Schemas) -> None:
    for way, schema in ALL:
        if "anyOf" not in schema or "x-exactly-one" in schema or "x-at-least-one" in schema:
            continue
        kinds = []
        for branch in schema["anyOf"]:
            whole = {**branch}
            if str(whole.get("$ref", "")).startswith("#"):
                whole["$ref"] = way.split("/")[0] + whole["$ref"]
            found = resolved(schemas.by_name, whole)
            kinds.append(found.get("type", "string" if "enum" in found else None))
        assert None not in kinds, way
        assert len(set(map(str, kinds))) == len(kinds), way


def test_typed_places_are_read_as_the_model_reads_them() -> None:
    common = _raw(COMMON)["$defs"]
    assert common["duration"]["pattern"] == DURATION_PATTERN
    assert common["money"]["pattern"] == MONEY_PATTERN
    assert common["share"]["pattern"] == SHARE_PATTERN
    assert common["hours"]["pattern"] == HOURS_PATTERN
    assert COUNT_PATTERN[1:-1] in common["amount"]["pattern"]


def test_reserved_words_are_those_of_the_model() -> None:
    assert set(_raw(COMMON)["$defs"]["id"]["not"]["enum"]) == RESERVED


def _shape(fields: Mapping[str, Shape], way: Way) -> Iterator[tuple[Way, str]]:
    for key, shape in fields.items():
        yield way, key
        yield from _below(shape, (*way, key))


def _below(shape: Shape, way: Way) -> Iterator[tuple[Way, str]]:
    match shape:
        case Section():
            yield from _shape(shape.fields, way)
        case Items():
            yield (*way, "*"), "id"
            yield from _shape(shape.fields, (*way, "*"))
        case Named() | Rows():
            yield from _shape(shape.fields, (*way, "*"))
        case Keyed():
            yield from _below(shape.value, (*way, "*"))
        case _:
            pass


@pytest.mark.parametrize(
    ("kind", "shape", "unshaped"),
    [
        (Kind.POLICY, POLICY, set()),
        (Kind.ORGANISATION, ORGANISATION, {"country", "subdivision"}),
    ],
)
def test_the_schema_knows_the_keys_that_mean_something(
    kind: Kind, shape: dict[str, Shape], unshaped: set[str], schemas: Schemas
) -> None:
    known = {
        (way, key) for key, ways in places(schemas.by_name, kind.schema).items() for way in ways
    }
    meant = set(_shape(shape, ()))
    assert meant - known == set()
    assert {key for _, key in known - meant} == unshaped
