"""Any file that somebody gives: told by what is in it, and read within limits."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from policykit.importing.archive import Archive, protected
from policykit.importing.decoding import decoded
from policykit.importing.marked_text import read_marked
from policykit.importing.page import read_page
from policykit.importing.plain_text import read_plain
from policykit.importing.refusing import refused, too_large
from policykit.importing.sheet import read_separated
from policykit.importing.source import MOST_BYTES, SourceText
from policykit.importing.word import read_word
from policykit.importing.workbook import read_workbook
from policykit.model.errors import SourceError

_ZIP: Final = b"PK\x03\x04"
_EMPTY_ZIP: Final = b"PK\x05\x06"
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_OLD_SHEET: Final = "Workbook".encode("utf-16-le")
_WORD_ENDINGS: Final = frozenset({".docx", ".docm", ".dotx", ".dotm"})
_SHEET_ENDINGS: Final = frozenset({".xlsx", ".xlsm"})
_MARKED: Final = frozenset({".md", ".markdown", ".mdown"})
_PAGES: Final = frozenset({".html", ".htm", ".xhtml"})
_SEPARATED: Final = frozenset({".csv", ".tsv"})
_TAKEN: Final = (
    "Import Word (.docx), Markdown (.md), HTML, plain text (.txt) or a spreadsheet (.xlsx, .csv)."
)


def read_file(file: Path) -> SourceText:
    """The text of a file.

    Raises:
        SourceError: it cannot be read, is of a kind that is not taken, or has no text in it.
        PolicykitError: what reads such files is not installed.
    """
    name = file.name or str(file)
    if file.is_dir():
        raise refused(
            "folder",
            "This is a folder; files are imported.",
            str(file),
            f"Name the files in it, for example: policykit import {file.name or '.'}/*.docx",
        )
    try:
        size = file.stat().st_size
        if size > MOST_BYTES:
            raise too_large(
                name,
                f"it has {size / 1_000_000:.0f} MB, and {MOST_BYTES // 1_000_000} MB are taken",
            )
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as trouble:
        raise refused(
            "cannot-read",
            f"This file cannot be read: {(trouble.strerror or 'it failed').lower()}.",
            str(file),
            "Check its name and its permissions.",
        ) from trouble
    if len(content) > MOST_BYTES:
        raise too_large(name, f"it has more than {MOST_BYTES // 1_000_000} MB")
    return read_content(content, name)


def read_content(content: bytes, name: str) -> SourceText:
    """The text of a file by its bytes; `name` is what it is called.

    Raises:
        SourceError: it is of a kind that is not taken, is damaged, or has no text in it.
        PolicykitError: what reads such files is not installed.
    """
    if not content.strip():
        raise refused("empty", "This file is empty.", name, "Check that it is the one you mean.")
    found = _read(content, name, Path(name).suffix.lower())
    if not found.blocks:
        raise refused(
            "no-text", "There is no text in this file.", name, "Check that it is the one you mean."
        )
    return found


def _read(content: bytes, name: str, ending: str) -> SourceText:
    if content.startswith((_ZIP, _EMPTY_ZIP)):
        return _zipped(content, name, ending)
    _demand_known(content, name)
    if ending in _WORD_ENDINGS | _SHEET_ENDINGS:
        if content[:1] in {b"<", b"{"} or b"\x00" in content[:4000]:
            raise _other(name)
        text, told = decoded(content, name)
        remark = f"It is called {ending} and is plain text."
        return read_plain(text, name, tuple(each for each in (remark, told) if each))
    text, told = decoded(content, name)
    remarks = (told,) if told else ()
    if ending in _MARKED:
        return read_marked(text, name, remarks)
    start = text.lstrip()[:200].lower()
    if ending in _PAGES or start.startswith(("<!doctype html", "<html")):
        return read_page(text, name, remarks)
    if ending in _SEPARATED:
        return read_separated(text, name, remarks)
    return read_plain(text, name, remarks)


def _zipped(content: bytes, name: str, ending: str) -> SourceText:
    archive = Archive(content, name, "its program", ".docx or .xlsx")
    parts = frozenset(archive.parts)
    if "word/document.xml" in parts:
        found = read_word(content, name)
        if ending in _WORD_ENDINGS:
            return found
        return _remarked(
            found, f"It is called {ending or 'without an ending'} and is a Word document."
        )
    if any(part.startswith("xl/") for part in parts):
        found = read_workbook(content, name)
        if ending in _SHEET_ENDINGS:
            return found
        return _remarked(
            found, f"It is called {ending or 'without an ending'} and is a spreadsheet."
        )
    if "EncryptedPackage" in parts:
        raise protected(name)
    if "content.xml" in parts:
        raise refused(
            "kind",
            "This is a document of LibreOffice, which is not read.",
            name,
            "Open it in LibreOffice, choose File, Save As, Word (.docx), and import that.",
        )
    raise _other(name)


def _remarked(found: SourceText, remark: str) -> SourceText:
    return SourceText(
        found.name, found.blocks, found.letters, found.deleted, (remark, *found.remarks)
    )


def _demand_known(content: bytes, name: str) -> None:
    """Refuse what is told by its first bytes, with what to do about it."""
    if content.startswith(_OLE):
        if _LOCKED in content:
            raise protected(name)
        if _OLD_SHEET in content:
            raise refused(
                "old-format",
                "This is a spreadsheet in the old form of Excel (.xls), which is not read.",
                name,
                "Open it in Excel or LibreOffice, choose File, Save As, Excel Workbook (.xlsx), "
                "and import that.",
            )
        raise refused(
            "old-format",
            "This is a document in the old form of Word (.doc), which is not read.",
            name,
            "Open it in Word or LibreOffice, choose File, Save As, Word Document (.docx), and "
            "import that.",
        )
    for start, kind in ((b"%PDF", "a PDF"), (b"{\\rtf", "a document in Rich Text Format (.rtf)")):
        if content.lstrip()[: len(start)] == start:
            raise refused(
                "kind",
                f"This is {kind}, which is not read.",
                name,
                "Open it in Word, choose File, Save As, Word Document (.docx), check the text, "
                "and import that.",
            )


def _other(name: str) -> SourceError:
    return refused("kind", "This kind of file is not read.", name, _TAKEN)
