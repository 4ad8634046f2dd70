"""Every text a file holds, whatever it is for: keys, values and comments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from policykit.lint.places import part_of
from policykit.model.document import Document, Json
from policykit.model.finding import Place
from policykit.model.position import Pointer, Position, Span
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Scalar:
    """A key, a value or a comment; `start` is where a comment stands, None for the others."""

    path: str
    pointer: Pointer
    part: Literal["key", "value"]
    text: str
    start: Position | None = None

    def place(self, start: int, end: int) -> Place:
        """The place of a stretch of the text; of the whole key where it is one."""
        if self.start is not None:
            line, column = self.start.line, self.start.column
            stretch = Span(Position(line, column + start), Position(line, column + end))
            return Place(self.path, span=stretch)
        if self.part == "key":
            return Place(self.path, self.pointer, part="key")
        return part_of(self.path, self.pointer, self.text, start, end)


def scalars(document: Document) -> Iterator[Scalar]:
    """All texts of a document: keys and values from the top, then comments."""
    yield from _below(document.path, (), document.data)
    if document.comments:
        lines = document.text.split("\n")
        for comment in document.comments:
            line, column = comment.position.line, comment.position.column
            text = lines[line - 1][column - 1 :].rstrip("\r")
            yield Scalar(document.path, (), "value", text, comment.position)


def _below(path: str, pointer: Pointer, value: Json) -> Iterator[Scalar]:
    if isinstance(value, str):
        yield Scalar(path, pointer, "value", value)
    elif isinstance(value, dict):
        for key, below in value.items():
            inner = (*pointer, key)
            yield Scalar(path, inner, "key", key)
            yield from _below(path, inner, below)
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from _below(path, (*pointer, index), below)
