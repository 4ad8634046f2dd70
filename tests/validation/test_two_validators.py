"""The quick validator and the explaining one judge alike, whatever a document holds."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import jsonschema
import jsonschema_rs
import pytest
import referencing
from hypothesis import HealthCheck, given, settings, strategies as st

from policykit.model.document import Document, Origin
from policykit.sources.port import blob_key
from policykit.validation import Kind, Schemas, load_schemas, validate
from policykit.validation.fast import build as quick
from policykit.validation.schemas import Schema
from policykit.validation.slow import build as explaining
from policykit.yamlsource import read

Tree: TypeAlias = Any
"""JSON of any shape, as tests walk it."""

DATA = Path(__file__).parent / "data"
SCHEMAS = load_schemas()


def _document(name: str) -> Document:
    content = (DATA / name).read_bytes()
    return read(content, Origin(f"policies/{name}", blob_key(content)))[0]


DOCUMENTS = {
    Kind.POLICY: _document("full.policy.yaml"),
    Kind.TRANSLATION: _document("words.translation.yaml"),
    Kind.RECORD: _document("all.record.yaml"),
    Kind.ORGANISATION: _document("all.organisation.yaml"),
    Kind.FRAMEWORK: _document("needs.framework.yaml"),
    Kind.MEASURES: _document("all.measures.yaml"),
    Kind.SETTINGS: _document("all.settings.yaml"),
    Kind.ASSESSMENT: _document("all.assessment.yaml"),
}
KEYS = ["id", "must", "should", "gains", "text", "extend", "window", "deadline", "value", "öl", ""]
VALUES: list[Any] = [
    None, True, False, 0, 1, 3.5, -2, "", " ", "a", "A", "a\n", "none", "14 days", "1 days", "90 %",
    "20 EUR", "2026-02-30", "2026-01-01", "\u0663 days", "a.b", "a.b.c.d", "total", [], ["a", "a"],
    [None], {}, {"a": "b"}, {"text": "b"}, {"id": "x"}, 1.0, 10**14, "must", "active", "x" * 200,
]  # fmt: skip


def _groups(value: Tree) -> list[Any]:
    found = [value] if isinstance(value, dict | list) and value else []
    below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return found + [group for each in below for group in _groups(each)]


@st.composite
def mutated(draw: st.DrawFn) -> tuple[Kind, Any]:
    """A valid document with one to four of its nodes taken out, renamed or replaced."""
    kind = draw(st.sampled_from(sorted(DOCUMENTS)))
    data: Tree = copy.deepcopy(DOCUMENTS[kind].data)
    for _ in range(draw(st.integers(1, 4))):
        groups = _groups(data)
        if not groups:
            break
        group = draw(st.sampled_from(groups))
        act = draw(st.sampled_from(["delete", "replace", "rename", "insert"]))
        key = draw(st.sampled_from(list(group) if isinstance(group, dict) else range(len(group))))
        new = copy.deepcopy(draw(st.sampled_from(VALUES)))
        if act == "replace":
            group[key] = new
        elif act == "delete":
            del group[key]
        elif isinstance(group, list):
            group.append(new)
        elif act == "rename":
            group[draw(st.sampled_from(KEYS))] = group.pop(key)
        else:
            group[draw(st.sampled_from(KEYS))] = new
    return kind, data


def _plain(value: Tree) -> Tree:
    """A schema without the keyword that only this program knows."""
    if isinstance(value, dict):
        return {key: _plain(below) for key, below in value.items() if key != "x-checked"}
    return [_plain(item) for item in value] if isinstance(value, list) else value


PLAIN: dict[str, Schema] = _plain(SCHEMAS.by_name)
RUST = jsonschema_rs.Registry(list(PLAIN.items()), draft=jsonschema_rs.Draft202012)
PYTHON: referencing.Registry[Any] = referencing.Registry().with_resources(
    (name, referencing.Resource.from_contents(schema)) for name, schema in PLAIN.items()
)
RUST_PLAIN = {
    kind: jsonschema_rs.Draft202012Validator(
        PLAIN[kind.schema], registry=RUST, pattern_options=jsonschema_rs.RegexOptions()
    )
    for kind in DOCUMENTS
}
PYTHON_PLAIN = {
    kind: jsonschema.Draft202012Validator(PLAIN[kind.schema], registry=PYTHON) for kind in DOCUMENTS
}
QUICK = {kind: quick(SCHEMAS, kind) for kind in DOCUMENTS}
EXPLAINING = {kind: explaining(SCHEMAS, kind) for kind in DOCUMENTS}


@given(mutated())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_our_two_validators_agree(case: tuple[Kind, Any]) -> None:
    kind, data = case
    assert QUICK[kind].is_valid(data) == EXPLAINING[kind].is_valid(data)


def _line_end(value: Tree) -> bool:
    """Whether a text ends in a line feed: the one thing in which the libraries differ."""
    if isinstance(value, dict):
        return any(_line_end(key) or _line_end(below) for key, below in value.items())
    return any(map(_line_end, value)) if isinstance(value, list) else str(value).endswith("\n")


@given(mutated())
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_libraries_agree_on_our_schemas(case: tuple[Kind, Any]) -> None:
    kind, data = case
    if not _line_end(data):
        assert RUST_PLAIN[kind].is_valid(data) == PYTHON_PLAIN[kind].is_valid(data)


@given(mutated())
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_an_invalid_document_is_always_explained(case: tuple[Kind, Any]) -> None:
    kind, data = case
    text = json.dumps(data, indent=1, ensure_ascii=False)
    changed, _ = read(text.encode(), Origin("policies/changed.yaml", ""))
    found = list(validate(changed, kind, SCHEMAS))
    assert bool(found) != (changed.data is None or QUICK[kind].is_valid(changed.data))
    for problem in found:
        assert problem.code.startswith("SCH")
        assert "does not have the form of a" not in problem.message, "each mistake has its words"
        assert problem.message.endswith(".")
        assert len(problem.message) < 400
    places = [(each.code, each.place, each.message) for each in found]
    assert len(set(places)) == len(places)


@pytest.mark.parametrize("kind", sorted(DOCUMENTS))
def test_the_documents_to_begin_with_are_valid(kind: Kind) -> None:
    assert QUICK[kind].is_valid(DOCUMENTS[kind].data)
    assert EXPLAINING[kind].is_valid(DOCUMENTS[kind].data)
    assert PYTHON_PLAIN[kind].is_valid(DOCUMENTS[kind].data)


def test_formats_and_numbers_are_judged_alike(
    check: Callable[..., list[Any]], small: str, schemas: Schemas
) -> None:
    assert check(small + "handoffs: {bot_max_turns: 3.0}\n", Kind.POLICY, schemas) == []
    assert check(small + "handoffs: {bot_max_turns: true}\n", Kind.POLICY, schemas)
    assert check(small + 'effective: "\u0662\u0660\u0662\u0666-07-01"\n', Kind.POLICY, schemas)


def test_a_finding_comes_even_when_nothing_can_be_explained(
    small: str, document: Callable[[str], Document]
) -> None:
    class Stubborn:
        def is_valid(self, data: object) -> bool:
            return data is None

        def iter_errors(self, data: object) -> Iterator[Any]:
            del data
            return iter(())

    own = Schemas(load_schemas().texts)
    own.built(Kind.POLICY, Stubborn)
    (problem,) = validate(document(small), Kind.POLICY, own)
    assert problem.code == "SCH006"
    assert problem.message == "What stands here does not have the form of a policy file."
