"""Any two texts: what became of one, word for word, and both come back from it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from tests.fuzzing.seeds import texts

from policykit.diffing.redline import redline
from policykit.diffing.tokens import tokens
from policykit.diffing.wording import wording
from policykit.model.change import PieceKind

BETWEEN = "\0"
"""Stands between the two texts."""

LOCALES = ("en", "sv", "de")


def check(data: bytes) -> None:
    """The same and removed pieces are the old text, the same and added ones the new."""
    before, _, after = data.decode(errors="replace").partition(BETWEEN)
    pieces = redline(before, after)
    assert "".join(one.text for one in pieces if one.kind is not PieceKind.ADDED) == before
    assert "".join(one.text for one in pieces if one.kind is not PieceKind.REMOVED) == after
    assert all(one.text for one in pieces)
    assert all(one.kind is not other.kind for one, other in pairwise(pieces))
    assert "".join(each.gap + each.text for each in tokens(before)) == before
    for locale in LOCALES:
        there, back = wording(before, after, locale), wording(after, before, locale)
        assert there.kind is back.kind


def seeds() -> Iterator[bytes]:
    """What policies say, beside what others say."""
    for one, other in pairwise(texts()):
        yield one + BETWEEN.encode() + other
