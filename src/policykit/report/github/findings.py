"""Findings as GitHub's workflow commands: an annotation each, the worst first."""

from __future__ import annotations

from collections.abc import Sequence

from policykit.model.finding import Finding, Severity
from policykit.model.report import FindingsReport
from policykit.report.counts import number
from policykit.report.formats import Style
from policykit.report.github.commands import COMMANDS, MOST, annotation, notice
from policykit.report.words import told


def render(report: FindingsReport, style: Style) -> str:
    """At most ten errors, warnings and notices, and a notice that counts what is held back."""
    shown = _shown(report.findings, notices=MOST)
    if len(shown) < len(report.findings):
        # The last notice is the one that tells of the others.
        shown = _shown(report.findings, notices=MOST - 1)
    lines = [_annotation(finding, style.prefix) for finding in shown]
    more = len(report.findings) - len(shown)
    if more:
        words = f"and {number(more, 'more finding', 'more findings')}; policykit lint --all shows them all."
        lines.append(notice(words))
    return "".join(f"{line}\n" for line in lines)


def _shown(findings: Sequence[Finding], *, notices: int) -> list[Finding]:
    shown: list[Finding] = []
    for severity in COMMANDS:
        alike = [finding for finding in findings if finding.severity is severity]
        shown += alike[: notices if severity is Severity.INFO else MOST]
    return shown


def _annotation(finding: Finding, prefix: str) -> str:
    title = f"{finding.code} {finding.name}"
    return annotation(finding.severity, finding.location, title, told(finding), prefix)
