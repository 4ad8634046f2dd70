"""Slips that are sound YAML and yet not what the author meant."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from policykit.model.document import Comment, Document, Positions, pack, unpack
from policykit.yamlsource import codes
from policykit.yamlsource.limits import LONGEST_LINE, MAX_PROBLEMS
from policykit.yamlsource.lines import CURLY_QUOTES, quoted
from policykit.yamlsource.notes import Note

_DASH_LINE = re.compile(r"\n[ \t]*- ")
_GLUED_DASHES = re.compile(r"-[^\W\d][^\n]*(?:\n[ \t]*-[^\n]*)+")
_SUPPRESSION = re.compile(r"\s*policykit\s*:")
_NOT_PLAIN = frozenset("\"'|>[{&*!")


def comma_slip(text: str, index: int, key: str) -> str:
    """The code of a key without a value in `{…}`, empty if it is not one.

    Args:
        text: the whole text.
        index: the character behind the key, where its value would begin.
        key: the key.
    """
    if index >= len(text) or text[index] not in ",}":
        return ""
    if re.search(r":\S", key) and "://" not in key:
        return codes.NO_SPACE_AFTER_COLON
    start = text.rfind(key, max(0, index - len(key) - 64), index)
    before = text[max(0, start - 64) : max(0, start)].rstrip()
    if before.endswith("{") and text[index] == "}":
        # `{{name}}` is told once, as a key that is no text.
        return "" if before.endswith("{{") else codes.BRACES_AROUND_NAME
    return codes.COMMA_CUTS_TEXT


def curly_slip(value: str) -> bool:
    """Whether a single word or number stands in the quotes a word processor makes."""
    return len(value) > 1 and value[-1] in CURLY_QUOTES and not re.search(r"\s", value)


def folded_slip(text: str, start: int, end: int) -> tuple[str, int] | None:
    """The code and place of a list that was read as part of an unquoted text.

    Args:
        text: the whole text.
        start: the first character of the unquoted text.
        end: the character behind it.
    """
    if text[start] == "-" and _GLUED_DASHES.fullmatch(text, start, end):
        return codes.NO_SPACE_AFTER_DASH, start
    found = _DASH_LINE.search(text, start, end)
    return (codes.LIST_IN_TEXT, found.end() - 2) if found else None


def dash_slip(notes: Iterable[Note], lines: list[str]) -> Note | None:
    """A list item without its dash, so that its keys stand twice in the item above.

    Args:
        notes: what was noted while the text was read.
        lines: the lines of the text.
    """
    twice = [each for each in notes if each.code == codes.DUPLICATE_KEY and each.first is not None]
    for note in sorted(twice, key=lambda each: each.start):
        if note.first is None or not (note.text == "id" or len(twice) > 1):
            continue
        first, second = unpack(note.first[0]), unpack(note.start)
        dash = lines[first.line - 1][: first.column - 1]
        line = lines[second.line - 1]
        blank = line[: second.column - 1]
        below = lines[second.line] if second.line < len(lines) else ""
        goes_on = below.startswith(blank) and below[len(blank) :][:1].isalpha()
        if dash.strip() == "-" and blank == " " * len(dash) and goes_on:
            mended = dash + line[len(blank) :]
            return Note(codes.DASH_MISSING, note.start, note.end, text=note.text, mended=mended)
    return None


def eaten_texts(document: Document, lines: list[str]) -> Iterator[Note]:
    """Texts whose rest became a comment, as in `Use form #12 now`.

    Args:
        document: with its comments.
        lines: the lines of its text.
    """
    found: dict[int, Note] = {}
    for comment in document.comments:
        text = comment.text
        if comment.own_line or not text or text[0] in " \t#!" or _SUPPRESSION.match(text):
            continue
        slip = _eaten_text(document.positions, comment, lines)
        if slip is not None:
            found[slip[0]] = slip[1]
            if len(found) > MAX_PROBLEMS:
                break
    if found:
        for pointer, _, node in document.nodes():
            if node in found:
                yield replace(found[node], pointer=pointer)


def _eaten_text(
    positions: Positions, comment: Comment, lines: list[str]
) -> tuple[int, Note] | None:
    """The node a comment cut short, with a note about it."""
    line, column = comment.position.line, comment.position.column
    source = lines[line - 1]
    before = source[: column - 1].rstrip()
    node = bisect_right(positions.starts, pack(line, column)) - 1
    if node < 0 or positions.ends[node] != pack(line, len(before) + 1):
        return None
    start = unpack(positions.starts[node])
    empty = positions.starts[node] == positions.ends[node]
    if not empty and lines[start.line - 1][start.column - 1] in _NOT_PLAIN:
        return None
    mended = ""
    if empty:
        mended = f"{before} {quoted(source[column - 1 :])}"
    elif start.line == line:
        mended = f"{source[: start.column - 1]}{quoted(source[start.column - 1 :])}"
    return node, Note(
        codes.COMMENT_CUTS_TEXT,
        pack(line, column),
        pack(line, len(source) + 1),
        text=comment.text,
        mended=mended if len(source) <= LONGEST_LINE else "",
    )
