"""`path:line:column: CODE name message`, one line a finding."""

from __future__ import annotations

from policykit.model.report import FindingsReport
from policykit.report.formats import Style
from policykit.report.visible import visible, visible_line


def render(report: FindingsReport, style: Style) -> str:
    """All findings, one a line, the file alone where there is no place in it."""
    del style
    lines: list[str] = []
    for finding in report.findings:
        span = finding.location.span
        at = f":{span.start.line}:{span.start.column}" if span else ""
        message = visible(finding.message)
        lines.append(
            f"{visible_line(finding.location.path)}{at}: {finding.code} {visible(finding.name)} {message}\n"
        )
    return "".join(lines)
