"""A redline as Markdown: what is gone struck through, what is new in bold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from policykit.model.change import Piece, PieceKind
from policykit.report.markdown.plain import APART, words

_SIGNS: Final = {PieceKind.REMOVED: "~~", PieceKind.ADDED: "**"}


def redlined(pieces: Sequence[Piece]) -> str:
    """The pieces on one line, each saying just its text whatever stands in it."""
    told = ""
    for piece in pieces:
        said = words(piece.text)
        if not said:
            told += " "
            continue
        sign = _SIGNS.get(piece.kind, "")
        # Parted so, a sign opens and closes whatever letter or sign stands beside it.
        marked = f"{APART}{sign}{said}{sign}{APART}" if sign else said
        close = sign and told.endswith(APART)
        head = " " if close or piece.text[:1].isspace() else ""
        told += f"{head}{marked}{' ' if piece.text[-1:].isspace() else ''}"
    return " ".join(told.split())


def between(before: str, after: str) -> str:
    """Two values with an arrow, or the one there is as a redline; '' where there is none."""
    if before and after:
        return f"{words(before)} → {words(after)}"
    piece = Piece(PieceKind.REMOVED, before) if before else Piece(PieceKind.ADDED, after)
    return redlined((piece,)) if piece.text else ""
