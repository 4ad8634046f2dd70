"""The lines of comment above an entry of a file of words, for whoever writes it."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from typing import Final

from policykit.diffing.redline import redline
from policykit.library.walk import FoundText
from policykit.library.words import OWN_WORDS
from policykit.model.change import PieceKind
from policykit.model.policy_shape import LEVELS
from policykit.model.text import Link, Placeholder, segments

Text = str | tuple[str, ...]

_WIDTH: Final = 92
_LONGEST: Final = 200
_HEADWORD: Final = "The word itself, as the handbook prints it. In the source it goes by its id:"
OWN: Final = "Your own words for this language, not a translation. In the source:"


def source_notes(
    source: FoundText | None, address: str, value: Callable[[tuple[str, ...]], str]
) -> tuple[str, ...]:
    """The source above an entry, and what its placeholders stand for.

    Args:
        source: the text of the source, None for a headword it has none for.
        address: the address of the entry.
        value: what a placeholder stands for, '' where nobody can say.
    """
    if source is None:
        word = address.rpartition("#")[0].rpartition(".")[2]
        return (f"#> {_HEADWORD} {word}",)
    lines = [f"#> {OWN}"] if address in OWN_WORDS else []
    lead = "- " if not isinstance(source.text, str) else ""
    level = str(source.pointer[-1])
    for text in _lines(source.text):
        said = f"({level.replace('_', ' ')}) {text}" if level in LEVELS else text
        lines += _commented(">", said, lead)
    values = [
        f"{{{name}}} is {told}" if not told.startswith("such as") else f"{{{name}}}, {told}"
        for name in dict.fromkeys(
            name for text in _lines(source.text) for name in _placeholders(text)
        )
        if (told := _one_line(value(tuple(name.split(".")))))
    ]
    if values:
        lines += _commented(":", "; ".join(values), "")
    return tuple(lines)


def stale_notes(before: Text | None, after: Text) -> tuple[str, ...]:
    """What has changed in the source since the words were written.

    Args:
        before: the text they were written from, None where it is not known.
        after: the text of today.
    """
    if before is None:
        return ("#~ The source has changed since, and its earlier words are not in the history.",)
    lines = ["#~ The source has changed since:"]
    lines += [part for told in changed_words(before, after) for part in _commented("~", told, "  ")]
    return tuple(lines)


def changed_words(before: Text, after: Text) -> tuple[str, ...]:
    """Each changed stretch of a text: `14 days → 30 days`, `new: …`, `gone: …`."""
    pieces = redline("\n".join(_lines(before)), "\n".join(_lines(after)))
    told: list[str] = []
    number = 0
    while number < len(pieces):
        piece = pieces[number]
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        words = _one_line(piece.text)
        if piece.kind is PieceKind.REMOVED:
            if following is not None and following.kind is PieceKind.ADDED:
                told.append(f"{words} → {_one_line(following.text)}")
                number += 1
            else:
                told.append(f"gone: {words}")
        elif piece.kind is PieceKind.ADDED:
            told.append(f"new: {words}")
        number += 1
    return tuple(told)


def _lines(text: Text) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else text


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _commented(mark: str, text: str, lead: str) -> Iterator[str]:
    """The lines of a text as lines of comment, of a length one can read."""
    first = lead
    for line in text.rstrip("\n").split("\n"):
        shown = "".join(each if each.isprintable() else " " for each in line)
        wrapped = textwrap.wrap(shown, _WIDTH, break_long_words=False, break_on_hyphens=False) or [
            ""
        ]
        for part in wrapped:
            yield f"#{mark} {first}{part}".rstrip()
            first = " " * len(lead)


def _placeholders(text: str) -> Iterator[str]:
    for segment in segments(text):
        if isinstance(segment, Placeholder):
            yield ".".join(segment.names)
        elif isinstance(segment, Link):
            yield from _placeholders(segment.label)
