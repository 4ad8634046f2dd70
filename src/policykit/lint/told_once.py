"""Words that two rules find fault with, told by the one that says more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from policykit.model.finding import Finding
from policykit.model.position import Span

_SAYS_MORE: Final[Mapping[str, str]] = dict.fromkeys(("WRD010", "WRD011", "WRD015"), "WRD014")
"""Codes, each with the one that is told alone: what the policy itself avoids, it knows best."""


def told_once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings without those about words of which another one says more, in their order."""
    found = tuple(findings)
    places: dict[tuple[str, str], list[Span]] = {}
    stronger = frozenset(_SAYS_MORE.values())
    for each in found:
        if each.code in stronger and each.location.span is not None:
            places.setdefault((each.code, each.location.path), []).append(each.location.span)
    if not places:
        return found
    return tuple(
        each
        for each in found
        if not _overlaps(
            each.location.span,
            places.get((_SAYS_MORE.get(each.code, ""), each.location.path), ()),
        )
    )


def _overlaps(span: Span | None, others: Iterable[Span]) -> bool:
    return span is not None and any(
        span.start < other.end and other.start < span.end for other in others
    )
