"""Whether an edited file says the same as before, but for what the edits name."""

from __future__ import annotations

from collections.abc import Sequence

from policykit.model.document import Document, Json, Origin
from policykit.model.finding import Edit, Problem
from policykit.model.position import Pointer, Span
from policykit.model.value import dataclass
from policykit.yamlsource import read

NEW_SLIP = "it would bring a new mistake into the notation"
LOST_COMMENT = "a comment would change or get lost"
TOO_MUCH = "it would change more than the place it names"
"""Why a fix is refused, as the end of a sentence."""


def harm(path: str, before: bytes, after: bytes, edits: Sequence[Edit]) -> str:
    """Why these edits must not be made; '' where they change what they name and nothing else.

    Args:
        path: the file.
        before: its bytes as they are.
        after: its bytes with the edits.
        edits: in order, none of them beyond one line.
    """
    old, old_problems = read(before, Origin(path, ""))
    new, new_problems = read(after, Origin(path, ""))
    if _new_slips(_Seen(old, old_problems), _Seen(new, new_problems), edits):
        return NEW_SLIP
    if _comments(old, edits) != _comments(new, edits)[: len(_comments(old, edits))]:
        return LOST_COMMENT
    places = _Places(
        old,
        new,
        tuple(edit.span for edit in edits),
        edits[-1].span.start.line if old_problems else None,
    )
    return "" if places.alike((), (), old.data, new.data) else TOO_MUCH


@dataclass(frozen=True, slots=True)
class _Seen:
    """A document with the slips of its notation."""

    document: Document
    problems: tuple[Problem, ...]

    def places(self, last: int) -> set[tuple[str, int]]:
        """Code and line of each slip up to a line; those without a place count as on line 0."""
        found = ((problem.code, self._line(problem)) for problem in self.problems)
        return {(code, line) for code, line in found if line <= last}

    def _line(self, problem: Problem) -> int:
        place = problem.place
        span = place.span or self.document.value_span(place.pointer)
        if place.span is None and place.part == "key":
            span = self.document.key_span(place.pointer) or span
        return 0 if span is None else span.start.line


def _new_slips(old: _Seen, new: _Seen, edits: Sequence[Edit]) -> bool:
    """Whether there are slips that were not there; behind a broken line more can come to light."""
    last = edits[-1].span.start.line
    if not old.problems:
        return bool(new.problems)
    return not new.places(last) <= old.places(last)


def _comments(document: Document, edits: Sequence[Edit]) -> list[tuple[int, str]]:
    """Line and text of each comment, but those an edit reaches into or begins in front of."""
    starts: dict[int, int] = {}
    for edit in edits:
        start = edit.span.start
        if "#" in edit.text:
            starts[start.line] = min(start.column, starts.get(start.line, start.column))
    return [
        (comment.position.line, comment.text)
        for comment in document.comments
        if comment.position.column < starts.get(comment.position.line, 1 << 30)
    ]


@dataclass(frozen=True, slots=True)
class _Places:
    """Two readings of a file with the stretches that differ.

    `visible_from` is the line behind which the new reading may show more; None where the old
    one was whole.
    """

    old: Document
    new: Document
    removed: tuple[Span, ...]
    visible_from: int | None

    def alike(self, before: Pointer, after: Pointer, was: Json, now: Json) -> bool:
        """Whether two values differ only where an edit touches them."""
        match was, now:
            case dict(), dict():
                return self._groups(before, after, was, now)
            case list(), list():
                return self._lists(before, after, was, now)
            case _:
                same = type(was) is type(now) and was == now
                return same or self._touched_value(before, long=isinstance(was, str))

    def _groups(
        self, before: Pointer, after: Pointer, was: dict[str, Json], now: dict[str, Json]
    ) -> bool:
        gone = [key for key in was if key not in now]
        come = [key for key in now if key not in was]
        if any(not self._touches_key(self.old, (*before, key), self.removed) for key in gone):
            return False
        renamed = dict(zip(gone, come, strict=False))
        if any(was[key] is not None for key in gone[len(come) :]):
            return False
        kept = {key: below for key, below in was.items() if key not in gone[len(come) :]}
        for key in come[len(gone) :]:
            if not self._came_to_light((*after, key)):
                return False
        order = [renamed.get(key, key) for key in kept]
        if [key for key in now if key in set(order)] != order:
            return False
        return all(
            self.alike(
                (*before, key),
                (*after, renamed.get(key, key)),
                below,
                now[renamed.get(key, key)],
            )
            for key, below in kept.items()
        )

    def _lists(self, before: Pointer, after: Pointer, was: list[Json], now: list[Json]) -> bool:
        if len(now) < len(was):
            return self._touched_value(before)
        return all(
            self.alike((*before, index), (*after, index), value, now[index])
            for index, value in enumerate(was)
        ) and all(self._came_to_light((*after, index)) for index in range(len(was), len(now)))

    def _touched_value(self, before: Pointer, *, long: bool = False) -> bool:
        """Whether a value is one an edit names; it stood on one line, unless `long`."""
        span = self.old.value_span(before)
        return (
            span is not None
            and (long or span.start.line == span.end.line)
            and _touches(span, self.removed)
        )

    def _came_to_light(self, pointer: Pointer) -> bool:
        """Whether a key or item that was not read before stands where nothing could be read."""
        if self.visible_from is None:
            return False
        span = self.new.key_span(pointer) or self.new.value_span(pointer)
        return span is not None and span.start.line >= self.visible_from

    @staticmethod
    def _touches_key(document: Document, pointer: Pointer, spans: tuple[Span, ...]) -> bool:
        span = document.key_span(pointer)
        return span is not None and _touches(span, spans)


def _touches(span: Span, spans: tuple[Span, ...]) -> bool:
    """Whether one of the stretches lies in, on the edge of or across a span."""
    return any(each.start <= span.end and span.start <= each.end for each in spans)
