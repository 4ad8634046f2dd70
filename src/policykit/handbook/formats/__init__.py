"""One handbook format a file; each module has one FORMAT."""

from __future__ import annotations

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

    files: tuple[OutputFile, ...]
    boxed: tuple[str, ...] = ()


@runtime_checkable
class Printing(Protocol):
    """A format with fonts of its own, which may lack a character."""

    def prints(self, book: Book, templates: Templates) -> Print:
        """What `render` gives, and what the fonts lack."""


def print_of(chosen: Format, book: Book, templates: Templates) -> Print:
    """A book in a format."""
    if isinstance(chosen, Printing):
        return chosen.prints(book, templates)
    return Print(chosen.render(book, templates))
