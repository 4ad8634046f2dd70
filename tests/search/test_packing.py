"""The scripts of an index: small, safe, and nothing lost."""

from __future__ import annotations

import gzip
import json
from itertools import accumulate, pairwise

import pytest
from hypothesis import given, settings, strategies as st
from tests.handbook.hostile import HOSTILE, hostile_book
from tests.search.cases import BOOKS

from policykit.model.book import Book
from policykit.search.index import Index, index_of
from policykit.search.packing import packed_numbers, script_json, scripts

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def unpacked(text: str) -> list[int]:
    numbers = []
    number, shift = 0, 1
    for sign in text:
        digit = DIGITS.index(sign)
        number += digit % 32 * shift
        shift *= 32
        if digit < 32:
            numbers.append(number)
            number, shift = 0, 1
    return numbers


def packed(index: Index) -> dict[str, object]:
    text = scripts(index, {}).index
    found: dict[str, object] = json.loads(text.removeprefix("var policykit_index=")[:-2])
    return found


@given(st.lists(st.integers(min_value=0, max_value=1 << 40)))
def test_numbers_come_back(numbers: list[int]) -> None:
    assert unpacked(packed_numbers(numbers)) == numbers


@pytest.mark.parametrize("locale", BOOKS)
def test_words_and_places_come_back(locale: str) -> None:
    index = index_of(BOOKS[locale])
    told = packed(index)
    words = list(
        accumulate(
            str(told["words"]).split(" "),
            lambda before, coded: before[: DIGITS.index(coded[0])] + coded[1:],
            initial="",
        )
    )[1:]
    assert words == sorted(index.places)
    for word, text in zip(words, str(told["places"]).split(" "), strict=True):
        entry = 0
        places = []
        for code in unpacked(text):
            entry += code // 3
            places.append((entry, code % 3))
        assert tuple(places) == index.places[word]
        assert all(one[0] < two[0] for one, two in pairwise(places))


@settings(max_examples=50)
@given(
    st.recursive(st.text(), lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside))
)
def test_a_script_ends_nowhere_but_at_its_end(value: object) -> None:
    text = script_json(value)
    assert json.loads(text) == value
    assert not set("<\u2028\u2029\n\r") & set(text)
    text.encode()


def test_hostile_words_stay_words(reference: dict[str, Book]) -> None:
    index = index_of(hostile_book(reference["en"]))
    made = scripts(index, {"one": HOSTILE[0]})
    for text in (made.index, *made.blocks):
        assert "</" not in text
        assert "<!--" not in text
        assert text.count("\n") == 1
    shown = [
        one
        for number, block in enumerate(made.blocks)
        for one in json.loads(block.removeprefix(f"policykit_texts({number},")[:-3])
    ]
    assert [one[4] for one in shown] == [entry.title for entry in index.entries]


def test_the_same_book_gives_the_same_bytes(reference: dict[str, Book]) -> None:
    first = scripts(index_of(reference["sv"]), {})
    assert scripts(index_of(reference["sv"]), {}) == first


def test_the_index_is_small_and_texts_come_in_blocks(reference: dict[str, Book]) -> None:
    for book in reference.values():
        made = scripts(index_of(book), {})
        each = len(gzip.compress(made.index.encode())) / len(book.policies)
        assert each < 2_400
        assert len(made.blocks) > 5
        assert max(map(len, made.blocks)) < 40_000
