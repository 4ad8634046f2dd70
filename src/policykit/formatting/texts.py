"""Texts that take a line or more: lines stay as the author broke them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from policykit.formatting.scalars import written
from policykit.formatting.tree import Entry, Node, Style, Tree

STEP: Final = 2
"""Spaces for each level."""

WIDTH: Final = 100
"""Columns within which a list of names or a short text is put on one line."""

_LIKE_A_NUMBER = re.compile(r" +#[^\s#]")
_MARK = re.compile(r"[|>][1-9]?[+-]?[1-9]?")


def words(entry: Entry, tree: Tree, head: str, beside: str, indent: int) -> Iterator[str]:
    """The lines of a text or number, `head` and a comment `beside` it included.

    Args:
        entry: whose value it is.
        tree: where it stands.
        head: what stands before it on its line.
        beside: the comment behind it.
        indent: how far in its entry stands.
    """
    node = entry.node
    source = tree.text[node.start : node.end]
    line = written(node, source, short=False)
    if line and _LIKE_A_NUMBER.match(beside):
        # Without quotes it would look like `form #12`, of which half is lost.
        line = source
    begins_below = _begins_below(entry, tree)
    if line and (not begins_below or len(head) + 1 + len(line) <= WIDTH):
        yield f"{head} {line}{beside}"
        return
    pad = " " * (indent + STEP)
    first, *rest = [line] if line else source.split("\n")
    lines = [first.rstrip(), *(part.strip() for part in rest)]
    if node.style is Style.QUOTED and "\\" in source:
        # A space behind a backslash belongs to the text.
        lines = [first, *(part.lstrip(" ") for part in rest)]
    if begins_below:
        yield head
        lines[0] = pad + lines[0]
    else:
        lines[0] = f"{head} {lines[0]}"
    lines[1:] = [pad + part if part else "" for part in lines[1:]]
    lines[-1] += beside
    yield from lines


def kept_lines(node: Node, tree: Tree, head: str, beside: str, indent: int) -> Iterator[str]:
    """The lines of a text behind `|` or `>`, all moved in or out together."""
    stop = tree.text.find("\n", node.end)
    first, *lines = tree.text[node.start : None if stop < 0 else stop].split("\n")
    found = _MARK.match(first)
    mark = found.group() if found else first[:1]
    text = str(node.value)
    empty_lines = text.endswith("\n\n") or text == "\n"
    # A text may end with its file, without a line end, and now gets one.
    chomp = "+" if empty_lines else "" if text.endswith("\n") else "-"
    if empty_lines:
        lines += [""] * (len(text) - len(text.rstrip("\n")) - bool(lines))
    cut = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
    if re.search("[1-9]", mark):
        cut = _told_indent(text, lines, cut)
    moved = [line[cut:] for line in lines]
    begins_further_in = next((each for each in moved if each), "").startswith(" ")
    yield f"{head} {mark[0]}{STEP if begins_further_in else ''}{chomp}{beside}"
    pad = " " * (indent + STEP)
    yield from (pad + line if line else "" for line in moved)


def _begins_below(entry: Entry, tree: Tree) -> bool:
    """Whether a text begins on a line below its key or hyphen."""
    if entry.key is not None:
        return entry.node.line > tree.line_of(entry.key_end)
    return "-" not in tree.lines[entry.node.line][: entry.node.column]


def _told_indent(text: str, lines: Sequence[str], least: int) -> int:
    """How far in a text stands whose mark tells it: spaces beyond that belong to the text."""
    wanted = next((each for each in text.split("\n") if each.strip()), "")
    line = next((each for each in lines if each.strip()), "")
    return max(0, min(least, len(line) - len(wanted)))
