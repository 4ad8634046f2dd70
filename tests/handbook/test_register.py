from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.handbook.folders import LOCALES
from tests.handbook.papers import leaflet, prose

from policykit.handbook.register import RegisterLine, register
from policykit.model.book import Book, Chapter, GlossaryLine, LinkTo, PromiseLine


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
        replace(leaflet({}), policies=(page,), glossary=(word,), chapters=()), LOCALES.locale("en")
    )
    assert grin.lines == (RegisterLine("grin", see="smile"),)
    assert smile.lines == (RegisterLine("smile", ("word-Smile", "kindness")),)


TITLES = {
    "en": (("refund", "voucher"), ("Time until refunds arrive", "Where the VOUCHER is", "Hello")),
    "sv": (("återbetalning", "kort"), ("Tid till återbetalningar", "Presentkortet är slut", "Hej")),
    "de": (("Erstattung", "Karte"), ("Zeit bis zur Erstattung", "Die Geschenkkarte", "Hallo")),
}


@pytest.mark.parametrize("locale", TITLES)
def test_titles_stand_below_what_they_are_about_else_below_their_area(locale: str) -> None:
    terms, titles = TITLES[locale]
    book = leaflet({})
    (page,) = book.policies
    promises = tuple(
        PromiseLine(anchor=f"p.{at}", title=prose(title), kind="", cases=())
        for at, title in enumerate(titles)
    )
    glossary = tuple(GlossaryLine(f"glossary:{term}", term, prose("x")) for term in terms)
    chapter = Chapter(page.chapter, "1", "Zzz", ())
    told = replace(
        book,
        language=replace(book.language, id=locale),
        chapters=(chapter,),
        policies=(replace(page, promises=promises, procedures=(), scripts=(), title="Zzz"),),
        glossary=glossary,
    )
    groups = register(told, LOCALES.locale(locale))
    below = {
        line.text: [part.text for part in line.below] for group in groups for line in group.lines
    }
    first, second, third = titles
    told_below = {terms[0]: [first], terms[1]: [second]}
    assert {term: below[term] for term in terms} == told_below
    assert third in below["Zzz"]
    assert not {first, second, third} & below.keys()


@pytest.mark.parametrize("locale", ["en", "sv"])
def test_the_index_of_the_reference_set_has_heads_people_look_for(
    books: dict[str, Book], locale: str
) -> None:
    groups = register(books[locale], LOCALES.locale(locale))
    heads = [line.text for group in groups for line in group.lines if not line.see]
    assert len(heads) == len(set(heads))
    areas = {chapter.title for chapter in books[locale].chapters}
    useless = re.compile("(Time|How|Longest|Tid|Hur|Längsta) ")
    assert not [head for head in heads if useless.match(head) and head not in areas]
    below = {part.anchors for group in groups for line in group.lines for part in line.below}
    pages = books[locale].policies
    assert {one.anchor for page in pages for one in page.promises} <= set(sum(below, ()))
    assert {one.anchor for page in pages for one in page.scripts} <= set(sum(below, ()))
