"""Why a run that reports gaps fails, each reason in a few words."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.model.coverage import CoverageReport
from policykit.model.finding import Severity


def failures(report: CoverageReport) -> tuple[str, ...]:
    """Why the run fails, none where it passes.

    It fails for a promise below the law, a gate that is shut, a file that cannot be read and a
    mistake in a framework or the settings. What is missing fails by a gate alone.
    """
    return tuple(_failures(report))


def _failures(report: CoverageReport) -> Iterator[str]:
    below = sum(
        any(each.is_below_the_law for each in requirement.regions)
        for requirement in report.requirements
    )
    if below:
        yield "1 promise breaks the law" if below == 1 else f"{below} promises break the law"
    shut = [gate.name for gate in report.gates if not gate.is_open]
    if shut:
        names = f"{', '.join(shut[:-1])} and {shut[-1]}" if shut[1:] else shut[0]
        yield f"the gates {names} are shut" if shut[1:] else f"the gate {names} is shut"
    unread = len(report.unread)
    if unread:
        yield "1 file cannot be read" if unread == 1 else f"{unread} files cannot be read"
    wrong = report.problems.count(Severity.ERROR) if report.problems is not None else 0
    if wrong:
        mistakes = "1 mistake" if wrong == 1 else f"{wrong} mistakes"
        yield f"{mistakes} in the frameworks or settings"
