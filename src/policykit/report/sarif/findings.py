"""Findings as SARIF 2.1.0, with every field GitHub's code scanning asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal
from urllib.parse import quote

from policykit.model.finding import Edit, Finding, Fix, Related, Severity
from policykit.model.page import Page
from policykit.model.position import Location, Span, json_pointer
from policykit.model.report import FindingsReport
from policykit.model.value import dataclass
from policykit.report.counts import worst_first
from policykit.report.data import dumped
from policykit.report.formats import Style
from policykit.report.page import page_text
from policykit.report.timed import statistics_data
from policykit.report.words import lines, one_line, told

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
"""The schema of the standard, by its published name; nothing is loaded from there."""

MOST_RESULTS = 25_000
"""How many results of a run GitHub takes; a run with more is refused as a whole."""

MOST_DESCRIPTION = 1024
"""How many characters GitHub takes of the descriptions of a rule."""

ROOT = "POLICIES"
"""The name of the folder all addresses count from."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEMS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "recommendation",
}
_LINK = re.compile(r"\](?=\()")

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Job:
    """What found the findings: its command, and where it is told to let one pass.

    `suppression` is a word of SARIF (3.35.2): `inSource` for comments, `external` for a list.
    """

    command: str
    suppression: Literal["inSource", "external"]


LINT = Job("lint", "inSource")


def render(report: FindingsReport, style: Style) -> str:
    """The report as one SARIF log with one run; the mildest results go where there are too many."""
    return log(report, style, LINT)


def log(report: FindingsReport, style: Style, job: Job) -> str:
    """The log of a job that found this."""
    pages = list(report.pages.values())
    indexes = {page.code: index for index, page in enumerate(pages)}
    every = [*worst_first(report.findings), *report.suppressed]
    results = [_result(each, indexes, style.prefix, job) for each in every[:MOST_RESULTS]]
    run: Json = {
        "tool": {
            "driver": {
                "name": "policykit",
                "semanticVersion": report.version,
                "rules": [_rule(page) for page in pages],
            }
        },
        "invocations": [_invocation(len(every) - len(results), job)],
        "automationDetails": {"id": f"policykit/{job.command}/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            ROOT: {"description": {"text": "The top folder of the repository."}},
        },
        "properties": {"today": report.today} | statistics_data(report),
        "results": results,
    }
    return dumped({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _invocation(left_out: int, job: Job) -> Json:
    if not left_out:
        return {"executionSuccessful": True}
    command = f"`policykit {job.command}`"
    words = f"{left_out} more findings are not in this file; {command} shows them."
    return {
        "executionSuccessful": True,
        "toolExecutionNotifications": [{"level": "warning", "message": {"text": words}}],
    }


def _rule(page: Page) -> Json:
    page_as_text = lines(page_text(page, ())) + "\n"
    return {
        "id": page.code,
        "name": one_line(page.name),
        "shortDescription": {"text": one_line(page.summary)[:MOST_DESCRIPTION]},
        "fullDescription": {"text": one_line(page.why)[:MOST_DESCRIPTION]},
        "help": {"text": page_as_text, "markdown": page_as_text},
        "defaultConfiguration": {"level": _LEVELS.get(page.severity, "none")},
        "properties": {
            "tags": ["policy", page.category],
            "precision": "high",
            "problem.severity": _PROBLEMS.get(page.severity, "recommendation"),
        },
    }


def _result(finding: Finding, indexes: dict[str, int], prefix: str, job: Job) -> Json:
    result: Json = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": _plain("\n".join(told(finding)))},
        "locations": [_location(finding.location, prefix)],
        "relatedLocations": [
            _related(number, each, prefix) for number, each in enumerate(finding.related, start=1)
        ],
        "fingerprints": {"policykit/v1": finding.fingerprint},
        "partialFingerprints": {"primaryLocationLineHash": f"{finding.fingerprint}:1"},
        # A run with one suppressed result has to say of all of them whether they are.
        "suppressions": _suppressions(finding.reason, job),
    }
    if finding.code in indexes:
        result["ruleIndex"] = indexes[finding.code]
    if finding.fix is not None:
        result["fixes"] = [_fix(finding.fix, prefix)]
    return result


def _suppressions(reason: str, job: Job) -> list[Json]:
    if not reason:
        return []
    return [{"kind": job.suppression, "status": "accepted", "justification": one_line(reason)}]


def _location(location: Location, prefix: str) -> Json:
    return {
        "physicalLocation": _place(location, prefix),
        "logicalLocations": [{"fullyQualifiedName": json_pointer(location.pointer)}],
    }


def _related(number: int, related: Related, prefix: str) -> Json:
    return {
        "id": number,
        "message": {"text": _plain(one_line(related.message))},
        "physicalLocation": _place(related.location, prefix),
    }


def _place(location: Location, prefix: str) -> Json:
    return {
        "artifactLocation": _artifact(location.path, prefix),
        "region": _region(location.span),
    }


def _artifact(path: str, prefix: str) -> Json:
    return {"uri": quote(f"{prefix}{path}", errors="replace"), "uriBaseId": ROOT}


def _region(span: Span | None) -> Json:
    """A stretch of a file; its beginning where the whole file is meant, as one is required."""
    if span is None:
        return {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}
    return {
        "startLine": span.start.line,
        "startColumn": span.start.column,
        "endLine": span.end.line,
        "endColumn": span.end.column,
    }


def _fix(fix: Fix, prefix: str) -> Json:
    return {
        "description": {"text": _plain(one_line(fix.title))},
        "artifactChanges": [
            {
                "artifactLocation": _artifact(path, prefix),
                "replacements": [_replacement(edit) for edit in fix.edits if edit.path == path],
            }
            for path in _paths(fix.edits)
        ],
        "properties": {"safe": fix.safe},
    }


def _paths(edits: Iterable[Edit]) -> list[str]:
    return list(dict.fromkeys(edit.path for edit in edits))


def _replacement(edit: Edit) -> Json:
    return {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}


def _plain(text: str) -> str:
    """A text that holds no link: in a message of SARIF, `[words](place)` is one."""
    return _LINK.sub("] ", text)
