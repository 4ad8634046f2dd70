"""The stretch of a text that shows why it was found."""

from __future__ import annotations

from typing import Final

from policykit.model.value import dataclass
from policykit.search.words import Piece, composed, pieces

BEFORE: Final = 8
AFTER: Final = 30
"""Words shown before the first hit, and from it on."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some text, and whether it is what was looked for."""

    text: str
    marked: bool = False


def marked(text: str, found: frozenset[str]) -> tuple[Stretch, ...]:
    """A whole text with the words found in it marked."""
    whole = composed(text)
    return _stretches(whole, pieces(whole), found, 0, len(whole))


def snippet(text: str, found: frozenset[str]) -> tuple[Stretch, ...]:
    """The words of a text around the first one found, or its beginning; `…` where it is cut."""
    whole = composed(text)
    parts = pieces(whole)
    first = next((at for at, piece in enumerate(parts) if piece.word in found), 0)
    start = max(0, first - BEFORE)
    end = min(len(parts), first + AFTER)
    shown = _stretches(
        whole,
        parts[start:end],
        found,
        parts[start].start if start else 0,
        parts[end - 1].end if end < len(parts) else len(whole),
    )
    opening = (Stretch("… "),) if start else ()
    return (*opening, *shown, *((Stretch(" …"),) if end < len(parts) else ()))


def _stretches(
    text: str, parts: list[Piece], found: frozenset[str], start: int, end: int
) -> tuple[Stretch, ...]:
    stretches: list[Stretch] = []
    at = start
    for piece in parts:
        if piece.word not in found or piece.end <= at:
            continue
        begin = max(piece.start, at)
        if begin > at:
            stretches.append(Stretch(text[at:begin]))
        stretches.append(Stretch(text[begin : piece.end], marked=True))
        at = piece.end
    if at < end:
        stretches.append(Stretch(text[at:end]))
    return tuple(stretches)
