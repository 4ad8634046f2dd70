"""What is found, and in which order."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings, strategies as st
from tests.search.cases import BOOKS, CASES, ENGLISH

from policykit.search.index import Index, index_of
from policykit.search.query import find

INDEXES: dict[str, Index] = {locale: index_of(book) for locale, book in BOOKS.items()}


def anchors(locale: str, query: str) -> list[str]:
    index = INDEXES[locale]
    return [index.entries[hit.entry].anchor for hit in find(index, query).hits]


@pytest.mark.parametrize(("locale", "query", "expected", "near"), CASES.values(), ids=CASES)
def test_what_a_query_finds(locale: str, query: str, expected: list[str], near: bool) -> None:
    assert anchors(locale, query) == expected
    assert find(INDEXES[locale], query).near is near


@pytest.mark.parametrize("locale", BOOKS)
def test_every_entry_is_found_by_each_word_of_its_title(locale: str) -> None:
    index = INDEXES[locale]
    for word, places in index.places.items():
        found = find(index, word)
        assert {entry for entry, _ in places} <= {hit.entry for hit in found.hits}, word
        assert word in found.words
        assert not found.near


@settings(max_examples=150)
@given(st.text(max_size=30), st.sampled_from(sorted(BOOKS)))
def test_any_query_is_answered_and_only_with_what_is_there(query: str, locale: str) -> None:
    index = INDEXES[locale]
    found = find(index, query)
    assert len({hit.entry for hit in found.hits}) == len(found.hits)
    assert [hit.score for hit in found.hits] == sorted(
        (hit.score for hit in found.hits), reverse=True
    )
    assert found.words <= index.places.keys()
    assert find(index, unicodedata.normalize("NFD", query)) == find(
        index, unicodedata.normalize("NFC", query)
    )


def test_what_is_not_shown_is_left_out() -> None:
    index = INDEXES["en"]
    chat = [at for at, entry in enumerate(index.entries) if entry.anchor == "returns.chat"]
    assert [hit.entry for hit in find(index, "chat").hits] == chat
    assert find(index, "chat", shows=lambda entry: entry not in chat).hits == ()


def test_a_long_query_is_cut() -> None:
    assert find(INDEXES["en"], "refund " * 10_000).hits


def test_a_book_without_policies_has_an_index_that_finds_nothing() -> None:
    from dataclasses import replace

    empty = index_of(replace(ENGLISH, policies=(), glossary=()))
    assert find(empty, "refund").hits == ()
