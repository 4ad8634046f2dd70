"""Whole files of every kind are valid, and so are the examples the schemas themselves give."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from policykit.model.document import Document
from policykit.validation import Kind, Schemas, validate
from policykit.validation.schemas import COMMON
from policykit.validation.slow import build

Tree: TypeAlias = Any
"""JSON of any shape, as tests walk it."""

DATA = Path(__file__).parent / "data"
FILES = sorted(path.name for path in DATA.glob("*.*.yaml"))


@pytest.mark.parametrize("name", FILES)
def test_a_whole_file_is_valid(
    name: str, schemas: Schemas, document: Callable[[str], Document], data: Path
) -> None:
    text = (data / name).read_text(encoding="utf-8")
    kind = Kind(name.split(".")[-2])
    assert list(validate(document(text), kind, schemas)) == []


def test_there_is_a_file_of_every_kind_that_authors_write() -> None:
    kinds = {Kind(name.split(".")[-2]) for name in FILES}
    assert kinds == set(Kind) - {Kind.VOCABULARY, Kind.UNIONS}


def _examples(schema: Tree, way: str) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(schema, dict):
        for index, example in enumerate(schema.get("examples", ())):
            yield f"{way}:{index}", schema, example
        for key, below in schema.items():
            if key not in {"examples", "enum"}:
                yield from _examples(below, f"{way}/{key}")
    elif isinstance(schema, list):
        for index, below in enumerate(schema):
            yield from _examples(below, f"{way}/{index}")


@pytest.mark.parametrize("name", [COMMON, *(kind.schema for kind in Kind)])
def test_examples_in_a_schema_fit_it(name: str, schemas: Schemas) -> None:
    validator = build(schemas, Kind.POLICY)
    found = list(_examples(schemas.by_name[name], name))
    assert found
    wrong = [
        (way, example, [error.json_path for error in errors])
        for way, schema, example in found
        if (errors := list(validator.evolve(schema=schema).iter_errors(example)))
    ]
    assert wrong == []
