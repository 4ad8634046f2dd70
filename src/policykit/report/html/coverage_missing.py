"""Areas without any policy on the page of coverage: one gap each, with all that ask for one."""

from __future__ import annotations

from policykit.model.coverage import CoverageReport, MissingArea
from policykit.rendering import Plain
from policykit.report.coverage_missing import (
    asked_told,
    asking,
    where_told,
)
from policykit.report.coverage_words import draft_command
from policykit.report.html.coverage_required import Anchors
from policykit.report.visible import visible, visible_line
from policykit.report.words import one_line


def missing_areas(report: CoverageReport, places: Anchors) -> list[Plain]:
    """Each area with who would write its policy, with what to begin, and who asks for it."""
    return [_area(report, area, places) for area in report.missing_areas]


def _area(report: CoverageReport, area: MissingArea, places: Anchors) -> dict[str, Plain]:
    return {
        "title": one_line(report.title("area", area.area)),
        "told": f"There is none, and {asked_told(area)}.",
        "owner": one_line(report.title("role", area.owner)) if area.owner else "",
        "command": visible(draft_command(area.area)),
        "draft": "\n".join(map(visible_line, area.skeleton.rstrip("\n").split("\n"))),
        "frameworks": [
            {
                "title": one_line(framework.title),
                "requirements": [
                    {
                        "id": places.get(each.name, ""),
                        "title": one_line(each.title or each.name),
                        "where": one_line(where_told(report, each)),
                        "cite": one_line(each.cite),
                    }
                    for each in framework.requirements
                ],
            }
            for framework in asking(report, area)
        ],
    }
