"""What is made of a half-typed file is, for a sound one, what the reader reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from policykit.authoring.completion.nodes import data_of
from policykit.authoring.completion.outline import outline
from policykit.model.document import Json, Origin
from policykit.yamlsource import read

ROOT = Path(__file__).parents[3]
FILES = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in ("policies/**/*.yaml", "schemas/**/*.yaml", "policykit.yaml")
    for path in ROOT.glob(pattern)
)


def _plain(data: Json) -> Any:  # noqa: ANN401 - data of any shape, with every value as words
    if isinstance(data, dict):
        return {key: _plain(each) for key, each in data.items()}
    if isinstance(data, list):
        return [_plain(each) for each in data]
    if isinstance(data, bool):
        return str(data).lower()
    return None if data is None else " ".join(str(data).split())


def test_there_are_files() -> None:
    assert len(FILES) > 100


@pytest.mark.parametrize("path", FILES)
def test_a_sound_file_is_read_as_the_reader_reads_it(path: str) -> None:
    content = (ROOT / path).read_bytes()
    document, problems = read(content, Origin(path, ""))
    assert not problems
    assert _plain(data_of(outline(content.decode()))) == _plain(document.data)


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: 1\nb\nc: 2\n", {"a": "1", "c": "2"}),
        ("a: [x, y\nb: 2\n", {"a": ["x", "y"], "b": "2"}),
        ("a: {x: 1, y\nb: 2\n", {"a": {"x": "1"}, "b": "2"}),
        ('a: "x\nb: 2\n', {"a": "x", "b": "2"}),
        ("a:\n- x\n- y\nb: 2\n", {"a": ["x", "y"], "b": "2"}),
        ("a:\n  - id: x\n    c: 1\n  - id:\n    c: 2\n", {"a": [{"id": "x", "c": "1"}, {"id": None, "c": "2"}]}),
        ("a: words\n  x: 1\nb: 2\n", {"a": {"x": "1"}, "b": "2"}),
        ("a: |\n  one\n\n  two\nb: 2\n", {"a": "one\n\ntwo\n", "b": "2"}),
        ("a: >\n  one\n  two\nb: 2\n", {"a": "one two\n", "b": "2"}),
        ("a: 'it''s' # so\nb: \"\\u00e9\\n\"\n", {"a": "it's", "b": "é\n"}),
        ("---\na: 1 # one\n# two\nb: x#y\n", {"a": "1", "b": "x#y"}),
        ("a: https://example.org/x\n", {"a": "https://example.org/x"}),
        ("a: [\n  x, # one\n  y,\n]\nb: 1\n", {"a": ["x", "y"], "b": "1"}),
        ("", None),
        ("# only\n", None),
    ],
)  # fmt: skip
def test_a_file_half_typed_keeps_what_is_around(text: str, data: Json) -> None:
    assert data_of(outline(text)) == data
