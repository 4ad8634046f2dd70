"""Markdown somebody else wrote, taken apart into headings, paragraphs, items and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from policykit.model.value import dataclass

_LEAVES: Final = frozenset({"fence", "code_block", "html_block"})
_LISTS: Final = frozenset({"bullet_list_open", "ordered_list_open"})


@dataclass(frozen=True, slots=True)
class MarkdownBlock:
    """A stretch of Markdown: `heading`, `paragraph`, `item`, `quote`, `html` or `table`.

    `line` counts from 1, `level` is the depth of a heading or an item; `rows` are those of a
    table with the lines they stand on.
    """

    kind: str
    text: str
    line: int
    level: int = 1
    rows: tuple[tuple[int, tuple[str, ...]], ...] = ()


def markdown_blocks(text: str) -> Iterator[MarkdownBlock]:
    """The blocks of a text in CommonMark with tables, its marks taken away."""
    tokens = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table").parse(text)
    stack: list[str] = []
    rows: list[tuple[int, list[str]]] = []
    depth = 1
    for token in tokens:
        line = token.map[0] + 1 if token.map else 1
        if token.nesting == 1:
            stack.append(token.type)
            if token.type == "heading_open":
                depth = int(token.tag[1:])
            elif token.type == "tr_open":
                rows.append((line, []))
        elif token.nesting == -1:
            stack.pop()
            if token.type == "table_close":
                made = tuple((place, tuple(cells)) for place, cells in rows)
                yield MarkdownBlock("table", "", made[0][0] if made else line, rows=made)
                rows = []
        elif token.type == "inline" and rows and "table_open" in stack:
            rows[-1][1].append(_words(token.children or ()))
        elif token.type == "inline" or token.type in _LEAVES:
            yield _block(token, stack, line, depth)


def _block(token: Token, stack: Sequence[str], line: int, depth: int) -> MarkdownBlock:
    if token.type == "html_block":
        return MarkdownBlock("html", token.content, line)
    text = _words(token.children or ()) if token.type == "inline" else token.content
    if "heading_open" in stack:
        return MarkdownBlock("heading", text, line, depth)
    if inside := sum(each in _LISTS for each in stack):
        return MarkdownBlock("item", text, line, inside)
    return MarkdownBlock("quote" if "blockquote_open" in stack else "paragraph", text, line)


def _words(children: Sequence[Token]) -> str:
    """What is read of a line: links with their addresses, pictures by what stands for them."""
    found: list[str] = []
    targets: list[tuple[str, int]] = []
    for index, child in enumerate(children):
        if child.type in {"text", "code_inline"}:
            found.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            found.append(" ")
        elif child.type == "image":
            found.append(child.content)
        elif child.type == "link_open":
            targets.append((str(child.attrGet("href") or ""), index))
        elif child.type == "link_close" and targets:
            target, opened = targets.pop()
            said = "".join(each.content for each in children[opened:index])
            if target.startswith(("https://", "http://")) and said.strip() != target:
                found.append(f" ({target})")
    return "".join(found)
