from __future__ import annotations

from dataclasses import replace

import pytest
from tests.handbook.folders import LOCALES
from tests.handbook.papers import leaflet, prose

from policykit.handbook.register import RegisterLine, register
from policykit.model.book import GlossaryLine, LinkTo


def lines(locale: str, *terms: str) -> list[tuple[str, list[str]]]:
    glossary = tuple(GlossaryLine(f"word-{term}", term, prose("x")) for term in terms)
    book = replace(leaflet({}), policies=(), glossary=glossary)
    groups = register(book, LOCALES.locale(locale))
    return [(group.letter, [line.text for line in group.lines]) for group in groups]


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("sv", [("#", ["24 h"]), ("A", ["apa"]), ("E", ["èze", "ezz"]), ("O", ["ost"]),
                ("Å", ["ål"]), ("Ä", ["ärt"]), ("Ö", ["öl"])]),
        ("de", [("#", ["24 h"]), ("A", ["ål", "apa", "ärt"]), ("E", ["èze", "ezz"]),
                ("O", ["öl", "ost"])]),
    ],
)  # fmt: skip
def test_words_stand_under_the_letters_of_the_language(
    locale: str, expected: list[tuple[str, list[str]]]
) -> None:
    assert lines(locale, "öl", "ost", "ärt", "ål", "apa", "ezz", "èze", "24 h") == expected


def test_a_word_leads_to_all_its_places_and_a_synonym_to_the_word() -> None:
    sources = (LinkTo("kindness", "1.1", "Kindness"),)
    word = GlossaryLine("word-Smile", "smile", prose("x"), ("grin",), sources)
    page = replace(leaflet({}).policies[0], title="Smile")
    (grin, smile) = register(
        replace(leaflet({}), policies=(page,), glossary=(word,)), LOCALES.locale("en")
    )
    assert grin.lines == (RegisterLine("grin", see="smile"),)
    assert smile.lines == (RegisterLine("Smile", ("word-Smile", "kindness")),)
