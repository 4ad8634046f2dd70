"""Every name that can stand at a place, whatever declares it."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.authoring.completion.items import feedback, items, terms
from policykit.authoring.completion.names import Name, names
from policykit.authoring.completion.sight import Sight
from policykit.authoring.completion.suggestion import Sort
from policykit.authoring.rules import rules_of
from policykit.model.page import Page


def named(sight: Sight, kind: str, key: str, typed: str) -> Iterator[Name]:
    """The names of a kind; `key` is what they stand under, `typed` what stands there already."""
    match kind:
        case "item":
            yield from items(sight, key, typed)
        case "term":
            yield from terms(sight, typed)
        case "item-or-term":
            yield from items(sight, key, typed)
            yield from terms(sight, typed, parts=False)
        case "feedback":
            yield from feedback(sight)
        case "rule":
            yield from rules(sight)
        case _:
            yield from names(sight, kind)


def rules(sight: Sight) -> Iterator[Name]:
    """The rules by name, with what each is about."""
    for page in pages(sight):
        yield Name(page.name, page.code, page.summary, sort=Sort.RULE)


def pages(sight: Sight) -> tuple[Page, ...]:
    """The pages of all rules and other findings."""
    return tuple(rules_of(sight.snapshot).pages.values())
