"""Texts as Markdown: whatever they hold, a Markdown reader reads back the very words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings, strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from policykit.model.book import Block, BlockKind, Inline, Prose, Span, SpanKind
from policykit.model.text import Placeholder
from policykit.rendering import ProseReader, plain
from policykit.rendering.holding import bare
from policykit.rendering.html import Plain
from policykit.rendering.markdown import (
    CODE_LINE,
    LINK_BEGINS,
    LINK_ENDS,
    LINK_LEADS,
    blocks,
    cell,
    escaped,
    inline,
    link,
)

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
SIGNS = st.sampled_from(
    ["\n", "\t", "\\", "www.", "://", "&amp;", "1.", *"`*_[]()<>#+-=.!|~^$&:;@/{}\"' ab1ä"]
)
TEXTS = st.lists(SIGNS | st.characters(exclude_categories=["Cs"]), max_size=20).map("".join)


class Bare:
    """Every placeholder and link as it was written."""

    def placeholder(self, found: Placeholder) -> Inline:
        return ".".join(found.names)

    def link(self, target: str, label: tuple[Inline, ...]) -> Inline:
        return Span(SpanKind.LINK, label or (target,), "x.y")

    def odd(self, raw: str) -> Inline:
        return raw


def flat(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from flat(token.children or ())


def squeezed(text: str) -> str:
    kept = "".join(sign for sign in text if sign.isprintable() or sign.isspace())
    return "".join(kept.replace("\u00b7", "").split())


def read(markdown: str) -> tuple[str, set[str]]:
    for sign, words in ((LINK_BEGINS, "["), (LINK_ENDS, ")"), (CODE_LINE, "")):
        markdown = markdown.replace(sign, words)
    found = list(flat(READER.parse(markdown.replace(LINK_LEADS, "](#"))))
    kinds = {"text", "text_special", "code_inline", "code_block", "fence"}
    said = "".join(token.content for token in found if token.type in kinds)
    return squeezed(said), {token.type for token in found}


@given(TEXTS)
def test_a_text_is_words_alone(text: str) -> None:
    words, kinds = read(f"{escaped(text)}\n")
    assert words == squeezed(text)
    assert kinds <= {"paragraph_open", "paragraph_close", "inline", "text", "text_special"}


@given(TEXTS, TEXTS)
def test_a_cell_stays_one_cell(text: str, other: str) -> None:
    rows = [f"| {cell(plain_of(each))} | b |" for each in (text, other)]
    found = list(flat(READER.parse("\n".join(["| a | b |", "| --- | --- |", *rows]))))
    assert [token.type for token in found].count("td_open") == 4
    cells = [found[index + 1] for index, token in enumerate(found) if token.type == "td_open"]
    said = ["".join(child.content for child in flat(each.children or ())) for each in cells]
    assert [squeezed(each) for each in said] == [squeezed(text), "b", squeezed(other), "b"]


def plain_of(text: str) -> dict[str, Plain]:
    code = Span(SpanKind.CODE, (text,))
    return as_plain(Prose((Block(BlockKind.PARAGRAPH, (text if len(text) % 2 else code,)),)))


def as_plain(prose: Prose) -> dict[str, Plain]:
    found = plain(prose)
    assert isinstance(found, dict)
    return dict(found)


@settings(max_examples=150)
@given(TEXTS)
def test_prose_is_read_back_as_the_same_words(text: str) -> None:
    prose = as_plain(ProseReader().read(text, Bare(), keep_lines=True))
    for made in (blocks(prose), inline(prose), blocks(prose, "> ")):
        words, kinds = read(f"{made}\n")
        assert words == squeezed(bare(prose)), made
        assert not kinds & {"image", "html_inline", "html_block", "s_open", "table_open"}
        if made != blocks(prose):
            assert not kinds & {"heading_open"}


def span(kind: SpanKind, *inlines: Inline) -> Span:
    return Span(kind, inlines, "a.b" if kind is SpanKind.LINK else "")


@pytest.mark.parametrize(
    ("inlines", "expected"),
    [
        (("within ", span(SpanKind.VALUE, "30 days"), "."), "within **30 days**."),
        (("x", span(SpanKind.VALUE, "(30)"), "y"), "x(30)y"),
        (("a ", span(SpanKind.EMPHASIS, "b", span(SpanKind.STRONG, "c"))), "a *bc*"),
        ((span(SpanKind.STRONG, "a"), span(SpanKind.STRONG, "b")), "**a**b"),
        ((span(SpanKind.CODE, "a`b"),), "``a`b``"),
        ((span(SpanKind.CODE, "`"),), "`` ` ``"),
        (("See!", span(SpanKind.LINK, "x")), f"See\\!{LINK_BEGINS}x{LINK_LEADS}a.b{LINK_ENDS}"),
        (("1. a",), "1\\. a"),
        (("- a",), "\\- a"),
        ((" + a",), " \\+ a"),
        (("# a",), "\\# a"),
        (("15.1 a",), "15.1 a"),
        (("https://a.b",), "https\\://a.b"),
    ],
)
def test_how_spans_are_written(inlines: tuple[Inline, ...], expected: str) -> None:
    assert inline(as_plain(Prose((Block(BlockKind.PARAGRAPH, inlines),)))) == expected


def unlinked(markdown: str) -> str:
    """As it is where nothing it leads to is printed."""
    return re.sub(f"{LINK_LEADS}[^{LINK_ENDS}]*{LINK_ENDS}|{LINK_BEGINS}", "", markdown)


@pytest.mark.parametrize("title", ["# Big", "1. Returns", "1) Returns", "- a", "+ b", "---", "="])
@pytest.mark.parametrize("number", ["", "1", "1.2"])
@pytest.mark.parametrize("before", ["", "- "])
def test_a_link_that_is_not_printed_is_words_alone(title: str, number: str, before: str) -> None:
    made = link({"anchor": "x", "number": number, "title": title})
    words, kinds = read(f"{before}{unlinked(made)}\n")
    assert words == squeezed(f"{number}{title}")
    kinds -= {"bullet_list_open", "list_item_open", "list_item_close", "bullet_list_close"}
    assert kinds <= {"paragraph_open", "paragraph_close", "inline", "text", "text_special"}


@settings(max_examples=150)
@given(TEXTS, TEXTS, TEXTS)
def test_words_of_a_link_that_is_not_printed_join_those_around(a: str, b: str, c: str) -> None:
    prose = as_plain(Prose((Block(BlockKind.PARAGRAPH, (a, span(SpanKind.LINK, b), c)),)))
    words, kinds = read(f"{unlinked(blocks(prose))}\n")
    assert words == squeezed(a + b + c)
    assert kinds <= {
        "paragraph_open", "paragraph_close", "inline", "text", "text_special", "softbreak",
    }  # fmt: skip


def test_lists_quotes_and_code_keep_their_shape() -> None:
    text = "- a\n  1. b\n  2. c\n\n  d\n- e\n\n> q\n\n```\nx\n\n  y | z\n```\n\n***\n\n* f"
    made = str(blocks(as_plain(ProseReader().read(text, Bare()))))
    again = str(blocks(as_plain(ProseReader().read(made.replace(CODE_LINE, ""), Bare()))))
    assert again == made
    assert made.replace(CODE_LINE, "").split("\n")[:5] == ["- a", "", "  1. b", "  2. c", ""]


def test_odd_braces_are_printed() -> None:
    assert escaped("{{ x }}") == "\\{\\{ x \\}\\}"
