"""What stands around requirements: areas and practice, a branch, contacts, tasks, waivers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policykit.model.assessment import HIGHEST_SCORE, Answered, Assessment, Practice
from policykit.model.coverage import (
    CoverageReport,
    Tally,
    Turned,
    Waiver,
    tally,
)
from policykit.rendering import Plain
from policykit.report.counts import number
from policykit.report.coverage_groups import SOON_DAYS, turns, waivers as sorted_out
from policykit.report.coverage_words import STATES, asked_of, draft_command, moved
from policykit.report.html.coverage_phrases import at, percent, regions_all
from policykit.report.html.coverage_pictures import bar, spark
from policykit.report.html.coverage_required import Anchors
from policykit.report.visible import visible
from policykit.report.words import one_line


def areas(report: CoverageReport) -> list[Plain]:
    """Areas in which something is required or practice was assessed: what is written, what is lived."""
    lived = {each.area: each for each in report.practice}
    required = [each.area for each in report.requirements]
    known = {*required, *lived}
    order = dict.fromkeys([*(area for area in report.areas if area in known), *required, *lived])
    return [_area(report, area, lived.get(area)) for area in order]


def _area(report: CoverageReport, area: str, practice: Practice | None) -> dict[str, Plain]:
    counts = tally(each.state for each in report.requirements if each.area == area)
    return {
        "title": one_line(report.title("area", area)) or "No area",
        "percent": percent(counts),
        "bar": bar(counts),
        "practice": None if practice is None else _practice(report, practice),
    }


def _practice(report: CoverageReport, practice: Practice) -> dict[str, Plain]:
    latest = practice.latest
    shares = [each.percent for each in practice.assessments]
    now = shares[-1]
    earlier = practice.earlier
    asked = asked_of(practice).removeprefix(" of ")
    told = f"{f'{asked}, ' if asked else ''}assessed on {latest.date}"
    since = ""
    if earlier is not None and earlier.percent is not None and now is not None:
        since = f"{moved(earlier.percent, now)} since {earlier.date}"
    scores = [each.score for each in latest.answers if each.score is not None]
    return {
        "percent": "–" if now is None else f"{now}\u00a0%",  # noqa: RUF001 - a dash
        "width": f"{now or 0}%",
        "told": one_line(told),
        "moved": one_line(since),
        "spark": spark(shares),
        "average": f"{sum(scores) / len(scores):.1f} of {HIGHEST_SCORE}" if scores else "",
        "by": one_line(", ".join(report.title("role", role) for role in latest.by)),
        "path": at(latest.location),
        "strengths": [one_line(each) for each in latest.strengths],
        "weaknesses": [one_line(each) for each in latest.weaknesses],
        "answers": [_answered(each) for each in _lowest_first(latest)],
        "before": [
            {"date": one_line(each.date), "percent": _share(each.percent)}
            for each in reversed(practice.assessments[:-1])
        ],
    }


def _lowest_first(assessment: Assessment) -> list[Answered]:
    return sorted(
        assessment.answers,
        key=lambda each: HIGHEST_SCORE + 1 if each.score is None else each.score,
    )


def _answered(answer: Answered) -> Plain:
    told = "does not apply" if answer.score is None else f"{answer.score} of {HIGHEST_SCORE}"
    return {
        "question": one_line(answer.question or answer.requirement),
        "score": told,
        "because": one_line(answer.because),
        "evidence": one_line(answer.evidence),
    }


def _share(percentage: int | None) -> str:
    return "–" if percentage is None else f"{percentage}\u00a0%"  # noqa: RUF001 - a dash


def against(report: CoverageReport, places: Anchors) -> dict[str, Plain] | None:
    """What opens and what closes since a revision; None where none was asked for."""
    if report.against is None:
        return None
    since = report.against
    fell = [each for each in since.turned if each.is_below_the_law]
    rest = [each for each in since.turned if not each.is_below_the_law]
    # To waive a gap is not to close it, so what begins or ceases to count stands by itself.
    counting = [each for each in rest if each.before.counts and each.after.counts]
    opened = [each for each in counting if each.opens]
    closed = [each for each in counting if each.closes]
    others = [each for each in rest if each not in counting]
    commit = f" ({visible(since.commit[:12])})" if since.commit else ""
    before, now = since.before, report.tally
    return {
        "name": f"{one_line(since.name)}{commit}",
        "told": f"{_of(before)} covered there, {_of(now)} here.",
        "fell": _turned(report, fell, places),
        "opens": _turned(report, opened, places),
        "closes": _turned(report, closed, places),
        "others": _turned(report, others, places),
    }


def _of(counts: Tally) -> str:
    return f"{percent(counts)} ({counts.covered} of {counts.counted})"


def _turned(report: CoverageReport, turned: Iterable[Turned], places: Anchors) -> list[Plain]:
    titles = {each.name: each.title for each in report.requirements}
    return [
        {
            "id": places.get(turn.requirement, ""),
            "title": one_line(titles.get(turn.requirement) or turn.requirement),
            "where": regions_all(report, turn.regions),
            "before": STATES[turn.before],
            "before_look": turn.before.value,
            "after": STATES[turn.after],
            "after_look": turn.after.value,
        }
        for turn in turns(turned)
    ]


def tasks(report: CoverageReport, places: Anchors) -> list[Plain]:
    """What is to be done by each owner, in the order of the report; what nobody owns last."""
    titles = {each.name: each.title for each in report.requirements}
    owners = dict.fromkeys([*(each.owner for each in report.tasks if each.owner), ""])
    return [
        {
            "title": one_line(report.title("role", owner)) if owner else "Nobody yet",
            "count": number(len(own), "task", "tasks"),
            "tasks": [
                {
                    "id": places.get(task.requirement, ""),
                    "look": task.state.value,
                    "state": STATES[task.state],
                    "title": one_line(titles.get(task.requirement) or task.requirement),
                    "do": one_line(task.do),
                    "where": regions_all(report, task.regions),
                    "path": visible(task.path),
                    "command": "" if task.path else visible(draft_command(task.area)),
                    "parts": [one_line(titles.get(part) or part) for part in task.parts],
                }
                for task in own
            ],
        }
        for owner in owners
        if (own := [task for task in report.tasks if task.owner == owner])
    ]


def waivers(report: CoverageReport) -> list[Plain]:
    """Waivers, those first of which somebody has to think."""
    titles = {each.name: each.title for each in report.requirements}
    return [
        {
            "title": one_line(titles.get(each.requirement) or each.requirement),
            "name": one_line(each.requirement),
            "where": regions_all(report, each.regions),
            "reason": one_line(each.reason),
            "owner": one_line(report.title("role", each.owner)),
            "until": one_line(each.until),
            "look": _waiver_look(each),
            "left": waiver_left(each),
            "refused": one_line(each.refused),
            "place": at(each.location),
        }
        for each in sorted_out(report).in_order
    ]


def _waiver_look(waiver: Waiver) -> str:
    if waiver.is_over or waiver.refused:
        return "missing"
    return "partial" if waiver.is_idle or waiver.days_left <= SOON_DAYS else "waived"


def waiver_left(waiver: Waiver) -> str:
    """How long it holds, such as `ends in 18 days`."""
    days = number(abs(waiver.days_left), "day", "days")
    if waiver.refused:
        return "does not count"
    if waiver.is_over:
        return f"over since {days}: a gap again"
    left = "ends today" if not waiver.days_left else f"{days} left"
    if waiver.is_idle:
        return f"{left}; waives nothing, remove it"
    return f"{left}: ends soon" if 0 < waiver.days_left <= SOON_DAYS else left


def has_soon(found: Sequence[Waiver]) -> str:
    """How many waivers end soon, '' for none."""
    soon = sum(0 <= each.days_left <= SOON_DAYS and not each.refused for each in found)
    return f"{number(soon, 'waiver ends', 'waivers end')} within {SOON_DAYS} days." if soon else ""
