"""The characters of a text file, whichever program wrote it."""

from __future__ import annotations

import codecs
from typing import Final

from policykit.importing.refusing import refused

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MANY: Final = 0.2


def decoded(content: bytes, name: str) -> tuple[str, str]:
    """The text of a file and a remark on how it was read, '' for UTF-8.

    Raises:
        SourceError: it is no text.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding), _told(encoding)
            except UnicodeDecodeError as error:
                raise _no_text(name) from error
    zeros = content.count(0)
    if zeros:
        # UTF-16 without its mark has a zero beside nearly every letter of a European language.
        odd = content[1::2].count(0)
        if zeros > _MANY * len(content) and len(content) % 2 == 0:
            encoding = "utf-16-le" if odd * 2 > zeros else "utf-16-be"
            try:
                return content.decode(encoding), _told("utf-16")
            except UnicodeDecodeError as error:
                raise _no_text(name) from error
        raise _no_text(name)
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), (
            "It is not stored as UTF-8 and was read as Windows text. Please check letters such "
            "as å, ä, ö, ü and é."
        )


def _told(encoding: str) -> str:
    return "" if encoding.startswith("utf-8") else f"It was read as {encoding.upper()}."


def _no_text(name: str) -> Exception:
    return refused(
        "no-text",
        "This file is no text, or a damaged one.",
        name,
        "Import Word (.docx), Markdown (.md), HTML, plain text (.txt) or a spreadsheet (.xlsx, "
        ".csv).",
    )
