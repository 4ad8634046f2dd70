"""Findings as CSV (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

from policykit.model.finding import Finding
from policykit.model.report import FindingsReport
from policykit.report.cells import table
from policykit.report.formats import Style
from policykit.report.visible import visible_line

COLUMNS = (
    "file",
    "line",
    "column",
    "end_line",
    "end_column",
    "severity",
    "code",
    "name",
    "message",
    "do",
    "write",
    "taken_off_because",
    "fingerprint",
)
"""The head of the table; new columns go to the end."""


def render(report: FindingsReport, style: Style) -> str:
    """A row a finding, those that comments take off at the end with their reason."""
    del style
    return table(COLUMNS, map(_row, (*report.findings, *report.suppressed)))


def _row(finding: Finding) -> tuple[str | int, ...]:
    span = finding.location.span
    place: tuple[str | int, ...] = ("", "", "", "")
    if span is not None:
        place = (span.start.line, span.start.column, span.end.line, span.end.column)
    return (
        visible_line(finding.location.path),
        *place,
        finding.severity.value,
        finding.code,
        finding.name,
        finding.message,
        finding.hint,
        finding.mended,
        finding.reason,
        finding.fingerprint,
    )
