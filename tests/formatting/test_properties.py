"""Whatever the layout, the data and the comments stay, and a second time changes nothing."""

from __future__ import annotations

from collections import Counter
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings, strategies as st
from tests.formatting.writer import Writer
from tests.support.program import ROOT

from policykit.formatting.files import KINDS
from policykit.formatting.formatting import formatted
from policykit.library.files import file_name
from policykit.library.suppressions import suppressions
from policykit.model.document import Document, Json, Origin
from policykit.validation import Kind, Schemas, load_schemas
from policykit.yamlsource import read

REFERENCE = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in ("policies", "schemas")
    for path in (ROOT / folder).rglob("*.yaml")
    if file_name(path.relative_to(ROOT).as_posix()).kind in KINDS
)


@cache
def schemas() -> Schemas:
    return load_schemas()


def kind_of(path: str) -> Kind:
    return KINDS[file_name(path).kind]


def document_of(content: bytes, path: str = "policies/returns.yaml") -> Document:
    document, problems = read(content, Origin(path, ""))
    assert not problems, problems[0].message
    return document


def assert_same(before: bytes, after: bytes, path: str) -> None:
    old, new = document_of(before, path), document_of(after, path)
    assert new.data == old.data
    assert Counter(each.text.strip() for each in new.comments) == Counter(
        each.text.strip() for each in old.comments
    )
    assert sorted((s.pointer, s.codes, s.reason) for s in suppressions(new)) == sorted(
        (s.pointer, s.codes, s.reason) for s in suppressions(old)
    )


def assert_laid_out(content: bytes, path: str) -> bytes:
    """Lay a file out; the result says the same and is laid out already."""
    new = formatted(content, path, kind_of(path), schemas())
    assert not new.trouble
    assert_same(content, new.content, path)
    again = formatted(new.content, path, kind_of(path), schemas())
    assert again.content.decode() == new.content.decode()
    return new.content


@cache
def data_of(path: str) -> dict[str, Json]:
    data = document_of((ROOT / path).read_bytes(), path).data
    assert isinstance(data, dict)
    return data


@pytest.mark.parametrize("path", REFERENCE)
def test_the_reference_files_say_the_same(path: str) -> None:
    assert_laid_out((ROOT / path).read_bytes(), path)


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(REFERENCE), st.randoms(use_true_random=True), st.booleans())
def test_reference_files_written_in_any_way(path: str, random: Random, windows: bool) -> None:
    data = data_of(path)
    keys = random.sample(list(data), min(len(data), 4))
    text = Writer(random).write({key: data[key] for key in keys})
    content = (text.replace("\n", "\r\n") if windows else text).encode()
    laid_out = assert_laid_out(content, path)
    assert (b"\r\n" in laid_out) == windows
    assert laid_out.count(b"\r\n") in {0, laid_out.count(b"\n")}


WORDS = st.text(
    st.sampled_from("ab1 .:,#-'\"{}[]&*!|>%@`?=\\~é“”…0x\t"), min_size=0, max_size=12
).map(str.strip)
NAMES = st.sampled_from(
    ("id", "title", "must", "how", "areas", "law", "terms", "statements", "custom", "a-b", "z")
)
VALUES: st.SearchStrategy[Json] = st.recursive(
    st.one_of(
        WORDS,
        WORDS.map(lambda text: f"{text}\n\n  deep: {text}\nend\n"),
        st.integers(-5, 2000),
        st.booleans(),
        st.sampled_from(("14 days", "SE", "2026-07-01", "1.10", "no-receipt", "true", "null")),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=3)),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(NAMES, VALUES, min_size=1, max_size=5), st.randoms(use_true_random=True))
def test_any_data_written_in_any_way(data: dict[str, Json], random: Random) -> None:
    content = Writer(random).write(data).encode()
    _, problems = read(content, Origin("policies/returns.yaml", ""))
    new = formatted(content, "policies/returns.yaml", Kind.POLICY, schemas())
    if problems or (new.trouble and b"ignore[" in content):
        # Broken, or a suppression stands where no other layout has a place for it.
        assert new.trouble
        assert new.content == content
        return
    assert_laid_out(content, "policies/returns.yaml")
