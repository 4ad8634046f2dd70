"""A text while the edits of one message are made in it, one after the other."""

from __future__ import annotations

from itertools import pairwise

from lsprotocol import types

from policykit.lsp.units import OutOfRangeError, Text, column_of, line_starts, without_break


class Draft:
    """A text in lines, so that an edit costs what its own lines do, and not the whole text.

    Args:
        text: what is edited.
    """

    def __init__(self, text: Text) -> None:
        self._encoding = text.encoding
        self._lines = _lines(text.text)

    def replace(self, stretch: types.Range, new: str) -> None:
        """Put something else in a range.

        Raises:
            OutOfRangeError: there is no such range; the text is as it was.
        """
        lines = self._lines
        first, low = self._place(stretch.start)
        last, high = self._place(stretch.end)
        if (last, high) < (first, low):
            raise OutOfRangeError
        part = lines[first][:low] + new + lines[last][high:]
        # What was the end of a line by itself may be half of one now.
        if first and part.startswith("\n") and lines[first - 1].endswith("\r"):
            first -= 1
            part = lines[first] + part
        found = _lines(part)
        if last + 1 < len(lines):
            found.pop()
        lines[first : last + 1] = found

    def text(self) -> Text:
        """The text as it is now."""
        return Text("".join(self._lines), self._encoding)

    def _place(self, place: types.Position) -> tuple[int, int]:
        """The index of a line, and that of a character in it."""
        if not 0 <= place.line < len(self._lines):
            raise OutOfRangeError
        line = without_break(self._lines[place.line])
        return place.line, column_of(line, place.character, self._encoding)


def _lines(text: str) -> list[str]:
    """Lines with their breaks; the last one has none, and may be empty."""
    starts = [*line_starts(text), len(text)]
    return [text[start:end] for start, end in pairwise(starts)]
