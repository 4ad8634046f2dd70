"""Findings as CSV (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io

from policykit.model.finding import Finding
from policykit.model.report import FindingsReport
from policykit.report.formats import Style
from policykit.report.visible import visible_line
from policykit.report.words import one_line

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

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}")
_FORMULA_TOO = ("\N{FULLWIDTH HYPHEN-MINUS}", "\N{FULLWIDTH COMMERCIAL AT}")


def render(report: FindingsReport, style: Style) -> str:
    """A row a finding, those that comments take off at the end with their reason."""
    del style
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for finding in (*report.findings, *report.suppressed):
        writer.writerow([_cell(value) for value in _row(finding)])
    return buffer.getvalue()


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


def _cell(value: str | int) -> str:
    """A value on one line; what a spreadsheet would take as a formula begins with a quote."""
    if isinstance(value, int):
        return str(value)
    text = one_line(value)
    return f"'{text}" if text.startswith((*_FORMULA, *_FORMULA_TOO)) else text
