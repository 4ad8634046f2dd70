"""One requirement for a terminal: what is asked, what was found instead, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from policykit.model.coverage import (
    CoverageReport,
    Evidence,
    Reason,
    RequirementCoverage,
)
from policykit.report.colored import Text
from policykit.report.coverage_groups import Alike, alike
from policykit.report.coverage_view import CoverageView
from policykit.report.coverage_words import (
    STATES,
    evidence_told,
    place,
    regions_told,
    source,
    waiver_told,
    who,
)
from policykit.report.flowing import Stretch, flow
from policykit.report.formats import Style
from policykit.report.text.coverage_tables import SIGNS
from policykit.report.visible import visible_line

_MOST_FOUND: Final = 3
_INDENT: Final = "    "
_LABEL: Final = 8


class Teller:
    """Adds requirements to a report, each in the detail that its reader asked for."""

    def __init__(self, out: Text, report: CoverageReport, view: CoverageView, style: Style) -> None:
        self._out = out
        self._report = report
        self._view = view
        self._width = style.width

    def gap(self, requirement: RequirementCoverage) -> None:
        """Add a gap, region by region where they differ."""
        self._head(requirement)
        self._line("asks", (requirement.requirement, ""))
        parts = alike(requirement)
        gaps = [part for part in parts if part.coverage.state.is_gap]
        for part in gaps:
            if len(gaps) > 1:
                where = regions_told(self._report, part.regions)
                sign, color = SIGNS[part.coverage.state]
                told = STATES[part.coverage.state]
                self._line("", (f"In {where}: ", "bold"), (f"{sign} {told}", color))
            self._why(part)
        for part in parts:
            if not part.coverage.state.is_gap:
                self._elsewhere(part)
        self._foot(requirement)

    def covered(self, requirement: RequirementCoverage) -> None:
        """Add what shows that a requirement is covered."""
        self._head(requirement)
        self._line("asks", (requirement.requirement, ""))
        for part in alike(requirement):
            where = regions_told(self._report, part.regions)
            if where and len(part.regions) < len(requirement.regions):
                self._line("", (f"In {where}:", "bold"))
            self._found("shown", part.coverage.evidence)
            for note in part.coverage.notes:
                self._line("note", (note, ""))
        self._foot(requirement)

    def aside(self, requirement: RequirementCoverage) -> None:
        """Add in short that a requirement is waived or does not apply, and why."""
        self._head(requirement)
        because = dict.fromkeys(each.because for each in requirement.regions if each.because)
        for sentence in because:
            self._line("why", (sentence, ""))
        self._line("id", (requirement.name, "dim"), (f" {place(requirement.location)}", "dim"))

    def skeleton(self, yaml: str, indent: str = _INDENT) -> None:
        """Add YAML to paste; its lines are never broken."""
        for line in yaml.rstrip("\n").split("\n"):
            self._out.append(f"{indent}  ")
            self._out.append(f"{visible_line(line)}\n", "cyan")

    def _head(self, requirement: RequirementCoverage) -> None:
        state = requirement.state
        sign, color = SIGNS[state]
        regions = [each.region for each in requirement.gaps or requirement.regions]
        where = regions_told(self._report, regions)
        law = any(each.is_below_the_law for each in requirement.regions)
        head: list[Stretch] = [
            (sign, color),
            (" ", ""),
            (requirement.title or requirement.name, "bold"),
            (f" ({where})" if where else "", ""),
            (": ", ""),
            (STATES[state], color),
            (", below the law" if law else "", "bold red"),
        ]
        flow(self._out, head, self._width, first="  ", rest=_INDENT)

    def _elsewhere(self, part: Alike) -> None:
        """How a requirement fares where it is no gap."""
        coverage = part.coverage
        where = regions_told(self._report, part.regions)
        told = f"{where}: {STATES[coverage.state]}"
        more = f". {coverage.because}" if coverage.because else ""
        self._line("else", (told, SIGNS[coverage.state][1]), (more, ""))

    def _foot(self, requirement: RequirementCoverage) -> None:
        label, cited = source(self._report, requirement)
        link = f" {requirement.url}" if cited and self._view.everything else ""
        self._line(label.lower(), (cited, ""), (link, "dim"))
        if requirement.gaps:
            self._line("who", (who(self._report, requirement), ""))
        self._line("id", (requirement.name, "dim"), (f" {place(requirement.location)}", "dim"))

    def _why(self, part: Alike) -> None:
        need = ""
        for reason in part.coverage.reasons:
            if reason.need != need:
                self._line("needs", (reason.need, ""), (f" {place(reason.written)}", "dim"))
                need = reason.need
            self._reason(reason)
        for note in part.coverage.notes:
            self._line("note", (note, ""))
        waiver = part.coverage.waiver
        if waiver is not None:
            self._line("waiver", (waiver_told(self._report, waiver), "yellow"))

    def _reason(self, reason: Reason) -> None:
        self._line("found", (reason.message, "bold red" if reason.is_error else ""))
        self._found("", reason.found)
        self._line("do", (reason.do, "bold"))
        if reason.skeleton and (self._view.skeletons or self._view.everything):
            self.skeleton(reason.skeleton, _INDENT + " " * _LABEL)

    def _found(self, label: str, found: Sequence[Evidence]) -> None:
        shown = found if self._view.everything else found[:_MOST_FOUND]
        for evidence in shown:
            self._line(
                label, (place(evidence.location), "cyan"), (f" {evidence_told(evidence)}", "")
            )
            label = ""
        more = len(found) - len(shown)
        if more:
            self._line("", (f"and {more} more", "dim"))

    def _line(self, label: str, *stretches: Stretch) -> None:
        if not any(text for text, _ in stretches):
            return
        lead = f"{_INDENT}{label:<{_LABEL}}"
        rest = _INDENT + " " * _LABEL
        flow(self._out, stretches, self._width, first=lead, rest=rest, lead="dim")
