"""Coverage as rows of a table, a row for each requirement and region."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policykit.model.coverage import (
    Coverage,
    CoverageReport,
    Evidence,
    FrameworkCoverage,
    RequirementCoverage,
    Waiver,
)
from policykit.model.value import dataclass
from policykit.report.coverage_words import place


@dataclass(frozen=True, slots=True)
class Row:
    """A requirement in a region; `coverage` is what there is to say of it there."""

    framework: FrameworkCoverage
    requirement: RequirementCoverage
    coverage: Coverage

    @property
    def why(self) -> tuple[str, ...]:
        """Why it falls short, is waived or does not apply, each a sentence."""
        found = (*(each.message for each in self.coverage.reasons), self.coverage.because)
        return once(found)

    @property
    def do(self) -> tuple[str, ...]:
        """What to write, each a sentence."""
        return once(each.do for each in self.coverage.reasons)

    @property
    def waiver(self) -> Waiver | None:
        """The waiver of it, unless it does not count."""
        waiver = self.coverage.waiver
        return None if waiver is None or waiver.refused else waiver

    @property
    def found(self) -> tuple[Evidence, ...]:
        """What was found instead, each once."""
        return tuple(dict.fromkeys(one for reason in self.coverage.reasons for one in reason.found))


def rows(report: CoverageReport) -> Iterator[Row]:
    """Requirements as their frameworks write them, regions as the organisation does."""
    for framework in report.frameworks:
        for requirement in framework.requirements:
            for coverage in requirement.regions:
                yield Row(framework, requirement, coverage)


def names(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """What evidence is called by other policies."""
    return once(each.name for each in evidence)


def places(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """Where evidence stands: path and line."""
    return once(place(each.location) for each in evidence)


def once(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts in their order, each once, none of them empty."""
    return tuple(text for text in dict.fromkeys(texts) if text)
