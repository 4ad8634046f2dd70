"""Names changed in a text by their places, and the same change in what the text says."""

from __future__ import annotations

from collections.abc import Iterable

from policykit.library.renamed import Renamed
from policykit.lint.places import location, written
from policykit.model.document import Document, Json, Origin
from policykit.model.errors import SourceError
from policykit.model.finding import Place
from policykit.model.position import Position, Span
from policykit.model.value import dataclass
from policykit.yamlsource import read


@dataclass(frozen=True, slots=True)
class Piece:
    """New text for a stretch of a file; it may hold line ends."""

    span: Span
    text: str


def piece(document: Document, each: Renamed) -> Piece:
    """Where a name stands, and what stands there instead.

    Raises:
        SourceError: the file writes it in a way that cannot be changed by its place.
    """
    place = Place(
        document.path,
        each.pointer,
        part=each.part,
        words=each.before if each.words else "",
        nth=each.nth,
    )
    span = location(place, document).span
    if span is not None and span.start.line == span.end.line:
        found = written(document, span)
        if found == each.before:
            return Piece(span, each.after)
        if found in {f'"{each.before}"', f"'{each.before}'"}:
            return Piece(span, f"{found[0]}{each.after}{found[0]}")
    raise too_odd(document.path, each.before)


def spliced(text: str, pieces: Iterable[Piece]) -> str:
    """A text with these pieces, which do not overlap; two at one place stand in their order."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)

    def offset(position: Position) -> int:
        return starts[position.line - 1] + position.column - 1

    kept: list[str] = []
    at = 0
    for each in sorted(pieces, key=lambda one: one.span):
        kept += (text[at : offset(each.span.start)], each.text)
        at = offset(each.span.end)
    return "".join([*kept, text[at:]])


def checked(path: str, before: Document, text: str, expected: Json) -> Document:
    """The document of an edited text, which says what is expected and keeps every comment.

    Raises:
        SourceError: it says anything else.
    """
    after, problems = read(text.encode(), Origin(path, ""))
    remarks = [each.text for each in before.comments]
    if problems or after.data != expected or [each.text for each in after.comments] != remarks:
        raise too_odd(path, "")
    return after


def too_odd(path: str, name: str) -> SourceError:
    """What to say of a file that is written so that it cannot be changed by its places."""
    what = f"the name {name[:80]} there" if name else "what it says"
    return SourceError(
        "name-too-odd",
        f"This file cannot be changed without touching more of it than {what}. Nothing was "
        "written.",
        context=path,
        hint="Write names without escapes and on one line, then run the command again.",
    )
