"""What we promise customers: nothing but what is public, and no page about ourselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Final, TypeVar, cast

from policykit.handbook.kinds import Kind
from policykit.model.book import Book, LinkTo, PolicyPage, Prose, Span, SpanKind

T = TypeVar("T")

_PROMISED: Final = ("must", "must_not")
"""How firmly a rule binds that customers are told of: what we may do is no promise."""

_TOLD: Final = frozenset({"promises", "rules", "exceptions", "tables", "targets", "faq"})
"""The sections of a policy that customers are told of."""


def shape(book: Book) -> Book:
    """What is promised to customers; without indexes, which are for those who work by them."""
    labels = {level: book.words[f"charter_{level}"] for level in _PROMISED}
    pages = (_page(page, book.words, labels) for page in book.policies)
    told = tuple(page for page in pages if page.sections)
    gone = frozenset(
        anchor
        for page in book.policies
        for rule in page.rules
        if rule.level not in _PROMISED
        for anchor in (rule.anchor, *rule.aliases, *(point.anchor for point in rule.points))
    ) | {page.id for page in book.policies} - {page.id for page in told}
    if gone:
        told = tuple(_unlinked(page, gone) for page in told)
    return replace(
        book,
        policies=told,
        levels=(),
        chapters=tuple(
            each for each in book.chapters if any(page.chapter == each.id for page in told)
        ),
        index=(),
        glossary=(),
        decisions=(),
        owners=(),
        news=(),
        coming=(),
        choices=tuple(each for each in book.choices if each.kind == "channel"),
    )


def _unlinked(value: T, gone: frozenset[str]) -> T:
    """The same without links to what customers are not told of; their words stay."""
    if isinstance(value, tuple):
        kept: list[object] = []
        for each in value:
            if isinstance(each, LinkTo) and each.anchor in gone:
                continue
            if isinstance(each, Span) and each.kind is SpanKind.LINK and each.target in gone:
                kept.extend(each.inlines)
            else:
                kept.append(_unlinked(each, gone))
        return cast("T", tuple(kept))
    if is_dataclass(value) and not isinstance(value, type):
        told = {each.name: _unlinked(getattr(value, each.name), gone) for each in fields(value)}
        return cast("T", replace(value, **told))
    return value


def _page(page: PolicyPage, words: Mapping[str, str], labels: Mapping[str, str]) -> PolicyPage:
    """A policy that speaks to customers; no line is marked as public, for all of them are.

    It opens with what they get. Which rule an answer belongs to is for those who work by them.
    """
    rules = tuple(
        replace(each, public=False, label=labels[each.level])
        for level in _PROMISED
        for each in page.rules
        if each.level == level
    )
    told = replace(
        page,
        summary=page.customer_benefit,
        customer_benefit=Prose(),
        facts=(),
        record=(),
        related=(),
        audience=(),
        promises=tuple(replace(each, public=False) for each in page.promises),
        rules=rules,
        faq=tuple(replace(each, public=False, supports=()) for each in page.faq),
    )
    return replace(
        told,
        sections=tuple(
            replace(each, title=words["charter_rules"] if each.key == "rules" else each.title)
            for each in page.sections
            if each.key in _TOLD and getattr(told, each.key)
        ),
    )


KIND: Final = Kind("charter", shape, public=True, has_pages=True)
