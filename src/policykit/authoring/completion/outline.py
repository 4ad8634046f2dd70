"""What can be made out of a file that somebody is typing: its keys, lists and words, with places.

The reader of files says what is wrong and reads up to there. An author who asks for the next
word stands in the middle of a mistake, and all around it counts: so this one takes a line for
what it looks like, and never stops. Of a sound file it makes the same data as the reader does.
"""

from __future__ import annotations

import re
from typing import Final

from policykit.authoring.completion.brackets import DOUBLE, SINGLE, Brackets
from policykit.authoring.completion.nodes import (
    DEEPEST,
    Entry,
    Group,
    Listing,
    Node,
    Scalar,
    TooDeepError,
)
from policykit.authoring.completion.scalars import folded, undented, unquoted

_PLAIN_KEY: Final = re.compile(
    r"(?:\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|[^\s#\[\]{},\"'|>&*!%@`?:-](?:[^\n:#]|:(?=\S)|(?<=\S)#)*?"
    r"|-(?=[^\s:])(?:[^\n:#]|:(?=\S)|(?<=\S)#)*?)(?=[ \t]*:(?:[ \t\r\n]|$))"
)
_DASH: Final = re.compile(r"-(?=[ \t\r\n]|$)")
_COMMENT: Final = re.compile(r"(?:^|(?<=[ \t\n]))#")
_BLOCK: Final = re.compile(r"(?P<style>[|>])[+\-0-9]{0,2}[ \t]*(?:#[^\n]*)?\r?(?=\n|$)")

_LONGEST: Final = 400
"""Lines that are looked through for the end of what is open: a bracket or a quote."""


def outline(text: str) -> Node | None:
    """What stands in a text, None where there is nothing or nothing that can be followed."""
    reader = _Reader(text)
    try:
        return reader.whole()
    except TooDeepError:
        return None


