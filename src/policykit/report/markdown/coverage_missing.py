"""Areas without any policy as Markdown: said at once, with those that ask for one folded."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.model.coverage import CoverageReport, MissingArea
from policykit.report.coverage_missing import (
    asked_told,
    asking,
    where_told,
)
from policykit.report.coverage_view import CoverageView
from policykit.report.coverage_words import draft_command
from policykit.report.markdown.plain import code, fenced, in_html, words
from policykit.report.markdown.room import Room


def missing_area(room: Room, report: CoverageReport, area: MissingArea, view: CoverageView) -> None:
    """Add an area, with who would write its policy and with what to begin."""
    title = report.title("area", area.area)
    room.add(
        f"**No policy at all for {words(title)}**: {words(asked_told(area))}. {_begin(report, area)}"
    )
    if not view.everything:
        what = in_html(f"What a policy for {title} is asked for")
        room.add_folded(what, "", list(_asking(report, area)))
    if view.skeletons or view.everything:
        about = f"A draft of a policy for {in_html(title)}"
        room.add_folded(about, "", [fenced(area.skeleton.rstrip("\n"), "")])


def told_above(report: CoverageReport, area: str, count: int) -> str:
    """What stands in place of gaps that a missing area has told."""
    asks = "asks" if count == 1 else "ask"
    return f"- {count} {asks} for a policy for {words(report.title('area', area))}, told above"


def _begin(report: CoverageReport, area: MissingArea) -> str:
    owner = f"Who: {words(report.title('role', area.owner))}. " if area.owner else ""
    return f"{owner}Begin with a draft: {code(draft_command(area.area))}"


def _asking(report: CoverageReport, area: MissingArea) -> Iterator[str]:
    for framework in asking(report, area):
        yield f"- **{words(framework.title)}**"
        for each in framework.requirements:
            where = where_told(report, each)
            cited = f" ({words(each.cite)})" if each.cite else ""
            yield f"  - {words(each.title or each.name)}{f' {words(where)}' if where else ''}{cited}"
