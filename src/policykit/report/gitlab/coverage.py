"""Gaps as a Code Quality report of GitLab."""

from __future__ import annotations

from policykit.model.coverage import CoverageReport
from policykit.report.coverage_findings import findings
from policykit.report.coverage_view import CoverageView
from policykit.report.formats import Style
from policykit.report.gitlab import findings as gitlab

_USUAL = CoverageView()


def render(report: CoverageReport, style: Style, view: CoverageView = _USUAL) -> str:
    """A JSON array with an issue a gap, whatever the view; what is waived is none."""
    del view
    return gitlab.render(findings(report), style)
