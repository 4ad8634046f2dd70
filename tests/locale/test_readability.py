"""Readability: the formulas against figures worked out by hand, and how counting behaves."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, strategies as st

from policykit.locale.readability import Reading, counted, syllables

SYLLABLES = {
    "the": 1, "make": 1, "table": 2, "tables": 2, "asked": 1, "wanted": 2, "boxes": 2,
    "times": 1, "customer": 3, "policy": 3, "delivery": 4, "house": 1, "houses": 2, "free": 1,
    "settled": 2, "sailed": 1, "voucher": 2, "people": 2, "whole": 1, "queue": 1, "watches": 2,
}  # fmt: skip


@pytest.mark.parametrize(("word", "heard"), SYLLABLES.items())
def test_syllables(word: str, heard: int) -> None:
    assert syllables(word) == syllables(word.upper()) == heard


def test_lix_by_hand() -> None:
    # 8 words, 2 sentences, 2 of them (kundservice, omedelbart) with more than six letters.
    reading = counted([("Ring vår kundservice. De svarar dig inte omedelbart.", 2)])
    assert (reading.words, reading.sentences, reading.long_words) == (8, 2, 2)
    assert reading.lix == pytest.approx(8 / 2 + 100 * 2 / 8)
    assert reading.longest == ("kundservice", "omedelbart")


def test_grade_by_hand() -> None:
    # 6 words in one sentence, 8 syllables: 0.39 * 6 + 11.8 * 8 / 6 - 15.59.
    reading = counted([("Tell the customer what you do.", 1)])
    assert reading.syllables == 8
    assert reading.grade == pytest.approx(0.39 * 6 + 11.8 * 8 / 6 - 15.59)


def test_marks_and_figures_are_no_words() -> None:
    assert counted([("14 – 20 % (!)", 1), ("", 3)]) == Reading()
    assert counted([("a 24-hour line, don't", 1)]).words == 4


def test_letters_with_marks_of_their_own_are_the_same_letters() -> None:
    text = "Så förenklar vi öppettiderna"
    assert counted([(unicodedata.normalize("NFD", text), 1)]) == counted([(text, 1)])


def test_nothing_is_easy() -> None:
    assert Reading().lix == Reading().grade == 0


@given(st.lists(st.text(alphabet="ab åéß.-'9 ", max_size=30), max_size=6))
def test_texts_add_up(texts: list[str]) -> None:
    whole = counted([(text, 1) for text in texts])
    parts = [counted([(text, 1)]) for text in texts]
    for name in ("words", "sentences", "long_words", "syllables"):
        assert getattr(whole, name) == sum(getattr(part, name) for part in parts)
    assert whole.long_words <= whole.words <= whole.syllables
    assert list(whole.longest) == sorted(whole.longest, key=lambda word: (-len(word), word))
