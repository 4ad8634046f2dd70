"""Printed handbooks read back: their pages, their outline, their tags."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import pikepdf
from pypdf import PdfReader
from pypdf.generic import Destination
from tests.handbook.folders import STAFF, TEMPLATES, made

from policykit.handbook.formats.pdf import FORMAT
from policykit.model.book import (
    Block,
    BlockKind,
    Book,
    Chapter,
    Language,
    LinkTo,
    OrganisationPage,
    PolicyPage,
    Prose,
    Rule,
    SectionLink,
)
from policykit.model.library import Library

AREAS = ("service-standards", "chat")
"""Two areas with every section there is, and a draft."""


@dataclass(frozen=True)
class Paper:
    """A printed handbook and the book it was made of."""

    book: Book
    content: bytes

    @cached_property
    def reader(self) -> PdfReader:
        return PdfReader(io.BytesIO(self.content))

    @cached_property
    def pages(self) -> list[str]:
        """The words of each page, on one line."""
        texts = [page.extract_text() for page in self.reader.pages]
        return [" ".join(text.replace("\u2060", "").split()) for text in texts]

    @property
    def said(self) -> str:
        return " ".join(self.pages)

    @cached_property
    def labels(self) -> list[str]:
        return list(self.reader.page_labels)

    def labelled(self, label: str) -> str:
        return self.pages[self.labels.index(label)]

    @cached_property
    def outline(self) -> list[tuple[str, int]]:
        """The bookmarks of all levels, each with its page from 0."""
        return [
            (str(each.title), self.reader.get_destination_page_number(each) or 0)
            for each in _flat(self.reader.outline)
        ]

    def opened(self) -> pikepdf.Pdf:
        return pikepdf.open(io.BytesIO(self.content))

    def tags(self) -> list[tuple[str, str]]:
        """Each tag of the structure tree with its alternative text."""
        with self.opened() as pdf:
            return list(_tags(pdf.Root.StructTreeRoot))


def _flat(outline: object) -> Iterator[Destination]:
    for each in outline if isinstance(outline, list) else [outline]:
        if isinstance(each, list):
            yield from _flat(each)
        elif isinstance(each, Destination):
            yield each


def _tags(element: pikepdf.Object) -> Iterator[tuple[str, str]]:
    below = element.get("/K", pikepdf.Array())
    kids = list(below) if isinstance(below, pikepdf.Array) else [below]
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield str(kid["/S"]).removeprefix("/"), str(kid.get("/Alt", ""))
            yield from _tags(kid)


def narrowed(library: Library, locale: str = "en") -> Book:
    """The reference handbook of two areas; its glossary too large to print in each test."""
    found = made(library, locale, handbook=replace(STAFF, areas=AREAS), edition="7F3A-22C1")
    return replace(found, revision="9f3c1ab", glossary=found.glossary[:12])


def printed(book: Book) -> Paper:
    (file,) = FORMAT.render(book, TEMPLATES)
    return Paper(book, file.content)


def prose(text: str) -> Prose:
    return Prose((Block(BlockKind.PARAGRAPH, (text,)),))


def leaflet(words: dict[str, str], text: str = "Be kind.", title: str = "Kindness") -> Book:
    """A book of one policy with one rule, its texts as given."""
    policy = PolicyPage(
        id="kindness",
        number="1.1",
        title=title,
        chapter="manners",
        areas=(LinkTo("manners", "1", "Manners"),),
        state="in-force",
        badge="",
        version="1.0.0",
        summary=prose(text),
        rules=(
            Rule(
                anchor="kindness.smile",
                number="1.1.1",
                level="must",
                label="MUST",
                text=prose(text),
            ),
        ),
        sections=(SectionLink("rules", "kindness:rules", "The rules"),),
    )
    english = Language("en", "English", "ltr")
    return Book(
        name="leaflet",
        title="Leaflet",
        language=english,
        languages=(english,),
        organisation=OrganisationPage("Havsby", Prose(), Prose(), ()),
        as_of="21 November 2026",
        day="2026-11-21",
        chapters=(Chapter("manners", "1", "Manners", (LinkTo("kindness", "1.1", title),)),),
        policies=(policy,),
        words=words,
    )
