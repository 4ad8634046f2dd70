"""Texts of a handbook: words with stretches that are more, in blocks."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias

from policykit.model.value import dataclass


class SpanKind(StrEnum):
    """What a stretch of text is.

    `value` is the number behind a placeholder, `cases` inside it where another one holds,
    `blank` something to fill in, and
    `unresolved` a placeholder or link that leads nowhere and is printed as it was written.
    """

    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    BREAK = "break"
    LINK = "link"
    EXTERNAL = "external"
    VALUE = "value"
    CASES = "cases"
    BLANK = "blank"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text that is more than plain words.

    `inlines` are what it holds; `target` is the anchor or address of a link, and `title`
    what is found there.
    """

    kind: SpanKind
    inlines: tuple[Inline, ...] = ()
    target: str = ""
    title: str = ""


Inline: TypeAlias = str | Span
"""Plain words, or a stretch that is more."""


class BlockKind(StrEnum):
    """What a block of text is; `item` stands in `bullets` and `numbers`."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    BULLETS = "bullets"
    NUMBERS = "numbers"
    ITEM = "item"
    QUOTE = "quote"
    CODE = "code"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text: words (`inlines`) or other blocks (`blocks`).

    `level` is that of a heading, from 1, or the first number of a numbered list.
    """

    kind: BlockKind
    inlines: tuple[Inline, ...] = ()
    blocks: tuple[Block, ...] = ()
    level: int = 0


@dataclass(frozen=True, slots=True)
class Prose:
    """A human text. `language` is set where it differs from that of the book."""

    blocks: tuple[Block, ...] = ()
    language: str = ""

    def __bool__(self) -> bool:
        """Whether there is anything to print."""
        return bool(self.blocks)

    @property
    def text(self) -> str:
        """The bare words in one line, as for titles and indexes."""
        return " ".join([" ".join(_words(block)) for block in self.blocks])


def _words(block: Block) -> list[str]:
    own = "".join(
        [each if type(each) is str else bare_text(each) for each in block.inlines]  # nearly all are
    )
    below = [word for each in block.blocks for word in _words(each)] if block.blocks else []
    return [own, *below] if own else below


def bare_text(inline: Inline) -> str:
    """The words of an inline, without what makes it more."""
    if isinstance(inline, str):
        return inline
    if inline.kind is SpanKind.BREAK:
        return " "
    return "".join(bare_text(below) for below in inline.inlines)


@lru_cache(maxsize=4_096)
def plain_prose(text: str, language: str = "") -> Prose:
    """Words that are no markup, as prose; nothing for no words."""
    if not text:
        return Prose()
    return Prose((Block(BlockKind.PARAGRAPH, (text,)),), language)
