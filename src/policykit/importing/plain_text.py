"""Plain text: headings and lists told by how they are set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from policykit.importing.source import Block, BlockKind, SourceText, clean, letters

_LONGEST_HEADING: Final = 90
_UNDERLINE: Final = re.compile(r"\s*([=\-~*_#])\1{2,}\s*")
_BULLET: Final = re.compile(
    r"^(?P<indent>[ \t]*)(?P<mark>[-*+•·▪◦‣\u2013\u2014]|\(?(?:\d{1,3}|[a-zA-Z])[.)])\s+(?=\S)"
)
_NUMBERED: Final = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+(?P<words>\S.*)$")
_QUOTE: Final = re.compile(r"^\s*>\s?")
_STOPS: Final = (".", ",", ";", ":", "!")


def read_plain(text: str, name: str, remarks: tuple[str, ...] = ()) -> SourceText:
    """The blocks of a plain text; paragraphs end at empty lines, bullets and headings."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    blocks = tuple(_blocks([line.expandtabs(4) for line in lines]))
    # Lines drawn below headings, marks of lists and numbers of headings are no words.
    drawn = sum(letters(line) for line in lines if _UNDERLINE.fullmatch(line))
    marks = sum(letters(each) for each in _marks(lines))
    return SourceText(name, blocks, letters(text) - drawn - marks, remarks=remarks)


def _marks(lines: list[str]) -> Iterator[str]:
    for index, line in enumerate(lines):
        expanded = line.expandtabs(4)
        if _UNDERLINE.fullmatch(expanded):
            continue
        if _heading(lines, index)[0]:
            found = _NUMBERED.match(expanded.strip())
            if found:
                yield expanded.strip()[: found.start("words")]
        elif bullet := _BULLET.match(expanded):
            yield bullet.group()
        elif quote := _QUOTE.match(expanded):
            yield quote.group()


def _blocks(lines: list[str]) -> Iterator[Block]:
    gathered: list[str] = []
    kind, begun, level = BlockKind.PARAGRAPH, 0, 1
    for index, line in enumerate(lines):
        depth, words = _heading(lines, index)
        bullet = _BULLET.match(line)
        quote = _QUOTE.match(line)
        is_new = depth or bullet or not line.strip() or (quote and kind is not BlockKind.QUOTE)
        if (is_new or _UNDERLINE.fullmatch(line)) and gathered:
            yield Block(kind, clean(" ".join(gathered)), f"line {begun}", level)
            gathered, kind, level = [], BlockKind.PARAGRAPH, 1
        if _UNDERLINE.fullmatch(line) or not line.strip():
            continue
        if depth:
            yield Block(BlockKind.HEADING, words, f"line {index + 1}", depth)
            continue
        if not gathered:
            begun = index + 1
        if bullet:
            kind, level = BlockKind.ITEM, 1 + min(len(bullet["indent"]) // 2, 8)
            gathered = [line[bullet.end() :]]
        elif quote:
            kind = BlockKind.QUOTE
            gathered.append(line[quote.end() :])
        else:
            gathered.append(line)
    if gathered:
        yield Block(kind, clean(" ".join(gathered)), f"line {begun}", level)


def _heading(lines: list[str], index: int) -> tuple[int, str]:
    """The depth and words of the heading on a line; 0 where there is none."""
    line = lines[index].strip()
    if not line or len(line) > _LONGEST_HEADING or _UNDERLINE.fullmatch(line):
        return 0, ""
    below = lines[index + 1].strip() if index + 1 < len(lines) else ""
    above = lines[index - 1].strip() if index else ""
    if below and _UNDERLINE.fullmatch(below) and not _BULLET.match(lines[index]) and clean(line):
        return (1 if below[0] in "=#*" else 2), clean(line)
    if below or above or lines[index].startswith((" ", "\t")) or line.endswith(_STOPS):
        return 0, ""
    numbered = _NUMBERED.match(line)
    if numbered and clean(numbered["words"]) and clean(numbered["words"])[0].isupper():
        return 1 + numbered["number"].rstrip(".").count("."), clean(numbered["words"])
    if line.isupper() and len(line.split()) > 1 and clean(line):
        return 1, clean(line)
    return 0, ""
