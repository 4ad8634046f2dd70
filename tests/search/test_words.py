"""Words and the forms they are compared in."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings, strategies as st

from policykit.locale.search_words import search_words
from policykit.search.words import (
    SHORTEST_STEM,
    cased,
    composed,
    folded,
    is_one_edit,
    pieces,
    stem,
    words,
)

LANGUAGES = ("en", "sv", "de", "xx")

SAME_STEM = {
    "en": (
        "refund refunds refunded refunding",
        "policy policies",
        "business businesses",
        "stop stopped",
    ),
    "sv": (
        "retur returer returen returerna",
        "kund kunder kunden kunderna kundernas",
        "betala betalar betalade betalning betalningen betalningar",
        "garanti garantier garantin garantierna",
        "försenad försenat försenade",
        "belopp beloppet beloppets",
    ),
    "de": (
        "Kunde Kunden",
        "Karte Karten",
        "Lieferung Lieferungen",
        "reklamieren reklamiert Reklamierung",
    ),
}
OTHER_STEM = {
    "en": (("return", "retail"), ("day", "data")),
    "sv": (("försenad", "första"), ("försening", "första"), ("vara", "vård")),
    "de": (("Karte", "Kasse"), ("Frist", "frei")),
}
PIECES = {
    "Refund, please!": ["refund", "please"],
    "STRASSE Straße": ["strasse", "strasse"],
    "1.2.10 and 2,50 at 9:30.": ["1.2.10", "and", "2,50", "at", "9:30"],
    "e-mail_box": ["e", "mail", "box"],
    "a\u0308pple": ["äpple"],
    "返品期限は30日": ["返品", "品期", "期限", "限は", "30", "日"],
    "नमस्ते": ["नमस्ते"],
    "ΣΊΣΥΦΟΣ": ["σίσυφοσ"],
    "‹›—…": [],
}


@pytest.mark.parametrize(("text", "expected"), PIECES.items())
def test_words_of_a_text(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize("language", SAME_STEM)
def test_forms_of_a_word_have_one_stem(language: str) -> None:
    for forms in SAME_STEM[language]:
        assert len({stem(cased(form), search_words(language)) for form in forms.split()}) == 1, (
            forms
        )


@pytest.mark.parametrize("language", OTHER_STEM)
def test_other_words_have_other_stems(language: str) -> None:
    for one, two in OTHER_STEM[language]:
        spoken = search_words(language)
        assert stem(cased(one), spoken) != stem(cased(two), spoken)


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("återköp", "sv", "aterkop"),
        ("rückgabe", "de", "ruckgabe"),
        ("rueckgabe", "de", "ruckgabe"),
        ("rueckgabe", "sv", "rueckgabe"),
        ("smørrebrød", "da", "smorrebrod"),
        ("łódź", "pl", "lodz"),
        ("refund", "en", "refund"),
    ],
)
def test_words_without_accents(word: str, language: str, expected: str) -> None:
    assert folded(word, search_words(language)) == expected


@settings(max_examples=200)
@given(st.text(max_size=40))
def test_pieces_stand_where_they_say(text: str) -> None:
    whole = composed(text)
    for piece in pieces(whole):
        assert cased(whole[piece.start : piece.end]) == piece.word
        assert piece.word
    assert [piece.word for piece in pieces(whole)] == words(text)


@given(st.text(st.characters(categories=("L", "N"), max_codepoint=0x24F), min_size=1, max_size=12))
def test_a_word_is_itself_in_capitals_and_taken_apart(word: str) -> None:
    for other in (word.upper(), unicodedata.normalize("NFD", word)):
        assert words(other) == words(word)


@given(st.text("abcdeinrstå", max_size=14), st.sampled_from(LANGUAGES))
def test_a_stem_begins_its_word(word: str, language: str) -> None:
    found = stem(word, search_words(language))
    assert word.startswith(found)
    assert len(found) >= min(len(word), SHORTEST_STEM)


def edits(word: str) -> set[str]:
    """All words one edit away, within three letters."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    return {
        *(left + right[1:] for left, right in cuts if right),
        *(left + letter + right for left, right in cuts for letter in "abc"),
        *(left + letter + right[1:] for left, right in cuts if right for letter in "abc"),
        *(left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1),
    } - {word}


@settings(max_examples=300)
@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_one_edit_is_what_it_says(one: str, two: str) -> None:
    assert is_one_edit(one, two) is (two in edits(one))
    assert is_one_edit(two, one) is is_one_edit(one, two)
