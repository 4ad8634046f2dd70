from __future__ import annotations

from importlib.resources import files

import pytest

from policykit.locale.word_lists import WordList, word_list

LOCALES = sorted(
    entry.name.removesuffix(".toml")
    for entry in (files("policykit.locale") / "word_lists").iterdir()
    if entry.name.endswith(".toml")
)


def test_the_languages_of_the_product_have_lists() -> None:
    assert LOCALES == ["de", "en", "sv"]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_list_holds_nothing_twice_and_is_written_plainly(locale: str) -> None:
    words = word_list(locale)
    for each in (words.vague_times, words.time_units, words.verbs, words.after_verbs):
        assert len(set(each)) == len(each)
        assert all(phrase == " ".join(phrase.split()) for phrase in each)
    assert words.vague_times
    assert words.time_units
    assert words.negations
    assert words.negation_reach > 0
    assert all(word == word.lower() for word in (*words.negations, *words.abbreviations))
    assert all(word.endswith(".") for word in words.abbreviations)


@pytest.mark.parametrize("locale", LOCALES)
def test_each_vague_time_is_found_whole_in_any_case_and_over_line_ends(locale: str) -> None:
    words = word_list(locale)
    for phrase in words.vague_times:
        for written in (phrase, phrase[:1].upper() + phrase[1:], "\n  ".join(phrase.split())):
            found = words.vague_time.search(f"x {written}, y")
            assert found is not None
            assert found.group() == written
        for other in (f"x{phrase}", f"{phrase}-x"):
            assert phrase not in {each.group() for each in words.vague_time.finditer(other)}


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        ("en", "in 2 hours", True),
        ("en", "in 2 business days", True),
        ("en", "a 24-hour line", True),
        ("en", "for hours", False),
        ("en", "step 2 of the day", False),
        ("sv", "inom 2 timmar", True),
        ("sv", "en 14-dagarsfrist", True),
        ("de", "binnen 3 Werktagen", True),
        ("de", "bald", False),
    ],
)
def test_a_length_of_time(locale: str, text: str, expected: bool) -> None:
    assert bool(word_list(locale).length_of_time.search(text)) is expected


@pytest.mark.parametrize(
    ("locale", "text", "verb"),
    [
        ("en", "Greet them and offer your help", "offer"),
        ("en", "Greet them and then tell {name} so", "tell"),
        ("en", "Greet them and refund {amount}", "refund"),
        ("en", "Take the receipt and return label", None),
        ("en", "Take the receipt and the label", None),
        ("en", "Understand and give the reason", "give"),
        ("sv", "Hälsa på kunden och erbjuda hjälp", "erbjuda"),
        ("sv", "Ta kvittot och varan", None),
        ("de", "Grüßen und helfen", None),
    ],
)
def test_a_joined_verb(locale: str, text: str, verb: str | None) -> None:
    found = word_list(locale).joined_verb.search(text)
    assert (found and found["verb"]) == verb


def test_a_country_speaks_its_language_and_an_unknown_language_has_no_list() -> None:
    assert word_list("de-AT") == word_list("de")
    assert word_list("fi") == WordList()
    assert not word_list("fi").vague_time.search("as soon as possible")
    assert not word_list("fi").length_of_time.search("2 hours")
