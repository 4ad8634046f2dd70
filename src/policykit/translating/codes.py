"""A text taken apart into words and the marks a translator must not touch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, TypeAlias

from policykit.model.text import Link, Odd, Placeholder, segments
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """A mark that stands alone: a placeholder as it is written."""

    raw: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two marks around words: a link, `[` and `](target)`."""

    opening: str
    parts: tuple[Part, ...]
    closing: str


Part: TypeAlias = "str | Code | Pair"

_BRACES: Final = re.compile(r"[{}]")


def parts(text: str) -> tuple[Part, ...]:
    """The words and marks of a text in order; `joined` gives the text back."""
    return tuple(_parts(text))


def joined(found: tuple[Part, ...]) -> str:
    """The text that words and marks make."""
    return "".join(
        part
        if isinstance(part, str)
        else part.raw
        if isinstance(part, Code)
        else f"{part.opening}{joined(part.parts)}{part.closing}"
        for part in found
    )


def _parts(text: str) -> Iterator[Part]:
    at = 0
    for segment in segments(text):
        if isinstance(segment, Placeholder | Odd):
            yield Code(segment.raw)
            at += len(segment.raw)
        elif isinstance(segment, Link):
            yield Pair("[", parts(segment.label), f"]({segment.target})")
            at += len(segment.raw)
        else:
            # Each brace of plain words is written twice.
            length = len(segment.text) + len(_BRACES.findall(segment.text))
            yield text[at : at + length]
            at += length
