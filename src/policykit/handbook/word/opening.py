"""Opens a Word document somebody else made: bounded, and of its XML only what is known."""

from __future__ import annotations

import io
import posixpath
import struct
import xml.etree.ElementTree as ET
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final

from policykit.model.errors import RenderError
from policykit.model.value import dataclass

MOST_BYTES: Final = 8 * 1024 * 1024
"""Bytes of a document; letterheads with a photograph have a tenth of that."""

MOST_PARTS: Final = 1_000
"""Parts of a document; the largest handbooks have some dozens."""

MOST_PART_BYTES: Final = 4 * 1024 * 1024
"""Bytes of one part, unpacked."""

MOST_ELEMENTS: Final = 250_000
"""Elements of one part; the text of a handbook of 300 pages has half of that."""

MOST_DEPTH: Final = 100
"""How deep elements may stand in one another."""

_PLACE: Final = "templates/docx/base.docx"
_ENTRY: Final = b"PK\x01\x02"
_PACKINGS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED: Final = 1
_DAMAGED: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError,
    OverflowError, RuntimeError, ValueError,
)  # fmt: skip
"""What the standard library says of zip files that are cut, locked or wrong in any other way."""


@dataclass(frozen=True, slots=True)
class Related:
    """What a relation leads to: the last word of its type, a part, or an address outside."""

    kind: str
    target: str
    is_outside: bool


class Opened:
    """A Word document by its parts; nothing is unpacked but what is asked for.

    Args:
        content: its bytes, at most MOST_BYTES.

    Raises:
        RenderError: it is no Word document, has macros, or more parts than any has.
    """

    def __init__(self, content: bytes) -> None:
        if content.count(_ENTRY) > MOST_PARTS:
            raise refusal(
                "too-large", f"It has more than {MOST_PARTS} parts.", "Save it anew in Word."
            )
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            entries = self._archive.infolist()
        except _DAMAGED as error:
            raise _no_document() from error
        self._entries = {entry.filename: entry for entry in entries}
        if len(self._entries) != len(entries):
            raise _no_document()
        if any(name.lower().endswith("vbaproject.bin") for name in self._entries):
            raise refusal(
                "macros", "It has macros.", "Save it in Word as a document without macros (.docx)."
            )

    def bytes_of(self, name: str) -> bytes | None:
        """The bytes of a part; None where there is none.

        Raises:
            RenderError: it is larger than MOST_PART_BYTES, or cannot be unpacked.
        """
        entry = self._entries.get(name)
        if entry is None:
            return None
        if entry.compress_type not in _PACKINGS or entry.flag_bits & _ENCRYPTED:
            raise _no_document()
        if entry.file_size > MOST_PART_BYTES:
            raise _too_large(name)
        try:
            with self._archive.open(entry) as stream:
                content = stream.read(MOST_PART_BYTES + 1)
        except _DAMAGED as error:
            raise _no_document() from error
        if len(content) > MOST_PART_BYTES:
            raise _too_large(name)
        return content

    def xml_of(self, name: str) -> ET.Element | None:
        """The XML of a part; None where there is none.

        Raises:
            RenderError: it is no XML that Word writes, or too much of it.
        """
        content = self.bytes_of(name)
        if content is None:
            return None
        if content.count(b"<") > 2 * MOST_ELEMENTS:
            raise refusal(
                "too-large",
                f"Its part {name[:80]} holds more than {MOST_ELEMENTS} pieces.",
                "Take a document without text, such as a letterhead.",
            )
        try:
            return parsed(content)
        except (ET.ParseError, ValueError, LookupError) as error:
            raise _no_document() from error

    def related(self, name: str) -> Mapping[str, Related]:
        """The relations of a part by their ids."""
        folder, _, file = name.rpartition("/")
        root = self.xml_of(f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels")
        found: dict[str, Related] = {}
        for one in root if root is not None else ():
            is_outside = one.get("TargetMode") == "External"
            target = one.get("Target", "")
            inside = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
            kind = one.get("Type", "").rpartition("/")[2]
            place = target if is_outside else posixpath.normpath(inside).lstrip("/")
            found[one.get("Id", "")] = Related(kind, place, is_outside)
        return found


def refusal(what: str, why: str, hint: str) -> RenderError:
    """Why a base document is not taken."""
    return RenderError(
        f"base-{what}",
        f"The Word file cannot be the base of a handbook. {why}",
        context=_PLACE,
        hint=hint,
    )


def parsed(content: bytes) -> ET.Element:
    """The elements of an XML file.

    What could make a small file grow, or read another, is declared in a document type; Word
    never writes one. In UTF-8, which is asked for, none can hide.

    Raises:
        ValueError: it is not in UTF-8, has a document type, or is deeper than MOST_DEPTH.
        xml.etree.ElementTree.ParseError: it is no XML.
    """
    if "<!DOCTYPE" in content.decode("utf-8") or b"<!ENTITY" in content or b"\x00" in content:
        raise ValueError("document type")
    depth = 0
    root: ET.Element | None = None
    for event, element in ET.iterparse(io.BytesIO(content), ("start", "end")):  # noqa: S314 - without a document type there is nothing to grow or to fetch
        depth += 1 if event == "start" else -1
        if depth > MOST_DEPTH:
            raise ValueError("too deep")
        root = element
    if root is None:
        raise ValueError("empty")
    return root


def _no_document() -> RenderError:
    return refusal(
        "no-document",
        "It is no Word document, or a damaged one.",
        "Open it in Word and save it anew as .docx.",
    )


def _too_large(name: str) -> RenderError:
    return refusal(
        "too-large",
        f"Its part {name[:80]} has more than {MOST_PART_BYTES // 1024 // 1024} MiB.",
        "Make its pictures smaller, and leave out what the handbook does not need.",
    )
