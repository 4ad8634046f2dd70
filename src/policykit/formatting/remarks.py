"""Comments, each with the entry it stands above or beside."""

from __future__ import annotations

import re
from collections import defaultdict

from policykit.formatting.tree import Node, Style, Tree
from policykit.model.document import Comment

_SUPPRESSION = re.compile(r"\s*policykit\b[\s:]*\bignore\b", re.IGNORECASE)
_FOR_EDITORS = re.compile(r"\s*yaml-language-server\s*:|!")


class Remarks:
    """Where the comments of a tree belong, by number of the value of their entry.

    `head` are those that stay at the top of the file, `above` those over an entry, `beside`
    those behind it, `last` those at the end of a group, below its entries.
    """

    def __init__(self, tree: Tree, comments: tuple[Comment, ...]) -> None:
        self.head: list[Comment] = []
        self.above: dict[int, list[Comment]] = defaultdict(list)
        self.beside: dict[int, list[Comment]] = defaultdict(list)
        self.last: dict[int, list[Comment]] = defaultdict(list)
        self._tree = tree
        for comment in comments:
            self._put(tree.root, comment)
        self._take_head()

    def inside(self, node: Node) -> bool:
        """Whether there is a comment anywhere in a group."""
        return bool(self.last.get(node.number)) or any(
            self.above.get(entry.node.number)
            or self.beside.get(entry.node.number)
            or self.inside(entry.node)
            for entry in node.entries
        )

    def gap(self, comment: Comment) -> str:
        """The spaces before a comment that stands beside something."""
        line = self._tree.lines[comment.position.line - 1][: comment.position.column - 1]
        return " " * max(1, len(line) - len(line.rstrip()))

    def blank_above(self, line: int) -> bool:
        """Whether the line over a line (from 0) is empty."""
        return line > 0 and not self._tree.lines[line - 1].strip()

    def _put(self, node: Node, comment: Comment) -> None:
        """Put a comment to the entry of a group it belongs to, or to one further in."""
        offset = self._tree.offset(comment.position)
        index = node.entry_before(offset)
        if index < 0:
            (
                self.above[node.entries[0].node.number] if node.entries else self.last[node.number]
            ).append(comment)
            return
        entry = node.entries[index]
        below = entry.node
        if below.entries and below.start <= offset < below.end:
            self._put(below, comment)
        elif offset < below.start:
            self._between(below, comment)
        elif not comment.own_line and self._line_of_end(below, offset) == comment.position.line:
            self._beside(below, comment)
        elif self._is_further_in(node, below, comment):
            self._at_end(below, comment)
        elif index + 1 < len(node.entries):
            self.above[node.entries[index + 1].node.number].append(comment)
        else:
            self.last[node.number].append(comment)

    def _between(self, below: Node, comment: Comment) -> None:
        """A comment between a key and its value."""
        if not comment.own_line:
            self.beside[below.number].append(comment)
        elif below.style is Style.LINES and below.entries:
            self.above[below.entries[0].node.number].append(comment)
        else:
            self.above[below.number].append(comment)

    def _line_of_end(self, node: Node, offset: int) -> int:
        """The line, from 1, of the comment's neighbour: the end of a value, the head of a text."""
        end = node.start if node.style is Style.KEPT_LINES and offset < node.end else node.end
        return self._tree.line_of(end) + 1

    def _beside(self, node: Node, comment: Comment) -> None:
        while node.style is Style.LINES and node.entries:
            node = node.entries[-1].node
        self.beside[node.number].append(comment)

    @staticmethod
    def _is_further_in(node: Node, below: Node, comment: Comment) -> bool:
        return (
            below.style is Style.LINES
            and bool(below.entries)
            and comment.own_line
            and below.column > node.column
            and comment.position.column - 1 > node.column
            and _SUPPRESSION.match(comment.text) is None
        )

    def _at_end(self, node: Node, comment: Comment) -> None:
        """A comment below the last entry of a group: it belongs as deep as it stands."""
        while self._is_further_in(node, node.entries[-1].node, comment):
            node = node.entries[-1].node
        self.last[node.number].append(comment)

    def _take_head(self) -> None:
        """Keep at the top what is for editors, and what an empty line parts from the first key."""
        root = self._tree.root
        if not root.entries:
            return
        first = root.entries[0]
        above = self.above[first.node.number]
        stop = next(
            (n for n, each in enumerate(above) if _SUPPRESSION.match(each.text)), len(above)
        )
        lines = [each.position.line - 1 for each in above] + [first.line]
        parted = [n for n in range(1, stop + 1) if n < len(lines) and self.blank_above(lines[n])]
        count = max(parted, default=0)
        while count < stop and _FOR_EDITORS.match(above[count].text):
            count += 1
        self.head, above[:] = above[:count], above[count:]
