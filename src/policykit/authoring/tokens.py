"""What the words of a file are: levels, names by what they stand for, values, ids."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from policykit.authoring.mentions import mentions_in
from policykit.authoring.snapshot import Snapshot
from policykit.authoring.spots import Spots
from policykit.authoring.things import ITEM, REQUIREMENT, RULE, Mention
from policykit.library.cited import FRAMEWORK, POLICY
from policykit.library.files import FileKind, file_name
from policykit.model.document import Document
from policykit.model.policy_shape import LEVELS, TERM_KINDS
from policykit.model.position import Pointer, Span
from policykit.model.quantity.mistake import Mistake
from policykit.model.quantity.parse import parse_quantity
from policykit.model.value import dataclass

Kind = Literal["level", "placeholder", "item", "policy", "law", "name", "quantity", "rule"]

_QUANTITIES: Final = frozenset(
    {
        *TERM_KINDS,
        "value",
        "by",
        "tell_within",
        "within",
        "every",
        "refresh",
        "duration",
        "first_response",
        "next_response",
        "resolution",
        "update_every",
        "open",
        "closed",
        "attain",
        "limit",
        "pass_mark",
        "at_most",
        "at_least",
        "stretch",
    }
)
"""Keys whose value is a quantity."""


@dataclass(frozen=True, slots=True, order=True)
class Token:
    """A stretch of one line and what it is; `declares` is the id of the thing itself."""

    span: Span
    kind: Kind
    declares: bool = False


def tokens(snapshot: Snapshot, path: str, asked: Span | None = None) -> tuple[Token, ...]:
    """The tokens of a file, or of a stretch of it, from the top; none overlaps another."""
    document = snapshot.document(path)
    if document is None:
        return ()
    spots = Spots(document)
    found = [*_names(snapshot, document, spots, asked), *_others(document, spots, asked)]
    told: list[Token] = []
    for each in sorted(found):
        if not told or told[-1].span.end <= each.span.start:
            told.append(each)
    return tuple(told)


def _names(
    snapshot: Snapshot, document: Document, spots: Spots, asked: Span | None
) -> Iterator[Token]:
    for each in mentions_in(snapshot, document):
        if each.place is None and not _may_be_in(spots.span(each.pointer, each.part), asked):
            continue
        span = each.span(spots)
        if span is not None and _is_in(span, asked):
            yield Token(span, _kind(each), each.declares)


def _kind(mention: Mention) -> Kind:
    if mention.form == "placeholder":
        return "placeholder"
    kinds: dict[str, Kind] = {
        POLICY: "policy",
        ITEM: "item",
        FRAMEWORK: "law",
        REQUIREMENT: "law",
        RULE: "rule",
    }
    return kinds.get(mention.thing.kind, "name")


def _others(document: Document, spots: Spots, asked: Span | None) -> Iterator[Token]:
    """Levels and quantities."""
    is_policy = file_name(document.path).kind is FileKind.POLICY
    for pointer, key, node in document.nodes():
        if not pointer:
            continue
        if key is not None and is_policy and _is_level(pointer):
            span = document.positions.span(key)
            if _is_in(span, asked):
                yield Token(span, "level")
        if str(pointer[-1]) in _QUANTITIES:
            span = document.positions.span(node)
            if span.start.line == span.end.line and _is_in(span, asked):
                words = spots.written(span).strip("\"'")
                if words[:1].isdigit() and not isinstance(parse_quantity(words), Mistake):
                    yield Token(span, "quantity")


def _is_level(pointer: Pointer) -> bool:
    return len(pointer) == len(("statements", 0, "must")) and (
        pointer[0] == "statements" and pointer[-1] in LEVELS
    )


def _may_be_in(span: Span | None, asked: Span | None) -> bool:
    return span is not None and _is_in(span, asked)


def _is_in(span: Span, asked: Span | None) -> bool:
    return asked is None or (span.end >= asked.start and span.start <= asked.end)
