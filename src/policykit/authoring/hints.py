"""Values beside the names that stand for them: what a placeholder prints, what a law is called."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.authoring.mentions import mentions_in
from policykit.authoring.snapshot import Snapshot
from policykit.authoring.spots import Spots
from policykit.authoring.things import REQUIREMENT, Mention, Thing
from policykit.authoring.worded import Worded, worded
from policykit.library.files import FileKind, file_name
from policykit.model.document import Document
from policykit.model.position import Position, Span
from policykit.model.value import dataclass

_LONGEST = 40
_WORDED = frozenset({FileKind.POLICY, FileKind.TRANSLATION})


@dataclass(frozen=True, slots=True)
class Hint:
    """Some words that stand behind a place, and all there is to say, '' where that is all."""

    position: Position
    text: str
    whole: str = ""


def hints(snapshot: Snapshot, path: str, asked: Span) -> tuple[Hint, ...]:
    """The hints in a stretch of a file, in the order of the file's names."""
    document = snapshot.document(path)
    return () if document is None else tuple(_hints(snapshot, document, asked))


def _hints(snapshot: Snapshot, document: Document, asked: Span) -> Iterator[Hint]:
    spots = Spots(document)
    inside = [each for each in mentions_in(snapshot, document) if _is_near(each, spots, asked)]
    holds_values = any(each.form == "placeholder" for each in inside)
    is_worded = file_name(document.path).kind in _WORDED
    read = worded(snapshot, document.path) if holds_values and is_worded else None
    for each in inside:
        span = each.span(spots)
        if span is None or each.declares:
            continue
        if each.form == "placeholder" and each.words.endswith(f"{each.name}{each.tail}}}"):
            yield from _value(each, read, document, _behind(span, each, spots))
        elif each.thing.kind == REQUIREMENT:
            title = _title(snapshot, each.thing)
            if title:
                yield Hint(span.end, _cut(title), title if len(title) > _LONGEST else "")


def _is_near(mention: Mention, spots: Spots, asked: Span) -> bool:
    span = spots.span(mention.pointer, mention.part)
    if span is None or span.end < asked.start or asked.end < span.start:
        return False
    exact = mention.span(spots)
    return exact is not None and asked.start <= exact.end and exact.start <= asked.end


def _behind(span: Span, mention: Mention, spots: Spots) -> Position:
    """The place behind the braces of a placeholder."""
    return spots.position(spots.offset(span.end) + len(mention.tail) + 1)


def _value(
    mention: Mention, read: Worded | None, document: Document, place: Position
) -> Iterator[Hint]:
    if read is None:
        return
    first, rest = read.value(mention, document.data)
    if first:
        short = _cut(first)
        more = bool(rest) or short != first
        yield Hint(place, f"{short} …" if rest else short, f"{first}{rest}" if more else "")


def _title(snapshot: Snapshot, thing: Thing) -> str:
    framework = snapshot.around.frameworks.get(thing.owner)
    for each in framework.requirements if framework is not None else ():
        if each.id == thing.inside:
            return each.title
    return ""


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
