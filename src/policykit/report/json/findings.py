"""Findings as JSON: versioned, 1-based, described by schemas/output/findings.schema.json."""

from __future__ import annotations

from policykit.model.codec import encode
from policykit.model.finding import Finding
from policykit.model.page import Page
from policykit.model.report import FindingsReport
from policykit.report.data import dumped
from policykit.report.formats import Style
from policykit.report.json.places import location
from policykit.report.timed import statistics_data

VERSION = 1
"""Raised when a field changes its meaning or goes away; new fields do not raise it."""


def render(report: FindingsReport, style: Style) -> str:
    """The whole report as one JSON object with a final line end."""
    del style
    found = {finding.code for finding in report.findings}
    body = {
        "format": VERSION,
        "tool": {"name": "policykit", "version": report.version},
        "today": report.today,
        "checked": {"files": report.files, "policies": report.policies},
        "suppressed": report.taken_off,
        "findings": [finding_data(finding) for finding in report.findings],
        "rules": [page_data(page) for page in report.pages.values() if page.code in found],
    }
    part = {} if report.shard is None else {"shard": encode(report.shard)}
    return dumped(body | _left_out(report) | statistics_data(report) | part)


def _left_out(report: FindingsReport) -> dict[str, object]:
    """What the report does not show, where a baseline or a revision leaves something out."""
    told: dict[str, object] = {}
    if report.baseline is not None:
        use = report.baseline
        told["baseline"] = {
            "file": use.file,
            "hidden": use.hidden,
            "refused": use.refused,
            "gone": use.gone,
        }
    if report.against:
        told["against"] = {"revision": report.against, "hidden": report.older}
    return told


def finding_data(finding: Finding) -> dict[str, object]:
    """What is wrong, where, and what to do."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "mended": finding.mended,
        "fingerprint": finding.fingerprint,
        "location": location(finding.location),
        "related": [
            {"message": related.message, "location": location(related.location)}
            for related in finding.related
        ],
    }


def page_data(page: Page) -> dict[str, str]:
    """A code in short."""
    return {
        "code": page.code,
        "name": page.name,
        "category": page.category,
        "severity": page.severity.value,
        "summary": page.summary,
    }
