"""A Word document a language: to print, to comment on, to carry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Final

from policykit.handbook.linear import Piece, pieces, shared_data
from policykit.handbook.word.base import Base, read_base
from policykit.handbook.word.finishing import finish, readable
from policykit.handbook.word.look import colours, paper
from policykit.handbook.word.merging import first_free, merged_numbering, merged_styles, rename
from policykit.handbook.word.opening import MOST_BYTES
from policykit.handbook.word.package import PICTURES, Part, Relation, package
from policykit.handbook.word.picture import Picture, logo
from policykit.model.book import Book, OutputFile
from policykit.model.value import dataclass
from policykit.rendering import OutputKind, Plain, Templates
from policykit.rendering.columns import LETTER

_FOLDER: Final = "docx"
_LOGO: Final = "media/logo.png"
_TEXT: Final = "<!--text-->"
_LEVELS: Final[Mapping[str, Plain]] = {
    "must": "LevelMust",
    "must_not": "LevelMustNot",
    "should": "LevelShould",
    "should_not": "LevelShouldNot",
    "may": "LevelMay",
}
_SMALL_LETTER: Final = LETTER * 90 // 105
_HEADING_SHOWN: Final = {"front": 0, "policies": 2, "back": 1}


@dataclass(frozen=True, slots=True)
class WordFormat:
    """The format of handbooks called `docx`."""

    name: str = "docx"

    def render(self, book: Book, templates: Templates) -> tuple[OutputFile, ...]:
        """One document; equal books give equal bytes.

        Where the user's templates have `docx/base.docx`, it looks like that document.

        Raises:
            RenderError: a template cannot be filled in, or `base.docx` cannot be the base.
        """
        content = _Document(book, templates).made()
        return (OutputFile(f"{book.name}.{book.language.id}.docx", content),)


FORMAT: Final = WordFormat()


def notes(book: Book) -> tuple[str, ...]:
    """What of a book this format leaves out, in whole sentences."""
    if not book.design.logo or logo(book.design.logo):
        return ()
    return ("The logo is a drawing (SVG), which Word files do not show: name a PNG picture.",)


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
        found = templates.content(f"{_FOLDER}/base.docx", MOST_BYTES)
        self._base = Base() if found is None else read_base(found)
        is_sheet = not book.policies
        self._shared: dict[str, Plain] = {
            **shared_data(book),
            "is_sheet": is_sheet,
            "is_signed": book.template == "staff" and not is_sheet,
            "letter": _SMALL_LETTER if is_sheet else LETTER,
            "paper": {**paper(book.design.page_size, is_sheet=is_sheet), **self._base.paper},
            "colours": colours(book.design.accent),
            "levels": dict(_LEVELS),
            "logo": _size(self._logo),
        }

    def made(self) -> bytes:
        """The bytes of the document."""
        sections = tuple(_sections(self._book, self._shared))
        headers = list(dict.fromkeys(section.header for section in sections))
        bullets = first_free(self._base)
        frame = self._rendered("document")
        text = finish(frame.replace(_TEXT, "".join(self._text(sections, headers)), 1), bullets)
        parts = [*self._looks(bullets, text.starts), *self._margins(sections, headers)]
        if self._logo:
            parts.append(Part(_LOGO, "png", self._logo.content))
        relations = [
            Relation(_identity(part), _relation(part.kind), part.path)
            for part in parts
            if part.kind not in PICTURES or part.path == _LOGO
        ]
        relations += [
            Relation(f"rIdA{number}", "hyperlink", address, is_outside=True)
            for number, address in enumerate(text.addresses, 1)
        ]
        parts.append(Part("document.xml", "document", text.text.encode(), tuple(relations)))
        return package(parts, readable(self._rendered("core")))

    def _rendered(self, name: str, **more: Plain) -> str:
        data = {**self._shared, **more}
        return self._templates.render(f"{_FOLDER}/{name}.xml", data, OutputKind.WORD)

    def _part(self, name: str, kind: str, **more: Plain) -> Part:
        return Part(f"{name}.xml", kind, readable(self._rendered(name, **more)).encode())

    def _looks(self, bullets: int, starts: tuple[int, ...]) -> Iterator[Part]:
        """Styles, lists, settings and theme: theirs where there are any, ours beside them."""
        styles = self._part("styles", "styles")
        numbering = self._part("numbering", "numbering", first=bullets, starts=list(starts))
        names: Mapping[str, str] = {}
        if self._base.styles is not None:
            content, names = merged_styles(styles.content, self._base.styles)
            styles = replace(styles, content=content)
        if self._base.numbering is not None:
            content = merged_numbering(numbering.content, self._base.numbering, names)
            numbering = replace(numbering, content=content)
        for margin in self._base.margins.values():
            rename(margin.root, names)
        yield from (styles, numbering, self._part("settings", "settings"))
        if self._base.theme is not None:
            yield Part("theme.xml", "theme", self._base.theme)

    def _text(self, sections: tuple[_Section, ...], headers: list[str]) -> Iterator[str]:
        for index, section in enumerate(sections):
            for at, piece in enumerate(section.pieces):
                begins = piece.is_filled or (piece.kind == "policy" and not piece.is_first)
                # What customers read is a booklet: policies follow each other on the page.
                begins = begins and self._book.template != "charter"
                data = {**piece.data, "begins_page": bool(at) and begins}
                yield self._rendered(piece.kind, **data)
            properties = self._section(
                section, headers, has_cover=not index and bool(self._book.policies)
            )
            if index + 1 < len(sections):
                yield f'<w:p><w:pPr><w:pStyle w:val="Gap"/>{properties}</w:pPr></w:p>'
            else:
                yield properties

    def _section(self, section: _Section, headers: list[str], *, has_cover: bool) -> str:
        number = headers.index(section.header) + 1
        heads: list[Plain] = [{"type": "default", "id": f"rId-header{number}"}]
        feet: list[Plain] = [{"type": "default", "id": "rId-footer"}]
        if has_cover:
            heads.append({"type": "first", "id": "rId-empty-header"})
            feet.append({"type": "first", "id": "rId-empty-footer"})
        return self._rendered("section", heads=heads, feet=feet, has_cover=has_cover)

    def _margins(self, sections: tuple[_Section, ...], headers: list[str]) -> Iterator[Part]:
        """The heads and feet of pages: theirs where there are any, else ours."""
        theirs = self._base.margins
        for number, name in enumerate(headers, 1):
            section = next(section for section in sections if section.header == name)
            own = theirs.get(("header", "default"))
            if own is not None:
                yield own.part(f"header{number}.xml", "header", section.badge)
            else:
                level = _HEADING_SHOWN[section.kind]
                head = self._part("header", "header", level=level, badge=section.badge)
                yield replace(head, path=f"header{number}.xml")
        for name, kind, which in (
            ("empty-header", "header", "first"),
            ("empty-footer", "footer", "first"),
            ("footer", "footer", "default"),
        ):
            own = theirs.get((kind, which))
            yield own.part(f"{name}.xml", kind) if own is not None else self._part(name, kind)
        pictures = [each for margin in theirs.values() for each in margin.pictures.values()]
        yield from {picture.path: picture for picture in pictures}.values()


def _identity(part: Part) -> str:
    return "rIdLogo" if part.path == _LOGO else f"rId-{part.path.removesuffix('.xml')}"


def _relation(kind: str) -> str:
    return "image" if kind in PICTURES else kind


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
