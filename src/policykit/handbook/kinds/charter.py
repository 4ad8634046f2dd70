"""What we promise customers: nothing but what is public, and no page about ourselves."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from policykit.handbook.kinds import Kind
from policykit.model.book import Book


def shape(book: Book) -> Book:
    """The public parts of the policies; without indexes, which are for those who work by them."""
    return replace(book, index=(), glossary=(), decisions=(), owners=(), news=(), coming=())


KIND: Final = Kind("charter", shape, public=True)
