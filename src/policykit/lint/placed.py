"""Problems whose level and place are settled."""

from __future__ import annotations

from policykit.model.finding import Problem, Related, Severity
from policykit.model.position import Location, Position
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Placed:
    """A problem with its severity, and where it and what it involves stand."""

    problem: Problem
    severity: Severity
    location: Location
    related: tuple[Related, ...]

    def order(self) -> tuple[str, Position, str, str]:
        """File by file, from the top."""
        start = self.location.span.start if self.location.span else Position(0, 0)
        return self.location.path, start, self.problem.code, self.problem.message
