"""Findings as a Code Quality report of GitLab."""

from __future__ import annotations

from policykit.model.finding import Finding, Severity
from policykit.model.report import FindingsReport
from policykit.report.data import dumped
from policykit.report.formats import Style
from policykit.report.visible import visible
from policykit.report.words import told

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: FindingsReport, style: Style) -> str:
    """A JSON array with an issue a finding; lines count from 1."""
    seen: dict[str, int] = {}
    return dumped([_issue(finding, style.prefix, seen) for finding in report.findings])


def _issue(finding: Finding, prefix: str, seen: dict[str, int]) -> dict[str, object]:
    span = finding.location.span
    return {
        # GitLab does not show the name of the check, so the code leads.
        "description": f"{finding.code}: {' '.join(told(finding))}",
        "check_name": f"{finding.code} {finding.name}",
        "fingerprint": _own(finding.fingerprint, seen),
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": visible(f"{prefix}{finding.location.path}"),
            "lines": {
                "begin": span.start.line if span else 1,
                "end": span.end.line if span else 1,
            },
        },
    }


def _own(fingerprint: str, seen: dict[str, int]) -> str:
    """The fingerprint, with a number where it was there before: GitLab drops doubles."""
    seen[fingerprint] = nth = seen.get(fingerprint, 0) + 1
    return fingerprint if nth == 1 else f"{fingerprint}-{nth}"
