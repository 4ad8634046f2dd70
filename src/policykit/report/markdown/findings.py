"""Findings as Markdown: a comment on a pull request, or the summary of a run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from policykit.model.finding import Finding
from policykit.model.page import Page
from policykit.model.report import FindingsReport
from policykit.model.value import dataclass
from policykit.report.counts import WORDS, by_worst_file, checked, found, number, worst_first
from policykit.report.excerpt import Excerpts
from policykit.report.formats import Style
from policykit.report.left_out import left_out
from policykit.report.markdown.plain import code, words
from policykit.report.visible import visible, visible_line

MARKER = "<!-- policykit lint -->"
"""The first line, by which a server finds the comment again to replace it."""

MOST_CHARACTERS = 65_000
"""What a comment may hold: GitHub takes 65,536."""

_MOST_FILES = 100
_RESERVE = 300
"""Characters kept free for the line that counts what is held back."""


def render(report: FindingsReport, style: Style) -> str:
    """A comment of at most 65,000 characters; where that is too short, the worst stay."""
    del style
    return document(report, MOST_CHARACTERS)


def document(report: FindingsReport, limit: int) -> str:
    """The report as Markdown of at most `limit` characters (at least a thousand)."""
    found_in = by_worst_file(report.findings)
    head = [MARKER, f"### {_title(report)}", _checked(report)]
    table = _table(found_in)
    room = limit - sum(len(part) + 2 for part in (*head, table)) - _RESERVE
    if room < 0:
        room += len(table)
        table = ""
    pieces = _pieces(report)
    shown = _fitting(pieces, room)
    parts = [*head, table, *_details(found_in, shown)]
    left = len(report.findings) - len(shown)
    if left:
        parts.append(f"… and {number(left, 'more finding', 'more findings')}.")
    elif report.findings:
        why = _why(report)
        if sum(len(part) + 2 for part in (*parts, why)) <= limit - _RESERVE:
            parts.append(why)
    if report.findings:
        first = code(report.findings[0].code)
        parts.append(
            f"Run {code('policykit lint')} to see them beside the text, and "
            f"<code>policykit explain</code> with a code such as {first} to read more."
        )
    return "\n\n".join(part for part in parts if part) + "\n"


def _title(report: FindingsReport) -> str:
    name = f" in {words(report.name)}" if report.name else ""
    if not report.findings:
        return f"All good{name}"
    return f"{found(report.findings)}{name}"


def _checked(report: FindingsReport) -> str:
    day = f", judged by {report.today}" if report.today else ""
    taken_off = (
        f" {number(report.taken_off, 'finding is', 'findings are')} taken off by comments."
        if report.taken_off
        else ""
    )
    others = "".join(f" {words(sentence)}" for sentence in left_out(report))
    return f"Checked {checked(report)}{day}.{taken_off}{others}"


def _table(found_in: Mapping[str, Sequence[Finding]]) -> str:
    if not found_in:
        return ""
    rows = [
        "| File | Errors | Warnings | Notes |",
        "| --- | ---: | ---: | ---: |",
    ]
    for path, findings in list(found_in.items())[:_MOST_FILES]:
        severities = [finding.severity for finding in findings]
        cells = " | ".join(str(severities.count(severity) or "") for severity in WORDS)
        rows.append(f"| {code(path)} | {cells} |")
    if len(found_in) > _MOST_FILES:
        rows.append(f"| and {len(found_in) - _MOST_FILES} more files | | | |")
    return "\n".join(rows)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A finding as an item of a list."""

    finding: Finding
    text: str


def _pieces(report: FindingsReport) -> Iterator[_Piece]:
    """The findings with their texts, the worst first."""
    excerpts = Excerpts(report.texts)
    for finding in worst_first(report.findings):
        yield _Piece(finding, _item(finding, excerpts))


def _fitting(pieces: Iterable[_Piece], room: int) -> dict[int, str]:
    """The texts that fit, by the identity of their finding; each new file takes a head too."""
    shown: dict[int, str] = {}
    files: set[str] = set()
    for piece in pieces:
        path = piece.finding.location.path
        room -= len(piece.text) + 1
        if path not in files:
            files.add(path)
            room -= 2 * len(escape(path)) + 150
        if room < 0:
            break
        shown[id(piece.finding)] = piece.text
    return shown


def _details(found_in: Mapping[str, Sequence[Finding]], shown: Mapping[int, str]) -> Iterator[str]:
    """A folded part for each file, open where there is but one."""
    for path, findings in found_in.items():
        texts = [shown[id(finding)] for finding in findings if id(finding) in shown]
        if texts:
            opened = " open" if len(found_in) == 1 else ""
            head = f"<code>{escape(visible(path))}</code>: {found(findings)}"
            yield (
                f"<details{opened}><summary>{head}</summary>\n\n"
                + "\n".join(texts)
                + "\n\n</details>"
            )


def _item(finding: Finding, excerpts: Excerpts) -> str:
    span = finding.location.span
    line = f", line {span.start.line}" if span else ""
    what = f"**{WORDS[finding.severity]}** {code(finding.code)} {words(finding.name)}{line}"
    lines = [f"- {what}: {words(finding.message)}"]
    excerpt = excerpts.at(finding.location)
    if excerpt is not None:
        lines.append(_fenced(excerpt.line))
    if finding.mended:
        lines += ["  Write:", _fenced(visible(finding.mended.strip()))]
    if finding.hint:
        lines.append(f"  Do: {words(finding.hint)}")
    for related in finding.related:
        place = related.location.span
        where = f", line {place.start.line}" if place else ""
        lines.append(f"  See {code(related.location.path)}{where}: {words(related.message)}")
    return "\n\n".join(lines)


def _why(report: FindingsReport) -> str:
    codes = {finding.code for finding in report.findings}
    reasons = [_reason(page) for page in report.pages.values() if page.code in codes]
    return "<details><summary>Why it matters</summary>\n\n" + "\n".join(reasons) + "\n\n</details>"


def _reason(page: Page) -> str:
    return f"- {code(page.code)} {words(page.name)}: {words(page.why)}"


def _fenced(line: str) -> str:
    """A line of YAML in a fence that nothing in it can end."""
    longest = max((len(run) for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"  {fence}yaml\n  {visible_line(line.strip())}\n  {fence}"
