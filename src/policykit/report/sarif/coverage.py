"""Gaps as SARIF 2.1.0: a result a gap, a rule a code, what is waived as suppressed results."""

from __future__ import annotations

from policykit.model.coverage import CoverageReport
from policykit.report.coverage_findings import findings
from policykit.report.coverage_view import CoverageView
from policykit.report.formats import Style
from policykit.report.sarif.findings import Job, log

_GAPS = Job("gaps", "external")
_USUAL = CoverageView()


def render(report: CoverageReport, style: Style, view: CoverageView = _USUAL) -> str:
    """The report as one SARIF log with one run, whatever the view."""
    del view
    return log(findings(report), style, _GAPS)
