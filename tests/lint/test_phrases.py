from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

from policykit.locale.phrases import finder, patterns, phrases, phrases_pattern, word_set, words_of

FOLDER = files("policykit.locale") / "phrases"
LANGUAGES = ("de", "en", "sv")
PATTERNS = {"passive", "by_whom", "address_formal", "address_informal"}
ONLY_IN_TRANSLATIONS = {
    "address_formal",
    "address_informal",
    "level_stronger",
    "level_weaker",
    "level_weaker_forbidding",
    "rights_holders",
}
LISTS = {
    language: tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    for language in (*LANGUAGES, "any")
}
ALL_LISTS = [
    pytest.param(language, name, id=f"{language}-{name}")
    for language, lists in LISTS.items()
    for name in lists
]
ALL_PHRASES = [
    (language, name, phrase)
    for language, lists in LISTS.items()
    for name, found in lists.items()
    if name not in PATTERNS
    for phrase in found
]


def test_each_language_has_each_list() -> None:
    wanted = set(LISTS["en"]) | ONLY_IN_TRANSLATIONS
    assert set(LISTS["sv"]) == set(LISTS["de"]) == wanted
    assert not set(LISTS["en"]) & ONLY_IN_TRANSLATIONS


@pytest.mark.parametrize(("language", "name"), ALL_LISTS)
def test_a_list_holds_nothing_twice_and_is_written_plainly(language: str, name: str) -> None:
    found = phrases(language, name)
    assert found == tuple(LISTS[language][name])
    assert len({phrase.lower() for phrase in found}) == len(found)
    assert all(phrase == " ".join(phrase.split()) for phrase in found)


def test_each_phrase_is_found_whole_in_any_case_and_over_line_ends() -> None:
    for language, name, phrase in ALL_PHRASES:
        plain = phrase.replace("*", "ar")
        for written in (plain, plain.upper(), plain.title(), "\n  ".join(plain.split())):
            if written.lower() != plain.lower() and "\n" not in written:
                continue
            found = finder(language, name).search(f"({written})")
            assert found is not None, (language, name, written)
            assert written.startswith(found.group()) or found.group() in written
        assert plain not in {
            each.group() for each in finder(language, name).finditer(f"x{plain} {plain}-x")
        }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_text_with_a_phrase_tell_that_it_may_hold_one(language: str) -> None:
    for name in set(LISTS[language]) - PATTERNS:
        for phrase in phrases(language, name):
            for written in (phrase, phrase.upper(), phrase.capitalize()):
                text = f"Well, {written.replace('*', 'xy')}; so."
                found = finder(language, name).search(text)
                may_be = finder(language, name).may_be_among(frozenset(words_of(text)))
                assert may_be or found is None, (name, text)
        assert not finder(language, name).may_be_among(frozenset({"qqq"}))


@pytest.mark.parametrize("language", LANGUAGES)
def test_patterns_can_be_used(language: str) -> None:
    for name in PATTERNS & set(LISTS[language]):
        assert patterns(language, name)
    assert all("verb" in each.groupindex for each in patterns(language, "passive"))


def test_a_country_speaks_its_language_and_an_unknown_language_finds_nothing() -> None:
    assert phrases("de-AT", "beyond") == phrases("de", "beyond")
    for unknown in ("fi", "", "../en", "any.x"):
        assert phrases(unknown, "beyond") == ()
        assert finder(unknown, "beyond").search("we guarantee") is None
        assert not patterns(unknown, "passive")
        assert not word_set(unknown, "denials")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a service request", ["service request"]),
        ("one Request, one ticket", ["Request", "ticket"]),
        ("tickets and re-ticket", []),
        ("garanteed garantees", ["garanteed", "garantees"]),
        ("", []),
    ],
)
def test_the_longest_phrase_is_found_first(text: str, expected: list[str]) -> None:
    pattern = phrases_pattern(("request", "service request", "ticket", "garant*"))
    assert [found.group() for found in pattern.finditer(text)] == expected


def test_no_phrases_are_found_nowhere() -> None:
    assert phrases_pattern(()).search("anything") is None
    assert isinstance(phrases_pattern(()), re.Pattern)
