"""Places as a client counts them, and as we do.

A client counts lines and characters from 0, characters in units of an encoding (UTF-16 unless
it can do better), and ends a line at CR, LF or both. We count code points from 1 and end a
line at LF, as Git does. Between the two stands the index of a character in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import Final

from lsprotocol import types

from policykit.model.position import Position, Span

_BREAK: Final = re.compile("\r\n|\n|\r")
_OF_TWO_UNITS: Final = re.compile("[\U00010000-\U0010ffff]")
_WITHIN: Final = bytes(range(0x80, 0xC0))
"""The bytes a character of UTF-8 goes on with."""

Encoding = types.PositionEncodingKind


class OutOfRangeError(ValueError):
    """A place that is not in the text."""


class Text:
    """A text with places in it; it is never changed.

    Args:
        text: the characters, without a byte order mark.
        encoding: in what units the client counts characters.
    """

    def __init__(self, text: str, encoding: Encoding = Encoding.Utf16) -> None:
        self.text = text
        self.encoding = encoding

    @cached_property
    def content(self) -> bytes:
        """The bytes a file of this text has; half a character stays one, and no UTF-8."""
        return self.text.encode("utf-8", "surrogatepass")

    @cached_property
    def _client_lines(self) -> list[int]:
        return line_starts(self.text)

    @cached_property
    def _own_lines(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    @cached_property
    def _is_plain(self) -> bool:
        """Whether a character is one unit, whatever the encoding."""
        return self.text.isascii()

    def index(self, place: types.Position) -> int:
        """The index of the character at a client's place.

        A place behind the end of its line is that end, as the protocol has it, and one below the
        last line is the end of the text.
        """
        starts = self._client_lines
        if not 0 <= place.line < len(starts):
            return len(self.text) if place.line > 0 else 0
        start, end = starts[place.line], self._line_end(place.line)
        if self._is_plain or self.encoding is Encoding.Utf32:
            return min(start + max(place.character, 0), end)
        return start + column_of(self.text[start:end], place.character, self.encoding)

    def place(self, index: int) -> types.Position:
        """The client's place of the character at an index."""
        index = min(max(index, 0), len(self.text))
        line = bisect_right(self._client_lines, index) - 1
        start = self._client_lines[line]
        # Between CR and LF there is no place of its own.
        index = min(index, self._line_end(line))
        return types.Position(line, _units(self.text[start:index], self.encoding))

    def position(self, place: types.Position) -> Position:
        """Our position of a client's place."""
        index = self.index(place)
        line = bisect_right(self._own_lines, index)
        return Position(line, index - self._own_lines[line - 1] + 1)

    def index_of(self, position: Position) -> int:
        """The index of the character at our position; the nearest where there is none."""
        starts = self._own_lines
        if position.line > len(starts):
            return len(self.text)
        start = starts[max(position.line, 1) - 1]
        end = starts[position.line] if 0 < position.line < len(starts) else len(self.text)
        return min(start + max(position.column, 1) - 1, end)

    def range(self, span: Span) -> types.Range:
        """The client's range of our span."""
        return types.Range(self._place(span.start), self._place(span.end))

    def span(self, stretch: types.Range) -> Span:
        """Our span of a client's range."""
        return Span(self.position(stretch.start), self.position(stretch.end))

    def _place(self, position: Position) -> types.Position:
        return self.place(self.index_of(position))

    def _line_end(self, line: int) -> int:
        """The index behind the last character of a client's line, its break not counted."""
        starts = self._client_lines
        if line + 1 == len(starts):
            return len(self.text)
        end = starts[line + 1] - 1
        return end - 1 if self.text[end] == "\n" and self.text[end - 1 : end] == "\r" else end


def line_starts(text: str) -> list[int]:
    """The indexes at which the lines of a text begin, as a client counts lines."""
    return [0, *(found.end() for found in _BREAK.finditer(text))]


def without_break(line: str) -> str:
    """A line without its end."""
    return line[:-2] if line.endswith("\r\n") else line.removesuffix("\n").removesuffix("\r")


def column_of(line: str, units: int, encoding: Encoding) -> int:
    """The index of the character that begins so many units into a line, at most its end.

    Units that end inside a character lead to that character.
    """
    units = max(units, 0)
    if line.isascii() or encoding is Encoding.Utf32:
        return min(units, len(line))
    if encoding is Encoding.Utf16:
        before = line[:units]
        if _units(before, encoding) == len(before):
            return len(before)
        seen = 0
        for found in _OF_TWO_UNITS.finditer(line, 0, units):
            at = found.start() + seen
            if at + 1 >= units:
                return min(units - seen, found.start())
            seen += 1
        return min(units - seen, len(line))
    content = line.encode("utf-8", "surrogatepass")
    if units >= len(content):
        return len(line)
    begun = len(content[:units].translate(None, _WITHIN))
    return begun - 1 if content[units] in _WITHIN else begun


def _units(text: str, encoding: Encoding) -> int:
    """The units a stretch of a line takes."""
    if text.isascii() or encoding is Encoding.Utf32:
        return len(text)
    if encoding is Encoding.Utf16:
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
    return len(text.encode("utf-8", "surrogatepass"))
