"""The first printed page, a sheet for the wall: what counts, on one page, in few words."""

from __future__ import annotations

from collections import Counter
from typing import Final

from policykit.gaps.waiting import holds_from
from policykit.model.coverage import CoverageReport
from policykit.rendering import Plain
from policykit.report.counts import number
from policykit.report.coverage_groups import below_the_law, framework_title, worst_first
from policykit.report.coverage_words import gap_counts
from policykit.report.html.coverage_phrases import percent, regions_short
from policykit.report.html.coverage_pictures import bar
from policykit.report.words import one_line

_MOST_FRAMEWORKS: Final = 12
_MOST_BROKEN: Final = 4
_MOST_AREAS: Final = 5
_MOST_OWNERS: Final = 5


def wall(report: CoverageReport) -> dict[str, Plain]:
    """Frameworks by share, what breaks the law, where most is missing, and who has most to do."""
    frameworks: list[Plain] = [
        {
            "title": one_line(framework_title(each)),
            "percent": percent(each.tally),
            "bar": bar(each.tally),
            "gaps": gap_counts(each.tally),
            "waits": day,
        }
        for each in report.frameworks
        if (day := holds_from(each, report.today)) or each.tally.counted
    ]
    broken: list[Plain] = [_broken(report, name) for name in _below(report)]
    areas = _areas(report)
    owners = Counter(task.owner for task in report.tasks)
    return {
        "frameworks": [*frameworks[:_MOST_FRAMEWORKS]],
        "more_frameworks": _more(len(frameworks), _MOST_FRAMEWORKS),
        "broken": [*broken[:_MOST_BROKEN]],
        "more_broken": _more(len(broken), _MOST_BROKEN),
        "areas": [*areas[:_MOST_AREAS]],
        "more_areas": _more(len(areas), _MOST_AREAS),
        "owners": [
            {
                "title": one_line(report.title("role", owner)) if owner else "Nobody yet",
                "told": number(count, "thing", "things"),
            }
            for owner, count in owners.most_common(_MOST_OWNERS)
        ],
        "more_owners": _more(len(owners), _MOST_OWNERS),
    }


def _more(count: int, most: int) -> str:
    return f"and {count - most} more" if count > most else ""


def _below(report: CoverageReport) -> list[str]:
    return [each.name for each in worst_first(report.requirements) if below_the_law(each)]


def _broken(report: CoverageReport, name: str) -> Plain:
    requirement = next(each for each in report.requirements if each.name == name)
    broken = [each for each in requirement.regions if each.is_below_the_law]
    message = next(reason.message for reason in broken[0].reasons if reason.is_error)
    return {
        "title": one_line(requirement.title or requirement.name),
        "where": regions_short(report, [each.region for each in broken]),
        "message": one_line(message),
    }


def _areas(report: CoverageReport) -> list[Plain]:
    """Areas with gaps, those with most of what is missing first."""
    bare = {each.area for each in report.missing_areas}
    gaps: dict[str, Counter[str]] = {}
    for each in report.requirements:
        if each.state.is_gap:
            gaps.setdefault(each.area, Counter())[each.state.value] += 1
    order = sorted(
        gaps,
        key=lambda area: (area not in bare, -gaps[area]["missing"], -gaps[area].total()),
    )
    return [
        {
            "title": one_line(report.title("area", area)) or "No area",
            "told": _told(gaps[area], is_bare=area in bare),
        }
        for area in order
    ]


def _told(counts: Counter[str], *, is_bare: bool) -> str:
    asked = counts.total()
    if is_bare:
        asks = number(asked, "requirement asks", "requirements ask")
        return f"no policy at all; {asks} for one"
    words = (("missing", "missing"), ("partial", "partly covered"), ("outdated", "outdated"))
    return ", ".join(f"{counts[state]} {word}" for state, word in words if counts[state])
