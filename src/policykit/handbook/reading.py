"""The codes in a handbook that is a file: a page, a PDF, a Word document, Markdown, any text."""

from __future__ import annotations

import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from policykit.model.edition_code import ALPHABET, codes_in
from policykit.model.errors import SourceError

MOST_BYTES: Final = 256 * 1024 * 1024
"""Bytes of a file that is looked at; the largest handbook has a tenth of that."""

_MOST_OF_A_PART: Final = 16 * 1024 * 1024

_AT_ONCE: Final = 1 << 20
_OVERLAP: Final = 256
"""Bytes that are looked at twice, so that a code is whole in one look at least."""

_OF_A_WORD: Final = ALPHABET + ALPHABET.lower() + "ILOUilou-"
_WORD_PARTS: Final = re.compile(r"docProps/core\.xml|word/(?:document|footer\d*|header\d*)\.xml")
_TAGS: Final = re.compile(r"<[^<>]{0,2000}>")
_STREAM: Final = re.compile(rb"stream\r?\n")


def codes_of_file(path: Path) -> tuple[str, ...]:
    """The codes in a file, each once.

    Raises:
        SourceError: it cannot be read, or has none.
    """
    try:
        # A pipe has no end to wait for.
        if not path.is_file():
            raise _not_regular(path)
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise SourceError(
            "edition-unreadable",
            "This is neither a code nor a file that can be read.",
            context=str(path)[:120],
            hint="Give the twenty letters and digits at the foot of the pages, such as "
            "7K3MQ-0B9RT-2XWVA-H5C89, or the path of one page, PDF or document.",
        ) from error
    if len(content) > MOST_BYTES:
        raise _without_code(path, f"It has more than {MOST_BYTES >> 20} MiB.")
    found = dict.fromkeys(code for text in _texts(content) for code in codes_in(text))
    if not found:
        raise _without_code(path, "Type the code that stands at the foot of its pages instead.")
    return tuple(found)


def _not_regular(path: Path) -> OSError:
    return OSError(f"{path} is no file")


def _without_code(path: Path, hint: str) -> SourceError:
    return SourceError(
        "edition-without-code",
        "No code of an edition was found in this file.",
        context=str(path)[:120],
        hint=hint,
    )


def _texts(content: bytes) -> Iterator[str]:
    if content.startswith(b"PK\x03\x04"):
        yield from _word(content)
    elif content.startswith(b"%PDF-"):
        yield from _pieces(content)
        yield from _streams(content)
    else:
        yield from _pieces(content)


def _pieces(content: bytes) -> Iterator[str]:
    """The text piece by piece: all of it at once takes many times the memory of its bytes.

    A code is of ASCII, so it is the same in every encoding it may stand in.
    """
    for start in range(0, len(content), _AT_ONCE):
        end = start + _AT_ONCE + _OVERLAP
        text = content[max(start - _OVERLAP, 0) : end].decode("latin-1")
        # What is left of a word that was cut could look like a code.
        text = text.lstrip(_OF_A_WORD) if start else text
        yield text.rstrip(_OF_A_WORD) if end < len(content) else text


def _word(content: bytes) -> Iterator[str]:
    """The parts of a Word document that have words, each up to a size no handbook has."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            for name in package.namelist():
                if _WORD_PARTS.fullmatch(name):
                    with package.open(name) as part:
                        text = part.read(_MOST_OF_A_PART).decode("utf-8", "replace")
                    yield text
                    yield _TAGS.sub("", text)
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, ValueError):
        return
    except (OSError, RuntimeError, NotImplementedError, EOFError):
        return


def _streams(content: bytes) -> Iterator[str]:
    """What the compressed parts of a PDF say of it; its pages are drawn in glyphs, not letters."""
    end = 0
    while found := _STREAM.search(content, end):
        end = content.find(b"endstream", found.end())
        if end < 0:
            return
        try:
            text = zlib.decompressobj().decompress(content[found.end() : end], _MOST_OF_A_PART)
        except zlib.error:
            continue
        if b"xpacket" in text or b"/Keywords" in text:
            yield text.decode("utf-8", "replace")
