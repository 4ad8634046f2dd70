"""Places in files as JSON: lines and columns from 1, an end is the first place behind."""

from __future__ import annotations

from policykit.model.position import Location, Position, json_pointer


def location(place: Location) -> dict[str, object]:
    """A place with its path, node, start and end; the last two None for a whole file."""
    span = place.span
    return {
        "path": place.path,
        "pointer": json_pointer(place.pointer),
        "start": _position(span.start) if span else None,
        "end": _position(span.end) if span else None,
    }


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column}
