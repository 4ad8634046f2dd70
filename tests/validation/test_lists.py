"""The shipped lists: complete, valid, and in step with what the schemas and the model say."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias

import pytest

from policykit import resources
from policykit.model.document import Document
from policykit.validation import Kind, Schemas, validate

Tree: TypeAlias = Any
"""JSON of any shape, as tests walk it."""


@pytest.fixture(scope="module")
def vocabulary(document: Callable[..., Document]) -> Tree:
    return document(resources.read_text("schemas", "vocabulary.yaml")).data


@pytest.fixture(scope="module")
def unions(document: Callable[..., Document]) -> Tree:
    found: Tree = document(resources.read_text("schemas", "unions.yaml")).data
    return found["unions"]


@pytest.mark.parametrize("kind", [Kind.VOCABULARY, Kind.UNIONS])
def test_a_shipped_list_is_valid(
    kind: Kind, schemas: Schemas, document: Callable[..., Document]
) -> None:
    text = resources.read_text("schemas", f"{kind}.yaml")
    assert list(validate(document(text), kind, schemas)) == []


def test_no_two_entries_of_a_list_read_the_same(vocabulary: Tree) -> None:
    for name, entries in vocabulary.items():
        if name != "format":
            for locale in ("en", "sv", "de"):
                words = [entry[locale] for entry in entries.values()]
                assert len(set(words)) == len(words), (name, locale)


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("phases", ("common.schema.json", "phase")),
        ("priorities", ("common.schema.json", "priority")),
    ],
)
def test_fixed_lists_are_those_of_the_schemas(
    name: str, way: tuple[str, str], vocabulary: Tree
) -> None:
    schema = json.loads(resources.read_text("schemas", way[0]))["$defs"][way[1]]
    assert list(vocabulary[name]) == schema["enum"]


def test_kinds_of_system_are_those_of_the_schema(vocabulary: Tree) -> None:
    text = resources.read_text("schemas", "organisation.schema.json")
    systems = json.loads(text)["properties"]["systems"]["additionalProperties"]
    assert list(vocabulary["system_kinds"]) == systems["properties"]["kind"]["enum"]


def _members(union: Tree, on: str) -> set[str]:
    return {
        member["region"]
        for member in union["members"]
        if member.get("from", "") <= on <= member.get("to", "9999")
    }


@pytest.mark.parametrize(
    ("union", "on", "count"),
    [
        ("EU", "1958-01-01", 6),
        ("EU", "1972-12-31", 6),
        ("EU", "1973-01-01", 9),
        ("EU", "1981-01-01", 10),
        ("EU", "1986-01-01", 12),
        ("EU", "1995-01-01", 15),
        ("EU", "2004-05-01", 25),
        ("EU", "2007-01-01", 27),
        ("EU", "2013-07-01", 28),
        ("EU", "2020-01-31", 28),
        ("EU", "2020-02-01", 27),
        ("EEA", "2020-02-01", 30),
        ("US", "2026-01-01", 52),
    ],
)
def test_unions_had_these_members(unions: Tree, union: str, on: str, count: int) -> None:
    assert len(_members(unions[union], on)) == count


def test_the_eea_is_the_eu_and_three_more(unions: Tree) -> None:
    today = "2026-11-21"
    more = _members(unions["EEA"], today) - _members(unions["EU"], today)
    assert more == {"IS", "LI", "NO"}
    assert _members(unions["EU"], today) < _members(unions["EEA"], today)


def test_days_of_unions_are_days(unions: Tree) -> None:
    for union in unions.values():
        for member in union["members"]:
            begins = date.fromisoformat(member.get("from", "1900-01-01"))
            assert begins < date.fromisoformat(member.get("to", "2100-01-01"))
