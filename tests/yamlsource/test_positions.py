"""Places of keys and values, cut out of the text and read again."""

from __future__ import annotations

import re
import string

import pytest
import yaml
from hypothesis import given, settings, strategies as st
from tests.yamlsource.support import PARSERS, assert_consistent, cut_out, read_text

from policykit.model.document import Json
from policykit.model.position import Position, Span
from policykit.yamlsource.parsers import ParserName

KEYS = st.text(string.ascii_lowercase + "-", min_size=1, max_size=8).filter(
    lambda key: key[0] != "-" and key not in {"null", "true", "false"}
)
TEXTS = st.text(
    st.sampled_from("ab cå€😀.,:'\"#-[]{}|>&*!%@`?=\\\n\t012_") | st.characters(codec="utf-8"),
    max_size=24,
)
LEAVES = st.none() | st.booleans() | st.integers(-(10**14), 10**14) | TEXTS
TREES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
ROOTS = st.dictionaries(KEYS, TREES, min_size=1, max_size=5)


class Core(yaml.SafeLoader):
    """The library's own loader with the words and numbers of YAML 1.2."""


Core.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^-?(?:0|[1-9][0-9]*)$", list("-0123456789")),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _first)


class Dumper(yaml.SafeDumper):
    """Writes quotes wherever words or numbers of YAML 1.2 would be misread."""

    def ignore_aliases(self, data: object) -> bool:
        del data
        return True


@settings(max_examples=150, deadline=None)
@given(ROOTS, st.sampled_from([None, False, True]), st.sampled_from([None, "'", '"']))
def test_dumped_documents(data: dict[str, Json], flow: bool | None, style: str | None) -> None:
    text = yaml.dump(
        data,
        Dumper=Dumper,
        default_flow_style=flow,
        default_style=style,
        allow_unicode=True,
        sort_keys=False,
        width=40,
    )
    expected = yaml.load(text, Core)  # noqa: S506 - a SafeLoader
    for parser in PARSERS:
        document, problems = read_text(text, parser)
        assert_consistent(document)
        if any(
            problem.code not in {"YML004", "YML005", "YML006", "YML023"} for problem in problems
        ):
            # What the library writes unquoted and we refuse: `?` in short form, tabs.
            assert any(mark in text for mark in "?\t")
            continue
        if problems:
            continue
        assert document.data == expected
        for pointer, key, node in document.nodes():
            span = document.positions.span(node)
            piece = cut_out(text, span)
            assert piece == piece.strip() or piece[:1] in "\"'|>"
            assert reread(piece, span) == value_at(expected, pointer)
            if key is not None:
                key_piece = cut_out(text, document.positions.span(key))
                assert str(pointer[-1]) == yaml.safe_load(f"[{key_piece}]")[0] or "y" in key_piece


def value_at(data: Json, pointer: tuple[str | int, ...]) -> Json:
    for part in pointer:
        data = data[part]  # type: ignore[index]  # the pointer fits the data
    return data


def reread(piece: str, span: Span) -> Json:
    """Read a cut out value at the column it stood at, so that its lines keep their indent."""
    if not piece:
        return None
    padded = " " * (span.start.column - 1) + piece + "\n"
    value: Json = yaml.load(padded, Core)  # noqa: S506 - a SafeLoader
    return value


SPANS = """\
# a comment
plain: some text   # beside
folded: some text
  over two lines

quoted: "a # b"
block: |
  first

  second


# far below
empty:
nested:
  - id: x
    list: [a, {b: c}, ]

  - y
  -

# the end
"""

EXPECTED = {
    (): ((2, 1), (20, 4)),
    ("plain",): ((2, 8), (2, 17)),
    ("folded",): ((3, 9), (4, 17)),
    ("quoted",): ((6, 9), (6, 16)),
    ("block",): ((7, 8), (10, 9)),
    ("empty",): ((14, 7), (14, 7)),
    ("nested",): ((16, 3), (20, 4)),
    ("nested", 0): ((16, 5), (17, 24)),
    ("nested", 0, "id"): ((16, 9), (16, 10)),
    ("nested", 0, "list"): ((17, 11), (17, 24)),
    ("nested", 0, "list", 0): ((17, 12), (17, 13)),
    ("nested", 0, "list", 1): ((17, 15), (17, 21)),
    ("nested", 0, "list", 1, "b"): ((17, 19), (17, 20)),
    ("nested", 1): ((19, 5), (19, 6)),
    ("nested", 2): ((20, 4), (20, 4)),
}


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_spans_end_at_the_last_character(parser: ParserName, ends: str) -> None:
    document, problems = read_text(SPANS.replace("\n", ends), parser)
    assert problems == ()
    assert_consistent(document)
    for pointer, ((line, column), (end_line, end_column)) in EXPECTED.items():
        expected = Span(Position(line, column), Position(end_line, end_column))
        assert document.value_span(pointer) == expected, pointer


@pytest.mark.parametrize("parser", PARSERS)
def test_key_spans(parser: ParserName) -> None:
    document, _ = read_text("a: 1\n'b c': {d: 2}\n", parser)
    assert document.key_span(("b c",)) == Span(Position(2, 1), Position(2, 6))
    assert document.key_span(("b c", "d")) == Span(Position(2, 9), Position(2, 10))
    assert document.key_span(("b c", "e")) is None


def test_wide_characters_count_as_one() -> None:
    document, _ = read_text('a: {"😀å": €, b: 1}\n')
    assert document.value_span(("a", "b")) == Span(Position(1, 17), Position(1, 18))
