"""Markdown, with what may stand above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from policykit.importing.page import read_page
from policykit.importing.source import Block, BlockKind, Cell, SourceText, clean, in_blocks
from policykit.rendering.source_blocks import MarkdownBlock, markdown_blocks

_FRONT: Final = re.compile(
    r"\A---[ \t]*\n(?P<inside>.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)


def read_marked(text: str, name: str, remarks: tuple[str, ...] = ()) -> SourceText:
    """The blocks of a Markdown text."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(whole)
    asides: list[Block] = []
    if front:
        asides = [
            Block(BlockKind.ASIDE, clean(line), f"line {number}", aside="front matter")
            for number, line in enumerate(front["inside"].split("\n"), 2)
            if clean(line)
        ]
        whole = "\n" * front.group().count("\n") + whole[front.end() :]
    blocks = (*(made for each in markdown_blocks(whole) for made in _made(each, name)), *asides)
    return SourceText(name, blocks, in_blocks(blocks), remarks=remarks)


def _made(block: MarkdownBlock, name: str) -> Iterator[Block]:
    place = f"line {block.line}"
    if block.kind == "table":
        rows = tuple(
            tuple(Cell(clean(cell), f"line {line}") for cell in cells)
            for line, cells in block.rows
            if any(map(clean, cells))
        )
        if rows:
            yield Block(BlockKind.TABLE, "", place, rows=rows)
    elif block.kind == "html":
        for each in read_page(block.text, name).blocks:
            line = block.line + int(each.place.rpartition(" ")[2]) - 1
            yield Block(each.kind, each.text, f"line {line}", each.level, each.rows, each.aside)
    elif text := clean(block.text):
        kind = BlockKind(block.kind) if block.kind != "paragraph" else BlockKind.PARAGRAPH
        yield Block(kind, text, place, block.level)
