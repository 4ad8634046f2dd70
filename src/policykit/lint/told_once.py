"""Words that two rules find fault with, told by the one that says more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from policykit.model.finding import Finding
from policykit.model.position import Span

_SAYS_MORE: Final[Mapping[str, str]] = {
    # What the policy itself avoids, it knows best.
    "WRD010": "WRD014",
    "WRD011": "WRD014",
    "WRD015": "WRD014",
    # Words that are to go need not be written in small letters first.
    "WRD018": "WRD001",
    # The number of a translation goes when the placeholder of the source comes.
    "TRN008": "TRN003",
    "WRD005": "TRN003",
    # A name that nobody declared may have any form; the declared one has the right form.
    "SCH006": "REF003",
}
"""Codes, each with the one that is told alone where both find fault with the same words."""


def told_once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings without those about words of which another one says more, in their order.

    One that holds the mended words, or that a program can mend, says most.
    """
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
        if each.mended
        or each.fix
        or not _overlaps(
            each.location.span,
            places.get((_SAYS_MORE.get(each.code, ""), each.location.path), ()),
        )
    )


def _overlaps(span: Span | None, others: Iterable[Span]) -> bool:
    return span is not None and any(
        span.start < other.end and other.start < span.end for other in others
    )
