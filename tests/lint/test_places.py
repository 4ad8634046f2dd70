"""Symbolic places to lines and columns."""

from __future__ import annotations

import pytest

from policykit.lint.places import location, written
from policykit.model.document import Origin
from policykit.model.finding import Place
from policykit.model.position import Position, Span
from policykit.yamlsource import read

TEXT = """\
id: returns
statements:
  - id: refund
    must: Pay {time} or {time}
      within {time}.
    how: |
      First {a}.
      Then {b}.
title: Returns
"""

CASES: list[tuple[Place, tuple[int, int, int, int]]] = [
    (Place("p", ("id",)), (1, 5, 1, 12)),
    (Place("p", ("id",), part="key"), (1, 1, 1, 3)),
    (Place("p", ("statements", 0, "must"), words="{time}"), (4, 15, 4, 21)),
    (Place("p", ("statements", 0, "must"), words="{time}", nth=1), (4, 25, 4, 31)),
    (Place("p", ("statements", 0, "must"), words="{time}", nth=2), (5, 14, 5, 20)),
    (Place("p", ("statements", 0, "how"), words="{b}"), (8, 12, 8, 15)),
    (Place("p", ("statements", 0, "must"), words="{gone}"), (4, 11, 5, 21)),
    (Place("p", ("statements", 0, "gains")), (3, 5, 3, 15)),
    (Place("p", ("statements", 3)), (2, 1, 2, 11)),
    (Place("p", ("nothing",)), (1, 1, 1, 12)),
]


@pytest.mark.parametrize(("place", "expected"), CASES, ids=[str(place) for place, _ in CASES])
def test_places(place: Place, expected: tuple[int, int, int, int]) -> None:
    document, _ = read(TEXT.encode(), Origin("p", "k"))
    first, second, third, fourth = expected
    span = Span(Position(first, second), Position(third, fourth))
    found = location(place, document)
    assert found.span == span
    assert found.pointer == place.pointer


def test_without_a_document_the_file_is_meant() -> None:
    assert location(Place("p", ("id",)), None).span is None


def test_a_given_span_is_kept() -> None:
    span = Span(Position(7, 1), Position(7, 2))
    assert location(Place("p", span=span), None).span == span


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ((1, 5), (1, 12), "returns"),
        ((4, 15), (4, 21), "{time}"),
        ((4, 25), (5, 13), "{time}\n      within"),
        ((6, 5), (8, 15), "how: |\n      First {a}.\n      Then {b}"),
    ],
)
def test_what_is_written_in_a_stretch(
    start: tuple[int, int], end: tuple[int, int], told: str
) -> None:
    document, _ = read(TEXT.encode(), Origin("p", "k"))
    assert written(document, Span(Position(*start), Position(*end))) == told
