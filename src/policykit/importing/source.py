"""What a document says, block by block, whatever program it was written with."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Final

from policykit.model.value import dataclass

MOST_BYTES: Final = 50_000_000
"""Bytes of a file; a handbook of 500 pages without pictures has one or two million."""

_SPACE: Final = re.compile(r"\s+")
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs"})
_SIGNS: Final = str.maketrans({"\u2028": " ", "\u2029": " ", "\u2011": "-", "\u00a0": " "})


class BlockKind(StrEnum):
    """What a block of a document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    TABLE = "table"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its words and where it stands."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document.

    `place` is where it stands, in words: `line 12`. `level` is the depth of a heading or an item,
    from 1. `rows` are those of a table, the head first. `aside` says what is beside the text: a
    header, a footnote, a comment; `anchor` are the words such a note hangs on, with those before
    them. `kinds` are what the columns of a list of rules hold, '' for anything else.
    """

    kind: BlockKind
    text: str
    place: str
    level: int = 1
    rows: tuple[tuple[Cell, ...], ...] = ()
    aside: str = ""
    head: tuple[str, ...] = ()
    anchor: str = ""
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceText:
    """A document as it was read.

    `name` is that of the file. `letters` are all signs of its text that are no white space, as a
    second way to read it counts them: nothing may be missing in the blocks. `deleted` are texts
    that tracked changes take away, `remarks` what the people should know of the reading.
    """

    name: str
    blocks: tuple[Block, ...]
    letters: int
    deleted: tuple[Cell, ...] = ()
    remarks: tuple[str, ...] = ()


def clean(text: str) -> str:
    """A text on one line, without what nobody can see."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    spaced = _SPACE.sub(" ", text.translate(_SIGNS))
    seen = "".join(each for each in spaced if unicodedata.category(each) not in _UNSEEN)
    return unicodedata.normalize("NFC", " ".join(seen.split()))


def letters(text: str) -> int:
    """How many signs a text has that are no white space and can be seen."""
    return len(clean(text).replace(" ", ""))


def in_blocks(blocks: tuple[Block, ...]) -> int:
    """How many signs stand in blocks."""
    return sum(
        letters(each.text) + sum(letters(cell.text) for row in each.rows for cell in row)
        for each in blocks
    )
