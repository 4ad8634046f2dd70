"""Findings for people: what, where with a caret, why it matters, what to do."""

from __future__ import annotations

import textwrap

from policykit.model.finding import Finding, Related, Severity
from policykit.model.page import Page
from policykit.model.position import Location
from policykit.model.report import FindingsReport
from policykit.report.colored import Text
from policykit.report.formats import Style
from policykit.report.visible import columns, visible

_COLORS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}
_MOST_A_RULE_AND_FILE = 3
_MOST_LINE = 160
_INDENT = "  "


def render(report: FindingsReport, style: Style) -> str:
    """The report as text with a summary line; at most three findings a rule a file."""
    out = Text()
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
        _finding(out, finding, report, style, page if finding.code not in told else None)
        told.add(finding.code)
    for (path, code), number in held_back.items():
        out.append(f"{number} more {code} in {visible(path)}; --all shows them.\n", "dim")
    if held_back:
        out.append("\n")
    _summary(out, report)
    return out.printed(color=style.color)


def _finding(
    out: Text, finding: Finding, report: FindingsReport, style: Style, page: Page | None
) -> None:
    color = _COLORS[finding.severity]
    out.append(f"{finding.severity.value}", color)
    out.append(f" {finding.code} {finding.name}\n", "bold")
    gutter = _place(out, finding.location, report, color)
    label = " " * gutter
    _paragraph(out, label, "", finding.message, style, "bold")
    if finding.mended:
        _paragraph(out, label, "write: ", finding.mended.strip(), style, "green", wrap=False)
    if finding.hint:
        _paragraph(out, label, "do: ", finding.hint, style, "green")
    for related in finding.related:
        _related(out, related, report, label, style)
    if page is not None:
        _paragraph(out, label, "why: ", page.why, style, "dim")
    out.append("\n")


def _place(out: Text, location: Location, report: FindingsReport, color: str) -> int:
    """The place and its line with a caret; gives the width of the margin."""
    span = location.span
    path = visible(location.path)
    if span is None:
        out.append(f"{_INDENT}{path}\n", "cyan")
        return len(_INDENT)
    out.append(f"{_INDENT}{path}:{span.start.line}:{span.start.column}\n", "cyan")
    line = _line(report, location.path, span.start.line)
    if line is None:
        return len(_INDENT)
    number = str(span.start.line)
    margin = len(_INDENT) + len(number)
    end = span.end.column if span.end.line == span.start.line else len(line) + 1
    before, marked, after = (
        visible(line[: span.start.column - 1]),
        visible(line[span.start.column - 1 : max(end - 1, span.start.column)]),
        visible(line[max(end - 1, span.start.column) :]),
    )
    before, marked, after = _cut(before, marked, after)
    out.append(f"{_INDENT}{number} | ", "blue")
    out.append(f"{before}{marked}{after}".rstrip() + "\n")
    out.append(f"{' ' * margin} | ", "blue")
    out.append(" " * columns(before) + "^" * max(columns(marked.rstrip()), 1) + "\n", color)
    return margin


def _cut(before: str, marked: str, after: str) -> tuple[str, str, str]:
    """A long line cut around what is marked, with an ellipsis where something is left out."""
    if len(before) + len(marked) + len(after) <= _MOST_LINE:
        return before, marked, after
    if len(before) > _MOST_LINE // 2:
        before = "…" + before[-(_MOST_LINE // 2) :]
    room = max(_MOST_LINE - len(before), 20)
    if len(marked) > room:
        return before, marked[:room] + "…", ""
    room -= len(marked)
    return before, marked, after if len(after) <= room else after[:room] + "…"


def _line(report: FindingsReport, path: str, number: int) -> str | None:
    text = report.texts.get(path)
    if text is None:
        return None
    lines = text.split("\n")
    return lines[number - 1].rstrip("\r") if number <= len(lines) else ""


def _related(out: Text, related: Related, report: FindingsReport, label: str, style: Style) -> None:
    span = related.location.span
    at = f":{span.start.line}:{span.start.column}" if span else ""
    where = f"{visible(related.location.path)}{at}"
    _paragraph(out, label, "see: ", f"{where} {related.message}", style, "cyan")
    line = _line(report, related.location.path, span.start.line) if span else None
    if span is not None and line is not None:
        shown, _, _ = _cut(visible(line.strip()), "", "")
        out.append(f"{label}   {span.start.line} | {shown}\n", "dim")


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
            out.append(line + "\n", "bold" if color == "bold" else "")


def _summary(out: Text, report: FindingsReport) -> None:
    checked = f"{_number(report.policies, 'policy', 'policies')} in " + _number(
        report.files, "file", "files"
    )
    if not report.findings:
        out.append("All good: ", "bold green")
        out.append(f"{checked} checked, nothing found")
    else:
        parts = [
            _number(count, word, f"{word}s")
            for severity, word in (
                (Severity.ERROR, "error"),
                (Severity.WARNING, "warning"),
                (Severity.INFO, "note"),
            )
            if (count := report.count(severity))
        ]
        out.append(", ".join(parts), "bold")
        out.append(f". Checked {checked}")
    if report.taken_off:
        out.append(f"; {_number(report.taken_off, 'finding', 'findings')} taken off by comments")
    out.append(".\n")
    if report.findings:
        first = report.findings[0].code
        out.append(f"policykit explain {first} tells more about a finding.\n", "dim")


def _number(count: int, one: str, other: str) -> str:
    return f"{count} {one if count == 1 else other}"
