"""Requirements as the page of coverage tells them: state, why, what to write, what shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from policykit.model.coverage import (
    Coverage,
    CoverageReport,
    Evidence,
    Reason,
    RequirementCoverage,
    State,
)
from policykit.model.finding import Severity
from policykit.rendering import Plain
from policykit.report.counts import number
from policykit.report.coverage_groups import (
    Group,
    alike,
    below_the_law as is_below,
    groups,
)
from policykit.report.coverage_words import STATES, draft_command, law_told, waiver_told
from policykit.report.html.coverage_phrases import (
    at,
    link,
    percent,
    regions_all,
    regions_short,
)
from policykit.report.html.coverage_pictures import bar
from policykit.report.visible import visible_line
from policykit.report.words import one_line

_WEIGHTS: Final = {
    Severity.ERROR: "has to be there",
    Severity.WARNING: "ought to be there",
    Severity.INFO: "good to have",
}
Anchors = Mapping[str, str]
"""Where each requirement stands on the page, by its name."""


def anchors(report: CoverageReport) -> dict[str, str]:
    """A place on the page for each requirement; names are words of users, so numbers serve."""
    return {each.name: f"requirement-{nth}" for nth, each in enumerate(report.requirements, 1)}


def required(report: CoverageReport, by: str, places: Anchors) -> list[dict[str, Plain]]:
    """All requirements under headings: their framework, area, owner or region.

    In groups by region, a requirement stands in each region; its first place has its name.
    """
    about = {each.id: one_line(each.because) for each in report.frameworks}
    return [
        {
            "id": f"group-{nth}",
            **_group(
                report,
                group,
                {name: f"{place}-{nth}" for name, place in places.items()}
                if by == "region" and nth
                else places,
            ),
            "about": about.get(group.name, "") if by == "framework" else "",
        }
        for nth, group in enumerate(groups(report, by))
    ]


def _group(report: CoverageReport, group: Group, places: Anchors) -> dict[str, Plain]:
    others = [each for each in group.requirements if not each.state.is_gap]
    covered = group.tally.covered
    unasked = len(others) - covered
    told = [
        f"{covered} covered" if covered else "",
        f"{unasked} waived or not applicable" if unasked else "",
    ]
    return {
        "name": group.name,
        "title": one_line(group.title),
        "percent": percent(group.tally),
        "bar": bar(group.tally),
        "gaps": [requirement_view(report, each, places) for each in group.gaps],
        "others": [requirement_view(report, each, places) for each in others],
        "counts": bool(group.tally.counted),
        "others_told": ", ".join(part for part in told if part),
    }


def requirement_view(
    report: CoverageReport, requirement: RequirementCoverage, places: Anchors
) -> dict[str, Plain]:
    """One requirement with all its regions; regions of which the same is said stand together."""
    state = requirement.state
    here = [each.region for each in requirement.regions if each.state is state]
    printed: set[str] = set()
    whole = len({each.state for each in requirement.regions}) == 1
    return {
        "id": places.get(requirement.name, ""),
        "name": one_line(requirement.name),
        "title": one_line(requirement.title or requirement.name),
        "requirement": one_line(requirement.requirement),
        "look": state.value,
        "state": STATES[state],
        "where": "" if whole else regions_short(report, here),
        "first": _first(requirement),
        "is_below": is_below(requirement),
        "is_told": requirement.name in told_by_area(report),
        "facts": _facts(report, requirement),
        "regions": [
            _region_view(report, one.regions, one.coverage, printed) for one in alike(requirement)
        ],
    }


def told_by_area(report: CoverageReport) -> frozenset[str]:
    """Requirements that are told of as what a policy that is missing is asked for."""
    return frozenset(name for area in report.missing_areas for name in area.requirements)


def _first(requirement: RequirementCoverage) -> str:
    """The weightiest reason, to be read before anything is unfolded."""
    found = [reason for each in requirement.gaps for reason in each.reasons]
    found.sort(key=lambda reason: not reason.is_error)
    if found:
        return one_line(found[0].message)
    state = requirement.state
    becauses = [each.because for each in requirement.regions if each.state is state]
    return one_line(becauses[0]) if becauses and state is not State.COVERED else ""


def _facts(report: CoverageReport, requirement: RequirementCoverage) -> list[Plain]:
    valid = [
        f"from {requirement.valid_from}" if requirement.valid_from else "",
        f"to {requirement.valid_to}" if requirement.valid_to else "",
    ]
    begin = draft_command(requirement.area) if requirement.gaps and not requirement.policy else ""
    rows = (
        ("Source", law_told(requirement)),
        ("Area", report.title("area", requirement.area) if requirement.area else ""),
        ("Owner", report.title("role", requirement.owner) if requirement.owner else ""),
        ("Policy", report.title("policy", requirement.policy) if requirement.policy else ""),
        ("Begin with", begin),
        ("In force", " ".join(part for part in valid if part)),
        ("Weight", _WEIGHTS.get(requirement.severity, "")),
        ("Asked for in", f"{requirement.name}, {at(requirement.location)}"),
    )
    url = link(requirement.url)
    return [
        {"label": label, "words": one_line(words), "url": url if label == "Source" else ""}
        for label, words in rows
        if words
    ]


def _region_view(
    report: CoverageReport, regions: Sequence[str], cell: Coverage, printed: set[str]
) -> dict[str, Plain]:
    beneath = "" if cell.beneath is None else f"Without the waiver: {STATES[cell.beneath]}."
    waived = f"Why it is waived: {cell.waiver.reason}" if cell.waiver else ""
    told = waiver_told(report, cell.waiver) if cell.waiver and cell.state.is_gap else ""
    told = f"{told[:1].upper()}{told[1:]}"
    said = [cell.because, waived if cell.state is State.WAIVED else told, beneath, *cell.notes]
    return {
        "look": cell.state.value,
        "state": STATES[cell.state],
        "where": regions_all(report, regions),
        "said": [one_line(each) for each in said if each],
        "reasons": [reason_view(each, printed) for each in cell.reasons],
        "evidence": [evidence_view(each) for each in cell.evidence],
    }


def reason_view(reason: Reason, printed: set[str]) -> dict[str, Plain]:
    """Why a need fails; text to write that stands on the page already is not repeated.

    Args:
        reason: of one need in one region.
        printed: texts to write that are on the page, to which the one here is added.
    """
    skeleton = reason.skeleton if reason.skeleton not in printed else ""
    printed.add(reason.skeleton)
    return {
        "need": one_line(reason.need),
        "message": one_line(reason.message),
        "do": one_line(reason.do),
        "written": at(reason.written),
        "found": [evidence_view(each) for each in reason.found],
        "skeleton": "\n".join(map(visible_line, skeleton.strip("\n").split("\n"))),
        "is_error": reason.is_error,
    }


def evidence_view(evidence: Evidence) -> dict[str, Plain]:
    """What was found in a policy, with the way to it."""
    return {
        "kind": one_line(evidence.kind.replace("_", " ")),
        "name": one_line(evidence.name),
        "policy": one_line(evidence.policy_title or evidence.policy),
        "text": one_line(evidence.text),
        "place": at(evidence.location),
        "page": link(evidence.page),
    }


def below_the_law(report: CoverageReport, places: Anchors) -> list[Plain]:
    """Promises that break the number of a law, each with both places and the citation."""
    found: list[Plain] = []
    for requirement in report.requirements:
        by_reason: dict[Reason, list[str]] = {}
        for cell in requirement.gaps:
            for reason in cell.reasons:
                if reason.is_error:
                    by_reason.setdefault(reason, []).append(cell.region)
        found.extend(
            {
                "id": places.get(requirement.name, ""),
                "title": one_line(requirement.title or requirement.name),
                "where": regions_all(report, regions),
                "law": one_line(law_told(requirement)),
                "reason": reason_view(reason, set()),
            }
            for reason, regions in by_reason.items()
        )
    return found


def regions_count(report: CoverageReport) -> str:
    """How many regions there are, '' for none by name."""
    named = [region for region in report.regions if region]
    return number(len(named), "region", "regions") if named else ""
