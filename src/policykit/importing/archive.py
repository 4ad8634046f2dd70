"""The parts of a Word or Excel file, unpacked within limits and parsed without entities."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Final
from xml.parsers import expat

from policykit.importing.refusing import damaged, refused, too_large
from policykit.model.errors import SourceError

MOST_PARTS: Final = 5_000
"""Parts of a file: a handbook with a picture on every page has a tenth of them."""

MOST_PART_BYTES: Final = 100_000_000
"""Bytes of one part, unpacked: 500 pages of text have six million."""

MOST_UNPACKED: Final = 1_000_000_000
"""Bytes of all parts as the file declares them."""

MOST_RATIO: Final = 400
"""How many times larger a part of some size may get; text that repeats itself reaches 100."""

_SMALL: Final = 1_000_000
_DEEPEST: Final = 200
_SEPARATOR: Final = " "
_ENCRYPTED: Final = 1
_PACKINGS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENTRY: Final = b"PK\x01\x02"
_DAMAGED: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError,
    OverflowError, RuntimeError, ValueError,
)  # fmt: skip
"""What the standard library says of zip files that are cut, locked or wrong in any other way."""

Start = Callable[[str, str, dict[str, str]], None]
"""Told of each element that begins: its namespace, its name, its attributes."""


class Archive:
    """The parts of a file; everything is looked at before anything is unpacked.

    Args:
        content: the bytes of the file.
        name: what it is called, for messages.
        program: what opens such files, for messages.
        ending: how their names end.

    Raises:
        SourceError: it is no such file, is damaged, or would unpack to more than any handbook.
    """

    def __init__(self, content: bytes, name: str, program: str, ending: str) -> None:
        self.name = name
        self._trouble = damaged(name, program, ending)
        if content.count(_ENTRY) > MOST_PARTS:
            raise too_large(name, f"it has more than {MOST_PARTS:,} parts")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            entries = self._archive.infolist()
        except _DAMAGED as error:
            raise self._trouble from error
        self._entries = {entry.filename: entry for entry in entries}
        if len(self._entries) != len(entries):
            raise self._trouble
        if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
            raise too_large(name, f"it unpacks to more than {MOST_UNPACKED // 1_000_000:,} MB")
        for entry in entries:
            if entry.file_size > _SMALL and entry.file_size > MOST_RATIO * entry.compress_size:
                raise too_large(name, f"its part {entry.filename[:80]} unpacks to far too much")

    def __contains__(self, part: str) -> bool:
        return part in self._entries

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the parts."""
        return tuple(self._entries)

    def bytes_of(self, part: str) -> bytes:
        """The bytes of a part; none where it is not there.

        Raises:
            SourceError: it is too large or cannot be unpacked.
        """
        entry = self._entries.get(part)
        if entry is None:
            return b""
        if entry.flag_bits & _ENCRYPTED:
            raise protected(self.name)
        if entry.compress_type not in _PACKINGS:
            raise self._trouble
        if entry.file_size > MOST_PART_BYTES:
            raise too_large(self.name, f"its part {part[:80]} has {entry.file_size:,} bytes")
        try:
            with self._archive.open(entry) as stream:
                content = stream.read(MOST_PART_BYTES + 1)
        except _DAMAGED as error:
            raise self._trouble from error
        if len(content) > MOST_PART_BYTES:
            raise too_large(self.name, f"its part {part[:80]} is larger than it says")
        return content

    def parse(
        self,
        part: str,
        start: Start,
        end: Callable[[str, str], None],
        text: Callable[[str], None],
    ) -> bool:
        """Go through the XML of a part; False where there is none.

        Raises:
            SourceError: it is no XML, has a document type, or is deeper than any handbook.
        """
        content = self.bytes_of(part)
        if not content:
            return False
        try:
            walk(content, start, end, text)
        except RefusedXmlError as error:
            raise refused(
                "bomb",
                f"This file holds something no handbook has: {error}.",
                self.name,
                "Open it in its program, save it anew, and import that. Do not import it when you "
                "do not know where it comes from.",
            ) from error
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise self._trouble from error
        return True


class RefusedXmlError(Exception):
    """XML that is made to do harm; its words say what it has."""


def walk(
    content: bytes, start: Start, end: Callable[[str, str], None], text: Callable[[str], None]
) -> None:
    """Go through XML with expat, which opens nothing; a document type is refused.

    Raises:
        RefusedXmlError: it has a document type, where entities are declared, or is too deep.
        xml.parsers.expat.ExpatError: it is no XML.
    """
    parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
    parser.buffer_text = True
    depth = 0

    def begun(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise RefusedXmlError("elements far too deep in one another")
        space, _, local = name.rpartition(_SEPARATOR)
        start(space, local, attributes)

    def ended(name: str) -> None:
        nonlocal depth
        depth -= 1
        space, _, local = name.rpartition(_SEPARATOR)
        end(space, local)

    def declared(*_: object) -> int:
        raise RefusedXmlError("a document type, which could hide anything")

    parser.StartElementHandler = begun
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = declared
    parser.EntityDeclHandler = declared
    parser.ExternalEntityRefHandler = declared
    # At once: piece by piece, a long attribute is gone through again with every piece.
    parser.Parse(content, True)  # noqa: FBT003 - whether this is all


def protected(name: str) -> SourceError:
    """A file that opens with a password alone."""
    return refused(
        "protected",
        "This file is protected with a password, so it cannot be read.",
        name,
        "Open it with the password, take the protection off (File, Info, Protect), save it, and "
        "import that.",
    )
