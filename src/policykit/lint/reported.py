"""Problems that were placed and levelled, as findings in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from policykit.lint import fingerprints
from policykit.lint.guesses import hints_of_names, without_guess
from policykit.lint.placed import Placed
from policykit.model.facts import Facts
from policykit.model.finding import Finding
from policykit.model.page import Page
from policykit.model.position import Position

NOTATION = "yaml"
"""The category of slips in the notation: they may be the cause of all other findings."""


def reported(
    found: Iterable[Placed], gathered: Iterable[Facts], pages: Mapping[str, Page]
) -> tuple[Finding, ...]:
    """Findings by place, each with its fingerprint.

    Args:
        found: what was found.
        gathered: the facts of the policies.
        pages: the pages of all codes.
    """
    placed_all = tuple(found)
    owners = fingerprints.by_path(gathered)
    seen: dict[str, int] = {}
    findings: list[Finding] = []
    hints = hints_of_names(placed.problem for placed in placed_all)
    for placed in sorted(placed_all, key=Placed.order):
        problem = without_guess(placed.problem, hints)
        owner = owners.get(problem.place.path)
        about = fingerprints.subject(problem, owner)
        value = owner.lasting(problem.value) if owner else problem.value
        findings.append(
            Finding(
                code=problem.code,
                name=pages[problem.code].name,
                severity=placed.severity,
                message=problem.message,
                location=placed.location,
                related=placed.related,
                hint=problem.hint,
                mended=problem.mended,
                fix=problem.fix,
                fingerprint=fingerprints.fingerprint(problem.code, about, value, seen),
            )
        )
    return tuple(sorted(findings, key=by_place(pages)))


def by_place(
    pages: Mapping[str, Page],
) -> Callable[[Finding], tuple[str, bool, Position, str, str]]:
    """The order of a report: file by file, slips of the notation first."""

    def order(finding: Finding) -> tuple[str, bool, Position, str, str]:
        where = finding.location
        start = where.span.start if where.span else Position(0, 0)
        is_slip = pages[finding.code].category == NOTATION
        return where.path, not is_slip, start, finding.code, finding.message

    return order
