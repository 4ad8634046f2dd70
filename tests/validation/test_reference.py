"""The files of this repository are valid themselves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from policykit.model.document import Document
from policykit.validation import Kind, Schemas, validate

ROOT = Path(__file__).parent.parent.parent


def _kind(path: str) -> Kind:
    name = Path(path).name
    if path.startswith("schemas/frameworks/"):
        return Kind.FRAMEWORK
    if path.startswith("schemas/"):
        return Kind(name.removesuffix(".yaml"))
    if path.startswith("policies/assessments/"):
        return Kind.ASSESSMENT
    if name == "policykit.yaml":
        return Kind.SETTINGS
    stem, *rest = name.removesuffix(".yaml").removesuffix(".next").split(".")
    if rest:
        return Kind.RECORD if rest == ["record"] else Kind.TRANSLATION
    return Kind.ORGANISATION if stem == "organisation" else Kind.POLICY


FILES = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in ("policykit.yaml", "policies/**/*.yaml", "schemas/**/*.yaml")
    for path in ROOT.glob(pattern)
)


@pytest.mark.parametrize("path", FILES)
def test_a_file_of_this_repository_is_valid(
    path: str, schemas: Schemas, document: Callable[..., Document]
) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    found = validate(document(text, path), _kind(path), schemas)
    assert [(each.place.pointer, each.message) for each in found] == []


def test_every_kind_but_none_is_among_them() -> None:
    assert {_kind(path) for path in FILES} == set(Kind)


def test_editors_are_told_the_schema_of_each_file() -> None:
    for path in FILES:
        first = (ROOT / path).read_text(encoding="utf-8").split("\n", 1)[0]
        mark, _, target = first.partition("$schema=")
        assert mark == "# yaml-language-server: ", path
        schema = (ROOT / path).parent / target
        assert schema.resolve() == ROOT / "schemas" / _kind(path).schema, path
