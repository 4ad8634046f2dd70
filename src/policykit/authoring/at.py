"""What stands at a place in a file."""

from __future__ import annotations

from policykit.authoring.mentions import mentions_in
from policykit.authoring.snapshot import Snapshot
from policykit.authoring.spots import Spot, Spots
from policykit.authoring.things import Mention
from policykit.model.document import Document
from policykit.model.position import Position, Span
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """What is under the cursor: the key or value, and the name in it, if there is one.

    `span` is the stretch of the name, of the key or value where there is none.
    """

    document: Document
    spots: Spots
    spot: Spot | None
    mention: Mention | None
    span: Span


def at(snapshot: Snapshot, path: str, position: Position) -> Standing | None:
    """What stands at a place, None where there is nothing, or no file that can be read."""
    document = snapshot.document(path)
    if document is None:
        return None
    spots = Spots(document)
    spot = spots.at(position)
    pointer = spot.pointer if spot is not None else None
    for each in mentions_in(snapshot, document):
        # A comment has no pointer, and can stand anywhere.
        if each.place is None and each.pointer != pointer:
            continue
        span = each.span(spots)
        if span is not None and span.start <= position <= span.end:
            return Standing(document, spots, spot, each, span)
    return None if spot is None else Standing(document, spots, spot, None, spot.span)
