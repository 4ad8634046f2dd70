"""Coverage as CSV (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

from policykit.model.coverage import CoverageReport, FrameworkCoverage, State
from policykit.report.cells import table
from policykit.report.coverage_findings import codes
from policykit.report.coverage_rows import Row, names, places, rows
from policykit.report.coverage_view import CoverageView
from policykit.report.formats import Style
from policykit.report.visible import visible_line

COLUMNS = (
    "framework",
    "requirement",
    "title",
    "asks",
    "area",
    "region",
    "state",
    "severity",
    "owner",
    "evidence",
    "evidence_places",
    "why",
    "do",
    "found",
    "found_places",
    "cite",
    "checked",
    "waived_until",
    "waived_by",
    "waived_because",
    "policy",
    "starter",
    "notes",
    "codes",
)
"""The head of the table; new columns go to the end."""

_USUAL = CoverageView()
_BETWEEN = "; "


def render(report: CoverageReport, style: Style, view: CoverageView = _USUAL) -> str:
    """A row a requirement and region, all columns by their ids, whatever the view.

    A framework that does not apply has one row, with the reason and without a requirement.
    """
    del style, view
    apart = (_apart(each) for each in report.frameworks if not each.applies)
    return table(COLUMNS, (*map(_row, rows(report)), *apart))


def _apart(framework: FrameworkCoverage) -> tuple[str, ...]:
    told = {
        "framework": visible_line(framework.id),
        "title": framework.title,
        "state": State.NOT_APPLICABLE.value,
        "why": framework.because,
    }
    return tuple(told.get(column, "") for column in COLUMNS)


def _row(row: Row) -> tuple[str, ...]:
    requirement, coverage = row.requirement, row.coverage
    waiver = row.waiver
    return (
        visible_line(row.framework.id),
        requirement.name,
        requirement.title,
        requirement.requirement,
        requirement.area,
        coverage.region,
        coverage.state.value,
        requirement.severity.value,
        requirement.owner,
        _BETWEEN.join(names(coverage.evidence)),
        _BETWEEN.join(places(coverage.evidence)),
        " ".join(row.why),
        " ".join(row.do),
        _BETWEEN.join(names(row.found)),
        _BETWEEN.join(places(row.found)),
        requirement.cite,
        requirement.checked,
        waiver.until if waiver else "",
        waiver.owner if waiver else "",
        waiver.reason if waiver else "",
        requirement.policy,
        requirement.starter,
        " ".join(coverage.notes),
        _BETWEEN.join(codes(coverage)),
    )
