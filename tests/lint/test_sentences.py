from __future__ import annotations

import time

import pytest
from hypothesis import given, strategies as st

from policykit.lint.sentences import sentences
from policykit.locale.word_lists import WordList, word_list

CASES: list[tuple[str, str, list[tuple[str, int]]]] = [
    ("en", "", []),
    ("en", "   \n ", []),
    ("en", "Greet the customer", [("Greet the customer", 3)]),
    ("en", "Greet. Smile!  Why? No.", [("Greet.", 1), ("Smile!", 1), ("Why?", 1), ("No.", 1)]),
    ("en", "Pay 4.50 GBP at 10.30 today.", [("Pay 4.50 GBP at 10.30 today.", 6)]),
    ("en", "Say “Hello.” Then wait.", [("Say “Hello.”", 2), ("Then wait.", 2)]),
    ("en", 'Say "Hello". "Good day" is fine.', [('Say "Hello".', 2), ('"Good day" is fine.', 4)]),
    ("en", "Wait… Then go.", [("Wait…", 1), ("Then go.", 2)]),
    ("en", "Ask Mr. Berg, e.g. Anna's boss.", [("Ask Mr. Berg, e.g. Anna's boss.", 6)]),
    ("en", "It is 2 p.m. now.", [("It is 2 p.m. now.", 5)]),
    ("en", "Within {a-b.total:genitive} of it.", [("Within {a-b.total:genitive} of it.", 4)]),
    ("en", "Done. {customer-name} is glad.", [("Done.", 1), ("{customer-name} is glad.", 3)]),
    ("en", "See [the rule. Now](a.b) and go.", [("See [the rule.", 3), ("Now](a.b) and go.", 3)]),
    ("en", "Read https://a.example/b.c?d=e F.", [("Read https://a.example/b.c?d=e F.", 3)]),
    ("en", "One line\nand the next.", [("One line\nand the next.", 5)]),
    ("en", "A heading\n\nA text.", [("A heading", 2), ("A text.", 2)]),
    (
        "en",
        "First:\n- one thing\n- two things",
        [("First:", 1), ("one thing", 2), ("two things", 2)],
    ),
    ("en", "1. one\n2. two", [("one", 1), ("two", 1)]),
    ("en", "# Title\nText here.", [("Title\nText here.", 3)]),
    ("en", "yes - no \u2013 maybe", [("yes - no \u2013 maybe", 3)]),
    ("sv", "Ge t.ex. Kalle pengar. Klart.", [("Ge t.ex. Kalle pengar.", 4), ("Klart.", 1)]),
    ("de", "Am 1. Mai ist zu. Danach offen.", [("Am 1. Mai ist zu.", 5), ("Danach offen.", 2)]),
    ("de", "Das gilt z.B. Montag.", [("Das gilt z.B. Montag.", 4)]),
    ("en", "We close on 1. Then we open.", [("We close on 1.", 4), ("Then we open.", 3)]),
]


@pytest.mark.parametrize(("locale", "text", "expected"), CASES)
def test_where_sentences_end(locale: str, text: str, expected: list[tuple[str, int]]) -> None:
    found = [(text[s.start : s.end], s.words) for s in sentences(text, word_list(locale))]
    assert found == expected


@given(st.text(alphabet="aB1 .!?\n-{}[](),“”", max_size=80), st.sampled_from(["en", "de", "fi"]))
def test_sentences_follow_one_another_and_lose_nothing_but_bullets(text: str, locale: str) -> None:
    end = 0
    for sentence in sentences(text, word_list(locale)):
        between = text[end : sentence.start]
        assert end <= sentence.start < sentence.end <= len(text)
        assert not any(character.isalpha() for character in between)
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
        end = sentence.end
    assert not any(character.isalpha() for character in text[end:])


@given(st.lists(st.sampled_from(["Ask", "the", "{x}", "[a](b)", "customer"]), min_size=1))
def test_words_are_counted_as_they_are_read(words: list[str]) -> None:
    found = list(sentences(" ".join(words), WordList()))
    assert [sentence.words for sentence in found] == [len(words)]


@pytest.mark.parametrize(
    "text",
    [
        "." * 200_000,
        ". A" * 60_000,
        "e.g. X " * 30_000,
        "-" * 200_000,
        "{" * 200_000,
        "\n- a" * 50_000,
        "](" * 100_000,
        " " * 200_000,
        "(" * 100_000 + "." + " (" * 50_000,
    ],
    ids=range(9),
)
def test_a_hostile_text_costs_little(text: str) -> None:
    begin = time.process_time()
    list(sentences(text, word_list("en")))
    assert time.process_time() - begin < 2
