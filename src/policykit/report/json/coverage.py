"""Coverage as JSON: versioned, 1-based, described by schemas/output/coverage.schema.json."""

from __future__ import annotations

from typing import Final

from policykit import __version__
from policykit.gaps.failing import failures
from policykit.model.coverage import (
    Coverage,
    CoverageReport,
    Evidence,
    FrameworkCoverage,
    Reason,
    RequirementCoverage,
    Waiver,
)
from policykit.report.coverage_findings import codes
from policykit.report.coverage_groups import below_the_law
from policykit.report.coverage_view import CoverageView
from policykit.report.data import dumped
from policykit.report.formats import Style
from policykit.report.json.coverage_around import around, tally_data
from policykit.report.json.findings import finding_data, page_data
from policykit.report.json.places import location

VERSION: Final = 1
"""Raised when a field changes its meaning or goes away; new fields do not raise it."""

_USUAL: Final = CoverageView()


def render(report: CoverageReport, style: Style, view: CoverageView = _USUAL) -> str:
    """The whole report as one JSON object with a final line end, whatever the view."""
    del style, view
    problems = report.problems
    found = {each.code for each in problems.findings} if problems else set()
    return dumped(
        {
            "format": VERSION,
            "tool": {"name": "policykit", "version": __version__},
            "name": report.name,
            "today": report.today.isoformat(),
            "commit": report.commit,
            "policies": report.policies,
            "regions": list(report.regions),
            "areas": list(report.areas),
            "channels": list(report.channels),
            "summary": {
                **tally_data(report.tally),
                "below_the_law": sum(below_the_law(each) for each in report.requirements),
            },
            "warnings": list(report.warnings),
            "fails": list(failures(report)),
            "frameworks": [_framework(each) for each in report.frameworks],
            "coverage": [_requirement(each) for each in report.requirements],
            "waivers": [waiver_data(each) for each in report.waivers],
            **around(report),
            "unread": [{"path": path, "why": why} for path, why in report.unread],
            "notes": list(report.notes),
            "titles": {
                kind: dict(sorted(names.items())) for kind, names in sorted(report.titles.items())
            },
            "findings": [finding_data(each) for each in problems.findings] if problems else [],
            "rules": [page_data(page) for page in problems.pages.values() if page.code in found]
            if problems
            else [],
        }
    )


def _framework(framework: FrameworkCoverage) -> dict[str, object]:
    return {
        "id": framework.id,
        "title": framework.title,
        "jurisdiction": framework.jurisdiction,
        "location": location(framework.location),
        "applies": framework.applies,
        "because": framework.because,
        "requirements": [each.name for each in framework.requirements],
        "summary": tally_data(framework.tally),
    }


def _requirement(requirement: RequirementCoverage) -> dict[str, object]:
    return {
        "name": requirement.name,
        "framework": requirement.framework,
        "title": requirement.title,
        "requirement": requirement.requirement,
        "area": requirement.area,
        "severity": requirement.severity.value,
        "state": requirement.state.value,
        "below_the_law": below_the_law(requirement),
        "location": location(requirement.location),
        "cite": requirement.cite,
        "checked": requirement.checked,
        "confidence": requirement.confidence,
        "url": requirement.url,
        "question": requirement.question,
        "valid_from": requirement.valid_from,
        "valid_to": requirement.valid_to,
        "owner": requirement.owner,
        "policy": requirement.policy,
        "starter": requirement.starter,
        "regions": [_coverage(each) for each in requirement.regions],
    }


def _coverage(coverage: Coverage) -> dict[str, object]:
    return {
        "region": coverage.region,
        "state": coverage.state.value,
        "codes": list(codes(coverage)),
        "below_the_law": coverage.is_below_the_law,
        "evidence": [_evidence(each) for each in coverage.evidence],
        "more_evidence": coverage.more_evidence,
        "reasons": [_reason(each) for each in coverage.reasons],
        "because": coverage.because,
        "notes": list(coverage.notes),
        "waiver": waiver_data(coverage.waiver) if coverage.waiver else None,
        "beneath": coverage.beneath.value if coverage.beneath else None,
    }


def _evidence(evidence: Evidence) -> dict[str, object]:
    return {
        "name": evidence.name,
        "kind": evidence.kind,
        "policy": evidence.policy,
        "policy_title": evidence.policy_title,
        "item": evidence.item,
        "text": evidence.text,
        "location": location(evidence.location),
        "page": evidence.page,
    }


def _reason(reason: Reason) -> dict[str, object]:
    return {
        "lack": reason.lack.value,
        "need": reason.need,
        "message": reason.message,
        "do": reason.do,
        "written": location(reason.written),
        "found": [_evidence(each) for each in reason.found],
        "skeleton": reason.skeleton,
        "is_error": reason.is_error,
    }


def waiver_data(waiver: Waiver) -> dict[str, object]:
    """A waiver with how long it holds."""
    return {
        "requirement": waiver.requirement,
        "reason": waiver.reason,
        "owner": waiver.owner,
        "until": waiver.until,
        "regions": list(waiver.regions),
        "days_left": waiver.days_left,
        "is_over": waiver.is_over,
        "is_idle": waiver.is_idle,
        "refused": waiver.refused,
        "location": location(waiver.location),
    }
