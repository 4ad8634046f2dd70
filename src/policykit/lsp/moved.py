"""Findings of an earlier text, where they stand in a later one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from policykit.lsp.ends import common_ends
from policykit.model.finding import Finding
from policykit.model.position import Position, Span
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Stood:
    """Findings of a file, and its text when they were found."""

    text: str
    findings: tuple[Finding, ...]


def moved(stood: Stood, text: str) -> tuple[Finding, ...]:
    """The findings in a later text of the same file.

    Those above the lines that changed stay, those below move with their lines. Of those between,
    nobody knows where they are now unless the change is within lines. A fix is left out where
    anything changed: what it was to replace may be something else.
    """
    if text == stood.text:
        return stood.findings
    old, new = stood.text.split("\n"), text.split("\n")
    above, below = common_ends(old, new)
    by = len(new) - len(old)
    found: list[Finding] = []
    for finding in stood.findings:
        span = finding.location.span
        if span is None or span.end.line <= above or by == 0:
            found.append(replace(finding, fix=None))
        elif span.start.line > len(old) - below:
            location = replace(finding.location, span=_lower(span, by))
            found.append(replace(finding, location=location, fix=None))
    return tuple(found)


def by_path(findings: Iterable[Finding]) -> dict[str, tuple[Finding, ...]]:
    """Findings by the file they stand in."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.location.path, []).append(finding)
    return {path: tuple(each) for path, each in found.items()}


def without(findings: Iterable[Finding], others: Iterable[Finding]) -> Iterator[Finding]:
    """Findings but those that others are the same as, one by one."""
    left = Counter((each.code, each.location, each.message) for each in others)
    for finding in findings:
        told = finding.code, finding.location, finding.message
        if left[told]:
            left[told] -= 1
        else:
            yield finding


def _lower(span: Span, by: int) -> Span:
    return Span(
        Position(span.start.line + by, span.start.column),
        Position(span.end.line + by, span.end.column),
    )
