"""Coverage as Markdown: a comment on a pull request, the verdict and what the branch does first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from policykit.gaps.waiting import holds_from
from policykit.model.coverage import CoverageReport, RequirementCoverage, State
from policykit.report.counts import number, worst_first as findings_worst_first
from policykit.report.coverage_groups import (
    Group,
    Turn,
    alike,
    below_the_law,
    framework_title,
    groups,
    sorted_turns,
    worst_first,
)
from policykit.report.coverage_missing import Apart, apart
from policykit.report.coverage_view import CoverageView
from policykit.report.coverage_words import (
    DOUBTS,
    STATES,
    about,
    against_told,
    does_not_apply,
    evidence_told,
    failing,
    gap_counts,
    gate_told,
    headline,
    law_line,
    place,
    regions_told,
    share,
    source,
    waiver_told,
    who,
)
from policykit.report.formats import Style
from policykit.report.markdown.coverage_folded import folded
from policykit.report.markdown.coverage_missing import missing_area, told_above
from policykit.report.markdown.plain import code, fenced, in_html, words
from policykit.report.markdown.room import Room

MARKER: Final = "<!-- policykit gaps -->"
"""The first line, by which a server finds the comment again to replace it."""

MOST_CHARACTERS: Final = 60_000
"""What a comment may hold: GitHub takes 65,536 bytes or so."""

_RESERVE: Final = 300
"""Characters kept free for the line that counts what is held back."""

_MOST_TURNS: Final = 15
_MOST_FOUND: Final = 3
_PLAIN_VIEW: Final = CoverageView()
_HEADS: Final = {
    "framework": "Framework",
    "area": "Area",
    "owner": "Owner",
    "region": "Region",
}


def render(report: CoverageReport, style: Style, view: CoverageView = _PLAIN_VIEW) -> str:
    """A comment of at most 60,000 characters that says how much it leaves out."""
    del style
    return document(report, view, MOST_CHARACTERS)


def document(report: CoverageReport, view: CoverageView, limit: int) -> str:
    """The report as Markdown of at most `limit` characters (at least two thousand)."""
    law = law_line(report)
    head = [
        MARKER,
        f"### {words(headline(report)).removesuffix('.')}",
        f"**{words(law)}**" if law else "",
        words(_cut(about(report))),
    ]
    shown = groups(report, view.by)
    why = words(failing(report, is_lenient=view.is_lenient))
    last = f"**{why}**" if why else ""
    room = Room(limit - sum(len(part) + 2 for part in (*head, last)) - _RESERVE)
    room.add_list(
        f"**⚠ {words(DOUBTS)}**", [f"- **{words(_cut(each))}**" for each in report.warnings]
    )
    room.add_list("", [f"- {_gate(report, index)}" for index in range(len(report.gates))])
    if report.against is not None:
        told = against_told(report, report.against)
        turned = list(_turned(report))
        room.add_list(f"**{words(told)}**", turned)
        room.add("" if turned else words(told))
    below = [each for each in worst_first(report.requirements) if below_the_law(each)]
    room.add_list("**Below the law**", [_short(report, each) for each in below])
    for area in report.missing_areas:
        missing_area(room, report, area, view)
    room.add(_table(shown, view))
    room.add_list("", [f"- {words(each)}" for each in _waiting(report)])
    problems = report.problems.findings if report.problems else ()
    room.add_list(
        "**Wrong with the frameworks themselves**",
        [
            f"- {code(place(each.location))} {code(each.code)} {words(each.message)}"
            for each in findings_worst_first(problems)
        ],
    )
    for group in shown:
        parted = Apart(group.gaps, {}) if view.everything else apart(report, group.gaps)
        if parted.gaps:
            items = [_item(report, each, view) for each in parted.gaps]
            items += [told_above(report, area, count) for area, count in parted.areas.items()]
            room.add_folded(_summary(group), "", items)
    folded(room, report, view)
    if view.everything:
        for group in shown:
            covered = group.of_state(State.COVERED)
            title = in_html(_cut(group.title))
            room.add_folded(
                f"<b>{title}</b>: what is covered, and by what",
                "",
                [_covered(report, each) for each in covered],
            )
    room.add_list("", list(_remarks(report)))
    parts = [*head, *room.parts]
    if room.left:
        more = number(room.left, "more line", "more lines")
        parts.append(f"… and {more}; {code('policykit gaps')} tells everything.")
    parts.append(last)
    return "\n\n".join(part for part in parts if part) + "\n"


def _gate(report: CoverageReport, index: int) -> str:
    gate = report.gates[index]
    told = words(gate_told(gate))
    return told if gate.is_open else f"**{told}**"


def _turned(report: CoverageReport) -> Iterator[str]:
    if report.against is None:
        return
    found = sorted_turns(report.against)
    lines = [
        *(_turn(report, "**Fell below the law**", turn) for turn in found.fell),
        *(_turn(report, "Opens", turn) for turn in found.opened),
        *(_turn(report, "Closes", turn) for turn in found.closed),
        *(_turn(report, "Turns", turn) for turn in found.others),
    ]
    yield from lines[:_MOST_TURNS]
    more = len(lines) - _MOST_TURNS
    if more > 0:
        yield f"- and {more} more"


def _turn(report: CoverageReport, label: str, turn: Turn) -> str:
    title = next((each.title for each in report.requirements if each.name == turn.requirement), "")
    where = regions_told(report, turn.regions)
    return (
        f"- {label}: **{words(title or turn.requirement)}**{f' ({words(where)})' if where else ''}: "
        f"{STATES[turn.before]} → {STATES[turn.after]}"
    )


def _table(shown: Sequence[Group], view: CoverageView) -> str:
    if not shown:
        return ""
    rows = [
        f"| {words(_cut(group.title))} | {share(counts)} | {counts.partial} | {counts.outdated} "
        f"| {counts.missing} | {counts.waived} |"
        for group in shown
        if (counts := group.tally).counted
    ]
    head = f"| {_HEADS[view.by]} | Covered | Partly | Outdated | Missing | Waived |"
    return "\n".join([head, "| --- | --- | ---: | ---: | ---: | ---: |", *rows]) if rows else ""


def _waiting(report: CoverageReport) -> Iterator[str]:
    """Frameworks of which nothing counts yet."""
    for framework in report.frameworks:
        if day := holds_from(framework, report.today):
            yield f"{_cut(framework_title(framework))}: holds from {day}"


def _summary(group: Group) -> str:
    return f"<b>{in_html(_cut(group.title))}</b>: {gap_counts(group.tally)}"


def _name(report: CoverageReport, requirement: RequirementCoverage) -> str:
    where = regions_told(report, [each.region for each in requirement.gaps])
    title = words(_cut(requirement.title or requirement.name))
    return f"**{title}**{f' ({words(where)})' if where else ''}"


def _short(report: CoverageReport, requirement: RequirementCoverage) -> str:
    """The broken numbers of a requirement in one line, with both places."""
    told = dict.fromkeys(
        f"{words(reason.message)} "
        + ", ".join(code(place(each.location)) for each in reason.found[:1])
        + f" against {code(place(reason.written))}. {words(reason.do)}"
        for each in requirement.gaps
        for reason in each.reasons
        if reason.is_error
    )
    label, cited = source(report, requirement)
    return f"- {_name(report, requirement)}: {' '.join(told)} {label}: {words(cited)}"


def _item(report: CoverageReport, requirement: RequirementCoverage, view: CoverageView) -> str:
    label, cited = source(report, requirement)
    told = STATES[requirement.state]
    below = ", below the law" if below_the_law(requirement) else ""
    lines = [
        f"- {_name(report, requirement)}: {told}{below}",
        words(requirement.requirement),
        *_why(report, requirement),
        f"{label}: {words(cited)}" if cited else "",
        f"Who: {words(who(report, requirement))}",
        f"{code(requirement.name)} {code(place(requirement.location))}",
    ]
    pasted = _pasted(requirement) if view.skeletons or view.everything else ""
    return "<br>".join(line for line in lines if line) + pasted


def _why(report: CoverageReport, requirement: RequirementCoverage) -> Iterator[str]:
    gaps = [part for part in alike(requirement) if part.coverage.state.is_gap]
    for part in gaps:
        if len(gaps) > 1:
            where = words(regions_told(report, part.regions))
            yield f"In {where}: {STATES[part.coverage.state]}"
        need = ""
        for reason in part.coverage.reasons:
            if reason.need != need:
                yield f"Needs {words(reason.need)}"
                need = reason.need
            found = ", ".join(
                f"{code(place(each.location))} {words(_cut(evidence_told(each)))}"
                for each in reason.found[:_MOST_FOUND]
            )
            yield f"Found: {words(reason.message)}{f' {found}' if found else ''}"
            yield f"Do: {words(reason.do)}"
        yield from (f"Note: {words(note)}" for note in part.coverage.notes)
        if part.coverage.waiver is not None:
            yield f"Waiver: {words(waiver_told(report, part.coverage.waiver))}"


def _pasted(requirement: RequirementCoverage) -> str:
    """The YAML that would close a gap, each skeleton once, in a block of code inside its item."""
    skeletons = dict.fromkeys(
        reason.skeleton.rstrip("\n")
        for each in requirement.gaps
        for reason in each.reasons
        if reason.skeleton
    )
    return "".join(f"\n{fenced(yaml)}" for yaml in skeletons)


def _covered(report: CoverageReport, requirement: RequirementCoverage) -> str:
    evidence = dict.fromkeys(
        f"{code(place(shown.location))} {words(_cut(evidence_told(shown)))}"
        for each in requirement.regions
        for shown in each.evidence
    )
    where = regions_told(report, [each.region for each in requirement.regions])
    title = words(requirement.title or requirement.name)
    head = f"- **{title}**{f' ({words(where)})' if where else ''} {code(requirement.name)}"
    return "<br>".join([head, *evidence])


def _remarks(report: CoverageReport) -> Iterator[str]:
    for framework in report.frameworks:
        if not framework.applies:
            yield f"- {words(does_not_apply(framework))}"
    for path, why in report.unread:
        yield f"- Left out, for it could not be read: {code(path)}: {words(why)}"
    for note in report.notes:
        yield f"- Note: {words(note)}"


def _cut(text: str) -> str:
    most = 240
    return text if len(text) <= most else f"{text[: most - 1]}…"
