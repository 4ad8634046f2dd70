"""The notation of words in custom rules: what is found, and in what time."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given, settings, strategies as st

from policykit.lint.own.phrases import Phrases


def found(phrases: list[str], text: str, *, match_case: bool = False) -> list[str]:
    spans = Phrases.of(phrases, match_case=match_case).find(text)
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("refund", "Refund a refund, refunds and refunded; pre-refund, refund-slip.", 2),
        ("refund*", "Refund a refund, refunds and refunded; pre-refund, refund-slip.", 4),
        ("*fund", "A refund, a fund, funds.", 2),
        ("*fun*", "A refund, fun, fundamental; unfair.", 3),
        (
            "<number> days",
            "14 days, 1.5 days, 2,5  days, x14 days, fourteen days, 14days, .5 days",
            4,
        ),
        ("a * day", "a good day, a very good day, a day", 1),
        ("reply ... days", "reply days; reply in a few days; reply a b c d e days", 3),
        ("reply ... days", "reply a b c d e f days", 0),
        ("...", "Well ... yes", 1),
        ("... days", "In ... days", 1),
        ("100 %", "100 % of it, 100 %x", 1),
        ("{order-number}", "Your {order-number}, {order-number:genitive}.", 1),
        ("order", "{order} and [order](order) and https://order.example/order", 1),
        ("free of charge", "Free\nof  charge", 1),
        ("Å*", "åter", 1),
        ("a.c", "abc a.c", 1),
        ("(yes|no)", "yes (yes|no) no", 1),
        ("*", "two words", 2),
    ],
)
def test_what_a_phrase_finds(phrase: str, text: str, expected: int) -> None:
    assert len(found([phrase], text)) == expected


def test_the_longest_phrase_wins_and_none_stands_inside_another() -> None:
    assert found(["free", "free of charge", "of"], "free of charge, free") == [
        "free of charge",
        "free",
    ]
    assert found(["see {x}", "see"], "see {x}, see") == ["see {x}", "see"]


def test_capitals_count_where_they_are_to() -> None:
    assert found(["HAVSBY"], "Havsby HAVSBY", match_case=True) == ["HAVSBY"]
    assert found(["HAVSBY"], "Havsby HAVSBY") == ["Havsby", "HAVSBY"]


WORDS = st.lists(st.sampled_from(["alpha", "beta", "gamma", "x", "12"]), min_size=1, max_size=8)


@given(
    words=WORDS, phrase=st.lists(st.sampled_from(["alpha", "beta", "x"]), min_size=1, max_size=3)
)
@settings(max_examples=150)
def test_plain_words_are_found_as_in_a_list_of_words(words: list[str], phrase: list[str]) -> None:
    starts = [n for n in range(len(words)) if words[n : n + len(phrase)] == phrase]
    expected, end = 0, -1
    for start in starts:
        if start >= end:
            expected, end = expected + 1, start + len(phrase)
    assert len(found([" ".join(phrase)], " ".join(words))) == expected


@given(
    phrases=st.lists(st.sampled_from(["Alpha", "*ta", "x ... beta", "{a}", "ÅÄ*"]), min_size=1),
    text=st.lists(st.sampled_from(["alpha", "BETA", "x", "{a}", "12", "åäö"])).map(" ".join),
)
@settings(max_examples=150)
def test_the_look_for_pieces_changes_nothing(phrases: list[str], text: str) -> None:
    quick = Phrases.of(phrases, match_case=False)
    assert quick.pieces
    assert list(quick.find(text)) == list(replace(quick, pieces=None).find(text))


@given(phrase=st.text(min_size=1, max_size=30).filter(str.strip), text=st.text(max_size=60))
@settings(max_examples=200)
def test_any_phrase_can_be_searched_for(phrase: str, text: str) -> None:
    spans = list(Phrases.of([phrase], match_case=False).find(text))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@pytest.mark.parametrize(
    "phrase",
    [
        "*a*",
        "*ab",
        "a*",
        "<number> <number> <number>",
        "a ... a b",
        "* * * * x",
        "<number> ... x",
        "*a ... *b",
        "a a a a b",
    ],
)
@pytest.mark.parametrize("piece", ["a", "ab", "a ", "1", "1.", "1 ", "a-", "-", " ", "{", "a {x} "])
def test_a_long_text_takes_no_longer_than_its_length(phrase: str, piece: str) -> None:
    phrases = Phrases.of([phrase], match_case=False)
    start = process_time()
    list(phrases.find(piece * 10_000 + "!"))
    assert process_time() - start < 1
