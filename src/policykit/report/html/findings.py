"""Findings as one page that needs nothing but a browser."""

from __future__ import annotations

from collections.abc import Sequence

from policykit import resources
from policykit.model.finding import Finding, Related, Severity
from policykit.model.page import Page
from policykit.model.position import Location
from policykit.model.report import FindingsReport
from policykit.rendering import Plain, Templates
from policykit.report.counts import WORDS, by_worst_file, checked, found, number, worst_first
from policykit.report.excerpt import Excerpts
from policykit.report.formats import Style
from policykit.report.html.allowed import FOLDER, allowed
from policykit.report.left_out import left_out
from policykit.report.visible import visible
from policykit.report.words import lines, one_line

MOST = 5_000
"""How many findings one page shows; a browser is slow with more."""


def render(report: FindingsReport, style: Style) -> str:
    """The whole page, its styles and its script within it; where there are too many, the worst.

    Raises:
        RenderError: a template of the program is missing or cannot be filled in.
    """
    del style
    templates = Templates(resources.shipped("templates"))
    data = view(report)
    data["allowed"] = allowed(templates, "findings")
    return templates.render(f"{FOLDER}/findings.html", data)


def view(report: FindingsReport) -> dict[str, Plain]:
    """The report as the template sees it: texts safe to print, in the order of the page."""
    excerpts = Excerpts(report.texts)
    kept = {id(finding) for finding in worst_first(report.findings)[:MOST]}
    findings = [finding for finding in report.findings if id(finding) in kept]
    more = len(report.findings) - len(findings)
    return {
        "name": one_line(report.name),
        "version": report.version,
        "today": report.today,
        "summary": found(report.findings),
        "checked": checked(report),
        "more": number(more, "more finding", "more findings") if more else "",
        "left_out": list(left_out(report)),
        "severities": [
            {"id": severity.value, "title": word, "count": report.count(severity)}
            for severity, word in WORDS.items()
        ],
        "codes": [
            {"code": code, "name": one_line(name), "count": count}
            for (code, name), count in sorted(_counted_codes(findings).items())
        ],
        "files": [
            {
                "path": visible(path),
                "summary": found(inside),
                "count": len(inside),
                "findings": [_finding(each, excerpts) for each in inside],
            }
            for path, inside in by_worst_file(findings).items()
        ],
        "taken_off": [_finding(each, excerpts) for each in report.suppressed[:MOST]],
        "taken_off_count": number(report.taken_off, "finding", "findings"),
        "pages": [_page(page) for page in report.pages.values()],
    }


def _counted_codes(findings: Sequence[Finding]) -> dict[tuple[str, str], int]:
    counts: dict[tuple[str, str], int] = {}
    for finding in findings:
        key = finding.code, finding.name
        counts[key] = counts.get(key, 0) + 1
    return counts


def _finding(finding: Finding, excerpts: Excerpts) -> dict[str, Plain]:
    return {
        "severity": finding.severity.value,
        "word": WORDS[finding.severity],
        "code": finding.code,
        "name": one_line(finding.name),
        "path": visible(finding.location.path),
        "at": _at(finding.location),
        "message": one_line(finding.message),
        "hint": one_line(finding.hint),
        "mended": visible(finding.mended.strip()),
        "excerpt": _excerpt(finding.location, excerpts),
        "related": [_related(each, excerpts) for each in finding.related],
        "reason": one_line(finding.reason),
        "fingerprint": finding.fingerprint,
    }


def _related(related: Related, excerpts: Excerpts) -> dict[str, Plain]:
    return {
        "message": one_line(related.message),
        "path": visible(related.location.path),
        "at": _at(related.location),
        "excerpt": _excerpt(related.location, excerpts),
    }


def _at(location: Location) -> str:
    span = location.span
    return f"{span.start.line}:{span.start.column}" if span else ""


def _excerpt(location: Location, excerpts: Excerpts) -> dict[str, Plain] | None:
    excerpt = excerpts.at(location)
    if excerpt is None:
        return None
    return {
        "number": excerpt.number,
        "before": excerpt.before.lstrip(),
        "marked": excerpt.marked,
        "after": excerpt.after.rstrip(),
    }


def _page(page: Page) -> dict[str, Plain]:
    severity = Severity.INFO if page.severity is Severity.OFF else page.severity
    return {
        "code": page.code,
        "name": one_line(page.name),
        "severity": severity.value,
        "summary": one_line(page.summary),
        "why": one_line(page.why),
        "how": one_line(page.how),
        "bad": lines(page.bad),
        "good": lines(page.good),
    }
