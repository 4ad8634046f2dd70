"""Lines that were mended in memory so that the rest of their file could be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from policykit.lint.places import location
from policykit.model.document import Document
from policykit.model.finding import Problem
from policykit.model.position import Location
from policykit.yamlsource import PAGES

_NOTATION: Final = frozenset(page.code for page in PAGES)


class Slips:
    """The lines with slips that can be meant in one way only, gathered as files are read."""

    def __init__(self) -> None:
        self._lines: set[tuple[str, int]] = set()

    def take(self, problems: Iterable[Problem], documents: Mapping[str, Document]) -> None:
        """Note the lines of the slips among the problems of a reading."""
        for problem in problems:
            if problem.read_on:
                span = location(problem.place, documents.get(problem.place.path)).span
                if span is not None:
                    self._lines.add((problem.place.path, span.start.line))

    def hide(self, problem: Problem, where: Location) -> bool:
        """Whether a problem is seen on a line that only reads so once its slip is mended.

        Its columns are those of the mended line, so nothing can be shown or changed there yet.
        """
        if not self._lines or where.span is None or problem.code in _NOTATION:
            return False
        return any(
            (where.path, end.line) in self._lines for end in (where.span.start, where.span.end)
        )
