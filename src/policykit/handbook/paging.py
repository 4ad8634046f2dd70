"""How many pages a printed handbook has."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Final

_SIGN: Final = re.compile(
    rb"(?P<page>/Type\s*/Page(?![A-Za-z]))|(?P<text>\()|(?P<head>\bobj\b)|(?P<stream>\bstream\r?\n)"
)
_BRACKET: Final = re.compile(rb"[()]|\\.", re.DOTALL)
_LENGTH: Final = re.compile(rb"/Length\s+(\d+)(?!\s+\d+\s+R|\d)")
_PACKED: Final = re.compile(rb"/Type\s*/ObjStm")
_END: Final = b"endstream"
_LONGEST_PACKED: Final = 64 * 1024 * 1024


def page_count(pdf: bytes) -> int:
    """The number of pages of a PDF, whether its objects stand open or packed together.

    What its texts and streams say counts for nothing.

    Raises:
        ValueError: it is no PDF that can be read.
    """
    if not pdf.startswith(b"%PDF-"):
        raise ValueError("no PDF")
    return sum(1 for _ in _pages(pdf))


def _pages(content: bytes) -> Iterator[None]:
    place, head = 0, 0
    while (sign := _SIGN.search(content, place)) is not None:
        place = sign.end()
        if sign.lastgroup == "page":
            yield None
        elif sign.lastgroup == "text":
            place = _after_text(content, place)
        elif sign.lastgroup == "head":
            head = place
        else:
            said = content[head : sign.start()]
            ends = _end_of_stream(content, place, said)
            if _PACKED.search(said):
                yield from _pages(_unpacked(content[place:ends]))
            place = head = ends


def _after_text(content: bytes, place: int) -> int:
    """Where a text in brackets ends, which may hold pairs of brackets."""
    depth = 1
    while depth and (found := _BRACKET.search(content, place)) is not None:
        place = found.end()
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
    return place if not depth else len(content)


def _end_of_stream(content: bytes, place: int, said: bytes) -> int:
    """Where a stream ends: as long as its head says, else at the word that ends it."""
    for length in _LENGTH.findall(said)[-1:]:
        ends = place + int(length[:12])
        if content[ends : ends + 16].lstrip().startswith(_END):
            return ends
    ends = content.find(_END, place)
    return len(content) if ends < 0 else ends


def _unpacked(content: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(content, _LONGEST_PACKED)
    except zlib.error as error:
        raise ValueError("a packed part cannot be read") from error
