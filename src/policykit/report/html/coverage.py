"""Coverage as one page with pictures, to look at, to print and to pin to a wall."""

from __future__ import annotations

from typing import Final

from policykit import __version__, resources
from policykit.gaps.waiting import holds_from
from policykit.model.coverage import CoverageReport, State, Tally
from policykit.rendering import Plain, Templates
from policykit.report.counts import number
from policykit.report.coverage_view import CoverageView
from policykit.report.coverage_words import STATES, failing, listed
from policykit.report.formats import Style
from policykit.report.html.allowed import FOLDER, allowed_styles
from policykit.report.html.coverage_around import (
    against,
    areas,
    has_soon,
    tasks,
    waivers,
)
from policykit.report.html.coverage_contacts import matrix
from policykit.report.html.coverage_missing import missing_areas
from policykit.report.html.coverage_phrases import MEANINGS, at, percent
from policykit.report.html.coverage_pictures import bar, heat, trend
from policykit.report.html.coverage_required import (
    anchors,
    below_the_law,
    regions_count,
    required,
)
from policykit.report.html.coverage_wall import wall
from policykit.report.visible import visible
from policykit.report.words import one_line

_BY_FRAMEWORK: Final = CoverageView()


def render(report: CoverageReport, style: Style, view: CoverageView = _BY_FRAMEWORK) -> str:
    """The whole page, its styles within it; no scripts, nothing from elsewhere.

    Args:
        report: all that is told.
        style: not needed here.
        view: what requirements stand under, and whether what is covered is printed unfolded; all
            of it is there to unfold in any case.

    Raises:
        RenderError: a template of the program is missing or cannot be filled in.
    """
    del style
    templates = Templates(resources.shipped("templates"))
    data = page(report, view)
    data["allowed"] = allowed_styles(templates, "coverage")
    return templates.render(f"{FOLDER}/coverage.html", data)


def page(report: CoverageReport, view: CoverageView = _BY_FRAMEWORK) -> dict[str, Plain]:
    """The report as the template sees it: texts safe to print, in the order of the page."""
    by = view.by
    places = anchors(report)
    groups = required(report, by, places)
    group_of = {group["name"]: group["id"] for group in groups} if by == "framework" else {}
    counts = report.tally
    headline, sentence = _headline(report, counts)
    return {
        "name": one_line(report.name),
        "version": __version__,
        "today": report.today.isoformat(),
        "commit": visible(report.commit[:12]),
        "headline": headline,
        "percent": percent(counts) if counts.counted else "",
        "sentence": sentence,
        "bar": bar(counts) if counts.counted else None,
        "legend": _legend(counts) if report.requirements else [],
        "doubts": [one_line(sentence) for sentence in report.warnings],
        "fails": one_line(failing(report, is_lenient=view.is_lenient)),
        "wall": wall(report),
        "is_whole": view.everything,
        "gates": [{"is_open": gate.is_open, "told": one_line(gate.told)} for gate in report.gates],
        "below": below_the_law(report, places),
        "missing_areas": missing_areas(report, places),
        "frameworks": [
            {
                "group": group_of.get(framework.id, ""),
                "title": one_line(framework.title or framework.id),
                "percent": percent(framework.tally),
                "bar": bar(framework.tally),
                "waits": holds_from(framework, report.today),
            }
            for framework in report.frameworks
            if framework.applies
        ],
        "heat": heat(report),
        "trend": trend(
            report.trend,
            [(each.id, each.title or each.id) for each in report.frameworks if each.applies],
        ),
        "against": against(report, places),
        "matrix": matrix(report),
        "areas": areas(report),
        "is_lived": bool(report.practice),
        "groups": [*groups],
        "tasks": tasks(report, places),
        "waivers": waivers(report),
        "waivers_soon": has_soon(report.waivers),
        "not_applicable": [
            {
                "title": one_line(framework.title or framework.id),
                "because": one_line(framework.because),
            }
            for framework in report.frameworks
            if not framework.applies
        ],
        "problems": _problems(report),
        "remarks": [one_line(sentence) for sentence in _remarks(report)],
        "meanings": [
            {"look": state.value, "words": STATES[state], "meaning": MEANINGS[state]}
            for state in STATES
        ],
        "read": _read(report),
    }


def _headline(report: CoverageReport, counts: Tally) -> tuple[str, str]:
    if not any(framework.applies for framework in report.frameworks):
        many = number(len(report.frameworks), "framework", "frameworks")
        if not report.frameworks:
            return (
                "There is no framework",
                "Nothing says what is required, so nothing can be measured.",
            )
        return (
            "No framework applies",
            f"{many} looked at; none is for this organisation, so nothing can be measured.",
        )
    if not counts.counted:
        return (
            "Nothing is asked for",
            "Every requirement is waived or does not apply, so there is nothing to measure.",
        )
    gaps = (
        (counts.partial, "partly covered"),
        (counts.outdated, "outdated"),
        (counts.missing, "missing"),
    )
    told = listed([f"{many} {word}" for many, word in gaps if many])
    required = number(counts.counted, "requirement", "requirements")
    if not told:
        return "of what is required is covered", f"All of it: {required}, and no gap."
    verb = "is" if counts.covered == 1 else "are"
    return (
        "of what is required is covered",
        f"{counts.covered} of {required} {verb} covered; {told}.",
    )


def _legend(counts: Tally) -> list[Plain]:
    many = {
        State.COVERED: counts.covered,
        State.PARTIAL: counts.partial,
        State.OUTDATED: counts.outdated,
        State.MISSING: counts.missing,
        State.WAIVED: counts.waived,
        State.NOT_APPLICABLE: counts.not_applicable,
    }
    return [
        {"look": state.value, "words": STATES[state], "count": str(many[state])} for state in STATES
    ]


def _problems(report: CoverageReport) -> list[Plain]:
    found = report.problems.findings if report.problems else ()
    return [
        {
            "message": one_line(each.message),
            "place": at(each.location),
            "code": one_line(each.code),
        }
        for each in found
    ]


def _remarks(report: CoverageReport) -> list[str]:
    return [
        *(f"Left out, for it could not be read: {path}: {why}" for path, why in report.unread),
        *report.notes,
    ]


def _read(report: CoverageReport) -> str:
    regions = regions_count(report)
    applying = sum(framework.applies for framework in report.frameworks)
    policies = number(report.policies, "policy", "policies")
    required_here = number(len(report.requirements), "requirement", "requirements")
    frameworks = number(applying, "framework", "frameworks")
    return listed([policies, f"{required_here} of {frameworks}", *([regions] if regions else [])])