class _Reader:
    """Goes through a text once; stands at the beginning of something in a line, or at the end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] = []
        """Where each line begins."""
        self._content: list[int] = []
        """Where the words of each line begin, -1 where it has none."""
        self._depth = 0
        offset = 0
        for line in text.split("\n"):
            self._starts.append(offset)
            stripped = line.lstrip(" \t\r")
            indent = len(line) - len(stripped)
            self._content.append(offset + indent if stripped else -1)
            offset += len(line) + 1
        self._starts.append(len(text) + 1)
        self._line = -1
        self._at = -1
        self._next_line()

    def whole(self) -> Node | None:
        """The node at the top."""
        if self._at >= 0 and self._text.startswith("---", self._at):
            self._next_line()
        top: Node | None = None
        while self._at >= 0:
            before = self._line
            found = self._node(0)
            top = top or found
            if self._line == before:
                self._next_line()
        return top

    # Where we stand.

    def _next_line(self) -> None:
        """Goes to the next line with words that are no comment."""
        self._line += 1
        while self._line < len(self._content):
            at = self._content[self._line]
            if at >= 0 and self._text[at] != "#":
                self._at = at
                return
            self._line += 1
        self._at = -1

    @property
    def _indent(self) -> int:
        return self._at - self._starts[self._line]

    def _line_end(self, line: int) -> int:
        end = self._starts[line + 1] - 1
        return end - 1 if end > self._starts[line] and self._text[end - 1] == "\r" else end

    def _is_dash(self) -> bool:
        return _DASH.match(self._text, self._at) is not None

    def _key(self) -> re.Match[str] | None:
        return _PLAIN_KEY.match(self._text, self._at, self._line_end(self._line))

    def _is_structure(self) -> bool:
        return self._is_dash() or self._key() is not None

    def _end_below(self, indent: int) -> int:
        """Where the first line begins that stands no deeper than an indent."""
        for line in range(self._line + 1, min(self._line + _LONGEST, len(self._content))):
            at = self._content[line]
            if at >= 0 and at - self._starts[line] <= indent:
                # A bracket may be closed as deep as the key stands.
                closes = self._text[at] in "]}" and at - self._starts[line] == indent
                return at + 1 if closes else self._starts[line] - 1
        last = min(self._line + _LONGEST, len(self._content))
        return self._starts[last] - 1

    def _go_behind(self, offset: int) -> None:
        """Goes to the line behind the one an offset stands in."""
        while self._line < len(self._content) and self._starts[self._line + 1] <= offset:
            self._line += 1
        self._next_line()

    # What stands there.

    def _node(self, least: int) -> Node | None:
        """What stands here and deeper, None where the line stands less deep than `least`."""
        if self._at < 0 or self._indent < least:
            return None
        self._depth += 1
        if self._depth > DEEPEST:
            raise TooDeepError
        try:
            if self._is_dash():
                return self._listing(self._indent)
            if self._key() or self._leads_to_keys():
                return self._group(self._indent)
            if self._leads_to_dashes():
                return self._listing(self._indent)
            return self._value(least - 1)
        finally:
            self._depth -= 1

    def _follower(self) -> int:
        """The number of the next line with words, -1 where there is none."""
        for line in range(self._line + 1, len(self._content)):
            at = self._content[line]
            if at >= 0 and self._text[at] != "#":
                return line
        return -1

    def _leads_to_keys(self) -> bool:
        """Whether a bare word stands here and keys follow as deep as it is."""
        line = self._follower()
        if line < 0 or self._text[self._at] in "|>\"'[{":
            return False
        at = self._content[line]
        same = at - self._starts[line] == self._indent
        return same and _PLAIN_KEY.match(self._text, at, self._line_end(line)) is not None

    def _leads_to_dashes(self) -> bool:
        line = self._follower()
        if line < 0 or self._text[self._at] in "|>\"'[{":
            return False
        at = self._content[line]
        same = at - self._starts[line] == self._indent
        return same and _DASH.match(self._text, at) is not None

    def _group(self, indent: int) -> Group:
        group = Group(self._at)
        while self._at >= 0 and self._indent >= indent:
            if self._is_dash():
                if self._indent == indent and indent and not group.entries:
                    break
                stray = self._listing(self._indent)
                last = group.entries[-1] if group.entries else None
                if last is not None and last.value is None:
                    last.value = stray
                else:
                    group.strays.append(stray)
                continue
            group.entries.append(self._entry(self._indent))
        return group

    def _entry(self, indent: int) -> Entry:
        key = self._key()
        if key is None:
            words = self._plain_line()
            self._next_line()
            below = self._node(indent + 1) if self._at >= 0 and self._indent > indent else None
            return Entry(words, below, colon=False)
        entry = Entry(self._named(key))
        colon = self._text.index(":", key.end())
        self._step_over(colon + 1)
        if self._at == colon + 1 or self._at < 0:  # nothing behind the colon
            self._next_line()
            entry.value = self._below(indent)
            return entry
        value = self._value(indent)
        if self._at >= 0 and self._indent > indent and self._line >= 0:
            # Lines with keys below words: what was typed before them is not done.
            entry.also = value if isinstance(value, Scalar) else None
            entry.value = self._node(indent + 1)
        else:
            entry.value = value
        return entry

    def _named(self, key: re.Match[str]) -> Scalar:
        raw = key.group()
        if raw[:1] in {'"', "'"}:
            style = "double" if raw[0] == '"' else "single"
            return Scalar(raw[1:-1], key.start() + 1, key.end() - 1, style)
        return Scalar(raw, key.start(), key.end())

    def _below(self, indent: int) -> Node | None:
        if self._at < 0:
            return None
        if self._indent > indent:
            return self._node(indent + 1)
        if self._indent == indent and self._is_dash():
            return self._listing(indent)
        return None

    def _step_over(self, offset: int) -> None:
        """Goes to the first word of this line from an offset on; stays there where none is."""
        end = self._line_end(self._line)
        at = offset
        while at < end and self._text[at] in " \t":
            at += 1
        is_comment = at < end and self._text[at] == "#" and at > offset
        self._at = offset if at >= end or is_comment else at

    def _listing(self, indent: int) -> Listing:
        listing = Listing(self._at)
        while self._at >= 0 and self._indent >= indent:
            if not self._is_dash():
                if self._indent == indent and self._key() and listing.items:
                    break
                stray = self._stray()
                listing.strays.append((len(listing.items), stray))
                continue
            dash = self._at
            column = self._indent
            self._step_over(dash + 1)
            if self._at == dash + 1:
                self._next_line()
                inside = self._at >= 0 and self._indent > column
                listing.items.append(self._node(column + 1) if inside else None)
            else:
                listing.items.append(self._node(column + 1))
        return listing

    def _stray(self) -> Node:
        """A line without a hyphen in a list."""
        if self._key():
            return self._group(self._indent)
        words = self._plain_line()
        self._next_line()
        return words

    def _plain_line(self) -> Scalar:
        """The words of this line from here on, without a comment."""
        end = self._line_end(self._line)
        comment = _COMMENT.search(self._text, self._at, end)
        stop = comment.start() if comment else end
        words = self._text[self._at : stop].rstrip()
        return Scalar(words, self._at, self._at + len(words))

    def _value(self, indent: int) -> Node:
        """The value that begins here and may go on in lines deeper than an indent."""
        mark = self._text[self._at]
        if mark in "|>" and (header := _BLOCK.match(self._text, self._at)):
            return self._block(header, indent)
        if mark in "\"'":
            return self._quoted(mark, indent)
        if mark in "[{":
            return self._flow(indent)
        return self._plain(indent)

    def _plain(self, indent: int) -> Scalar:
        found = self._plain_line()
        parts = [found.text]
        last = self._line
        ended = (
            found.end < self._line_end(last) and "#" in self._text[found.end : self._line_end(last)]
        )
        self._next_line()
        while self._at >= 0 and self._indent > indent and not ended and not self._is_structure():
            if any(self._comment_line(line) for line in range(last + 1, self._line)):
                break
            more = self._plain_line()
            parts += ["\n"] * (self._line - last - 1)
            parts.append(more.text)
            found.end = more.end
            last = self._line
            ended = (
                more.end < self._line_end(last)
                and "#" in self._text[more.end : self._line_end(last)]
            )
            self._next_line()
        found.text = folded(parts)
        return found

    def _comment_line(self, line: int) -> bool:
        at = self._content[line]
        return at >= 0 and self._text[at] == "#"

    def _block(self, header: re.Match[str], indent: int) -> Scalar:
        begin = header.end() + 1
        style = "literal" if header["style"] == "|" else "folded"
        stop = self._line + 1
        while stop < len(self._content):
            at = self._content[stop]
            if at >= 0 and at - self._starts[stop] <= indent:
                break
            stop += 1
        end = min(self._starts[stop] - 1, len(self._text))
        words = self._text[begin:end] if begin <= end else ""
        self._line = stop - 1
        self._next_line()
        return Scalar(undented(words, style), min(begin, len(self._text)), max(begin, end), style)

    def _quoted(self, mark: str, indent: int) -> Scalar:
        start = self._at
        pattern = DOUBLE if mark == '"' else SINGLE
        found = pattern.match(self._text, start, self._end_below(indent))
        if found is None:
            end = self._line_end(self._line)
            self._next_line()
        else:
            end = found.end() - 1
            self._go_behind(end)
        style = "double" if mark == '"' else "single"
        return Scalar(unquoted(self._text[start + 1 : end], mark), start + 1, end, style)

    def _flow(self, indent: int) -> Node:
        whole = Brackets(self._text, self._end_below(indent))
        node = whole.node(self._at)
        if not whole.closed:
            whole = Brackets(self._text, self._line_end(self._line))
            node = whole.node(self._at)
        self._go_behind(max(whole.at - 1, self._at))
        return node
