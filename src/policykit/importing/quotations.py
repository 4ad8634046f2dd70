"""What stands in quotation marks: words somebody says, and no rule of the one who writes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

_CLOSING: Final = {
    "\u201c": "\u201d",
    "\u201e": "\u201c\u201d",
    "\u201d": "\u201d",
    '"': '"',
    "\u00bb": "\u00ab\u00bb",
    "\u00ab": "\u00bb",
    "\u201a": "\u2018\u2019",
    "\u2018": "\u2019",
    "\u203a": "\u2039",
    "\u2039": "\u203a",
}
"""What ends words that a sign begins; Swedish and Finnish begin and end them with the same one."""

MARKS: Final = "".join(sorted({*_CLOSING, *"".join(_CLOSING.values())}))
_APOSTROPHE: Final = "\u2019"


def quotations(text: str) -> list[tuple[int, int]]:
    """Where words in quotation marks begin and end, with their marks.

    A mark without its other half, an inch and an apostrophe begin and end nothing.
    """
    found: list[tuple[int, int]] = []
    endless: set[str] = set()
    at = 0
    while at < len(text):
        closing = _CLOSING.get(text[at])
        if closing is None or closing in endless or not _opens(text, at):
            at += 1
            continue
        end = _end(text, at + 1, closing)
        if end < 0:
            endless.add(closing)  # nor does what begins later end with it
            at += 1
            continue
        found.append((at, end + 1))
        at = end + 1
    return found


def unsplit(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sentences without those that would end within quotation marks."""
    quoted = quotations(text)
    if not quoted or len(spans) < 2:  # noqa: PLR2004 - one sentence is never split
        return list(spans)
    made: list[tuple[int, int]] = []
    start = spans[0][0]
    for (_, end), (following, _) in pairwise(spans):
        if not any(first < end < last for first, last in quoted):
            made.append((start, end))
            start = following
    made.append((start, spans[-1][1]))
    return made


def unquoted(text: str) -> str:
    """The text with spaces in place of what stands in quotation marks, as long as before."""
    for start, end in quotations(text):
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _opens(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return not before.isalnum() and bool(after) and not after.isspace()


def _end(text: str, begin: int, closing: str) -> int:
    for at in range(begin, len(text)):
        if text[at] not in closing or text[at - 1].isspace():
            continue
        if text[at] == _APOSTROPHE and text[at + 1 : at + 2].isalnum():
            continue
        return at
    return -1
