"""Redlines: both texts come back letter for letter, and a person can read what stands there."""

from __future__ import annotations

import gc
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings, strategies as st
from tests.support.cases import cases

from policykit.diffing.redline import redline
from policykit.diffing.tokens import tokens
from policykit.model.change import Piece, PieceKind

CASES = cases(Path(__file__).parent / "redline.yaml")
MARKS = {PieceKind.SAME: "{}", PieceKind.REMOVED: "[-{}-]", PieceKind.ADDED: "{{+{}+}}"}
WORDS = st.sampled_from(
    [
        "the", "customer", "14", "30", "days", "{refund-time}", "[the form](returns.form)", ".",
        ",", "\n", "  ", " ", "€20", "2026-07-01", "e\u0301", "👩‍👩‍👧", "not", "\r\n", "🇸🇪", "\u0301",
        "1 250,50 kr", "två", "日本語", "a@b.se", "https://x.se/a?b", "\u200d", "\t", "{", "](",
    ]
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=25).map("".join) | st.text(max_size=40)


def told(pieces: tuple[Piece, ...]) -> str:
    return "".join(MARKS[piece.kind].format(piece.text) for piece in pieces)


def side(pieces: tuple[Piece, ...], other: PieceKind) -> str:
    return "".join(piece.text for piece in pieces if piece.kind is not other)


@pytest.mark.parametrize("case", CASES, ids=[case["redline"] for case in CASES])
def test_what_a_person_reads(case: dict[str, str]) -> None:
    assert told(redline(case["before"], case["after"])) == case["redline"]


@pytest.mark.parametrize("case", CASES, ids=[case["redline"] for case in CASES])
def test_the_way_back_is_the_mirror(case: dict[str, str]) -> None:
    there = redline(case["before"], case["after"])
    back = redline(case["after"], case["before"])
    for one, other in ((PieceKind.REMOVED, PieceKind.ADDED), (PieceKind.ADDED, PieceKind.REMOVED)):
        gone = [piece.text for piece in there if piece.kind is one]
        assert gone == [piece.text for piece in back if piece.kind is other]


@given(TEXTS, TEXTS)
def test_both_texts_come_back_letter_for_letter(before: str, after: str) -> None:
    pieces = redline(before, after)
    assert side(pieces, PieceKind.ADDED) == before
    assert side(pieces, PieceKind.REMOVED) == after
    assert all(piece.text for piece in pieces)
    kinds = [piece.kind for piece in pieces]
    assert all(one is not other for one, other in pairwise(kinds))
    assert (PieceKind.REMOVED, PieceKind.ADDED)[::-1] not in pairwise(kinds)


@given(TEXTS)
def test_nothing_changed_is_one_piece(text: str) -> None:
    assert redline(text, text) == ((Piece(PieceKind.SAME, text),) if text else ())


@given(TEXTS)
def test_tokens_joined_are_the_text(text: str) -> None:
    assert "".join(token.gap + token.text for token in tokens(text)) == text


@given(TEXTS, TEXTS)
def test_no_piece_begins_inside_a_character(before: str, after: str) -> None:
    pieces = redline(before, after)
    for other in (PieceKind.ADDED, PieceKind.REMOVED):
        parts = [piece.text for piece in pieces if piece.kind is not other]
        for one, following in pairwise(parts):
            joined = one[-1] + following[0]
            assert joined != "\r\n"
            assert one[-1] in "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029" or (
                unicodedata.category(following[0]) not in {"Mn", "Me", "Mc"}
                and "\u200d" not in joined
            )


def worst() -> dict[str, tuple[list[str], list[str]]]:
    random = Random(7)  # noqa: S311 - the same words each time
    plain = [f"w{random.randrange(2_000)}" for _ in range(10_000)]
    edited = [word if random.random() > 0.08 else "x" for word in plain]
    two, twenty = "ab", "abcdefghijklmnopqrst"
    return {
        "edited": (plain, edited),
        "other": (plain, [f"w{random.randrange(2_000)}" for _ in plain]),
        "turned round": (plain, plain[::-1]),
        "one word": (["a"] * 10_000, ["a"] * 9_000 + ["b"] + ["a"] * 500),
        "two words": ([random.choice(two) for _ in plain], [random.choice(two) for _ in plain]),
        "few words": (
            [random.choice(twenty) for _ in plain],
            [random.choice(twenty) for _ in plain],
        ),
        "lines": (["a\n"] * 10_000, ["b", "a\n"] * 5_000),
        "almost addresses": (["a+"] * 10_000, ["1,"] * 10_000),
        "brackets": (["["] * 10_000, ["]("] * 10_000),
        "accents": (["e\u0301\u0301"] * 10_000, ["e\u0301"] * 10_000),
    }


@contextmanager
def only_what_is_measured() -> Iterator[None]:
    """Without looking for garbage: what a thousand earlier tests left takes a second to go through."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@pytest.mark.parametrize("name", worst())
def test_ten_thousand_words_take_no_time(name: str) -> None:
    before, after = (
        joint.join(side) for side, joint in zip(worst()[name], (" ", " "), strict=True)
    )
    with only_what_is_measured():
        start = time.process_time()
        pieces = redline(before, after)
        assert time.process_time() - start < 1
    assert side(pieces, PieceKind.ADDED) == before


@settings(max_examples=20)
@given(st.text("ab+@.-{}[]()1, \n", min_size=1, max_size=4))
def test_what_is_said_over_and_over_takes_no_time(part: str) -> None:
    with only_what_is_measured():
        start = time.process_time()
        redline(part * 5_000, part[::-1] * 5_000)
        assert time.process_time() - start < 1
