"""How many pages a printed handbook has."""

from __future__ import annotations

import re
import zlib
from typing import Final

_PAGE: Final = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_PACKED: Final = re.compile(
    rb"<<[^>]*?/Type\s*/ObjStm[^>]*?>>\s*stream\r?\n(.*?)endstream", re.DOTALL
)
_LONGEST_PACKED: Final = 64 * 1024 * 1024


def page_count(pdf: bytes) -> int:
    """The number of pages of a PDF, whether its objects stand open or packed together.

    Raises:
        ValueError: it is no PDF that can be read.
    """
    if not pdf.startswith(b"%PDF-"):
        raise ValueError("no PDF")
    count = len(_PAGE.findall(pdf))
    for packed in _PACKED.finditer(pdf):
        count += len(_PAGE.findall(_unpacked(packed.group(1))))
    return count


def _unpacked(content: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(content, _LONGEST_PACKED)
    except zlib.error as error:
        raise ValueError("a packed part cannot be read") from error
