"""Edits of an open file: each as the protocol has it, however many come in one message."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, strategies as st
from lsprotocol import types

from policykit.lsp.buffers import Buffer, changed
from policykit.lsp.units import Encoding, Text

PIECES = ("a", "é", "\u20ac", "\U0001f4b6", "\n", "\r", "\r\n", "\ud800", " ")
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
CODECS = {Encoding.Utf8: "utf-8", Encoding.Utf16: "utf-16-le", Encoding.Utf32: "utf-32-le"}
BYTES = {Encoding.Utf8: 1, Encoding.Utf16: 2, Encoding.Utf32: 4}


def width(character: str, encoding: Encoding) -> int:
    """The units of one character."""
    return len(character.encode(CODECS[encoding], "surrogatepass")) // BYTES[encoding]


def index(text: str, line: int, units: int, encoding: Encoding) -> int:
    """The index of a place, character by character; -1 for a line there is none of."""
    starts = [0, *(found.end() for found in re.finditer("\r\n|\r|\n", text))]
    if line >= len(starts):
        return -1
    at = starts[line]
    while at < len(text) and text[at] not in "\r\n":
        units -= width(text[at], encoding)
        if units < 0:
            break
        at += 1
    return at


@given(
    text=TEXTS,
    edits=st.lists(
        st.tuples(*[st.integers(0, 4), st.integers(0, 9)] * 2, TEXTS), min_size=1, max_size=6
    ),
    encoding=st.sampled_from([*CODECS]),
)
def test_edits_of_one_message_hold_one_after_the_other(
    text: str, edits: list[tuple[int, int, int, int, str]], encoding: Encoding
) -> None:
    wanted, is_lost = text, False
    for line, units, last_line, last_units, new in edits:
        start = index(wanted, line, units, encoding)
        end = index(wanted, last_line, last_units, encoding)
        is_lost = is_lost or start < 0 or end < start
        if not is_lost:
            wanted = wanted[:start] + new + wanted[end:]
    changes = [
        types.TextDocumentContentChangePartial(
            types.Range(types.Position(*each[:2]), types.Position(*each[2:4])), each[4]
        )
        for each in edits
    ]
    found, trouble = changed(Buffer(1, Text(text, encoding)), 2, changes)
    assert found == Buffer(2, found.text, is_lost)
    assert found.text.text == wanted
    assert bool(trouble) is is_lost


@given(text=TEXTS, encoding=st.sampled_from([*CODECS]))
def test_a_place_leads_back_to_its_character(text: str, encoding: Encoding) -> None:
    known = Text(text, encoding)
    for at in range(len(text) + 1):
        place = known.place(at)
        inside = text[max(at - 1, 0) : at + 1] == "\r\n"
        assert known.index(place) == (at - 1 if inside else at)
        assert index(text, place.line, place.character, encoding) == known.index(place)


def test_the_whole_text_mends_what_was_lost_within_one_message() -> None:
    lost: dict[str, Any] = {"range": types.Range(types.Position(9, 0), types.Position(9, 0))}
    found, trouble = changed(
        Buffer(1, Text("a\n")),
        2,
        [
            types.TextDocumentContentChangePartial(text="x", **lost),
            types.TextDocumentContentChangeWholeDocument("b\n"),
            types.TextDocumentContentChangePartial(
                types.Range(types.Position(0, 1), types.Position(0, 1)), "c"
            ),
        ],
    )
    assert (found.text.text, found.is_lost) == ("bc\n", False)
    assert trouble


@pytest.mark.parametrize("encoding", CODECS)
def test_a_place_behind_all_is_the_end_of_its_line(encoding: Encoding) -> None:
    assert Text("a\u20acb\nc", encoding).index(types.Position(0, 99)) == 3
    assert Text("a\u20acb\nc", encoding).index(types.Position(7, 0)) == 5
