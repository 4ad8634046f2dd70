"""Lines that were mended in memory so that the rest of their file could be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from policykit.lint.places import location
from policykit.model.document import Document
from policykit.model.finding import Problem
from policykit.model.position import Location
from policykit.yamlsource import PAGES

_NOTATION: Final = frozenset(page.code for page in PAGES)


class Slips:
    """The lines with slips that can be meant in one way only, gathered as files are read.

    Columns on such a line are those of the mended line, so nothing there can be shown or
    changed for certain before the slip itself is mended.
    """

    def __init__(self) -> None:
        self._lines: set[tuple[str, int]] = set()
        self._told: set[tuple[str, int]] = set()

    def take(
        self,
        problems: Iterable[Problem],
        told: Iterable[Problem],
        documents: Mapping[str, Document],
    ) -> None:
        """Note the lines of the slips among the problems of a reading; some of these are told."""
        self._lines.update(_lines(problems, documents))
        if self._lines:
            self._told.update(_lines(told, documents))

    def hide(self, problem: Problem, where: Location) -> bool:
        """Whether a problem has to wait until the slip on its line, which is told, is mended."""
        return _stands_on(problem, where, self._told)

    def blur(self, problem: Problem, where: Location) -> bool:
        """Whether a problem has a place that is not certain."""
        return _stands_on(problem, where, self._lines)


def _lines(
    problems: Iterable[Problem], documents: Mapping[str, Document]
) -> Iterator[tuple[str, int]]:
    for problem in problems:
        if problem.read_on:
            span = location(problem.place, documents.get(problem.place.path)).span
            if span is not None:
                yield problem.place.path, span.start.line


def _stands_on(problem: Problem, where: Location, lines: set[tuple[str, int]]) -> bool:
    if not lines or where.span is None or problem.code in _NOTATION:
        return False
    return any((where.path, end.line) in lines for end in (where.span.start, where.span.end))
