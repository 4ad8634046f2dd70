"""Areas without any policy for a terminal: one gap each, with those that ask in a line each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from policykit.model.coverage import CoverageReport, MissingArea, RequirementCoverage, State
from policykit.report.colored import Text
from policykit.report.counts import number
from policykit.report.coverage_missing import (
    asked_told,
    asking,
    where_told,
)
from policykit.report.coverage_view import CoverageView
from policykit.report.coverage_words import draft_command
from policykit.report.flowing import Stretch, flow
from policykit.report.formats import Style
from policykit.report.text.coverage_tables import SIGNS
from policykit.report.visible import columns, visible, visible_line

_INDENT: Final = "    "
_POINT: Final = "      · "
_LABEL: Final = 8
_LEAST: Final = 8
"""Letters of a source below which it tells nothing."""

_SIGN, _COLOR = SIGNS[State.MISSING]


def missing_areas(out: Text, report: CoverageReport, view: CoverageView, style: Style) -> None:
    """Add each area without a policy: who would write it, with what to begin, what asks for it."""
    for index, area in enumerate(report.missing_areas):
        out.append("\n" * bool(index))
        head: list[Stretch] = [
            (_SIGN, _COLOR),
            (f" {report.title('area', area.area)}", "bold"),
            (f": there is no policy, and {asked_told(area)}", ""),
        ]
        flow(out, head, style.width, first="  ", rest=_INDENT)
        owner = report.title("role", area.owner) if area.owner else "nobody is named"
        _line(out, style, "who", (owner, ""))
        if view.skeletons or view.everything:
            _line(out, style, "draft", ("of all that is asked for:", ""))
            for line in area.skeleton.rstrip("\n").split("\n"):
                out.append(f"{_INDENT}{' ' * _LABEL}" if line else "")
                out.append(f"{visible_line(line)}\n", "cyan")
        else:
            _line(out, style, "begin", ("with a draft of all that is asked for:", ""))
            _line(out, style, "", (draft_command(area.area), "cyan"))
        if not view.everything:
            _asking(out, report, area, style)


def told_above(report: CoverageReport, area: str, count: int) -> list[Stretch]:
    """What stands in place of gaps that a missing area has told."""
    asks = "asks" if count == 1 else "ask"
    title = report.title("area", area)
    return [
        (_SIGN, _COLOR),
        (f" {count} {asks} for a policy for ", ""),
        (title, "bold"),
        (", told above", ""),
    ]


def parts(out: Text, told: Iterable[str], style: Style) -> None:
    """Add what a task is made of, a line each."""
    for part in told:
        flow(out, [(part, "")], style.width, first="     · ", rest="       ")


def _asking(out: Text, report: CoverageReport, area: MissingArea, style: Style) -> None:
    for each in asking(report, area):
        many = number(len(each.requirements), "requirement", "requirements")
        flow(
            out,
            [(each.title, "bold"), (f", {many}", "dim")],
            style.width,
            first=_INDENT,
            rest=_INDENT * 2,
        )
        for requirement in each.requirements:
            line = _in_short(report, requirement, style.width - len(_POINT))
            flow(out, line, style.width, first=_POINT, rest=_INDENT * 2)


def _in_short(report: CoverageReport, requirement: RequirementCoverage, room: int) -> list[Stretch]:
    """One requirement in so many columns: what it cites is cut or left out where it must be."""
    where = where_told(report, requirement)
    title = f"{visible(requirement.title or requirement.name)}{f' {where}' if where else ''}"
    name = f" {visible(requirement.name)}"
    source = _cut(visible(requirement.cite), room - columns(title) - columns(name) - len(" ()"))
    return [(title, ""), (f" ({source})" if source else "", ""), (name, "dim")]


def _cut(text: str, room: int) -> str:
    if columns(text) <= room:
        return text
    while text and columns(text) >= room:
        text = text[:-1]
    text = text.rstrip(" ,;")
    return f"{text}…" if len(text) >= _LEAST else ""


def _line(out: Text, style: Style, label: str, *stretches: Stretch) -> None:
    lead = f"{_INDENT}{label:<{_LABEL}}"
    flow(out, stretches, style.width, first=lead, rest=_INDENT + " " * _LABEL, lead="dim")
