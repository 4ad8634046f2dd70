"""A Word document a language: to print, to comment on, to carry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from policykit.handbook.linear import Piece, pieces, shared_data
from policykit.handbook.word.finishing import finish, readable
from policykit.handbook.word.look import colours, paper
from policykit.handbook.word.package import Part, Relation, package
from policykit.handbook.word.picture import Picture, logo
from policykit.model.book import Book, OutputFile
from policykit.rendering import OutputKind, Plain, Templates

_FOLDER: Final = "docx"
_TEXT: Final = "<!--text-->"
_LEVELS: Final[Mapping[str, Plain]] = {
    "must": "LevelMust",
    "must_not": "LevelMustNot",
    "should": "LevelShould",
    "should_not": "LevelShouldNot",
    "may": "LevelMay",
}
_HEADING_SHOWN: Final = {"front": 0, "policies": 2, "back": 1}


@dataclass(frozen=True, slots=True)
class WordFormat:
    """The format of handbooks called `docx`."""

    name: str = "docx"

    def render(self, book: Book, templates: Templates) -> tuple[OutputFile, ...]:
        """One document; equal books give equal bytes.

        Raises:
            RenderError: a template cannot be filled in.
        """
        content = _Document(book, templates).made()
        return (OutputFile(f"{book.name}.{book.language.id}.docx", content),)


FORMAT: Final = WordFormat()


@dataclass(frozen=True, slots=True)
class _Section:
    """Pieces with one head of the page: `shown` is whose titles stand there, `badge` a mark."""

    kind: str
    badge: str
    pieces: tuple[Piece, ...]

    @property
    def header(self) -> str:
        """The name of its header part; equal heads share one."""
        return self.kind if not self.badge else f"{self.kind} {self.badge}"


class _Document:
    """Makes the parts of one document."""

    def __init__(self, book: Book, templates: Templates) -> None:
        self._book = book
        self._templates = templates
        self._logo = logo(book.design.logo)
        self._shared: dict[str, Plain] = {
            **shared_data(book),
            "paper": paper(book.design.page_size),
            "colours": colours(book.design.accent),
            "levels": dict(_LEVELS),
            "logo": _size(self._logo),
        }

    def made(self) -> bytes:
        """The bytes of the document."""
        sections = tuple(_sections(self._book, self._shared))
        headers = list(dict.fromkeys(section.header for section in sections))
        frame = self._rendered("document")
        text = finish(frame.replace(_TEXT, "".join(self._text(sections, headers)), 1), 1)
        starts: list[Plain] = list(text.starts)
        relations = [Relation("rIdStyles", "styles", "styles.xml")]
        relations += [Relation("rIdNumbering", "numbering", "numbering.xml")]
        relations += [Relation("rIdSettings", "settings", "settings.xml")]
        parts = [
            self._part("styles.xml", "styles", self._rendered("styles")),
            self._part(
                "numbering.xml", "numbering", self._rendered("numbering", first=1, starts=starts)
            ),
            self._part("settings.xml", "settings", self._rendered("settings")),
        ]
        for name, kind, xml in self._margins(sections, headers):
            parts.append(self._part(f"{name}.xml", kind, xml))
            relations.append(Relation(f"rId-{name}", kind, f"{name}.xml"))
        if self._logo:
            parts.append(Part("media/logo.png", "png", self._logo.content))
            relations.append(Relation("rIdLogo", "image", "media/logo.png"))
        relations += [
            Relation(f"rIdA{number}", "hyperlink", address, is_outside=True)
            for number, address in enumerate(text.addresses, 1)
        ]
        parts.append(Part("document.xml", "document", text.text.encode(), tuple(relations)))
        return package(parts, readable(self._rendered("core")))

    def _rendered(self, name: str, **more: Plain) -> str:
        data = {**self._shared, **more}
        return self._templates.render(f"{_FOLDER}/{name}.xml", data, OutputKind.WORD)

    @staticmethod
    def _part(path: str, kind: str, xml: str) -> Part:
        return Part(path, kind, readable(xml).encode())

    def _text(self, sections: tuple[_Section, ...], headers: list[str]) -> Iterator[str]:
        for index, section in enumerate(sections):
            for at, piece in enumerate(section.pieces):
                begins = bool(at) and (
                    piece.is_filled or (piece.kind == "policy" and not piece.is_first)
                )
                yield self._rendered(piece.kind, begins_page=begins, **piece.data)
            properties = self._section(section, headers, is_first=not index)
            if index + 1 < len(sections):
                yield f'<w:p><w:pPr><w:pStyle w:val="Gap"/>{properties}</w:pPr></w:p>'
            else:
                yield properties

    def _section(self, section: _Section, headers: list[str], *, is_first: bool) -> str:
        heads: list[Plain] = [
            {"type": "default", "id": f"rId-header{headers.index(section.header) + 1}"}
        ]
        feet: list[Plain] = [{"type": "default", "id": "rId-footer"}]
        if is_first:
            heads.append({"type": "first", "id": "rId-empty-header"})
            feet.append({"type": "first", "id": "rId-empty-footer"})
        return self._rendered("section", heads=heads, feet=feet, is_first=is_first)

    def _margins(
        self, sections: tuple[_Section, ...], headers: list[str]
    ) -> Iterator[tuple[str, str, str]]:
        """The heads and feet of pages: name, kind, XML."""
        for number, name in enumerate(headers, 1):
            section = next(section for section in sections if section.header == name)
            level = _HEADING_SHOWN[section.kind]
            yield (
                f"header{number}",
                "header",
                self._rendered("header", level=level, badge=section.badge),
            )
        yield "empty-header", "header", self._rendered("empty-header")
        yield "empty-footer", "footer", self._rendered("empty-footer")
        yield "footer", "footer", self._rendered("footer")


def _sections(book: Book, shared: Mapping[str, Plain]) -> Iterator[_Section]:
    """The pieces by the head of their pages; what is not in force has a mark there."""

    before = ("front", "")

    def head(piece: Piece) -> tuple[str, str]:
        nonlocal before
        if piece.kind in {"front", "back"}:
            before = (piece.kind, "")
        elif piece.kind == "policy" or piece.is_filled or before[0] == "front":
            before = ("policies", piece.badge)
        return before

    for (kind, badge), found in groupby(pieces(book, shared), head):
        yield _Section(kind, badge, tuple(found))


def _size(picture: Picture | None) -> Plain:
    return {"width": picture.width, "height": picture.height} if picture else None
