"""Paragraphs of stretches in several styles, none of their lines wider than there is room."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final, TypeAlias

from policykit.report.colored import Text
from policykit.report.visible import COMMAND, columns, visible

Stretch: TypeAlias = tuple[str, str]
"""A text and its style in rich's words."""

_SPACES: Final = re.compile(r"[ \t\r\n\f\v]+")
_AT_THE_START: Final = "::"
_SPELT_OUT: Final = "\\u003a"
_LEAST: Final = 12


def flow(
    out: Text, stretches: Sequence[Stretch], width: int, *, first: str = "", rest: str = ""
) -> None:
    """Add a paragraph: `first` stands before its first line, `rest` before all others.

    Texts are made visible; each line is safe to print on a terminal and a build server. Words
    that are wider than a line are divided.
    """
    words = _words(_safe(stretches))
    before, used = first, columns(first)
    line: list[Stretch] = []
    for word in words:
        wide = columns(_text(word))
        if line and used + 1 + wide > width:
            _put(out, before, line)
            before, used, line = rest, columns(rest), []
        if line:
            line.append((" ", _space(line[-1], word[0])))
            used += 1
        else:
            word = _at_the_start(before, word)  # noqa: PLW2901 - the same word, safe at a start
            wide = columns(_text(word))
        room = max(width - used, _LEAST)
        while wide > room:
            head, word = _divided(word, room)  # noqa: PLW2901 - what is left of it
            _put(out, before, [*line, *head])
            before, used, line = rest, columns(rest), []
            word = _at_the_start(before, word)  # noqa: PLW2901 - the same word, safe at a start
            wide, room = columns(_text(word)), max(width - used, _LEAST)
        line += word
        used += wide
    if line:
        _put(out, before, line)


def _safe(stretches: Sequence[Stretch]) -> list[Stretch]:
    shown = [(visible(_SPACES.sub(" ", text)), style) for text, style in stretches if text]
    if COMMAND.search(_text(shown)):
        shown = [(text.replace("[", "\\u005b"), style) for text, style in shown]
    return shown


def _text(stretches: Sequence[Stretch]) -> str:
    return "".join(text for text, _ in stretches)


def _words(stretches: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    """The words, each of one stretch or of several that meet without a space."""
    word: list[Stretch] = []
    for text, style in stretches:
        for part in re.findall(r" +|[^ ]+", text):
            if not part.startswith(" "):
                word.append((part, style))
            elif word:
                yield word
                word = []
    if word:
        yield word


def _space(before: Stretch, after: Stretch) -> str:
    return before[1] if before[1] == after[1] else ""


def _at_the_start(before: str, word: list[Stretch]) -> list[Stretch]:
    """A word that begins a line, spelt out where a build server would take it for a command."""
    if before.strip() or not _text(word).startswith(_AT_THE_START):
        return word
    (text, style), *others = word
    return [(f"{_SPELT_OUT}{text[1:]}", style), *others]


def _divided(word: list[Stretch], room: int) -> tuple[list[Stretch], list[Stretch]]:
    """As much of a word as fits, at least one character, and what is left."""
    head: list[Stretch] = []
    for index, (text, style) in enumerate(word):
        kept = 0
        while kept < len(text) and columns(text[: kept + 1]) <= room:
            kept += 1
        kept = max(kept, 0 if head else 1)
        if kept:
            head.append((text[:kept], style))
        if kept < len(text):
            return head, [(text[kept:], style), *word[index + 1 :]]
        room -= columns(text)
    return head, []


def _put(out: Text, before: str, line: Sequence[Stretch]) -> None:
    out.append(before)
    for style, alike in groupby(line, key=itemgetter(1)):
        out.append(_text(tuple(alike)), style)
    out.append("\n")
