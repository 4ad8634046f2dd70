"""What kind of rewording a change is: what is told as a mend must change nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, strategies as st
from tests.support.cases import cases as read_cases

from policykit.diffing.wording import Shift, Wording, WordingKind, wording
from policykit.locale.watched_words import watched_words

CASES = read_cases(Path(__file__).parent / "wording.yaml")
SHIFTS = ("negations", "conditions", "duties", "numbers", "placeholders", "links")
LOCALES = ("en", "sv", "de")


def cases() -> Iterator[tuple[str, WordingKind, str, str, dict[str, Any]]]:
    for locale, kinds in CASES.items():
        for kind, rows in kinds.items():
            for before, after, *told in rows:
                yield locale, WordingKind(kind), before, after, told[0] if told else {}


def shifts(found: Wording) -> dict[str, object]:
    told: dict[str, object] = {
        name: [list(shift.entered), list(shift.left)]
        for name in SHIFTS
        if (shift := getattr(found, name))
    }
    return told | ({"moved": list(found.moved)} if found.moved else {})


def test_there_are_enough_cases() -> None:
    assert sum(1 for _ in cases()) >= 120


@pytest.mark.parametrize(("locale", "kind", "before", "after", "told"), list(cases()))
def test_what_people_would_call_it(
    locale: str, kind: WordingKind, before: str, after: str, told: dict[str, Any]
) -> None:
    found = wording(before, after, locale)
    assert (found.kind, shifts(found)) == (kind, told)
    assert found.is_editorial == (kind is not WordingKind.REWORDED)


@pytest.mark.parametrize(("locale", "kind", "before", "after", "told"), list(cases()))
def test_the_way_back_is_the_mirror(
    locale: str, kind: WordingKind, before: str, after: str, told: dict[str, Any]
) -> None:
    there, back = wording(before, after, locale), wording(after, before, locale)
    assert back.kind is kind
    assert len(back.moved) == len(told.get("moved", ()))
    for name in SHIFTS:
        shift: Shift = getattr(there, name)
        assert getattr(back, name) == Shift(shift.left, shift.entered)


WORDS = {
    locale: st.sampled_from(
        sorted(
            {
                word
                for kind in CASES[locale].values()
                for row in kind
                for text in row[:2]
                for word in text.split()
            }
        )
    )
    for locale in LOCALES
}
SENTENCES = st.sampled_from(LOCALES).flatmap(
    lambda locale: st.tuples(st.just(locale), st.lists(WORDS[locale], min_size=1, max_size=9))
)


def negations(locale: str) -> list[str]:
    groups = watched_words(locale).groups
    return sorted(" ".join(phrase) for phrase, group in groups.items() if group[0] == "negations")


@given(SENTENCES, st.data())
def test_a_negation_that_enters_is_never_a_mend(
    sentence: tuple[str, list[str]], data: st.DataObject
) -> None:
    locale, words = sentence
    negation = data.draw(st.sampled_from(negations(locale)))
    at = data.draw(st.integers(0, len(words)))
    before, after = " ".join(words), " ".join([*words[:at], negation, *words[at:]])
    assert wording(before, after, locale).kind is WordingKind.REWORDED
    assert wording(after, before, locale).kind is WordingKind.REWORDED


@given(SENTENCES, st.data())
def test_a_watched_word_that_enters_is_told_or_makes_another_one(
    sentence: tuple[str, list[str]], data: st.DataObject
) -> None:
    locale, words = sentence
    phrases = sorted(" ".join(phrase) for phrase in watched_words(locale).groups)
    phrase = data.draw(st.sampled_from(phrases))
    at = data.draw(st.integers(0, len(words)))
    after = " ".join([*words[:at], phrase, *words[at:]])
    found = wording(" ".join(words), after, locale)
    assert any(getattr(found, name) for name in SHIFTS)


@given(SENTENCES, SENTENCES)
def test_any_two_texts_mirror(one: tuple[str, list[str]], other: tuple[str, list[str]]) -> None:
    locale, before, after = one[0], " ".join(one[1]), " ".join(other[1])
    there, back = wording(before, after, locale), wording(after, before, locale)
    assert there.kind is back.kind
    for name in SHIFTS:
        shift: Shift = getattr(there, name)
        assert getattr(back, name) == Shift(shift.left, shift.entered)


@given(st.text(max_size=60), st.sampled_from((*LOCALES, "fr", "de-AT")))
def test_a_text_is_the_same_as_itself(text: str, locale: str) -> None:
    assert wording(text, f" {text}\t", locale).kind is WordingKind.SAME


@given(SENTENCES)
def test_capitals_and_a_full_stop_change_nothing(sentence: tuple[str, list[str]]) -> None:
    locale, words = sentence
    text = " ".join(words)
    assume(not set(text.lower().split()) & watched_words(locale).capitals_matter)
    assume(text[-1].isalnum())
    assert wording(text, f"{text}.", locale).kind is WordingKind.MENDED


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from((*LOCALES, "fr")))
def test_no_text_is_too_odd(before: str, after: str, locale: str) -> None:
    assert wording(before, after, locale).kind in WordingKind


@pytest.mark.parametrize("locale", LOCALES)
def test_lists_are_in_small_letters_and_have_no_word_twice(locale: str) -> None:
    watched = watched_words(locale)
    phrases = [" ".join(phrase) for phrase in (*watched.groups, *watched.fillers)]
    assert len(phrases) == len(set(phrases))
    assert all(phrase == phrase.lower() for phrase in phrases)
    assert watched.moving <= {first for _, first in watched.groups.values()}
    assert not watched.alike.keys() & {" ".join(phrase) for phrase in watched.groups}


@pytest.mark.parametrize("part", ["not ", "no later than 14 days ", "a ", ". ", "x"])
def test_what_is_said_over_and_over_takes_no_time(part: str) -> None:
    start = time.process_time()
    wording(part * 5_000, f"{part * 4_999}unless", "en")
    assert time.process_time() - start < 1.5
