"""Policy text to blocks and spans: CommonMark without raw HTML, images or automatic links.

Placeholders and links belong to the policies, so whoever reads a text says what they stand
for; the Markdown reader only finds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from policykit.model.book import Block, BlockKind, Inline, Prose, Span, SpanKind
from policykit.model.text import (
    Link,
    Odd,
    Placeholder,
    Words,
    has_markup,
    is_outside,
    segments,
)

_MARKED = re.compile(
    r"[\\`*_\[\n\r\t]|&#?\w+;|^ *(?:[-+>=]|#{1,6}(?: |$)|~~~|\d{1,9}[.)])|^ {4}| {2}$"
)


MOST_IN_PARAGRAPH: Final = 20_000
"""Characters of a paragraph that are read as markup; brackets take time by their square."""

MOST_IN_TEXT: Final = 256 * 1024
"""Characters of a text that are read as markup; the longest preface has as many bytes."""

_DEEPEST: Final = 20
"""How many spans may stand inside each other; further ones are words without a span."""


class Meaning(Protocol):
    """What placeholders and links of a text stand for."""

    def placeholder(self, found: Placeholder) -> Inline:
        """What is printed for `{name}`."""

    def link(self, target: str, label: tuple[Inline, ...]) -> Inline:
        """What is printed for a link to something in the policies."""

    def odd(self, raw: str) -> Inline:
        """What is printed for braces or a link target that mean nothing."""


class _Reader(MarkdownIt):
    """CommonMark that leaves every link target as it is written, for `Meaning` to judge."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False})
        self.disable(["html_block", "html_inline", "image", "autolink", "reference", "text_join"])
        self.core.ruler.at("inline", _read_paragraphs)

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's own name
        """Any target is a link here; `_link` decides what may be followed."""
        return bool(url)

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the library's own name
        """The target as written."""
        return url


def _read_paragraphs(state: StateCore) -> None:
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = []
        if len(token.content) > MOST_IN_PARAGRAPH:
            token.children.append(Token("text", "", 0, content=token.content))
        else:
            state.md.inline.parse(token.content, state.md, state.env, token.children)


class ProseReader:
    """Reads policy texts; make one for a run, since setting it up costs a millisecond.

    What is longer than anybody writes is printed as plain words, its markup as it is written.
    """

    def __init__(self) -> None:
        self._markdown = _Reader()

    def read(
        self, text: str, meaning: Meaning, language: str = "", *, keep_lines: bool = False
    ) -> Prose:
        """The prose of a text.

        Args:
            text: as written by its author.
            meaning: what placeholders and links stand for.
            language: set where it differs from that of the book.
            keep_lines: whether a line break stays one, as in a message ready to send.
        """
        if not text.strip():
            return Prose()
        if len(text) > MOST_IN_TEXT or not _MARKED.search(text):
            inlines = tuple(_said(text.strip(), meaning))
            return Prose((Block(BlockKind.PARAGRAPH, inlines),), language)
        tokens = self._markdown.parse(text)
        return Prose(tuple(_Conversion(meaning, keep_lines=keep_lines).blocks(tokens)), language)


_CONTAINERS = {
    "bullet_list": BlockKind.BULLETS,
    "ordered_list": BlockKind.NUMBERS,
    "list_item": BlockKind.ITEM,
    "blockquote": BlockKind.QUOTE,
}
_WORDED = {"paragraph": BlockKind.PARAGRAPH, "heading": BlockKind.HEADING}
_SPANS = {"strong": SpanKind.STRONG, "em": SpanKind.EMPHASIS}


class _Conversion:
    """Tokens of one text to blocks."""

    def __init__(self, meaning: Meaning, *, keep_lines: bool) -> None:
        self._meaning = meaning
        self._keep_lines = keep_lines

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        index = 0
        while index < len(tokens):
            token = tokens[index]
            end = _closing(tokens, index)
            name = token.type.removesuffix("_open")
            if name in _CONTAINERS:
                below = tuple(self.blocks(tokens[index + 1 : end]))
                start = token.attrGet("start")
                level = int(start) if start is not None else int(name == "ordered_list")
                yield Block(_CONTAINERS[name], blocks=below, level=level)
            elif name in _WORDED:
                level = int(token.tag[1:]) if name == "heading" else 0
                inlines = tuple(self.inlines(tokens[index + 1].children or []))
                yield Block(_WORDED[name], inlines, level=level)
            elif name in {"fence", "code_block"}:
                code = tuple(_said(token.content.rstrip("\n"), self._meaning))
                yield Block(BlockKind.CODE, code)
            elif name == "hr":
                yield Block(BlockKind.RULE)
            index = end + 1

    def inlines(self, tokens: Sequence[Token], depth: int = 0) -> Iterator[Inline]:
        index = 0
        while index < len(tokens):
            token = tokens[index]
            name = token.type.removesuffix("_open")
            is_flat = depth >= _DEEPEST and token.type.partition("_")[0] in _SPANS
            end = index if is_flat else _closing(tokens, index)
            if is_flat:
                pass
            elif name in _SPANS:
                yield Span(_SPANS[name], tuple(self.inlines(tokens[index + 1 : end], depth + 1)))
            elif name == "link":
                target = str(token.attrGet("href") or "")
                label = tuple(self.inlines(tokens[index + 1 : end], depth + 1))
                yield self._link(target, label)
            elif name == "code_inline":
                yield Span(SpanKind.CODE, tuple(_said(token.content, self._meaning)))
            elif name == "hardbreak" or (name == "softbreak" and self._keep_lines):
                yield Span(SpanKind.BREAK)
            elif name == "softbreak":
                yield " "
            elif name == "text_special":
                yield token.content
            else:
                yield from _said(token.content, self._meaning)
            index = end + 1

    def _link(self, target: str, label: tuple[Inline, ...]) -> Inline:
        if is_outside(target) and target.isprintable():
            return Span(SpanKind.EXTERNAL, label or (target,), target)
        return self._meaning.link(target, label)


def _closing(tokens: Sequence[Token], index: int) -> int:
    """The index of the token that closes the one at `index`; itself when it opens nothing."""
    depth = 0
    for end in range(index, len(tokens)):
        depth += tokens[end].nesting
        if depth == 0:
            return end
    return len(tokens) - 1


def _said(text: str, meaning: Meaning) -> Iterator[Inline]:
    """Words with their placeholders, links apart."""
    if not has_markup(text):
        if text:
            yield text
        return
    for segment in segments(text):
        match segment:
            case Words():
                yield segment.text
            case Placeholder():
                yield meaning.placeholder(segment)
            case Link():
                yield "["
                yield from _said(segment.label, meaning)
                yield f"]({segment.target})"
            case Odd():
                yield meaning.odd(segment.raw)
