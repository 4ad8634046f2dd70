"""The shapes (what keys mean) and the schemas (what keys are allowed) tell the same story."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from policykit.model.organisation_shape import ORGANISATION
from policykit.model.policy_shape import (
    EXPLAINING_KEYS,
    LEVELS,
    PARTED_SECTIONS,
    POLICY,
    RULES_KEYS,
    TERM_KINDS,
    UNPRINTED_KEYS,
)
from policykit.model.shape import VALUE, Items, Keyed, Named, Rows, Section, Shape

SCHEMAS = Path(__file__).parents[2] / "schemas"


def _schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    return found


def _resolved(schema: dict[str, Any], where: str) -> tuple[dict[str, Any], str]:
    """The schema behind references, with the file its own references count from."""
    while "$ref" in schema:
        file, _, pointer = str(schema["$ref"]).partition("#")
        where = file or where
        target: Any = _schema(where)
        for part in pointer.strip("/").split("/"):
            if part:
                target = target[part]
        schema = target
    return schema, where


def _keys(schema: dict[str, Any], where: str) -> dict[str, tuple[dict[str, Any], str]]:
    schema, where = _resolved(schema, where)
    found = {key: (below, where) for key, below in schema.get("properties", {}).items()}
    for branch in (*schema.get("anyOf", ()), *schema.get("allOf", ())):
        found |= _keys(branch, where)
    return found


def _members(schema: dict[str, Any], where: str) -> tuple[dict[str, Any], str]:
    """The schema of the members of a list, or of a mapping keyed by ids."""
    schema, where = _resolved(schema, where)
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            return schema[key], where
    for branch in schema.get("anyOf", ()):
        inner, at = _resolved(branch, where)
        if any(isinstance(inner.get(key), dict) for key in ("items", "additionalProperties")):
            return _members(inner, at)
    return {}, where


def _differences(
    shape: Mapping[str, Shape], schema: dict[str, Any], where: str, path: str
) -> Iterator[str]:
    known = _keys(schema, where)
    for key in shape.keys() - known.keys():
        yield f"{path}/{key} is in the shape only"
    for key in known.keys() - shape.keys():
        yield f"{path}/{key} is in the schema only"
    for key in shape.keys() & known.keys():
        below, at = known[key]
        match shape[key]:
            case Section(fields):
                yield from _differences(fields, below, at, f"{path}/{key}")
            case Items(fields=fields):
                member, at = _members(below, at)
                yield from _differences({**fields, "id": VALUE}, member, at, f"{path}/{key}")
            case Rows(fields=fields) | Named(fields=fields):
                member, at = _members(below, at)
                yield from _differences(fields, member, at, f"{path}/{key}")
            case Keyed(value=Section(fields)):
                member, at = _members(below, at)
                yield from _differences(fields, member, at, f"{path}/{key}")
            case _:
                pass


@pytest.mark.parametrize(
    ("shape", "schema"),
    [(POLICY, "policy.schema.json"), (ORGANISATION, "organisation.schema.json")],
    ids=["policy", "organisation"],
)
def test_shape_and_schema_know_the_same_keys(shape: Mapping[str, Shape], schema: str) -> None:
    assert sorted(_differences(shape, _schema(schema), schema, "")) == []


def test_rules_are_sections_of_a_policy() -> None:
    # What approvals are bound to: another section would void them, or let a change of rules pass.
    assert " ".join(RULES_KEYS) == (
        "audience scope definitions terms statements tables response_targets procedures escalation "
        "handoffs exceptions training kpis enforcement"
    )
    assert sorted(EXPLAINING_KEYS) == ["bad", "because", "good", "how"]
    assert sorted(UNPRINTED_KEYS) == ["custom", "format", "former_ids"]
    assert {*RULES_KEYS, *PARTED_SECTIONS} <= POLICY.keys()
    assert len(LEVELS) == 5
    assert len(TERM_KINDS) == 7
