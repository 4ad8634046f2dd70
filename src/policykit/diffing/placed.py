"""Where what changed stands in the files of each side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from policykit.model.change import Change, PolicyComparison, Side
from policykit.model.document import Document
from policykit.model.position import Location, Span


def placed(
    policy: PolicyComparison, documents: Sequence[Mapping[str, Document]]
) -> PolicyComparison:
    """A comparison whose changes say where they stand, by the documents of both sides."""
    return replace(policy, changes=tuple(with_places(each, documents) for each in policy.changes))


def with_places(change: Change, documents: Sequence[Mapping[str, Document]]) -> Change:
    """A change that says where it stands, by the documents of both sides."""
    before, after = documents
    return replace(
        change,
        before=_found(change.before, before),
        after=_found(change.after, after),
    )


def _found(side: Side | None, documents: Mapping[str, Document]) -> Side | None:
    if side is None:
        return None
    document = documents.get(side.location.path)
    if document is None:
        return side
    return replace(side, location=replace(side.location, span=_span(side.location, document)))


def _span(location: Location, document: Document) -> Span | None:
    """Where a value stands; where it is not written, what it would stand in."""
    pointer = location.pointer
    while pointer:
        span = document.key_span(pointer) or document.value_span(pointer)
        if span is not None:
            return span
        pointer = pointer[:-1]
    return None
