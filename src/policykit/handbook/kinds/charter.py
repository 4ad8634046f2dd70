"""What we promise customers: nothing but what is public, and no page about ourselves."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from policykit.handbook.kinds import Kind
from policykit.model.book import Book, PolicyPage


def shape(book: Book) -> Book:
    """The public parts of the policies; without indexes, which are for those who work by them."""
    return replace(
        book,
        policies=tuple(_page(page, book.words["you_get"]) for page in book.policies),
        words={**book.words, "customer_benefit": book.words["you_get"]},
        index=(),
        glossary=(),
        decisions=(),
        owners=(),
        news=(),
        coming=(),
    )


def _page(page: PolicyPage, you_get: str) -> PolicyPage:
    """A policy that speaks to customers; no line is marked as public, for all of them are."""
    return replace(
        page,
        promises=tuple(replace(each, public=False) for each in page.promises),
        rules=tuple(replace(each, public=False) for each in page.rules),
        faq=tuple(replace(each, public=False) for each in page.faq),
        sections=tuple(
            replace(each, title=you_get) if each.key == "why" else each for each in page.sections
        ),
    )


KIND: Final = Kind("charter", shape, public=True)
