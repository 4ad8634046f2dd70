"""Findings for people: what, where with a caret, why it matters, what to do."""

from __future__ import annotations

import textwrap
from urllib.parse import quote

from policykit.model.finding import Finding, Related, Severity
from policykit.model.page import Page
from policykit.model.position import Location
from policykit.model.report import FindingsReport
from policykit.report.colored import Text
from policykit.report.counts import checked, found, mendable, number
from policykit.report.excerpt import Excerpts
from policykit.report.formats import Style
from policykit.report.left_out import left_out
from policykit.report.text.statistics import statistics
from policykit.report.visible import columns, visible, visible_line

_COLORS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}
_MOST_A_RULE_AND_FILE = 3
_INDENT = "  "
_SAFE = "[fix]"
_UNSAFE = "[unsafe fix]"
_MARGIN = 11
"""Columns for the number of a line and what stands around it, and two marks of something left out."""


def render(report: FindingsReport, style: Style) -> str:
    """The report as text with a summary line; at most three findings a rule a file."""
    out = Text()
    excerpts = Excerpts(report.texts, style.width - _MARGIN)
    told: set[str] = set()
    shown: dict[tuple[str, str], int] = {}
    held_back: dict[tuple[str, str], int] = {}
    for finding in report.findings:
        group = finding.location.path, finding.code
        shown[group] = shown.get(group, 0) + 1
        if shown[group] > _MOST_A_RULE_AND_FILE and not style.everything:
            held_back[group] = held_back.get(group, 0) + 1
            continue
        page = report.pages.get(finding.code)
        _finding(out, finding, excerpts, style, page if finding.code not in told else None)
        told.add(finding.code)
    for (path, code), more in held_back.items():
        out.append(f"{more} more {code} in {visible(path)}; --all shows them.\n", "dim")
    if held_back:
        out.append("\n")
    _summary(out, report, style)
    return out.printed(color=style.color)


def _finding(
    out: Text, finding: Finding, excerpts: Excerpts, style: Style, page: Page | None
) -> None:
    color = _COLORS[finding.severity]
    out.append(f"{finding.severity.value}", color)
    out.append(f" {finding.code} {visible(finding.name)}", "bold")
    if finding.fix is not None and not style.mended:
        out.append(f" {_SAFE if finding.fix.safe else _UNSAFE}", "green")
    out.append("\n")
    gutter = _place(out, finding.location, excerpts, color, style.links)
    label = " " * gutter
    _paragraph(out, label, "", finding.message, style, "bold")
    if finding.mended:
        _paragraph(out, label, "write: ", finding.mended.strip(), style, "green", wrap=False)
    if finding.hint:
        _paragraph(out, label, "do: ", finding.hint, style, "green")
    for related in finding.related:
        _related(out, related, excerpts, label, style)
    if page is not None:
        _paragraph(out, label, "why: ", page.why, style, "dim")
    out.append("\n")


def _place(out: Text, location: Location, excerpts: Excerpts, color: str, links: str) -> int:
    """The place and its line with a caret; gives the width of the margin."""
    out.append(_INDENT)
    out.append(
        _where(location), "cyan", link=links and f"{links}{quote(location.path, errors='replace')}"
    )
    out.append("\n")
    excerpt = excerpts.at(location)
    if excerpt is None:
        return len(_INDENT)
    margin = len(f"{_INDENT}{excerpt.number}")
    out.append(f"{_INDENT}{excerpt.number} | ", "blue")
    out.append(f"{excerpt.line}\n")
    out.append(f"{' ' * margin} | ", "blue")
    carets = "^" * max(columns(excerpt.marked.rstrip()), 1)
    out.append(f"{' ' * columns(excerpt.before)}{carets}\n", color)
    return margin


def _related(out: Text, related: Related, excerpts: Excerpts, label: str, style: Style) -> None:
    where = _where(related.location)
    _paragraph(out, label, "see: ", f"{where} {related.message}", style, "cyan")
    excerpt = excerpts.at(related.location)
    if excerpt is not None:
        out.append(f"{label}   {excerpt.number} | {excerpt.line.strip()}\n", "dim")


def _where(location: Location) -> str:
    span = location.span
    at = f":{span.start.line}:{span.start.column}" if span else ""
    return f"{visible_line(location.path)}{at}"


def _paragraph(
    out: Text, label: str, lead: str, words: str, style: Style, color: str, *, wrap: bool = True
) -> None:
    room = max(style.width - len(label) - 3, 40)
    text = visible(" ".join(words.split())) if wrap else visible(words)
    lines = (
        textwrap.wrap(
            lead + text,
            room,
            subsequent_indent=" " * len(lead),
            break_long_words=False,
            break_on_hyphens=False,
        )
        if wrap
        else [lead + text]
    )
    for index, line in enumerate(lines):
        out.append(f"{label} = " if index == 0 else f"{label}   ", "blue")
        if index == 0 and lead:
            out.append(lead.rstrip(), color)
            out.append(line[len(lead.rstrip()) :] + "\n")
        else:
            out.append(f"{visible_line(line)}\n", "bold" if color == "bold" else "")


def _summary(out: Text, report: FindingsReport, style: Style) -> None:
    if not report.findings:
        out.append("All good: ", "bold green")
        out.append(f"{checked(report)} checked, nothing found")
    else:
        out.append(found(report.findings), "bold")
        out.append(f". Checked {checked(report)}")
    if report.taken_off:
        out.append(f"; {number(report.taken_off, 'finding', 'findings')} taken off by comments")
    out.append(".\n")
    for sentence in left_out(report):
        out.append(f"{sentence}\n")
    if not style.mended:
        _mendable(out, report)
    if report.findings:
        first = max(report.findings, key=lambda each: each.severity.rank).code
        out.append(f"policykit explain {first} tells more about a finding.\n", "dim")
    if report.statistics is not None:
        statistics(out, report.statistics, style)


def _mendable(out: Text, report: FindingsReport) -> None:
    """How much a program can mend, in the words of the marks behind the names."""
    safe, unsafe = mendable(report.findings)
    if safe:
        out.append(f"{_SAFE} ", "green")
        out.append(f"{safe} can be mended with --fix")
        out.append("; " if unsafe else ".\n")
    if unsafe:
        out.append(f"{_UNSAFE} ", "green")
        out.append(f"{unsafe} {'more' if safe else 'can be mended'} with --fix --unsafe-fixes, ")
        out.append("which may change the meaning.\n")
