"""A tree written down in the canonical layout."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from policykit.formatting.order import SECTIONS
from policykit.formatting.places import Place
from policykit.formatting.remarks import Remarks
from policykit.formatting.scalars import written, written_key
from policykit.formatting.texts import STEP, WIDTH, kept_lines, words
from policykit.formatting.tree import Entry, Node, Style, Tree
from policykit.model.document import Comment
from policykit.validation.kinds import Kind

WIDEST: Final = 120
"""Columns within which a group stays on the one line the author put it on."""

_FEW_WORDS: Final = 3
_SENTENCE = re.compile(r".*\s.*[.?!…]", re.DOTALL)


class Layout:
    """Writes a tree.

    Args:
        tree: what to write.
        remarks: its comments.
        kind: what the file is.
        top: what the schemas say of its keys.
        ordered: whether keys are put in reading order; else they stay where they are.
    """

    def __init__(
        self, tree: Tree, remarks: Remarks, kind: Kind, top: Place, *, ordered: bool
    ) -> None:
        self._tree = tree
        self._remarks = remarks
        self._kind = kind
        self._top = top
        self._ordered = ordered

    def text(self) -> str:
        """The whole file, its lines ending in LF."""
        lines = [_comment(each) for each in self._comments(self._remarks.head)]
        body = list(self._group(self._tree.root, 0, self._top, is_top=True))
        if lines and body and self._is_parted_from_head():
            lines.append("")
        return "\n".join([*lines, *body, ""])

    def _is_parted_from_head(self) -> bool:
        """Whether an empty line stands below the comments at the top."""
        last = self._remarks.head[-1].position.line
        following = self._tree.lines[last : last + 1]
        return following == [""] or any(not line.strip() for line in following)

    def _comments(self, comments: Sequence[Comment]) -> Iterator[Comment | None]:
        """Comments in a row, None where an empty line parts two of them."""
        for number, comment in enumerate(comments):
            if number and self._remarks.blank_above(comment.position.line - 1):
                yield None
            yield comment

    def _group(
        self, node: Node, indent: int, place: Place, *, is_top: bool = False
    ) -> Iterator[str]:
        """The lines of a group, an entry a line or more."""
        pad = " " * indent
        line = pad
        for number, entry in enumerate(self._in_order(node, place)):
            above = self._above(entry)
            # An empty line that ends an entry belongs to its text, and so would one more.
            if (
                number
                and line
                and self._is_parted(entry, above, is_top=is_top, first=node.entries[0])
            ):
                yield ""
            for comment in self._comments(above):
                yield pad + _comment(comment) if comment else ""
            if above and self._remarks.blank_above(entry.line):
                yield ""
            for line in self._entry(entry, indent, place.below(entry.part)):
                yield line
        for comment in self._remarks.last.get(node.number, ()):
            if line and self._remarks.blank_above(comment.position.line - 1):
                yield ""
            line = pad + _comment(comment)
            yield line

    def _in_order(self, node: Node, place: Place) -> Sequence[Entry]:
        if not self._ordered or not isinstance(node.value, dict):
            return node.entries
        return sorted(node.entries, key=lambda entry: place.rank(entry.key or ""))

    def _above(self, entry: Entry) -> list[Comment]:
        """The comments over an entry, and those beside it that find no room there."""
        number = entry.node.number
        return [
            *self._remarks.above.get(number, ()),
            *self._remarks.beside.get(number, ())[1:],
        ]

    def _is_parted(
        self, entry: Entry, above: Sequence[Comment], *, is_top: bool, first: Entry
    ) -> bool:
        """Whether an empty line stands over an entry; over the `first` one it parts nothing."""
        if is_top and entry.key in SECTIONS.get(self._kind.value, ()):
            return True
        line = above[0].position.line - 1 if above else entry.line
        return entry is not first and self._remarks.blank_above(line)

    def _entry(self, entry: Entry, indent: int, place: Place) -> Iterator[str]:
        node = entry.node
        head = " " * indent
        if entry.key is None:
            head += "-"
        else:
            head += written_key(entry.key, self._tree.text[entry.start : entry.key_end]) + ":"
        beside = self._beside(node)
        if isinstance(node.value, dict | list):
            short = self._short(node, place, len(head) + 1)
            if short:
                yield f"{head} {short}{beside}"
            elif entry.key is None:
                yield from self._item(node, indent, place, beside)
            else:
                yield head + beside
                yield from self._group(node, indent + STEP, place)
        elif node.style is Style.KEPT_LINES:
            yield from kept_lines(node, self._tree, head, beside, indent)
        elif node.style is Style.NOTHING:
            yield head + beside
        else:
            yield from words(entry, self._tree, head, beside, indent)

    def _beside(self, node: Node) -> str:
        comments = self._remarks.beside.get(node.number, ())
        return f"{self._remarks.gap(comments[0])}{_comment(comments[0])}" if comments else ""

    def _item(self, node: Node, indent: int, place: Place, beside: str) -> Iterator[str]:
        """A group as an item of a list: its first line stands behind the hyphen."""
        lines = list(self._group(node, indent + STEP, place))
        pad = " " * indent
        if beside:
            yield pad + beside.strip()
        while lines and (not lines[0].strip() or lines[0].lstrip().startswith("#")):
            first = lines.pop(0).strip()
            if first:
                yield pad + first
        yield f"{pad}- {lines[0].lstrip()}"
        yield from lines[1:]

    def _short(self, node: Node, place: Place, column: int) -> str:
        """A group on one line, '' where it belongs on several."""
        if not node.entries:
            return "[]" if isinstance(node.value, list) else "{}"
        if self._remarks.inside(node):
            return ""
        if node.style is Style.LINES and not self._is_short_list(node, place):
            return ""
        if self._holds_sentences(node, place):
            return ""
        line = self._on_one_line(node, place)
        if node.style is Style.LINES:
            return line if column + len(line) <= WIDTH else ""
        plain = isinstance(node.value, list) and not any(each.node.entries for each in node.entries)
        return line if plain or column + len(line) <= WIDEST else ""

    def _is_short_list(self, node: Node, place: Place) -> bool:
        """Whether a list of names that stands on several lines may stand on one."""
        return (
            isinstance(node.value, list)
            and place.below(0).has_names
            and all(
                each.node.style in {Style.PLAIN, Style.QUOTED}
                and not (number and self._remarks.blank_above(each.line))
                for number, each in enumerate(node.entries)
            )
        )

    def _holds_sentences(self, node: Node, place: Place) -> bool:
        """Whether words stand in a group that belong on lines of their own."""
        return any(
            self._holds_sentences(entry.node, place.below(entry.part))
            if entry.node.entries
            else place.below(entry.part).has_words and _is_sentence(entry)
            for entry in node.entries
        )

    def _on_one_line(self, node: Node, place: Place) -> str:
        """A group in brackets; '' where a value cannot stand in them."""
        parts: list[str] = []
        for entry in self._in_order(node, place):
            below = entry.node
            if isinstance(below.value, dict | list):
                part = self._on_one_line(below, place.below(entry.part)) if below.entries else ""
                part = part or ("" if below.entries else "[]" if below.value == [] else "{}")
            else:
                source = self._tree.text[below.start : below.end]
                was_short = node.style is Style.SHORT
                part = written(below, source, short=True, was_short=was_short)
            if not part:
                return ""
            if entry.key is not None:
                source = self._tree.text[entry.start : entry.key_end]
                part = f"{written_key(entry.key, source)}: {part}"
            parts.append(part)
        inside = ", ".join(parts)
        return f"[{inside}]" if isinstance(node.value, list) else f"{{{inside}}}"


def _is_sentence(entry: Entry) -> bool:
    """Whether a text is one; in a list already a comma or more than a few words make it one."""
    text = entry.node.value
    if not isinstance(text, str):
        return False
    in_a_list = entry.key is None and ("," in text or len(text.split()) > _FEW_WORDS)
    return in_a_list or _SENTENCE.fullmatch(text) is not None


def _comment(comment: Comment | None) -> str:
    return f"#{comment.text.rstrip()}" if comment else ""
