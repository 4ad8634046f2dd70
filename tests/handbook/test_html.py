"""The handbook as one HTML file."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html import unescape

import pytest
from tests.handbook.folders import TEMPLATES
from tests.handbook.hostile import hostile_book
from tests.handbook.pages import Page

from policykit.handbook.formats.html import FORMAT
from policykit.handbook.paper import page_rules, text
from policykit.model.book import Book, Design

PICTURE = "data:image/png;base64,iVBORw0KGgo="


@pytest.fixture(scope="session")
def single(books: dict[str, Book]) -> dict[str, str]:
    found: dict[str, str] = {}
    for locale, book in books.items():
        (file,) = FORMAT.render(book, TEMPLATES)
        assert file.path == f"staff.{locale}.html"
        found[locale] = file.content.decode()
    return found


@pytest.fixture(scope="session")
def pages(single: dict[str, str]) -> dict[str, Page]:
    return {locale: Page(_without_code(text)) for locale, text in single.items()}


def _without_code(text: str) -> str:
    return re.sub(
        r"<(style|script)( type=\"application/json\"[^>]*)?>.*?</\1>", "", text, flags=re.DOTALL
    )


def test_it_is_well_formed(pages: dict[str, Page]) -> None:
    assert {locale: page.problems for locale, page in pages.items() if page.problems} == {}


def test_it_holds_all_of_the_book_and_links_stay_in_it(
    books: dict[str, Book], pages: dict[str, Page]
) -> None:
    for locale, book in books.items():
        page = pages[locale]
        anchors = {rule.anchor for policy in book.policies for rule in policy.rules}
        anchors |= {policy.id for policy in book.policies}
        anchors |= {f"chapter:{chapter.id}" for chapter in book.chapters}
        anchors |= {f"back:{name}" for name in ("decisions", "rules", "glossary", "owners")}
        assert anchors <= page.places
        inside = [link for link in page.links if link.startswith("#")]
        assert [link for link in inside if link[1:] not in page.places] == []
        outside = {link for link in page.links if not link.startswith(("#", "https://", "mailto:"))}
        assert outside == {f"staff.{other}.html" for other in books if other != locale}


def test_it_asks_for_nothing_and_runs_what_is_in_it_alone(
    single: dict[str, str], pages: dict[str, Page]
) -> None:
    for locale, code_and_text in single.items():
        assert pages[locale].loads == ["data:,"]
        assert pages[locale].handlers == []
        told = re.search(r'Content-Security-Policy" content="([^"]*)"', code_and_text)
        assert told is not None
        policy = unescape(told[1])
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        for tag, count in (("style", 1), ("script", 2)):
            codes = re.findall(f"<{tag}>(.*?)</{tag}>", code_and_text, re.DOTALL)
            assert len(codes) == count
            told = re.search(f"{tag}-src ([^;]*);", policy)
            assert told is not None
            digests = [hashlib.sha256(code.encode()).digest() for code in codes]
            assert told[1].split() == [
                f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests
            ]
            assert not [code for code in codes if "http" in code or "url(" in code]


def test_what_is_searched_is_a_small_part_of_it(
    single: dict[str, str], books: dict[str, Book]
) -> None:
    for locale, whole in single.items():
        found = re.search(r'id="search-index">(.*?)</script>', whole, re.DOTALL)
        assert found is not None
        assert json.loads(found[1])["locale"] == locale
        assert len(found[1].encode()) < 0.09 * len(whole.encode())
    (file,) = FORMAT.render(replace(books["en"], policies=(), chapters=()), TEMPLATES)
    text = file.content.decode()
    assert text.count("<script") == 1
    assert 'id="search' not in text


def test_words_that_try_to_be_more_stay_words(books: dict[str, Book]) -> None:
    hostile = replace(hostile_book(books["en"]), design=Design(logo=PICTURE))
    (file,) = FORMAT.render(hostile, TEMPLATES)
    text = file.content.decode()
    page = Page(_without_code(text))
    assert (text.count("<script>"), text.count("<style>")) == (2, 1)
    assert text.count("<script ") == 1
    assert "alert(1)" in page.said
    assert page.handlers == []
    assert page.loads == ["data:,", PICTURE]
    assert "evil" not in page.places


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("Fika", '"Fika"'),
        ('a"b\\c', '"a\\22 b\\5c c"'),
        ("</style>", '"\\3c \\2f style\\3e "'),
        ("1\u00a0maj\n\x00", '"1\\a0 maj"'),
        ("é ", '"\\e9  "'),
    ],
)
def test_words_at_the_head_of_a_page_stay_words(words: str, written: str) -> None:
    assert text(words) == written


@pytest.mark.parametrize(("size", "paper"), [("a4", "A4"), ("a5", "A5"), ("letter", "letter")])
def test_pages_have_the_size_of_the_design_and_say_where_they_are(
    books: dict[str, Book], size: str, paper: str
) -> None:
    book = replace(books["sv"], design=Design(page_size=size), title="Vår bok", edition="7K3")
    rules = page_rules(book)
    assert f"size: {paper};" in rules
    assert '"Sida " counter(page) " av " counter(pages) ""' in rules
    assert '"Havsby \\b7  V\\e5 r bok"' in rules
    assert "7K3" in rules
    assert ("@page :first" in rules) is (book.template == "staff")
    assert "@page :first" not in page_rules(replace(book, template="board"))
