"""The text of a Word document, read from its own XML: nothing is run, nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from policykit.importing.archive import Archive
from policykit.importing.refusing import refused
from policykit.importing.source import Block, BlockKind, Cell, SourceText, clean, letters
from policykit.importing.word_styles import Look, Styles, styles_of

_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SPACES: Final = frozenset({_WORD, _STRICT})
_MATH: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_BODY: Final = "word/document.xml"
_GONE: Final = frozenset({"del", "moveFrom"})
_TAKEN: Final = frozenset({"ins", "moveTo"})
_ASIDES: Final = (
    (re.compile(r"word/footnotes\.xml"), "footnote"),
    (re.compile(r"word/endnotes\.xml"), "endnote"),
    (re.compile(r"word/comments\.xml"), "comment"),
    (re.compile(r"word/header\d*\.xml"), "header"),
    (re.compile(r"word/footer\d*\.xml"), "footer"),
)
_SIGNS: Final = {"tab": " ", "br": " ", "cr": " ", "ptab": " ", "noBreakHyphen": "-", "sym": "•"}
"""What stands for signs that are no letters; a sign of a font of its own is a bullet."""

_NOTES: Final = frozenset({"footnote", "endnote", "comment"})
_REFERENCES: Final = {f"{each}Reference": each for each in sorted(_NOTES)}
_MACROS: Final = "vbaproject.bin"
_PAGE: Final = re.compile(r"\s*\d{1,4}\s*")


class _Paragraph:
    """A paragraph as it is read."""

    __slots__ = ("deleted", "level", "look", "number", "outline", "text")

    def __init__(self, number: int) -> None:
        self.number = number
        self.text: list[str] = []
        self.deleted: list[str] = []
        self.look = Look()
        self.level = -1
        self.outline = -1


class _Reading:
    """Goes through the XML of one part and gathers its blocks."""

    def __init__(self, styles: Styles, aside: str, start: int) -> None:
        self.blocks: list[Block] = []
        self.deleted: list[Cell] = []
        self.letters = 0
        self.taken = 0
        self.hidden = 0
        self.number = start
        self.anchors: dict[tuple[str, str], tuple[int, str]] = {}
        self.notes: list[tuple[int, str]] = []
        self._note = ""
        self._notes = 0
        self._styles = styles
        self._aside = aside
        self._open: list[_Paragraph] = []
        self._tables: list[list[list[list[Cell]]]] = []
        self._gone = 0
        self._skipped = 0
        self._in_text = ""
        self._is_hidden = False
        self._in_run = False

    def start(self, space: str, name: str, attributes: dict[str, str]) -> None:
        if self._skipped or name in {"Fallback", "pPrChange", "rPrChange", "tblPrChange"}:
            # The same again for programs of old, and how it once looked.
            self._skipped += 1
            return
        if space == _MATH and name == "t":
            self._in_text = "t"
            return
        if space not in _SPACES:
            return
        if name in _NOTES or name in _REFERENCES:
            self._hang(name, _id(attributes), attributes)
            return
        match name:
            case "p":
                self.number += 1
                self._open.append(_Paragraph(self.number))
            case "r":
                self._in_run, self._is_hidden = True, False
            case "t" | "delText" | "instrText" | "delInstrText":
                self._in_text = name
            case _ if name in _SIGNS and self._in_run:
                self._add(_SIGNS[name])
            case "tbl":
                self._tables.append([])
            case "tr" if self._tables:
                self._tables[-1].append([])
            case "tc" if self._tables and self._tables[-1]:
                self._tables[-1][-1].append([])
            case "ins" | "moveTo" if self._open and not self._in_run:
                self.taken += 1
            case _ if name in _GONE:
                self._gone += 1
            case _:
                self._property(name, attributes)

    def end(self, space: str, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        if name in {"t", "delText", "instrText", "delInstrText"}:
            self._in_text = ""
        if space not in _SPACES:
            return
        if name == "p" and self._open:
            self._close(self._open.pop())
        elif name == "r":
            self._in_run = False
        elif name in _GONE and self._gone:
            self._gone -= 1
        elif name == "tbl" and self._tables:
            self._table(self._tables.pop())

    def text(self, words: str) -> None:
        if self._skipped or not self._in_text:
            return
        if self._in_text in {"instrText", "delInstrText"}:
            return
        if self._in_text == "delText" or self._gone:
            if self._open:
                self._open[-1].deleted.append(words)
            return
        self._add(words)
        if self._is_hidden:
            self.hidden += 1

    def _add(self, words: str) -> None:
        if self._open and not self._gone:
            self._open[-1].text.append(words)
            self.letters += letters(words)

    def _hang(self, name: str, note: str, attributes: dict[str, str]) -> None:
        """Remember where a note begins, or the words that one hangs on."""
        if name in _REFERENCES and self._open:
            said = clean("".join(self._open[-1].text))
            self.anchors[_REFERENCES[name], note] = (self._open[-1].number, said)
        elif name in _NOTES and self._aside:
            # The lines that part notes from the text are kept among them.
            self._note = note
            self._notes += not any(key.endswith(" type") for key in attributes)

    def _property(self, name: str, attributes: dict[str, str]) -> None:
        if not self._open:
            return
        paragraph = self._open[-1]
        if name == "pStyle":
            paragraph.look = self._styles.look(_value(attributes))
        elif name == "ilvl":
            paragraph.level = _number(_value(attributes), 0)
        elif name == "numId":
            paragraph.level = max(paragraph.level, 0) if _value(attributes) != "0" else -1
        elif name == "outlineLvl" and not self._in_run:
            paragraph.outline = _number(_value(attributes), 9)
        elif name == "vanish" and self._in_run:
            self._is_hidden = _value(attributes) not in {"0", "false"}

    def _close(self, paragraph: _Paragraph) -> None:
        number = self._notes if self._note else paragraph.number
        place = f"{self._aside} {number}" if self._aside else f"paragraph {number}"
        if deleted := clean("".join(paragraph.deleted)):
            self.deleted.append(Cell(deleted, place))
        text = clean("".join(paragraph.text))
        if not text:
            return
        if self._tables and self._tables[-1] and self._tables[-1][-1]:
            self._tables[-1][-1][-1].append(Cell(text, place))
            return
        self.blocks.append(_block(paragraph, text, place, self._aside))
        if self._note:
            self.notes.append((len(self.blocks) - 1, self._note))

    def _table(self, rows: list[list[list[Cell]]]) -> None:
        if self._tables and self._tables[-1] and self._tables[-1][-1]:
            # A table within a cell: its words stay in that cell, row by row.
            cell = self._tables[-1][-1][-1]
            cell.extend(each for row in rows for inner in row for each in inner)
            return
        made = tuple(tuple(_joined(cell) for cell in row) for row in rows if any(row))
        if not made:
            return
        place = next(cell.place for row in made for cell in row if cell.text)
        width = max(len(row) for row in made)
        if width == 1 or len(made) == 1:
            # What has one row or one column is a frame around text.
            self.blocks += [
                Block(BlockKind.PARAGRAPH, each.text, each.place, aside=self._aside)
                for row in rows
                for cell in row
                for each in cell
            ]
            return
        self.blocks.append(Block(BlockKind.TABLE, "", place, rows=made, aside=self._aside))


def read_word(content: bytes, name: str) -> SourceText:
    """The text of a Word document (.docx, .docm, .dotx).

    Tracked insertions are taken as if they had been accepted, deletions are told; macros are
    never looked at. Headers, footers, notes and comments come last, as asides.

    Raises:
        SourceError: it is no Word document, is damaged, or holds no text.
    """
    archive = Archive(content, name, "Word", ".docx")
    styles = styles_of(archive)
    body = _Reading(styles, "", 0)
    archive.parse(_BODY, body.start, body.end, body.text)
    blocks, deleted, found = body.blocks, body.deleted, body.letters
    taken, hidden = body.taken, body.hidden
    seen: set[str] = set()
    for part, aside in _asides(archive):
        beside = _Reading(styles, aside, 0)
        archive.parse(part, beside.start, beside.end, beside.text)
        taken += beside.taken
        deleted += beside.deleted
        found += beside.letters
        for index, note in beside.notes:
            if anchor := body.anchors.get((aside, note)):
                beside.blocks[index] = _anchored(beside.blocks[index], *anchor)
        for block in beside.blocks:
            # A header that stands in several sections is said once.
            told = block.text.casefold()
            again = aside in {"header", "footer"} and (told in seen or _PAGE.fullmatch(told))
            if again:
                found -= letters(block.text)
            else:
                seen.add(told)
                blocks.append(block)
    if not blocks:
        pictures = sum(part.startswith("word/media/") for part in archive.parts)
        if not pictures:
            raise refused(
                "no-text",
                "This document is empty: there is not a word in it.",
                name,
                "Check that it is the one you mean, and that it was saved.",
            )
        raise refused(
            "no-text",
            f"There is no text in this file, only {pictures} picture(s): has it been scanned?",
            name,
            "Have the text recognised (Word, Adobe Acrobat and most scanners can), save it as "
            ".docx, and import that.",
        )
    return SourceText(
        name, tuple(blocks), found, tuple(deleted), tuple(_remarks(archive, taken, deleted, hidden))
    )


def _asides(archive: Archive) -> Iterator[tuple[str, str]]:
    for pattern, aside in _ASIDES:
        for part in sorted(archive.parts):
            if pattern.fullmatch(part):
                yield part, aside


def _remarks(archive: Archive, taken: int, deleted: list[Cell], hidden: int) -> Iterator[str]:
    if taken or deleted:
        yield (
            "It has tracked changes. They were taken as if you had accepted them all: "
            f"{taken} insertion(s) are in, {len(deleted)} deletion(s) are out and listed in the "
            "notes file."
        )
    if hidden:
        yield f"{hidden} piece(s) of hidden text were taken like any other text. Please check them."
    if any(part.lower().endswith(_MACROS) for part in archive.parts):
        yield "It has macros. They were neither read nor run; only the text was taken."
    pictures = sum(part.startswith("word/media/") for part in archive.parts)
    if pictures:
        yield f"{pictures} picture(s) were left out. If one shows words, please type them in."


def _block(paragraph: _Paragraph, text: str, place: str, aside: str) -> Block:
    if aside:
        return Block(BlockKind.ASIDE, text, place, aside=aside)
    look = paragraph.look
    if look.is_contents:
        return Block(BlockKind.ASIDE, text, place, aside="table of contents")
    heading = paragraph.outline + 1 if 0 <= paragraph.outline < 9 else look.heading  # noqa: PLR2004 - Word's nine levels
    if heading:
        return Block(BlockKind.HEADING, text, place, level=heading)
    if paragraph.level >= 0 or look.item:
        return Block(BlockKind.ITEM, text, place, level=max(paragraph.level + 1, look.item, 1))
    return Block(BlockKind.QUOTE if look.is_quote else BlockKind.PARAGRAPH, text, place)


def _anchored(block: Block, paragraph: int, words: str) -> Block:
    """A note with the words of the body that it hangs on."""
    return replace(block, place=f"{block.place}, on paragraph {paragraph}", anchor=words)


def _id(attributes: dict[str, str]) -> str:
    return next((value for key, value in attributes.items() if key.endswith(" id")), "")


def _joined(cell: list[Cell]) -> Cell:
    return Cell(" ".join(each.text for each in cell), cell[0].place if cell else "")


def _value(attributes: dict[str, str]) -> str:
    return next((value for key, value in attributes.items() if key.endswith(" val")), "")


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else otherwise  # noqa: PLR2004 - no level or span has four digits
