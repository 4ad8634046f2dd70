"""What a policy declares: its items by their dotted ids, and its terms with their parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from policykit.library import read
from policykit.model.document import Json
from policykit.model.facts import Facts
from policykit.model.value import dataclass

UNNAMED_KINDS: Final = frozenset({"cell"})
"""Kinds of item that go by the name of another one and cannot be referred to."""


@dataclass(frozen=True, slots=True)
class PolicyNames:
    """What one policy declares.

    `items` are the kinds of its items by dotted id (`damaged-by-us.replace` for a point),
    `former` leads from earlier dotted ids to present ones, `terms` are the parts each term has.
    """

    id: str
    items: Mapping[str, str]
    former: Mapping[str, str]
    terms: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, facts: Facts) -> PolicyNames:
        """The names in one version of a policy."""
        items: dict[str, str] = {}
        former: dict[str, str] = {}
        for item in facts.items:
            if item.kind in UNNAMED_KINDS:
                continue
            owner = f"{item.parent}." if item.parent else ""
            items.setdefault(f"{owner}{item.id}", item.kind)
            for earlier in item.former_ids:
                former.setdefault(f"{owner}{earlier}", f"{owner}{item.id}")
        terms = {name: frozenset(_parts(term)) for name, term in facts.terms}
        return cls(facts.id, items, former, terms)


def _parts(term: Json) -> Iterator[str]:
    if not isinstance(term, dict):
        return
    extends = [
        read.section(each, "extend")
        for each in (term, *(row for _, row in read.items(term, "varies")))
    ]
    if any("by" in extend for extend in extends):
        yield from ("extension", "total")
    if any("tell_within" in extend for extend in extends):
        yield "extension-notice"
