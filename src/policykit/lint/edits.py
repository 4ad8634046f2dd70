"""Edits put into a text: everything they do not name stays byte for byte."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from policykit.model.finding import Edit
from policykit.model.value import dataclass

_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of a file as text, with what must come back in front of it."""

    mark: bytes
    text: str

    @classmethod
    def of(cls, content: bytes) -> Raw | None:
        """The text of a file; None where it is not UTF-8."""
        mark = _MARK if content.startswith(_MARK) else b""
        try:
            return cls(mark, content[len(mark) :].decode())
        except UnicodeDecodeError:
            return None

    def content(self, text: str) -> bytes:
        """The bytes of another text in the same file."""
        return self.mark + text.encode()


def in_order(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Edits by place; the same edit wanted twice stands once."""
    return tuple(sorted(dict.fromkeys(edits), key=lambda edit: (edit.span, edit.text)))


def overlap(edits: Sequence[Edit]) -> bool:
    """Whether two of these edits, in order, touch the same characters or the same gap."""
    return any(
        later.span.start < earlier.span.end or later.span.start == earlier.span.start
        for earlier, later in pairwise(edits)
    )


def edited(text: str, edits: Sequence[Edit]) -> str | None:
    """The text with these edits, which are in order and do not overlap.

    None where one is not within a single line of the text.
    """
    lines = text.split("\n")
    for edit in reversed(edits):
        start, end = edit.span.start, edit.span.end
        if start.line != end.line or "\n" in edit.text or start.line > len(lines):
            return None
        line = lines[start.line - 1]
        if not 1 <= start.column <= end.column <= len(line.rstrip("\r")) + 1:
            return None
        lines[start.line - 1] = line[: start.column - 1] + edit.text + line[end.column - 1 :]
    return "\n".join(lines)
