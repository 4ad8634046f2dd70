"""How much was found and checked, in words."""

from __future__ import annotations

from collections.abc import Iterable

from policykit.model.finding import Finding, Severity
from policykit.model.report import FindingsReport

WORDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
"""What people call a finding of each severity, the worst first."""


def number(count: int, one: str, other: str) -> str:
    """A count with its word, such as `1 policy` or `2 policies`."""
    return f"{count} {one if count == 1 else other}"


def found(findings: Iterable[Finding]) -> str:
    """How many of each severity, such as `2 errors, 1 note`; '' when there are none."""
    severities = [finding.severity for finding in findings]
    return ", ".join(
        number(count, word, f"{word}s")
        for severity, word in WORDS.items()
        if (count := severities.count(severity))
    )


def checked(report: FindingsReport) -> str:
    """How much was read, such as `36 policies in 140 files`."""
    policies = number(report.policies, "policy", "policies")
    return f"{policies} in {number(report.files, 'file', 'files')}"


def mendable(findings: Iterable[Finding]) -> tuple[int, int]:
    """How many have a fix that is beyond doubt, and how many one that may change the meaning."""
    fixes = [each.fix.safe for each in findings if each.fix is not None]
    return fixes.count(True), fixes.count(False)


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Findings by severity, those of one severity in the order they came."""
    return sorted(findings, key=lambda finding: -finding.severity.rank)


def by_file(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Findings by the file they stand in, files and findings in the order they came."""
    files: dict[str, list[Finding]] = {}
    for finding in findings:
        files.setdefault(finding.location.path, []).append(finding)
    return files


def by_worst_file(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """As `by_file`, but files with something worse come first."""
    files = by_file(findings)
    worst = {path: max(each.severity.rank for each in inside) for path, inside in files.items()}
    return dict(sorted(files.items(), key=lambda item: -worst[item[0]]))
