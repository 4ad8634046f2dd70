"""One handbook format a file; each module has one FORMAT."""

from __future__ import annotations

from typing import Protocol

from policykit.model.book import Book, OutputFile
from policykit.rendering import Templates


class Format(Protocol):
    """A way to print a book."""

    @property
    def name(self) -> str:
        """What it is called on the command line; also its folder of templates."""

    def render(self, book: Book, templates: Templates) -> tuple[OutputFile, ...]:
        """The files of a book in one language; equal books give equal bytes."""
