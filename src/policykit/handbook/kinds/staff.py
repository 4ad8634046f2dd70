"""The handbook of those who do the work: everything."""

from __future__ import annotations

from typing import Final

from policykit.handbook.kinds import Kind
from policykit.model.book import Book


def shape(book: Book) -> Book:
    """The whole book."""
    return book


KIND: Final = Kind("staff", shape, has_pages=True)
