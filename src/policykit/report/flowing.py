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
    out: Text,
    stretches: Sequence[Stretch],
    width: int,
    *,
    first: str = "",
    rest: str = "",
    lead: str = "",
) -> None:
    """Add a paragraph: `first` stands before its first line, `rest` before all others.

    `lead` is the style of both. Texts are made visible; each line is safe to print on a terminal and a build server. Words
    that are wider than a line are divided.
    """
    before, used = first, columns(first)
    line: list[Stretch] = []
    for word in _words(_safe(stretches)):
        wide = columns(_text(word))
        if line and used + 1 + wide > width:
            _put(out, (before, lead), line)
            before, used, line = rest, columns(rest), []
        if line:
            line += [(" ", _space(line[-1], word[0])), *word]
            used += 1 + wide
            continue
        *full, line = _divided(word, width, (before, rest))
        for part in full:
            _put(out, (before, lead), part)
            before, used = rest, columns(rest)
        used += columns(_text(line))
    if line:
        _put(out, (before, lead), line)


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


def _divided(word: list[Stretch], width: int, leads: tuple[str, str]) -> list[list[Stretch]]:
    """A word at the start of a line in as many parts as it takes lines, each safe at a start.

    `leads` is what stands before its first line and before the others.
    """
    whole = _text(word)
    lead, others = leads
    if not whole.startswith(_AT_THE_START) and columns(lead) + columns(whole) <= width:
        return [word]
    styles = [style for text, style in word for _ in text]
    parts: list[list[Stretch]] = [[]]
    room = max(width - columns(lead), _LEAST)
    for place, character in enumerate(whole):
        shown = character
        wide = columns(character)
        if parts[-1] and wide > room:
            parts.append([])
            lead, room = others, max(width - columns(others), _LEAST)
        if not parts[-1] and not lead.strip() and whole.startswith(_AT_THE_START, place):
            # A build server would take it for a command there.
            shown, wide = _SPELT_OUT, len(_SPELT_OUT)
        parts[-1].append((shown, styles[place]))
        room -= wide
    return parts


def _put(out: Text, before: Stretch, line: Sequence[Stretch]) -> None:
    out.append(*before)
    for style, alike in groupby(line, key=itemgetter(1)):
        out.append(_text(tuple(alike)), style)
    out.append("\n")
