"""What the plain form of a text holds: read by whatever turns texts into markup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from policykit.rendering.html import Plain

MOST_TITLES: Final = 4
"""Links in a line that are named by number and title; a sentence of more is not read."""


def held(holder: Mapping[str, Plain], key: str) -> Sequence[Mapping[str, Plain]]:
    """The parts under a key that are more than words; none where there is nothing."""
    found = holder.get(key)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def inlines(holder: Mapping[str, Plain]) -> Iterator[str | Mapping[str, Plain]]:
    """The words and spans of a block or span, in order."""
    found = holder.get("inlines")
    for part in found if isinstance(found, list) else ():
        if isinstance(part, str | dict):
            yield part


def number(holder: Mapping[str, Plain], key: str) -> int:
    """The number under a key; 0 where there is none."""
    found = holder.get(key)
    return found if isinstance(found, int) else 0


def bare(prose: Mapping[str, Plain]) -> str:
    """The words of a text without what makes them more, as for measuring it."""
    return " ".join(" ".join(_words(block)) for block in held(prose, "blocks"))


def _words(block: Mapping[str, Plain]) -> list[str]:
    own = "".join(_said(part) for part in inlines(block))
    below = [word for each in held(block, "blocks") for word in _words(each)]
    return [own, *below] if own else below


def _said(part: str | Mapping[str, Plain]) -> str:
    if isinstance(part, str):
        return part
    if part["kind"] == "break":
        return " "
    return "".join(_said(each) for each in inlines(part))
