"""The id an item had, noted beside the one it has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policykit.library import read
from policykit.model.document import Document, Json
from policykit.model.position import Pointer, Position, Span
from policykit.renaming.edits import Piece, too_odd

_KEY: Final = "former_ids"


def former(item: Json, had: str) -> tuple[str, ...]:
    """The former ids of an item that had one more; the oldest stays the first."""
    known = read.names(item, _KEY) if isinstance(item, dict) else ()
    return known if had in known else (*known, had)


def noted(document: Document, pointer: Pointer, item: Json, had: str) -> tuple[Piece, ...]:
    """The pieces that note a former id of an item, or of the policy itself where it is ().

    Raises:
        SourceError: the item is written in a way that leaves no place for it.
    """
    if had == "" or (isinstance(item, dict) and had in read.names(item, _KEY)):
        return ()
    lines = document.text.split("\n")
    if isinstance(item, dict) and isinstance(item.get(_KEY), list) and item[_KEY]:
        return (_appended(document, lines, (*pointer, _KEY), len(read.names(item, _KEY)), had),)
    empty = document.value_span((*pointer, _KEY))
    if isinstance(item, dict) and item.get(_KEY) == [] and empty is not None:
        return (Piece(empty, f"[{had}]"),)
    if isinstance(item, dict) and _KEY not in item:
        return (_added(document, lines, pointer, item, had),)
    if isinstance(item, str):
        return tuple(_spelled_out(document, lines, pointer, had))
    raise too_odd(document.path, had)


def _appended(
    document: Document, lines: list[str], pointer: Pointer, count: int, had: str
) -> Piece:
    whole = document.value_span(pointer)
    last = document.value_span((*pointer, count - 1))
    if whole is None or last is None or last.start.line != last.end.line:
        raise too_odd(document.path, had)
    if _at(lines, whole.start) == "[":
        return Piece(Span(last.end, last.end), f", {had}")
    line = lines[last.start.line - 1]
    dash = line[: last.start.column - 1].rindex("-")
    lead = " " * dash + line[dash : last.start.column - 1]
    return _line_behind(lines, last.start.line, f"{lead}{had}")


def _added(
    document: Document, lines: list[str], pointer: Pointer, item: dict[str, Json], had: str
) -> Piece:
    whole = document.value_span(pointer)
    name = document.value_span((*pointer, "id"))
    key = document.key_span((*pointer, "id"))
    if whole is None or not item:
        raise too_odd(document.path, had)
    noted_id = f"{_KEY}: [{had}]"
    is_flow = _at(lines, whole.start) == "{"
    if name is not None and key is not None and "id" in item:
        if is_flow:
            return Piece(Span(name.end, name.end), f", {noted_id}")
        return _line_behind(lines, name.end.line, " " * (key.start.column - 1) + noted_id)
    if is_flow:
        start = Position(whole.start.line, whole.start.column + 1)
        return Piece(Span(start, start), f"{noted_id}, ")
    first = document.key_span((*pointer, next(iter(item))))
    if first is None:
        raise too_odd(document.path, had)
    start = first.start
    end = _line_end(lines, start.line)
    return Piece(Span(start, start), f"{noted_id}{end}{' ' * (start.column - 1)}")


def _spelled_out(
    document: Document, lines: list[str], pointer: Pointer, had: str
) -> Iterator[Piece]:
    """An item that is a text alone, as one with a text and a former id."""
    key, value = document.key_span(pointer), document.value_span(pointer)
    around = document.value_span(pointer[:-1])
    if key is None or value is None or around is None:
        raise too_odd(document.path, had)
    if _at(lines, around.start) == "{":
        yield Piece(Span(value.start, value.start), "{text: ")
        yield Piece(Span(value.end, value.end), f", {_KEY}: [{had}]}}")
        return
    colon = Position(key.end.line, key.end.column + 1)
    if colon.line != value.start.line or _at(lines, key.end) != ":":
        raise too_odd(document.path, had)
    end = _line_end(lines, colon.line)
    indent = " " * (key.start.column + 1)
    yield Piece(Span(colon, value.start), f"{end}{indent}text: ")
    last = value.end.line - (value.end.column == 1)
    for number in range(value.start.line + 1, last + 1):
        # What a text goes on with must stand further in than the key it belongs to.
        if lines[number - 1].strip():
            start = Position(number, 1)
            yield Piece(Span(start, start), "  ")
    yield _line_behind(lines, last, f"{indent}{_KEY}: [{had}]")


def _line_behind(lines: list[str], number: int, line: str) -> Piece:
    """A line put in behind another one."""
    end = Position(number, len(lines[number - 1].rstrip("\r")) + 1)
    return Piece(Span(end, end), _line_end(lines, number) + line)


def _line_end(lines: list[str], number: int) -> str:
    """How lines end here; a last line that has no end goes by the one above."""
    near = lines[number - 1] if number < len(lines) else lines[max(number - 2, 0)]
    return "\r\n" if near.endswith("\r") else "\n"


def _at(lines: list[str], position: Position) -> str:
    line = lines[position.line - 1]
    return line[position.column - 1 : position.column]
