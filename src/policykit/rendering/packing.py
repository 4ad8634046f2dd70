"""A PDF made small: what says how its pages are built is packed together and compressed.

A tagged PDF has an object for every paragraph, cell and link. Written one by one they are two
thirds of the file; object streams (ISO 32000-1, 7.5.7) pack them to a tenth. PDF/A-2 and
PDF/UA-1 allow them.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from policykit.model.value import dataclass

_TOGETHER: Final = 500
"""Objects in one stream: few enough that a reader unpacks little for a page."""

_START: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_SECTION: Final = re.compile(rb"xref\s+0 (\d+)\s+")
_TRAILER: Final = re.compile(rb"\s*trailer\s*<<(.*)>>\s*\Z", re.DOTALL)
_SIZE: Final = re.compile(rb"/Size \d+")
_OBJECT: Final = re.compile(rb"\A(\d+) 0 obj\s(.*?)\s*endobj\s*\Z", re.DOTALL)
_ENTRY: Final = 20


@dataclass(frozen=True, slots=True)
class _File:
    """A PDF taken apart: its head, its objects by number and what its trailer says."""

    head: bytes
    objects: Mapping[int, bytes]
    trailer: bytes


def packed(pdf: bytes) -> bytes:
    """The same PDF with its objects packed; equal files give equal bytes.

    A file that is not laid out in the plain way, with one table of objects, comes back as it is.
    """
    parts = _apart(pdf)
    return pdf if parts is None else _together(parts)


def _apart(pdf: bytes) -> _File | None:
    start = _START.search(pdf, max(0, len(pdf) - 64))
    section = _SECTION.match(pdf, int(start.group(1))) if start else None
    if start is None or section is None:
        return None
    count = int(section.group(1))
    ends = section.end() + count * _ENTRY
    trailer = _TRAILER.match(pdf[ends : start.start()])
    table = [
        pdf[section.end() + index * _ENTRY : section.end() + (index + 1) * _ENTRY]
        for index in range(count)
    ]
    places = sorted(int(each[:10]) for each in table if each[17:18] == b"n")
    if trailer is None or b"/Prev" in trailer.group(1) or not places:
        return None
    objects: dict[int, bytes] = {}
    for begin, end in zip(places, [*places[1:], int(start.group(1))], strict=True):
        found = _OBJECT.match(pdf[begin:end])
        if found is None:
            return None
        objects[int(found.group(1))] = found.group(2)
    return _File(pdf[: places[0]], objects, trailer.group(1))


def _together(parts: _File) -> bytes:
    made = bytearray(parts.head)
    entries: dict[int, bytes] = {0: _entry(0, 0, 65535)}
    streams = {number: each for number, each in parts.objects.items() if _is_stream(each)}
    for number, content in streams.items():
        entries[number] = _entry(1, len(made), 0)
        made += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    following = max(parts.objects) + 1
    plain = (pair for pair in parts.objects.items() if pair[0] not in streams)
    for batch in _batches(plain):
        for index, (number, _) in enumerate(batch):
            entries[number] = _entry(2, following, index)
        entries[following] = _entry(1, len(made), 0)
        made += _object_stream(following, batch)
        following += 1
    entries[following] = _entry(1, len(made), 0)
    place = len(made)
    free = _entry(0, 0, 65535)
    table = zlib.compress(b"".join(entries.get(n, free) for n in range(following + 1)))
    said = _SIZE.sub(b"", parts.trailer).strip()
    made += b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Filter/FlateDecode/Length %d %b>>\n" % (
        following,
        following + 1,
        len(table),
        said,
    )
    made += b"stream\n%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, place)
    return bytes(made)


def _is_stream(content: bytes) -> bool:
    return content.endswith(b"endstream")


def _batches(
    pairs: Iterator[tuple[int, bytes]],
) -> Iterator[list[tuple[int, bytes]]]:
    while batch := list(islice(pairs, _TOGETHER)):
        yield batch


def _object_stream(number: int, batch: list[tuple[int, bytes]]) -> bytes:
    places: list[bytes] = []
    length = 0
    for each, content in batch:
        places.append(b"%d %d" % (each, length))
        length += len(content) + 1
    first = b" ".join(places) + b"\n"
    content = zlib.compress(first + b"\n".join(content for _, content in batch))
    head = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>"
    said = head % (len(batch), len(first), len(content))
    return b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (number, said, content)


def _entry(kind: int, first: int, second: int) -> bytes:
    return kind.to_bytes(1, "big") + first.to_bytes(4, "big") + second.to_bytes(2, "big")
