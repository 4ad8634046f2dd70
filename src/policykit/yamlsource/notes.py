"""What is noted while a text is read, before it is put into words."""

from __future__ import annotations

from typing import Literal

from policykit.model.position import Pointer
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """Something seen in a text.

    `start` and `end` are packed positions. `pointer` leads to the node meant, or, when
    `placed` is False, to the node nearest to the place, which is no whole node then. `text` is what the words are about,
    `mended` the whole line as it should read; `read_on` says that the rest was read with that
    line in its place, `sure` that it can mean nothing else than what the author wrote. `first`
    is the packed start and end of the other place of a duplicate key.
    """

    code: str
    start: int
    end: int
    pointer: Pointer = ()
    part: Literal["key", "value"] = "value"
    placed: bool = False
    text: str = ""
    mended: str = ""
    first: tuple[int, int] | None = None
    read_on: bool = False
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Trouble:
    """Where and why a parser gave up; lines and columns count from 0.

    `said` is the parser's own wording: it helps to recognise the slip and is never shown.
    `context_line` and `context_column` tell where the thing being read began, -1 if unknown.
    """

    said: str
    index: int
    line: int
    column: int
    context_line: int = -1
    context_column: int = -1
