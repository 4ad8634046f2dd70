"""Findings as JUnit XML, in the form Jenkins, GitLab and most others read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from policykit.model.finding import Finding, Severity
from policykit.model.position import json_pointer
from policykit.model.report import FindingsReport
from policykit.report.counts import by_file, checked
from policykit.report.formats import Style
from policykit.report.junit.xml import class_name, numbered, xml
from policykit.report.visible import visible
from policykit.report.words import one_line, told


def render(report: FindingsReport, style: Style) -> str:
    """A suite a file with a case a finding, and before them a case for the run itself.

    A finding that makes the run fail is a failure; a milder one, or one that a comment takes
    off, is a skipped case.
    """
    del style
    fails = partial(_fails, Severity(report.fail_level))
    every = (*report.findings, *report.suppressed)
    failures = sum(map(fails, every))
    counts = f'tests="{len(every) + 1}" failures="{failures}" errors="0"'
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<testsuites name="policykit lint" {counts}>',
            '  <testsuite name="policykit lint" tests="1" failures="0" errors="0" skipped="0">',
            '    <testcase name="policies checked" classname="policykit">',
            f"      <system-out>{checked(report)} checked.</system-out>",
            "    </testcase>",
            "  </testsuite>",
            *(_suite(path, findings, fails) for path, findings in by_file(every).items()),
            "</testsuites>",
            "",
        ]
    )


def _fails(level: Severity, finding: Finding) -> bool:
    return not finding.reason and finding.severity.rank >= level.rank


def _suite(path: str, findings: Sequence[Finding], fails: Callable[[Finding], bool]) -> str:
    failures = sum(map(fails, findings))
    seen: dict[str, int] = {}
    counts = f'tests="{len(findings)}" failures="{failures}" errors="0"'
    return "\n".join(
        [
            f'  <testsuite name="{xml(path)}" {counts} skipped="{len(findings) - failures}">',
            *(_case(finding, seen, failed=fails(finding)) for finding in findings),
            "  </testsuite>",
        ]
    )


def _case(finding: Finding, seen: dict[str, int], *, failed: bool) -> str:
    name = _name(finding, seen)
    words = xml(one_line(finding.message))
    tag, kind = ("failure", f' type="{finding.severity.value}"') if failed else ("skipped", "")
    return "\n".join(
        [
            f'    <testcase name="{xml(name)}" classname="{xml(class_name(finding.location.path))}">',
            f'      <{tag}{kind} message="{words}">{xml(chr(10).join(_body(finding)))}</{tag}>',
            "    </testcase>",
        ]
    )


def _body(finding: Finding) -> list[str]:
    span = finding.location.span
    at = f":{span.start.line}:{span.start.column}" if span else ""
    lines = [
        f"{visible(finding.location.path)}{at}: {finding.severity.value} {finding.code}",
        *told(finding),
    ]
    if finding.reason:
        lines.append(f"Taken off by a comment: {one_line(finding.reason)}")
    return lines


def _name(finding: Finding, seen: dict[str, int]) -> str:
    """Code, name and node: the same from run to run while lines move, and each its own."""
    pointer = json_pointer(finding.location.pointer)
    return numbered(f"{finding.code} {finding.name}{f' {pointer}' if pointer else ''}", seen)
