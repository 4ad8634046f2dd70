"""What a report is made of, whatever its format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from policykit.model.finding import Finding, Severity
from policykit.model.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsReport:
    """Findings with what it takes to show them.

    `texts` holds the text of every file a finding stands in, `pages` the pages of the codes;
    `files` and `policies` say how much was checked, `today` (ISO 8601) by which day,
    `fail_level` from which severity on the settings want a run to fail.
    """

    findings: tuple[Finding, ...]
    texts: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, Page] = field(default_factory=dict)
    files: int = 0
    policies: int = 0
    taken_off: int = 0
    today: str = ""
    version: str = ""
    fail_level: str = "error"

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return sum(finding.severity is severity for finding in self.findings)
