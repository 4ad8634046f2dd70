"""The comment that takes a finding off, with its reason left to write."""

from __future__ import annotations

from dataclasses import replace

from policykit.authoring.insertion import Insertion, line_end_of, with_insertion
from policykit.library.suppressions import suppressions
from policykit.lint.suppress import NEVER_TAKEN_OFF, covering, covers
from policykit.model.document import Document, Origin
from policykit.model.finding import Finding
from policykit.model.position import Pointer, Position, Span
from policykit.yamlsource import read


def taken_off(document: Document, finding: Finding, locked: frozenset[str]) -> Insertion | None:
    """The comment above the key or item a finding is about.

    None where no comment can take it off: what cannot be read or breaks the schema, what
    `locked` names, and what is about a whole file.
    """
    span = finding.location.span
    if finding.code in locked or finding.code.startswith(NEVER_TAKEN_OFF) or span is None:
        return None
    line = _line(document, finding.location.pointer, span)
    if line is None:
        return None
    text = document.text
    written = text.split("\n")[line - 1]
    indent = written[: len(written) - len(written.lstrip(" "))]
    insertion = Insertion(
        document.path,
        Position(line, 1),
        f"{indent}# policykit: ignore[{finding.code}] ",
        after=line_end_of(text),
    )
    return insertion if _takes_off(document, insertion, finding, span) else None


def _line(document: Document, pointer: Pointer, span: Span) -> int | None:
    """The line of the key or item that is told of, else of the innermost one around the place."""
    if not pointer:
        pointer = max(
            (
                each
                for each, _, node in document.nodes()
                if each and _holds(document.positions.span(node), span)
            ),
            key=len,
            default=(),
        )
    if not pointer:
        return None
    place = document.key_span(pointer) or document.value_span(pointer)
    return place.start.line if place is not None else None


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _takes_off(document: Document, insertion: Insertion, finding: Finding, span: Span) -> bool:
    """Whether the comment brings no slip, and covers the finding one line further down."""
    new, problems = read(
        with_insertion(document.text, replace(insertion, asked="so")).encode(
            "utf-8", "surrogatepass"
        ),
        Origin(document.path, ""),
    )
    _, known = read(document.text.encode("utf-8", "surrogatepass"), Origin(document.path, ""))
    if len(problems) > len(known):
        return False
    lower = replace(finding.location, span=Span(_below(span.start), _below(span.end)))
    return any(
        covers(
            covering(each, new, lambda code: frozenset({code})), replace(finding, location=lower)
        )
        for each in suppressions(new)
        if each.line == insertion.at.line
    )


def _below(position: Position) -> Position:
    return Position(position.line + 1, position.column)
