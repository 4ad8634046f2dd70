"""Findings as GitHub's workflow commands: an annotation each, the worst first."""

from __future__ import annotations

from collections.abc import Sequence

from policykit.model.finding import Finding, Severity
from policykit.model.report import FindingsReport
from policykit.report.counts import number
from policykit.report.formats import Style
from policykit.report.visible import visible
from policykit.report.words import told

MOST = 10
"""How many annotations of each kind GitHub shows for a step; it drops others in silence."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: FindingsReport, style: Style) -> str:
    """At most ten errors, warnings and notices, and a notice that counts what is held back."""
    shown = _shown(report.findings, notices=MOST)
    if len(shown) < len(report.findings):
        # The last notice is the one that tells of the others.
        shown = _shown(report.findings, notices=MOST - 1)
    lines = [_annotation(finding, style.prefix) for finding in shown]
    more = len(report.findings) - len(shown)
    if more:
        words = f"and {number(more, 'more finding', 'more findings')}; policykit lint --all shows them all."
        lines.append(f"::notice title=policykit::{_data(words)}")
    return "".join(f"{line}\n" for line in lines)


def _shown(findings: Sequence[Finding], *, notices: int) -> list[Finding]:
    shown: list[Finding] = []
    for severity in _COMMANDS:
        alike = [finding for finding in findings if finding.severity is severity]
        shown += alike[: notices if severity is Severity.INFO else MOST]
    return shown


def _annotation(finding: Finding, prefix: str) -> str:
    span = finding.location.span
    properties = {"file": f"{prefix}{finding.location.path}"}
    if span is not None:
        properties |= {"line": str(span.start.line), "endLine": str(span.end.line)}
        # Columns count only within one line; GitHub drops an annotation that says otherwise.
        if span.start.line == span.end.line:
            last = max(span.end.column - 1, span.start.column)
            properties |= {"col": str(span.start.column), "endColumn": str(last)}
    properties["title"] = f"{finding.code} {finding.name}"
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    words = _data("\n".join(told(finding)))
    return f"::{_COMMANDS[finding.severity]} {listed}::{words}"


def _data(text: str) -> str:
    """A message, escaped so that it stays one line and one command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A property, escaped so that no other one can begin in it."""
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
