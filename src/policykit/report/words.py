"""What a finding says, as one text."""

from __future__ import annotations

from policykit.model.finding import Finding
from policykit.report.visible import visible, visible_line


def one_line(text: str) -> str:
    """A text on one line, safe to print."""
    return visible(" ".join(text.split()))


def lines(text: str) -> str:
    """A text of several lines, safe to print."""
    return "\n".join(visible_line(line) for line in text.strip().split("\n"))


def told(finding: Finding) -> tuple[str, ...]:
    """What is wrong, what to do and how the line should read, each on one line."""
    parts = (
        one_line(finding.message),
        f"Do: {one_line(finding.hint)}" if finding.hint else "",
        f"Write: {visible(finding.mended.strip())}" if finding.mended else "",
    )
    return tuple(part for part in parts if part)
