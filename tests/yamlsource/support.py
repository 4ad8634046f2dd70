"""What the tests of the reader share."""

from __future__ import annotations

from typing import Final

from policykit.model.document import Document, Origin
from policykit.model.finding import Place, Problem
from policykit.model.position import Span
from policykit.yamlsource import read
from policykit.yamlsource.parsers import LIBYAML, PYTHON, ParserName

ORIGIN: Final = Origin("policies/returns.yaml", "0" * 40)
PARSERS: Final[tuple[ParserName, ...]] = (LIBYAML, PYTHON)


def read_text(text: str, parser: ParserName = LIBYAML) -> tuple[Document, tuple[Problem, ...]]:
    return read(text.encode(), ORIGIN, parser=parser)


def codes_of(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


def resolve(document: Document, place: Place) -> Span | None:
    """The stretch a place means, as a report would look it up."""
    if place.span is not None:
        return place.span
    if place.part == "key":
        return document.key_span(place.pointer)
    return document.value_span(place.pointer)


def start_of(document: Document, problem: Problem) -> tuple[int, int]:
    span = resolve(document, problem.place)
    assert span is not None, problem
    return span.start.line, span.start.column


def cut_out(text: str, span: Span) -> str:
    """The characters a span covers."""
    lines = text.split("\n")
    first, last = span.start.line - 1, span.end.line - 1
    if first == last:
        return lines[first][span.start.column - 1 : span.end.column - 1]
    middle = lines[first + 1 : last]
    return "\n".join(
        [
            lines[first][span.start.column - 1 :],
            *middle,
            lines[last][: span.end.column - 1],
        ]
    )


def assert_consistent(document: Document) -> None:
    """Positions have exactly the nodes of the data, nested as the data is, inside the text."""
    positions = document.positions
    count = len(positions.starts)
    assert count == len(positions.ends) == len(positions.following)
    if document.data is None and not count:
        return
    met = 0
    for pointer, key, node in document.nodes():
        met += 1 if key is None else 2
        assert positions.starts[node] <= positions.ends[node], pointer
        if key is not None:
            assert positions.following[key] == node
        if pointer:
            parent = document.node(pointer[:-1])
            assert parent is not None
            assert positions.ends[node] <= positions.ends[parent]
            assert positions.starts[node] >= positions.starts[parent]
            assert positions.following[node] <= positions.following[parent]
    assert met == count
    assert not count or positions.following[0] == count
    starts = list(positions.starts)
    assert starts == sorted(starts)
    lines = document.text.split("\n")
    for node in range(count):
        span = positions.span(node)
        for place in (span.start, span.end):
            assert 1 <= place.line <= len(lines)
            assert 1 <= place.column <= len(lines[place.line - 1]) + 1
