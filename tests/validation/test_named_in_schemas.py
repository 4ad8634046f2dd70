"""Names that schemas show or allow are names there are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from policykit.handbook.kinds import kind_names

ROOT = Path(__file__).parents[2]
SCHEMAS = {
    path.name: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "schemas").glob("*.schema.json"))
}
REQUIREMENTS = ("common.schema.json#/$defs/requirement", "#/$defs/requirement")


def _below(schema: object) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for each in schema.values():
            yield from _below(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from _below(each)


def _names(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _names(each)


def test_requirements_in_examples_are_in_their_frameworks() -> None:
    shown = {
        (file, name)
        for file, schema in SCHEMAS.items()
        for each in _below(schema)
        if each.get("$ref") in REQUIREMENTS or each.get("items", {}) in _references()
        for name in _names(each.get("examples", []))
    }
    assert len(shown) >= 5
    texts = {
        path.stem: path.read_text(encoding="utf-8")
        for path in (ROOT / "schemas/frameworks").glob("*.yaml")
    }
    unknown = []
    for file, name in shown:
        framework, _, requirement = name.partition(".")
        if f"\n  - id: {requirement}\n" not in texts.get(framework, ""):
            unknown.append((file, name))
    assert unknown == []


def _references() -> list[dict[str, str]]:
    return [{"$ref": each} for each in REQUIREMENTS]


def test_a_handbook_can_be_of_every_kind_there_is() -> None:
    handbook = SCHEMAS["settings.schema.json"]["properties"]["handbooks"]
    (allowed,) = (
        each["template"]["enum"]
        for each in (one.get("properties", {}) for one in _below(handbook))
        if "template" in each
    )
    assert sorted(allowed) == list(kind_names())
