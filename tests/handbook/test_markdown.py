"""The reference policies as Markdown, read back by a Markdown reader."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from tests.handbook.folders import TEMPLATES
from tests.handbook.hostile import HOSTILE, hostile_book, proses

from policykit.handbook.formats.markdown import FORMAT
from policykit.model.book import BlockKind, Book

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
PLACE = re.compile(r'<a id="([a-z0-9.:-]+)">')


def flat(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from flat(token.children or ())


def read(text: str) -> list[Token]:
    return list(flat(READER.parse(text)))


def said(tokens: list[Token]) -> str:
    """All words, without spaces, so that it does not matter how lines are broken."""
    kinds = {"text", "text_special", "code_inline", "code_block", "fence"}
    return squeezed("".join(token.content for token in tokens if token.type in kinds))


def squeezed(text: str) -> str:
    return "".join(text.replace("\u00b7", "").split())


@pytest.fixture(scope="session")
def texts(books: dict[str, Book]) -> dict[str, str]:
    return {
        name: FORMAT.render(book, TEMPLATES)[0].content.decode() for name, book in books.items()
    }


@pytest.fixture(scope="session")
def tokens(texts: dict[str, str]) -> dict[str, list[Token]]:
    return {name: read(text) for name, text in texts.items()}


def test_one_file_named_by_handbook_and_language(books: dict[str, Book]) -> None:
    book = replace(books["sv"], name="charter", policies=(), chapters=(), index=(), glossary=())
    assert [file.path for file in FORMAT.render(book, TEMPLATES)] == ["charter.sv.md"]


def test_the_very_words_are_read_back(
    books: dict[str, Book], tokens: dict[str, list[Token]]
) -> None:
    for locale, book in books.items():
        words = said(tokens[locale])
        for prose in proses(book):
            for block in prose.blocks:
                for line in _lines(block):
                    assert squeezed(line) in words, line
        for page in book.policies:
            for rule in page.rules:
                assert squeezed(f"{rule.number} {rule.label} {rule.text.text}") in words


def _lines(block: object) -> Iterator[str]:
    from policykit.model.book import Block, bare_text

    assert isinstance(block, Block)
    if block.inlines:
        yield "".join(bare_text(inline) for inline in block.inlines)
    for below in block.blocks:
        yield from _lines(below)


def test_every_link_leads_to_a_place_in_the_file_or_to_an_address_of_the_book(
    tokens: dict[str, list[Token]],
) -> None:
    for found in tokens.values():
        markup = [token.content for token in found if token.type.startswith("html")]
        places = [name for each in markup for name in PLACE.findall(each)]
        assert set(markup) == {"</a>", *(f'<a id="{name}">' for name in places)}
        assert len(places) == len(set(places))
        targets = [str(token.attrGet("href")) for token in found if token.type == "link_open"]
        inside = {target[1:] for target in targets if target.startswith("#")}
        assert inside
        assert inside <= set(places)
        assert all(target.startswith(("#", "https://")) for target in targets)


def test_headings_are_those_of_the_book(
    books: dict[str, Book], tokens: dict[str, list[Token]]
) -> None:
    for locale, book in books.items():
        found = tokens[locale]
        headings = [
            said(list(flat([found[index + 1]])))
            for index, token in enumerate(found)
            if token.type == "heading_open" and token.tag == "h3"
        ]
        preface = [
            squeezed("".join(str(each) for each in block.inlines))
            for block in book.preface.blocks
            if block.kind is BlockKind.HEADING and block.level == 2
        ]
        assert preface
        assert headings == preface + [
            squeezed(page.number + page.title + (f"({page.badge})" if page.badge else ""))
            for page in book.policies
        ]
        first = [token.tag for token in found if token.type == "heading_open"]
        assert first.count("h1") == 1
        assert first[0] == "h1"


def test_tables_have_as_many_cells_as_columns(
    books: dict[str, Book], texts: dict[str, str], tokens: dict[str, list[Token]]
) -> None:
    rows = [line for line in texts["en"].split("\n") if line.startswith("|")]
    kinds = [token.type for token in tokens["en"]]
    assert kinds.count("tr_open") == sum(1 for row in rows if not row.startswith("| ---"))
    grids = [grid for page in books["en"].policies for grid in page.tables]
    assert kinds.count("table_open") >= len(grids)


def test_hostile_words_stand_there_literally(books: dict[str, Book]) -> None:
    text = FORMAT.render(hostile_book(books["en"]), TEMPLATES)[0].content.decode()
    found = read(text)
    words = said(found)
    for nasty in HOSTILE:
        readable = re.sub(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]", "", nasty)
        assert words.count(squeezed(readable)) > 30, nasty
    markup = {token.content for token in found if token.type.startswith("html")}
    assert all(each == "</a>" or PLACE.fullmatch(each) for each in markup)
    assert not {token.type for token in found} & {"image", "hr", "s_open", "code_block"}
    targets = {str(token.attrGet("href")) for token in found if token.type == "link_open"}
    assert all("evil" not in target for target in targets)
