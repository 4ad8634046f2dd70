"""Alphabets, characters no font knows, and capitals."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from policykit.lint.alphabets import may_be_mixed, may_be_unprintable, mixed, unprintable
from policykit.lint.capitals import abbreviations, shouts

A_CYRILLIC, EPSILON, MICRO = "\u0430", "\u03b5", "\u03bc"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("refund", []),
        ("so self-p" + A_CYRILLIC + "y", [("self-p" + A_CYRILLIC + "y", 6)]),
        ("p" + A_CYRILLIC + "y now", [("p" + A_CYRILLIC + "y", 1)]),
        ("x gr" + EPSILON * 3 + "t", [("gr" + EPSILON * 3 + "t", 2)]),
        ("\u043f\u0440a\u0432", [("\u043f\u0440a\u0432", 4 - 2)]),
        ("5 " + MICRO + "m", []),
        (EPSILON + "-version of " + A_CYRILLIC, []),
        ("\u00b5m \u00e5\u00e4\u00f6 caf\u00e9", []),
    ],
)
def test_words_of_two_alphabets(text: str, expected: list[tuple[str, int]]) -> None:
    found = [(text[start:end], stranger - start) for start, end, stranger in mixed(text)]
    assert found == expected


@given(st.text())
def test_quick_questions_never_say_no_wrongly(text: str) -> None:
    if list(mixed(text)):
        assert may_be_mixed(text)
    if list(unprintable(text)):
        assert may_be_unprintable(text)


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x17F)))
def test_texts_of_europe_are_printable(text: str) -> None:
    assert not list(unprintable(text))
    assert not list(mixed(text))


@pytest.mark.parametrize("text", ["\\u0430", "\\uE000", "\\U0001D400"])
def test_an_escape_may_be_anything(text: str) -> None:
    assert may_be_mixed(text)
    assert may_be_unprintable(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NEVER argue", ["NEVER"]),
        ("DO NOT argue, but LISTEN WELL", ["DO NOT", "LISTEN WELL"]),
        ("See the INSTRUCTIONS", ["INSTRUCTIONS"]),
        ("HR and ARN in the EU", []),
        ("OPSS BAuA ICO", []),
        ("{NEVER} [a](NEVER) `NEVER` HB-NEVER NEVER-1", []),
        ("Never, never", []),
    ],
)
def test_what_shouts(text: str, expected: list[str]) -> None:
    assert [text[slice(*span)] for span in shouts(text, "en", frozenset())] == expected


def test_names_of_the_house_do_not_shout() -> None:
    assert not list(shouts("Use HAVSBYKASSAN", "sv", {"HAVSBYKASSAN"}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Note the RMA and RMA-number", ["RMA", "RMA"]),
        ("part IV, HB-204815, C-77120", []),
        ("NEVER do it", []),
        ("INSTRUCTIONS", []),
        ("GOOD NEWS about the RMA", ["RMA"]),
        ("{RMA} rma", []),
        ("it is \u00c5\u00c4\u00d6", ["\u00c5\u00c4\u00d6"]),
    ],
)
def test_abbreviations(text: str, expected: list[str]) -> None:
    assert [found.group() for found in abbreviations(text, "en")] == expected
