"""A book without the bodies of its policies: what pages that list policies are given."""

from __future__ import annotations

from dataclasses import MISSING, Field, fields, replace
from typing import Final

from policykit.model.book import Book, PolicyPage
from policykit.rendering import Plain, plain

_KEPT: Final = frozenset(
    {"areas", "audience", "badge", "channels", "chapter", "edit", "facts", "id", "language", "law_note", "number",
     "review", "review_badge", "sections", "stale", "state", "summary", "title", "untranslated", "version"}
)  # fmt: skip
"""What lists of policies say of each; all else of a policy is empty there."""


def outline(book: Book) -> Plain:
    """The plain form of a book whose policies have no bodies.

    A site has a page for each policy, so that the bodies of all others would only fill the
    memory.
    """
    found = plain(replace(book, policies=tuple(_head(policy) for policy in book.policies)))
    if isinstance(found, dict) and isinstance(found["design"], dict):
        found["design"] = {**found["design"], "logo": ""}
    return found


def _head(policy: PolicyPage) -> PolicyPage:
    emptied = {field.name: _empty(field) for field in fields(policy) if field.name not in _KEPT}
    return replace(policy, **emptied)  # type: ignore[arg-type] # each field's own default


def _empty(field: Field[object]) -> object:
    if field.default is MISSING:
        raise TypeError(f"{field.name} has no default, so lists of policies must keep it")
    return field.default
