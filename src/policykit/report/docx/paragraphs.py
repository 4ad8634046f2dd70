"""The texts of a comparison as paragraphs with tracked changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from policykit.model.change import Change, Line, Piece, PieceKind, PolicyComparison
from policykit.rendering.tracked import TrackedParagraph
from policykit.report.visible import visible

_STYLES: Final = {1: "Heading2", 2: "Heading3", 3: "Heading4"}


def paragraphs(policy: PolicyComparison) -> tuple[TrackedParagraph, ...]:
    """The texts of a policy in reading order, under its title.

    Without its lines, those of its changes that have a text or a value.
    """
    lines = tuple(_line(line) for line in policy.lines)
    if lines and lines[0].level == 1:
        return lines
    title = TrackedParagraph(_STYLES[1], (("same", literal(policy.title)),), level=1)
    return (title, *(lines or changed(policy.changes)))


def changed(changes: Iterable[Change]) -> tuple[TrackedParagraph, ...]:
    """The changes that have a text or a value, each under the words of its item."""
    return tuple(paragraph for change in changes for paragraph in _change(change))


def literal(text: str) -> str:
    """A text as it stands; what cannot be seen or would turn others round is spelt out."""
    if text.isprintable():
        return text
    return "".join(sign if sign in "\n\t" else visible(sign) for sign in text)


def _line(line: Line) -> TrackedParagraph:
    fate = "added" if line.before is None else "removed" if line.after is None else "same"
    pieces = line.pieces or _whole(line.before, line.after)
    if fate != "same":
        text = line.after if line.before is None else line.before
        pieces = (Piece(PieceKind(fate), text or ""),)
    level = min(line.heading, max(_STYLES))
    return TrackedParagraph(
        _STYLES.get(level, "Text"), _texts(pieces), fate, _label(line.label), level
    )


def _label(words: str) -> str:
    return literal(words[:1].upper() + words[1:])


def _change(change: Change) -> Iterator[TrackedParagraph]:
    before, after = (side.value if side else None for side in (change.before, change.after))
    pieces = change.redline or _whole(before, after)
    if not pieces:
        return
    words = change.title if not change.where else f"{change.title}, {change.where}"
    yield TrackedParagraph("Text", _texts(pieces), label=literal(" ".join(words.split())))


def _whole(before: str | None, after: str | None) -> tuple[Piece, ...]:
    if before == after:
        return (Piece(PieceKind.SAME, before),) if before else ()
    sides = ((PieceKind.REMOVED, before), (PieceKind.ADDED, after))
    return tuple(Piece(kind, text) for kind, text in sides if text)


def _texts(pieces: Iterable[Piece]) -> tuple[tuple[str, str], ...]:
    return tuple((piece.kind.value, literal(piece.text)) for piece in pieces)
