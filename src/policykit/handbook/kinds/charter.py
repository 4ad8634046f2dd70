"""What we promise customers: nothing but what is public, and no page about ourselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from policykit.handbook.kinds import Kind
from policykit.model.book import Book, PolicyPage


def shape(book: Book) -> Book:
    """The public parts of the policies; without indexes, which are for those who work by them."""
    words = book.words
    labels = {each.level: words[f"charter_{each.level}"] for each in book.levels}
    return replace(
        book,
        policies=tuple(_page(page, words, labels) for page in book.policies),
        words={
            **words,
            "customer_benefit": words["you_get"],
            "reading": words["charter_reading"],
            "reading_note": words["charter_reading_note"],
        },
        levels=tuple(
            replace(each, label=labels[each.level], meaning=words[f"charter_note_{each.level}"])
            for each in book.levels
        ),
        index=(),
        glossary=(),
        decisions=(),
        owners=(),
        news=(),
        coming=(),
    )


def _page(page: PolicyPage, words: Mapping[str, str], labels: Mapping[str, str]) -> PolicyPage:
    """A policy that speaks to customers; no line is marked as public, for all of them are.

    Which rule an answer belongs to is for those who work by the rules.
    """
    titles = {"why": words["you_get"], "rules": words["charter_rules"]}
    return replace(
        page,
        promises=tuple(replace(each, public=False) for each in page.promises),
        rules=tuple(
            replace(each, public=False, label=labels.get(each.level, each.label))
            for each in page.rules
        ),
        faq=tuple(replace(each, public=False, supports=()) for each in page.faq),
        sections=tuple(
            replace(each, title=titles.get(each.key, each.title)) for each in page.sections
        ),
    )


KIND: Final = Kind("charter", shape, public=True)
