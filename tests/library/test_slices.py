"""Pieces of a file say what the whole file says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from policykit.library.readable import broken
from policykit.library.slices import Slice, Slices
from policykit.model.document import Json, Origin
from policykit.yamlsource import read

_POLICIES = sorted((Path(__file__).parents[2] / "policies").glob("*.yaml"))


def joined(slices: tuple[Slice, ...] | None) -> Json:
    """The data of all pieces together."""
    if slices is None:
        return None
    found: dict[str, Json] = {}
    for each in slices:
        for key, value in each.data.items():
            before = found.get(key)
            if isinstance(before, dict) and isinstance(value, dict):
                found[key] = before | value
            elif isinstance(before, list) and isinstance(value, list):
                found[key] = before + value
            else:
                found[key] = value
    return found


def whole(text: str) -> Json:
    """What a file says that is sound, None else."""
    document, problems = read(text.encode(), Origin("", ""))
    return None if broken(problems) else document.data


def in_part(text: str) -> Json:
    document, _ = read(text.encode(), Origin("", ""))
    return document.data


def test_reference_policies() -> None:
    slices = Slices()
    assert len(_POLICIES) > 30
    for path in _POLICIES:
        content = path.read_bytes()
        assert joined(slices.of(content)) == whole(content.decode()), path.name


@pytest.mark.parametrize(
    "text",
    [
        "id: a\nterms:\n  b:\n    window: 3 days\n  c:\n    window: 4 days\n",
        "id: a\n# note\nterms:\n  # note\n\n  b:\n    title: |\n      x: y\n\n      z\n  c: {}\n",
        "statements:\n- id: a\n  must: Do it.\n- id: b\n  may: 'no\n\n  yes'\nid: x\n",
        "statements:\n  - id: a\n    must: >\n      Do\n      it.\n  # here\n  - id: b\n",
        "terms: {a: {window: 3 days}}\nstatements: []\nid: a\n",
        "terms: # all of them\n  a:\n    window: 3 days\n",
        "---\nid: a\nversion: 1.0\n",
        "id: a\nterms:\n  a: &x\n    window: 3 days\n  b: *x\n",
        "id: a\nid: b\n",
        "terms:\n  a: {}\nid: x\nterms:\n  b: {}\n",
        'terms:\n  a:\n    title: "x\n  b: y"\n  c: {}\n',
        "rationale: |\n  one\n  two\n\nid: a\n",
        "rationale: |+\n  one\n\n\nid: a\n",
        "id: a\r\nterms:\r\n  b:\r\n    window: 3 days\r\n  c: {}\r\n",
        "\ufeffid: a\n",
        '"id": a\n',
        "? id\n: a\n",
        "terms:\n",
        "terms:\n  text\n",
    ],
)
def test_pieces_say_what_the_whole_says(text: str) -> None:
    assert joined(Slices().of(text.encode())) == whole(text)


@pytest.mark.parametrize(
    "text",
    [
        'id: a\nsummary: "open\nterms:\n  a:\n    window: 3 days\n',
        "id: a\nterms: [\n  b:\n    window: 3 days\n",
        "id: a\nterms:\n  b:\n    window: [3 days\n  c:\n    window: 4 days\n",
        "id: a\nfaq: [\n",
        "id: a\n---\nid: b\n",
    ],
)
def test_what_breaks_off_has_no_pieces_unless_a_part_will_do(text: str) -> None:
    assert in_part(text)
    assert Slices().of(text.encode()) is None
    assert Slices(lambda section, _: section == "id").of(text.encode()) is None
    assert joined(Slices(in_part=True).of(text.encode())) == in_part(text)


@pytest.mark.parametrize("text", ["", "- a\n", "words\n", "\x00\x00\x00"])
def test_what_is_no_policy_has_no_pieces(text: str) -> None:
    assert Slices().of(text.encode()) is None


_LINES = st.lists(
    st.sampled_from(
        [
            "id: a",
            "terms:",
            "statements:",
            "  - id: x",
            "- id: y",
            "  a:",
            "    window: 3 days",
            "    must: |",
            "      words",
            "  b: {c: d}",
            "# note",
            "",
            "rationale: >-",
            "  - words",
            "faq: [",
            '    "quoted',
            '  end"',
        ]
    ),
    max_size=14,
)


@given(_LINES)
@settings(max_examples=300, deadline=None)
def test_any_lines_say_the_same(lines: list[str]) -> None:
    text = "\n".join(lines)
    expected = whole(text)
    asked_for_nothing = Slices(lambda *_: False).of(text.encode())
    if isinstance(expected, dict):
        assert joined(Slices().of(text.encode())) == expected
        assert asked_for_nothing is not None
    else:
        assert asked_for_nothing is None


def test_a_piece_is_read_once() -> None:
    slices = Slices()
    one = slices.of(b"id: a\nterms:\n  b:\n    window: 3 days\n  c:\n    window: 4 days\n")
    two = slices.of(b"id: a\nterms:\n  b:\n    window: 3 days\n  c:\n    window: 5 days\n")
    assert one is not None
    assert two is not None
    assert one[0] is two[0]
    assert one[1] is two[1]
    assert one[2] is not two[2]
