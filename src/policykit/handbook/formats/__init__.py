"""One handbook format a file; each module has one FORMAT."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol, runtime_checkable

from policykit.model.book import Book, OutputFile
from policykit.rendering import Templates


class Format(Protocol):
    """A way to print a book."""

    @property
    def name(self) -> str:
        """What it is called on the command line; also its folder of templates."""

    def render(self, book: Book, templates: Templates) -> tuple[OutputFile, ...]:
        """The files of a book in one language; equal books give equal bytes."""


class Print(NamedTuple):
    """The files of a book, and the characters in them that boxes with codes stand for."""

    files: Iterable[OutputFile]
    boxed: tuple[str, ...] = ()


@runtime_checkable
class Printing(Protocol):
    """A format with fonts of its own, which may lack a character."""

    def prints(self, book: Book, templates: Templates) -> Print:
        """What `render` gives, and what the fonts lack."""


@runtime_checkable
class OneByOne(Protocol):
    """A format of many files, which hands each over as soon as it is made."""

    def each(self, book: Book, templates: Templates) -> Iterator[OutputFile]:
        """The files that `render` gives."""


def print_of(chosen: Format, book: Book, templates: Templates) -> Print:
    """A book in a format; its files are gone through once."""
    if isinstance(chosen, Printing):
        return chosen.prints(book, templates)
    if isinstance(chosen, OneByOne):
        return Print(chosen.each(book, templates))
    return Print(chosen.render(book, templates))
